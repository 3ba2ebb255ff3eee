/**
 * Calendar dates and zones: a date without a time stays a date.
 *
 * Alphabet of the domain. No clock: the moment and the zone are parameters. Arithmetic is Temporal's.
 */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** `YYYY-MM-DD` in the Gregorian calendar, a day that exists. Compares as text. */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** An instant as it crosses the wire: ISO 8601 with `Z` or an offset. Inside it is epoch milliseconds. */
export const Instant = z.iso.datetime({ offset: true });
export type Instant = z.infer<typeof Instant>;

/** An IANA zone name that this machine knows: `Europe/Berlin`, `UTC`. */
export const Zone = z.string().min(1).max(64).refine(isZone, { error: 'This is not a time zone such as Europe/Berlin.' });
export type Zone = z.infer<typeof Zone>;

const knownZones = new Map<string, boolean>();

/** Whether `zone` names a zone. Remembered, since asking costs a formatter. */
export function isZone(zone: string): boolean {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  const answer = !/^[+-]/.test(zone) && triesZone(zone);
  if (knownZones.size < 1_000) knownZones.set(zone, answer);
  return answer;
}

/** Intl tells of an unknown zone only by throwing. */
function triesZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The calendar date on which `ms` (epoch milliseconds) falls in `zone`. */
export function dateOf(ms: number, zone: Zone): CalendarDate {
  const key = `${Math.floor(ms / dayMs)} ${zone}`;
  const around = daysAround.get(key) ?? [];
  const known = around.find(({ start, end }) => ms >= start && ms < end);
  if (known !== undefined) return known.date;
  const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();
  if (daysAround.size >= keptDays) daysAround.clear();
  daysAround.set(key, [...around, { date, start: startOfDay(date, zone), end: endOfDay(date, zone) }]);
  return date;
}

/** The first moment of `date` in `zone`, epoch milliseconds. Not always midnight: clocks are set forward at midnight in some zones. */
export function startOfDay(date: CalendarDate, zone: Zone): number {
  const key = `${date} ${zone}`;
  const known = startsOfDays.get(key);
  if (known !== undefined) return known;
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  if (startsOfDays.size >= keptDays) startsOfDays.clear();
  startsOfDays.set(key, start);
  return start;
}

// A conversion takes some 30 µs and an import asks for the same few days thousands of times. What a day is in a zone does not change
// while a process runs, so remembering it changes no answer.
const keptDays = 4_096;
const startsOfDays = new Map<string, number>();
/** The days of a zone that lie in one day of UTC: two, seldom three. */
const daysAround = new Map<string, readonly { readonly date: CalendarDate; readonly start: number; readonly end: number }[]>();
const dayMs = 86_400_000;

/** The first moment of the day after `date` in `zone`, epoch milliseconds. */
export function endOfDay(date: CalendarDate, zone: Zone): number {
  return startOfDay(addDays(date, 1), zone);
}

/** `date` moved by whole days; negative goes back. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  // Days of UTC are all of one length, so this needs no Temporal: views that count days do not carry it, and Today, which
  // counts thousands, is told at once.
  const [moved = date] = new Date(Date.parse(date) + days * dayMs).toISOString().split('T');
  return moved;
}

/** `date` moved by whole months; a day the month does not have becomes its last (31 August + 6 months: 28 or 29 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** An instant as it crosses the wire: `2026-11-21T20:15:00.000Z`. */
export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** Epoch milliseconds of an instant from the wire. */
export function msOf(instant: Instant): number {
  return Date.parse(instant);
}
