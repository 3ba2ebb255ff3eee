/**
 * The calendar as it crosses the wire: everything that has a day or a time, from every feature, by day in the person's zone.
 * It follows from the records; it is changed by changing them.
 */
import { endpoint } from '@sotto/contract';
import { ApplicationRef, CalendarDate, Id, Instant, WallTime, Zone } from '@sotto/domain';
import { z } from 'zod';

/** What stands on the calendar. `next_action`: of an application. `closing`: a saved posting does. `respond_by`: an offer wants its answer. */
export const entryKinds = ['interview', 'task', 'next_action', 'respond_by', 'closing'] as const;
export const EntryKind = z.enum(entryKinds);
export type EntryKind = z.infer<typeof EntryKind>;

/** As it was agreed (wall times in `zone`), as instants, and as the person's own clock shows it (`from`, `to`). */
export const EntryTime = z.strictObject({
  startsAt: WallTime,
  /** `null`: no end was said; `end` is then what is taken for granted. */
  endsAt: WallTime.nullable(),
  zone: Zone,
  start: Instant,
  end: Instant,
  /** Wall times in the person's zone. */
  from: WallTime,
  to: WallTime,
});
export type EntryTime = z.infer<typeof EntryTime>;

/** `id` and `revision` are of the record it is told from: a task, an interview, an offer, an application. */
export const CalendarItem = z.strictObject({
  what: EntryKind,
  id: Id,
  revision: z.int().min(1),
  /** The days it falls on in the person's zone, first and last. */
  on: CalendarDate,
  until: CalendarDate,
  /** `null`: the whole day. */
  time: EntryTime.nullable(),
  /** In the person's words; `null`: named by what it is and by its application. */
  title: z.string().nullable(),
  /** An interview's kind (`video`), round and people. */
  sort: z.string().nullable(),
  number: z.int().nullable(),
  people: z.array(z.string()),
  /** `off`: it does not take place. */
  state: z.enum(['open', 'done', 'off']),
  repeats: z.boolean(),
  application: ApplicationRef.nullable(),
  /** The contact or company a task is about, by name. */
  about: z.string().nullable(),
});
export type CalendarItem = z.infer<typeof CalendarItem>;

/** Days asked for at once, at most. */
export const mostDays = 100;
/** Entries of one day, at most; `more` says how many others begin on it. */
export const mostOfDay = 60;

export const CalendarView = z.strictObject({
  /** By day; of one day what has a time first, by its time. */
  items: z.array(CalendarItem),
  more: z.array(z.strictObject({ on: CalendarDate, count: z.int() })),
});
export type CalendarView = z.infer<typeof CalendarView>;

/** ETag: the workspace's revision; answers 304 to `If-None-Match`. */
export const getCalendar = endpoint({
  name: 'getCalendar',
  method: 'GET',
  path: '/api/v1/calendar',
  summary: 'Everything that has a day or a time, between two days.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  compressed: true,
  query: z
    .strictObject({
      /** Days in the person’s zone, both included. */
      from: CalendarDate,
      to: CalendarDate,
      /** Only these, with commas between: `interview,task`. */
      what: z.string().max(100).optional(),
    })
    .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < mostDays * 86_400_000, {
      path: ['to'],
      error: `The last day is not before the first, and no more than ${mostDays} days are asked for at once.`,
    }),
  outputs: { 200: CalendarView },
});
