/**
 * Wall time: what a clock on the wall shows, in a zone that is named beside it.
 *
 * An appointment is kept as it was agreed ("14:00 in New York"), not as an instant: when a country changes its clocks, or the
 * person travels, the agreement stays and the instant follows. No clock here: the moment and the zone are parameters.
 */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { CalendarDate, dateOf, endOfDay, startOfDay, type Zone } from './calendar-date.ts';

const dayMs = 86_400_000;

/** `HH:mm`, 24 hours. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'This is not a time such as 14:30.' });
export type ClockTime = z.infer<typeof ClockTime>;

/** `YYYY-MM-DDTHH:mm`, a day that exists, of which the instant has a year of four digits in every zone. Compares as text within one zone. */
export const WallTime = z.string().refine(isWallTime, { error: 'This is not a day and time such as 2026-11-22T14:30.' });
export type WallTime = z.infer<typeof WallTime>;

/** Whether this is a wall time, as its schema says. */
export function isWallTime(text: string): boolean {
  const day = text.slice(0, 10);
  const isNear = day >= '0001-01-02' && day <= '9999-12-30';
  return text[10] === 'T' && isNear && CalendarDate.safeParse(day).success && ClockTime.safeParse(text.slice(11)).success;
}

/** The calendar date of a wall time, in its own zone. */
export function dayOfWall(wall: WallTime): CalendarDate {
  return wall.slice(0, 10);
}

export function wallTime(on: CalendarDate, time: ClockTime): WallTime {
  return `${on}T${time}`;
}

/**
 * The instant of a wall time, epoch milliseconds.
 *
 * A time that the clocks leave out is as much later as they jump; one that comes twice is the first.
 * Source: RFC 5545, section 3.3.5 (the same choice calendars make).
 */
export function instantOfWall(wall: WallTime, zone: Zone): number {
  const key = `${wall} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  if (instants.size >= keptInstants) instants.clear();
  instants.set(key, at);
  return at;
}

// A conversion takes some 30 µs and the same few appointments are asked for with every answer.
const keptInstants = 8_192;
const instants = new Map<string, number>();

/** What the clocks of `zone` show at `ms`, to the minute. */
export function wallAt(ms: number, zone: Zone): WallTime {
  const date = dateOf(ms, zone);
  const sinceMidnight = ms - startOfDay(date, zone);
  // A day of 24 hours begins at midnight, and its clocks are not changed: no conversion is needed, of which each takes some 30 µs.
  if (endOfDay(date, zone) - startOfDay(date, zone) === dayMs)
    return `${date}T${new Date(sinceMidnight).toISOString().slice(11, 16)}`;
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** A wall time as the clocks of another zone show it. */
export function wallIn(wall: WallTime, from: Zone, to: Zone): WallTime {
  return from === to ? wall : wallAt(instantOfWall(wall, from), to);
}
