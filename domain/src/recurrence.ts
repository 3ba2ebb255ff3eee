/** Recurrence: a task that comes again. Counted in calendar days, so that no change of clocks moves it. */
import { z } from 'zod';
import { addDays, addMonths, daysBetween, type CalendarDate } from './calendar-date.ts';

export const recurrenceUnits = ['day', 'week', 'month'] as const;

/** Every so many days, weeks or months. */
export const Recurrence = z.strictObject({ every: z.int().min(1).max(99), unit: z.enum(recurrenceUnits) });
export type Recurrence = z.infer<typeof Recurrence>;

const daysPer = { day: 1, week: 7 } as const;

/**
 * The first day of the series that lies after `after`.
 *
 * `from`: a day of the series, which all others are counted from. So the 31st of every month is the last day of a short
 * one and the 31st again in the next, and a task done late skips what it has missed instead of coming for each.
 */
export function nextOccurrence(
  { every, unit }: Recurrence,
  { from, after }: { from: CalendarDate; after: CalendarDate },
): CalendarDate {
  if (unit === 'month') return nextMonth(every, from, after);
  const step = every * daysPer[unit];
  const steps = Math.max(1, Math.floor(daysBetween(from, after) / step) + 1);
  return addDays(from, steps * step);
}

function nextMonth(every: number, from: CalendarDate, after: CalendarDate): CalendarDate {
  // The month of `after` is never too far: a short one may hold the day sought, so counting begins there.
  let steps = Math.max(1, Math.floor(monthsBetween(from, after) / every));
  while (addMonths(from, steps * every) <= after) steps += 1;
  return addMonths(from, steps * every);
}

/** Between the months, whatever the days. */
function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const months = (date: CalendarDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(to) - months(from);
}
