/**
 * Copies of everything that someone takes along: when they last did, and when they want to be reminded of the next one.
 *
 * No clock here: the moment and the zone are parameters.
 */
import { z } from 'zod';
import { addMonths, dateOf, type Zone } from './calendar-date.ts';
import { defineKind } from './kind.ts';
import { type ClockTime, instantOfWall, wallTime } from './wall-time.ts';

/** How often one wants to be reminded. Nobody is until they say so. */
export const exportReminders = ['never', 'month', 'quarter'] as const;
export type ExportReminder = (typeof exportReminders)[number];

/** One record per person, from the first copy or the first wish on. */
export const ExportPlan = z.strictObject({
  every: z.enum(exportReminders),
  /** Epoch ms: when they said so last. */
  askedAt: z.int(),
  /** Epoch ms: when a copy last arrived whole; `null`: none yet. */
  takenAt: z.int().nullable(),
  /** Its length in bytes. */
  takenBytes: z.int().min(0).nullable(),
});
export type ExportPlan = z.infer<typeof ExportPlan>;

export const ExportPlanKind = defineKind({
  name: 'exportPlan',
  version: 1,
  schema: ExportPlan,
  plural: 'exportPlan',
  held: {
    title: 'When you last took a copy along',
    purpose: 'To show it, and to remind you if you want that',
    until: 'You delete all data',
  },
  // Says of this account when it was copied; consent to reminders is given where they are wanted.
  comingIn: { stays: true },
});

const months = { month: 1, quarter: 3 } as const satisfies Record<Exclude<ExportReminder, 'never'>, number>;
const quarterMs = 15 * 60_000;
/** Where someone has no time for their daily reminders. */
const otherwiseAt: ClockTime = '08:00';

/** Where someone is, and when they like to be reminded. */
interface Local {
  readonly zone: Zone;
  /** `null`: they have no time for it. */
  readonly time: ClockTime | null;
}

/** A month or three after `since`, at their time of their day, on a quarter of an hour; `null`: never. */
function momentAfter(since: number, every: ExportReminder, { zone, time }: Local): number | null {
  if (every === 'never') return null;
  const on = addMonths(dateOf(since, zone), months[every]);
  return Math.floor(instantOfWall(wallTime(on, time ?? otherwiseAt), zone) / quarterMs) * quarterMs;
}

/** When one is reminded. Epoch ms. */
export interface ExportMoments {
  /** The last moment that has come without a copy since; `null`: none has. */
  readonly due: number | null;
  /** The one after it; `null`: never. */
  readonly next: number | null;
}

/** A month or a quarter after the last copy, or after it was asked for; whoever takes none is asked again as long after that. */
export function exportMoments({ every, askedAt, takenAt }: ExportPlan, local: Local, now: number): ExportMoments {
  let due: number | null = null;
  let next = momentAfter(Math.max(askedAt, takenAt ?? askedAt), every, local);
  while (next !== null && next <= now) {
    due = next;
    next = momentAfter(next, every, local);
  }
  return { due, next };
}
