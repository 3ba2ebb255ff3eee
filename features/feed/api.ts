/**
 * Private calendar feeds as they cross the wire, and the calendar file of one interview.
 *
 * A feed is an address that a calendar program asks now and then. Whoever has the address reads the feed: it is shown once,
 * when it is made, and only the digest of its secret is kept.
 */
import { endpoint } from '@sotto/contract';
import { CalendarDate, Id, Instant } from '@sotto/domain';
import { z } from 'zod';

/** `busy`: that there is something. `initials`: what it is, and the initials of the company. `full`: title, company, place, people. */
export const feedDetails = ['busy', 'initials', 'full'] as const;
export type FeedDetail = (typeof feedDetails)[number];
/** `interviews`: what takes place at a time. `everything`: tasks and days to keep too. */
export const feedContents = ['interviews', 'everything'] as const;
export type FeedContents = (typeof feedContents)[number];

/** Feeds that one account may have. */
export const mostFeeds = 20;
/** Days after which a feed that ends does so at the latest. */
export const longestFeedDays = 3 * 366;

/** What calendar files are. */
export const calendarType = 'text/calendar; charset=utf-8';

const feedFields = {
  name: z.string().trim().min(1, 'Give it a name you will recognise.').max(100, 'At most 100 characters.'),
  detail: z.enum(feedDetails),
  contents: z.enum(feedContents),
  /** Notes too. Only ever told where `detail` is `full`. */
  notes: z.boolean(),
  /** The last day on which it answers, in UTC; `null`: until it is revoked. */
  expiresOn: CalendarDate.nullable(),
} as const;

export const FeedView = z.strictObject({
  id: Id,
  ...feedFields,
  createdAt: Instant,
  /** When a calendar program last fetched it, to five minutes; `null`: never. */
  fetchedAt: Instant.nullable(),
});
export type FeedView = z.infer<typeof FeedView>;

export const NewFeed = z.strictObject(feedFields);
export type NewFeed = z.infer<typeof NewFeed>;

const FeedId = z.strictObject({ id: Id });

export const listFeeds = endpoint({
  name: 'listFeeds',
  method: 'GET',
  path: '/api/v1/calendar-feeds',
  summary: 'All calendar feeds, newest first. Never their addresses.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(FeedView) }) },
});

/** `url` is in this answer and nowhere after it. */
export const makeFeed = endpoint({
  name: 'makeFeed',
  method: 'POST',
  path: '/api/v1/calendar-feeds',
  summary: 'Makes a calendar feed. Its address is shown this once.',
  access: { kind: 'session', fresh: true },
  body: NewFeed,
  outputs: { 201: z.strictObject({ ...FeedView.shape, url: z.url() }) },
  problems: ['conflict'],
});

/** Absent: unchanged. The address stays. Asks for fresh proof, since a feed may then tell more to whoever has its address. */
export const changeFeed = endpoint({
  name: 'changeFeed',
  method: 'PATCH',
  path: '/api/v1/calendar-feeds/{id}',
  summary: 'Changes how much a calendar feed tells, its name or its end.',
  access: { kind: 'session', fresh: true },
  params: FeedId,
  body: NewFeed.partial(),
  outputs: { 200: FeedView },
});

export const endFeed = endpoint({
  name: 'endFeed',
  method: 'DELETE',
  path: '/api/v1/calendar-feeds/{id}',
  summary: 'Revokes a calendar feed; its address answers nobody from here on.',
  access: { kind: 'session', whenDisabled: true },
  params: FeedId,
  outputs: { 204: null },
});

/**
 * What calendar programs fetch. They can show nothing but the address, so the secret is part of it. Mistyped, wrong, revoked and
 * ended addresses, and those of disabled and deleted accounts, are all told alike.
 */
export const fetchFeed = endpoint({
  name: 'fetchFeed',
  method: 'GET',
  path: '/api/v1/calendar-feeds/{secret}/sotto.ics',
  summary: 'The calendar of a feed, for calendar programs.',
  access: { kind: 'public' },
  params: z.strictObject({ secret: z.string().max(200) }),
  outputs: { 200: { raw: [calendarType] } },
});

export const getInterviewFile = endpoint({
  name: 'getInterviewFile',
  method: 'GET',
  path: '/api/v1/interviews/{id}/interview.ics',
  summary: 'One interview as a calendar file.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  params: FeedId,
  outputs: { 200: { raw: [calendarType] } },
});

/** The address of an interview's calendar file, for a link. */
export function interviewFilePath(id: Id): string {
  return getInterviewFile.path.replace('{id}', encodeURIComponent(id));
}
