/**
 * When Sotto speaks up: following up, thanking, silence, saved postings that lie about. Suggestions only; the person confirms.
 *
 * [Note: Clocks] Days are calendar days in the person's zone; the day something happened is day 0, so no change of clocks
 * moves anything. Following up counts from the last that happened on either side, one's own nudges included. Silence counts
 * from the last that happened, nudges left out: a letter nobody answers is still silence.
 * Source: product.md, "Today" (the rules and their defaults); Settings, Rules (the person's own).
 */
import { addDays, dateOf, daysBetween, type CalendarDate, type Zone } from './calendar-date.ts';
import type { Rules } from './settings.ts';
import type { KindOfStage } from './stage.ts';

/** What the clocks need to know of an application. Times are epoch ms. */
export interface Course {
  readonly stageKind: KindOfStage;
  /** Since when it has been in its stage. */
  readonly stageSince: number;
  /** The last that happened since besides nudges: an interview that took place, a word from them. `null`: nothing. */
  readonly lastEvent: number | null;
  /** When one has followed up, in any order. */
  readonly nudges: readonly number[];
}

/** Which rules count in which stage. An assessment is handed in and waited for like a screen. */
const clocks = {
  lead: null,
  submitted: { followUp: 'followUpAfterSubmittedDays', silent: 'silentAfterSubmittedDays' },
  screen: { followUp: 'followUpAfterScreenDays', silent: 'silentAfterScreenDays' },
  assessment: { followUp: 'followUpAfterScreenDays', silent: 'silentAfterScreenDays' },
  // After an interview one thanks; whoever has thanked waits.
  interview: { followUp: null, silent: 'silentAfterInterviewDays' },
  offer: null,
  won: null,
  lost: null,
  lost_by_me: null,
  silent: null,
} as const satisfies Record<KindOfStage, { followUp: keyof Rules | null; silent: keyof Rules } | null>;

/** The last that happened on either side, nudges left out. */
function lastOf({ stageSince, lastEvent }: Course): number {
  return Math.max(stageSince, lastEvent ?? 0);
}

/** Nudges since the last that happened: whatever happens begins the count anew. */
function nudgesOf(course: Course): readonly number[] {
  const last = lastOf(course);
  return course.nudges.filter((at) => at >= last);
}

/** A follow-up. `nudges`: how many there were. */
export interface FollowUp {
  readonly dueOn: CalendarDate;
  readonly nudges: number;
}

/** The next time to ask how things stand; `null`: this stage has no such rule, it is switched off, or enough has been asked. */
export function followUpOf(course: Course, rules: Rules, zone: Zone): FollowUp | null {
  const rule = clocks[course.stageKind]?.followUp ?? null;
  const days = rule === null ? null : rules[rule];
  const nudges = nudgesOf(course);
  if (days === null || nudges.length >= rules.mostNudges) return null;
  return { dueOn: addDays(dateOf(Math.max(lastOf(course), ...nudges), zone), days), nudges: nudges.length };
}

/** Silence. `days`: calendar days without a word since the day `since`. */
export interface Silence {
  readonly since: CalendarDate;
  readonly days: number;
  readonly nudges: number;
}

/** Whether there has been no word for so long that "No answer" is suggested; `null`: not yet, or this stage never goes silent. */
export function silenceOf(course: Course, rules: Rules, { today, zone }: { today: CalendarDate; zone: Zone }): Silence | null {
  const clock = clocks[course.stageKind];
  const most = clock === null ? null : rules[clock.silent];
  if (most === null) return null;
  const since = dateOf(lastOf(course), zone);
  const days = daysBetween(since, today);
  return days < most ? null : { since, days, nudges: nudgesOf(course).length };
}

/** Whether they were heard of again after one had given up waiting: any later event reopens. */
export function isHeardAgain({ stageKind, stageSince, lastEvent }: Course): boolean {
  return stageKind === 'silent' && lastEvent !== null && lastEvent > stageSince;
}

/** The day to thank for an interview; `null`: switched off. `end`: epoch ms. */
export function thankYouOn(end: number, rules: Rules, zone: Zone): CalendarDate | null {
  return rules.thankAfterInterviewDays === null ? null : addDays(dateOf(end, zone), rules.thankAfterInterviewDays);
}

/** Thanks that are later than this come oddly, and are suggested no more. Calendar days after they were due. */
export const thanksLapseAfterDays = 7;

/** The first day on which an answer that is due on `respondBy` is spoken of; `null`: switched off. */
export function respondFrom(respondBy: CalendarDate, rules: Rules): CalendarDate | null {
  return rules.beforeRespondByDays === null ? null : addDays(respondBy, -rules.beforeRespondByDays);
}

/** Why a saved posting is spoken of: it closes (`days` to go, negative once it has closed), or it has lain for `days`. */
export interface Stale {
  readonly why: 'closing' | 'lying';
  readonly days: number;
}

/** Whether a saved lead is stale; `null`: it is not. One that closes is told as that, however long it has lain. */
export function staleOf(
  { savedSince, closesOn }: { savedSince: number; closesOn: CalendarDate | null },
  rules: Rules,
  { today, zone }: { today: CalendarDate; zone: Zone },
): Stale | null {
  const left = closesOn === null ? null : daysBetween(today, closesOn);
  if (left !== null && rules.leadStaleBeforeClosingDays !== null && left <= rules.leadStaleBeforeClosingDays)
    return { why: 'closing', days: left };
  const days = daysBetween(dateOf(savedSince, zone), today);
  return rules.leadStaleAfterDays !== null && days >= rules.leadStaleAfterDays ? { why: 'lying', days } : null;
}
