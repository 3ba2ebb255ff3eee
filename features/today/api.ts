/**
 * Today as it crosses the wire: what is due, what comes to an end, what has gone quiet, the week. All of it follows from the
 * records, the person's rules and the date in their zone; nothing of it is kept, and nothing happens by itself.
 */
import { endpoint } from '@sotto/contract';
import { CalendarDate, Id, Instant, interviewFields, NamedLink, NamedRef, StageRef, WebUrl } from '@sotto/domain';
import { z } from 'zod';

const Revision = z.int().min(1);

/** An application as a line of Today names it. */
export const ApplicationRef = z.strictObject({
  id: Id,
  revision: Revision,
  title: z.string(),
  company: NamedRef,
  stage: StageRef,
  url: WebUrl.nullable(),
});
export type ApplicationRef = z.infer<typeof ApplicationRef>;

/** A record that an act on a line changes. */
export const Seen = z.strictObject({ id: Id, revision: Revision });
export type Seen = z.infer<typeof Seen>;

/**
 * Something to do by today.
 *
 * `task`, `next_action`: in the person's words. `follow_up`, `thank_you`: suggested by a rule. `on`: since when it shows;
 * before today it is late. `task`: the task itself, or the one by which a suggestion was put off.
 */
export const DueItem = z.strictObject({
  what: z.enum(['task', 'next_action', 'follow_up', 'thank_you']),
  on: CalendarDate,
  /** When it is due at a time. */
  at: Instant.nullable(),
  /** What to do, in the person's words; `null` of a suggestion. */
  title: z.string().nullable(),
  application: ApplicationRef.nullable(),
  /** What a task is about when it is no application. */
  about: NamedLink.nullable(),
  task: Seen.nullable(),
  /** Of a task: it comes again. */
  repeats: z.boolean(),
  interview: Seen.nullable(),
  /** Whom to thank. */
  people: z.array(z.string()),
  /** Of a follow-up: the last that happened; of thanks: the day of the interview. */
  since: CalendarDate.nullable(),
  /** Follow-ups since then. */
  nudges: z.int(),
  /** Whom one may write to about it: the contact of the application heard of last who has an e-mail address. */
  writeTo: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
});
export type DueItem = z.infer<typeof DueItem>;

/**
 * What ends on a day: a saved posting closes, or an offer wants its answer (`offer`). `days`: to go; negative once it is over.
 * `savedOn`: the day the posting was saved, or the offer received.
 */
export const EndingItem = z.strictObject({
  what: z.enum(['closing', 'respond_by']),
  application: ApplicationRef,
  on: CalendarDate,
  days: z.int(),
  savedOn: CalendarDate,
  offer: Seen.nullable(),
  task: Seen.nullable(),
});
export type EndingItem = z.infer<typeof EndingItem>;

/**
 * What moves only if the person moves it.
 *
 * `silence`: "No answer" is suggested. `heard_again`: it was marked so, and then something happened; `back` is the stage before.
 * `lying`: a saved posting that was never sent. `days` since `since`.
 */
export const QuietItem = z.strictObject({
  what: z.enum(['silence', 'heard_again', 'lying']),
  application: ApplicationRef,
  since: CalendarDate,
  days: z.int(),
  nudges: z.int(),
  back: StageRef.nullable(),
  task: Seen.nullable(),
});
export type QuietItem = z.infer<typeof QuietItem>;

/** An interview of this week. */
export const ComingItem = z.strictObject({
  id: Id,
  revision: Revision,
  application: ApplicationRef,
  round: interviewFields.round,
  kind: interviewFields.kind,
  status: interviewFields.status,
  start: Instant,
  end: Instant,
  place: interviewFields.place,
  link: interviewFields.link,
  people: z.array(z.string()),
});
export type ComingItem = z.infer<typeof ComingItem>;

/** A day of the week, and the stages (by id) of what lies on it, four at most; `null`: a task about no application. */
export const WeekDay = z.strictObject({ date: CalendarDate, marks: z.array(Id.nullable()) });

/** Something that happened since yesterday began. `to`: the stage it came to; `null`: it was saved. */
export const RecentItem = z.strictObject({
  application: ApplicationRef,
  to: z.string().nullable(),
  at: Instant,
});
export type RecentItem = z.infer<typeof RecentItem>;

/** Lists hold at most a hundred each; `totals` says how many there are. */
export const TodayView = z.strictObject({
  date: CalendarDate,
  /** Whether there is any application at all. */
  empty: z.boolean(),
  interviews: z.array(ComingItem),
  due: z.array(DueItem),
  ending: z.array(EndingItem),
  quiet: z.array(QuietItem),
  week: z.array(WeekDay).length(7),
  /** Applications sent this week, in active groups; `target`: the sum of theirs, `null` when none has one. */
  sent: z.strictObject({ applications: z.int(), target: z.int().nullable() }),
  recent: z.array(RecentItem),
  totals: z.strictObject({ due: z.int(), late: z.int(), ending: z.int(), quiet: z.int() }),
  /** The next day after today on which anything is due or an interview is; `null`: none is known. */
  next: CalendarDate.nullable(),
});
export type TodayView = z.infer<typeof TodayView>;

/** ETag: the workspace's revision and the date; answers 304 to `If-None-Match`. */
export const getToday = endpoint({
  name: 'getToday',
  method: 'GET',
  path: '/api/v1/today',
  summary: 'What is due, what comes to an end, what has gone quiet, and this week.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  compressed: true,
  outputs: { 200: TodayView },
});
