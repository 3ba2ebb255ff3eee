/**
 * Reminders: what one is told of without asking, when, and by which moment each is known.
 *
 * [Note: Moments] Every moment lies on a quarter of an hour of the world's time: whoever holds the database sees when someone
 * is reminded, and shall see no more than that. The daily mail and the digest come at a time of the person's own day, so
 * that a change of clocks never doubles or skips one: a time that the clocks leave out is as much later as they jump, one
 * that comes twice is the first. No clock here: the moment and the zone are parameters.
 */
import { z } from 'zod';
import { addDays, dateOf, type CalendarDate, type Zone } from './calendar-date.ts';
import type { Id } from './id.ts';
import { defineKind } from './kind.ts';
import { ClockTime, instantOfWall, wallTime } from './wall-time.ts';

const quarterMs = 15 * 60_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** What comes up in the daily mail and in the list, besides interviews. `suggestions`: what the rules of Today propose. */
export const remindedThings = ['tasks', 'suggestions', 'offers', 'closing'] as const;
export type RemindedThing = (typeof remindedThings)[number];

export const digestDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A time of the day on a quarter of an hour. */
const QuarterTime = ClockTime.refine((time) => /:(00|15|30|45)$/.test(time), { error: 'This is not a quarter of an hour.' });

/** What someone wants to be told, and how. */
export const ReminderRules = z.strictObject({
  inApp: z.boolean(),
  /** Nothing is mailed unless the person said so here, and did not end it by the link in a mail. */
  byMail: z.boolean(),
  /** Minutes before an interview; empty: it is not spoken of. */
  interviewMinutes: z.array(z.int().min(15).max(20_160).multipleOf(15)).max(4),
  /** When the daily mail comes, if anything is due; `null`: it does not. */
  dailyAt: QuarterTime.nullable(),
  things: z.array(z.enum(remindedThings)).max(remindedThings.length),
  /** The day of the weekly digest; `null`: none. */
  digestOn: z.enum(digestDays).nullable(),
  digestAt: QuarterTime,
});
export type ReminderRules = z.infer<typeof ReminderRules>;

export const defaultReminders: ReminderRules = {
  inApp: true,
  byMail: false,
  interviewMinutes: [1440, 60],
  dailyAt: '08:00',
  things: [...remindedThings],
  digestOn: null,
  digestAt: '08:00',
};

/** What was seen and put away of the list of reminders. One record per person. */
export const ReminderMarks = z.strictObject({
  /** By key of the reminder; only those that are still in the list. */
  marks: z.array(z.strictObject({ key: z.string().max(120), away: z.boolean() })).max(400),
});
export type ReminderMarks = z.infer<typeof ReminderMarks>;

export const ReminderMarksKind = defineKind({
  name: 'reminderMarks',
  version: 1,
  schema: ReminderMarks,
  plural: 'reminderMarks',
  held: {
    title: 'Reminders seen and put away',
    purpose: 'Not to show them again',
    until: 'What they remind of is over',
  },
  comingIn: { stays: true },
});

/** Down to the quarter: a reminder comes a little early rather than late. */
function quarterOf(ms: number): number {
  return Math.floor(ms / quarterMs) * quarterMs;
}

/** When an interview is spoken of, earliest first, each once. `startsAt`: epoch ms. */
export function interviewMoments(startsAt: number, { interviewMinutes }: Pick<ReminderRules, 'interviewMinutes'>): number[] {
  return [...new Set(interviewMinutes.map((minutes) => quarterOf(startsAt - minutes * 60_000)))].toSorted((a, b) => a - b);
}

/** A time of some or all of a person's days. `days`: which; absent: all. */
interface Daily {
  readonly time: ClockTime;
  readonly zone: Zone;
  readonly isOn: (date: CalendarDate) => boolean;
}

/** Moments of a time around a moment, in order: far enough to hold the one before and the one after, whatever the zone does. */
function momentsAround({ time, zone, isOn }: Daily, ms: number): number[] {
  const today = dateOf(ms, zone);
  const dates = Array.from({ length: 19 }, (_, index) => addDays(today, index - 9)).filter(isOn);
  return dates.map((date) => quarterOf(instantOfWall(wallTime(date, time), zone)));
}

function dailyOf({ dailyAt }: ReminderRules, zone: Zone): Daily | null {
  return dailyAt === null ? null : { time: dailyAt, zone, isOn: () => true };
}

function digestOf({ digestOn, digestAt }: ReminderRules, zone: Zone): Daily | null {
  return digestOn === null ? null : { time: digestAt, zone, isOn: (date) => dayNameOf(date) === digestOn };
}

function dayNameOf(date: CalendarDate): (typeof digestDays)[number] | undefined {
  return digestDays[(new Date(Date.parse(date)).getUTCDay() + 6) % 7];
}

/**
 * How late one is still told, in milliseconds. Of an interview: until it begins, however late. Later than this nothing is
 * sent: a mail about a day that is over tells nothing. Source: decision 020.
 */
export const tellWithinMs = { daily: 6 * hourMs, digest: dayMs } as const;

/** A daily mail or a digest whose moment has come. */
export interface DueLetter {
  readonly what: 'daily' | 'digest';
  /** Epoch ms. */
  readonly moment: number;
}

/** Daily mail and digest whose moment is past by no more than `tellWithinMs`. */
export function dueLetters(rules: ReminderRules, zone: Zone, now: number): DueLetter[] {
  const times = { digest: digestOf(rules, zone), daily: dailyOf(rules, zone) };
  return (['digest', 'daily'] as const).flatMap((what) => {
    const time = times[what];
    const moment = time && momentsAround(time, now).findLast((each) => each <= now);
    return moment != null && now - moment <= tellWithinMs[what] ? [{ what, moment }] : [];
  });
}

/** The next moment of the daily mail or the digest, after `now`; `null`: neither comes. */
export function nextLetterAt(rules: ReminderRules, zone: Zone, now: number): number | null {
  const times = [dailyOf(rules, zone), digestOf(rules, zone)].filter((time) => time !== null);
  const next = times.flatMap((time) => momentsAround(time, now).find((moment) => moment > now) ?? []);
  return next.length === 0 ? null : Math.min(...next);
}

/** Names one reminder in the list: the same thing on another day, or at another distance, is another one. */
export function reminderKey(what: string, id: Id, when: string | number): string {
  return `${what} ${id} ${when}`;
}
