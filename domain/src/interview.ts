/**
 * Interviews: rounds of an application, at a wall time in the zone they were agreed in. Parent: the application; they go
 * and come back with it, and their tasks with them.
 */
import { z } from 'zod';
import { CalendarDate, Zone } from './calendar-date.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits, line, prose, WebUrl } from './text.ts';
import { instantOfWall, WallTime } from './wall-time.ts';

export const interviewKinds = [
  'phone',
  'video',
  'onsite',
  'technical',
  'take_home',
  'panel',
  'presentation',
  'informal',
  'assessment_centre',
  'other',
] as const;
/** `no_show`: they did not come. */
export const interviewStatuses = ['planned', 'done', 'cancelled', 'no_show'] as const;

/** A line of the list to go through beforehand. */
export const PrepItem = z.strictObject({ text: line(limits.line), done: z.boolean() });
export type PrepItem = z.infer<typeof PrepItem>;

/** What a person says of an interview. */
export const interviewFields = {
  /** Which round of this application, from 1. */
  round: z.int().min(1).max(99).nullable(),
  kind: z.enum(interviewKinds),
  /** In `zone`, as it was agreed. */
  startsAt: WallTime,
  endsAt: WallTime.nullable(),
  zone: Zone,
  place: line(limits.line).nullable(),
  /** Where one joins by video. */
  link: WebUrl.nullable(),
  contactIds: z.array(Id).max(limits.entries),
  /** Names of people who are no contacts. */
  people: z.array(line(limits.name)).max(limits.entries),
  status: z.enum(interviewStatuses),
  prep: z.array(PrepItem).max(limits.tags),
  /** What to ask them. */
  questions: z.array(line(limits.line)).max(limits.tags),
  notes: prose(limits.remark).nullable(),
  feedback: prose(limits.remark).nullable(),
  thankYouSentOn: CalendarDate.nullable(),
} as const;

export const Interview = z
  .strictObject({ applicationId: Id, ...interviewFields, ...origin })
  .refine(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt, {
    path: ['endsAt'],
    error: 'It ends before it begins.',
  });
export type Interview = z.infer<typeof Interview>;

export const InterviewKind = defineKind({
  name: 'interview',
  version: 1,
  schema: Interview,
  comingIn: {
    fault: ({ parentId, content }) => (content.applicationId === parentId ? null : 'It names another application than its own.'),
  },
});

/** What an interview holds of which only the time is known. */
export const blankInterview = {
  round: null,
  kind: 'video',
  endsAt: null,
  place: null,
  link: null,
  contactIds: [],
  people: [],
  status: 'planned',
  prep: [],
  questions: [],
  notes: null,
  feedback: null,
  thankYouSentOn: null,
} satisfies Partial<Interview>;

/** Without an end an interview is taken to last this long. */
export const usualMinutes = 60;

/** Begin and end of an interview, epoch ms. */
export function timesOf({ startsAt, endsAt, zone }: Pick<Interview, 'startsAt' | 'endsAt' | 'zone'>): {
  start: number;
  end: number;
} {
  const start = instantOfWall(startsAt, zone);
  const end = endsAt === null ? start + usualMinutes * 60_000 : instantOfWall(endsAt, zone);
  // An interview over the hour that comes twice may seem to end before it begins.
  return { start, end: Math.max(start, end) };
}

/** Whether it has taken place, as far as anyone said: nobody marks each interview done, so one that is over counts. */
export function hasTakenPlace(interview: Pick<Interview, 'startsAt' | 'endsAt' | 'zone' | 'status'>, now: number): boolean {
  return interview.status === 'done' || (interview.status === 'planned' && timesOf(interview).end <= now);
}
