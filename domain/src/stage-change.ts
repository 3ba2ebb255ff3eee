/**
 * Stage changes: an application's way through the stages. Append-only; parent = the application.
 *
 * The present stage is where the greatest change that is not void leads. Greatest: by `at`, then by `sequence`.
 * So a change may be entered for a day long gone without moving the application, and `from` is never stored:
 * it is whatever precedes in that order. Undo and correction void a change; it stays and counts nowhere.
 */
import { z } from 'zod';
import { CalendarDate, dateOf, endOfDay, startOfDay, type Zone } from './calendar-date.ts';
import { Id } from './id.ts';
import { defineKind } from './kind.ts';
import { limits, prose } from './text.ts';

/** Who changed the stage: the person, a rule they confirmed, an import, a script with an access key, the extension. */
export const stageChangers = ['user', 'rule', 'import', 'api', 'extension'] as const;
export type StageChanger = (typeof stageChangers)[number];

export const StageChange = z.strictObject({
  /** The stage it leads to. */
  to: Id,
  /** Epoch ms: orders the history. For a day without a time see `placeOnDay`. */
  at: z.int(),
  /** The day, when only the day is known; `null`: `at` is the time. */
  on: CalendarDate.nullable(),
  /** Position of entering within the application, from 0. */
  sequence: z.int().min(0),
  by: z.enum(stageChangers),
  note: prose(limits.remark).nullable(),
  /** The day of applying that this change has entered because there was none; taken back with it. */
  appliedOn: CalendarDate.nullable(),
  /** Epoch ms; `null`: it counts. */
  voidedAt: z.int().nullable(),
});
export type StageChange = z.infer<typeof StageChange>;

export const StageChangeKind = defineKind({
  name: 'stageChange',
  version: 1,
  schema: StageChange,
  held: { title: 'Moves between stages', purpose: 'To show how each application went', until: 'You delete the application' },
  comingIn: { part: true, needs: ({ to }) => [to] },
});

/** Orders a history: by `at`, then by `sequence`. */
export function byTime(a: StageChange, b: StageChange): number {
  return a.at - b.at || a.sequence - b.sequence;
}

/** The change that says where an application is now; `null` when none counts. */
export function currentChange(history: readonly StageChange[]): StageChange | null {
  let current: StageChange | null = null;
  for (const change of history) {
    if (change.voidedAt === null && (current === null || byTime(change, current) > 0)) current = change;
  }
  return current;
}

/** A change with the stage it led away from; `from` is `null` for the first, and for a void one. */
export type Step<C extends StageChange = StageChange> = C & { readonly from: Id | null };

/** The history in order of time, each change with its `from`. Void changes are in it and lead nowhere. */
export function stepsOf<C extends StageChange>(history: readonly C[]): Step<C>[] {
  let from: Id | null = null;
  return history.toSorted(byTime).map((change) => {
    if (change.voidedAt !== null) return { ...change, from: null };
    const step = { ...change, from };
    from = change.to;
    return step;
  });
}

/** The `sequence` of the next change. */
export function nextSequence(history: readonly StageChange[]): number {
  return history.reduce((greatest, change) => Math.max(greatest, change.sequence + 1), 0);
}

/** When a change happened, as someone says it: a moment, a day, or nothing (now). */
export type When = { readonly at: number } | { readonly on: CalendarDate } | null;

/**
 * Where in a history a change belongs: its `at` and `on`.
 *
 * A day without a time comes after everything already entered for that day, and never later than `now`: someone who says
 * "applied today" after saving the posting this morning means the later of the two. A device's clock may run a little ahead, and a
 * person may be where it is tomorrow already, so both are taken for now. `null` when the moment lies in the future all the same.
 */
export function placeInTime(
  when: When,
  history: readonly StageChange[],
  { now, zone }: { now: number; zone: Zone },
): Pick<StageChange, 'at' | 'on'> | null {
  if (when === null) return { at: Math.max(now, lastAt(history)), on: null };
  if ('at' in when) return when.at <= now + clockToleranceMs ? { at: Math.min(when.at, now), on: null } : null;
  if (!hasBegun(when.on, now)) return null;
  return { at: Math.min(placeOnDay(when.on, history, zone), Math.max(now, lastAt(history))), on: when.on };
}

const clockToleranceMs = 5 * 60_000;

/** Whether it is this day, or has been, anywhere on earth. Days begin first on Kiritimati, at UTC+14. */
export function hasBegun(date: CalendarDate, now: number): boolean {
  return date <= dateOf(now, 'Pacific/Kiritimati');
}

/** A moment within the day that comes after (or level with, the sequence then decides) all entries of that day. */
function placeOnDay(date: CalendarDate, history: readonly StageChange[], zone: Zone): number {
  const start = startOfDay(date, zone);
  const end = endOfDay(date, zone);
  return history.reduce(
    (at, change) => (change.voidedAt === null && change.at >= start && change.at < end ? Math.max(at, change.at) : at),
    start,
  );
}

/** "Now" is not before what was entered as now by a machine whose clock runs ahead. */
function lastAt(history: readonly StageChange[]): number {
  return currentChange(history)?.at ?? 0;
}
