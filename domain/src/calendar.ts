/** Rules of a calendar: which days a view shows, on which days a thing falls, how things side by side share a day, what a move keeps. */
import { addDays, dateOf, daysBetween, type CalendarDate, type Zone } from './calendar-date.ts';
import { dayOfWall, wallTime, type ClockTime, type WallTime } from './wall-time.ts';
import { daysOfWeek, weekOf, type WeekStart } from './week.ts';
import { wallElsewhere } from './zone-clock.ts';

export const calendarViews = ['month', 'week', 'agenda'] as const;
export type CalendarViewName = (typeof calendarViews)[number];

/** Days of an agenda. */
export const agendaDays = 28;

/** A first and a last day, both included. */
export interface DaySpan {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The days a view shows around `on`: whole weeks of a month, a week, or four weeks from the day on. */
export function spanOf(view: CalendarViewName, on: CalendarDate, weekStart: WeekStart): DaySpan {
  if (view === 'agenda') return { from: on, to: addDays(on, agendaDays - 1) };
  if (view === 'week') return weekOf(on, weekStart);
  const first = `${on.slice(0, 8)}01`;
  return { from: weekOf(first, weekStart).from, to: weekOf(addDays(monthsLater(first, 1), -1), weekStart).to };
}

/** The weeks of a month, each of seven days: the first holds the first of the month, the last its last. */
export function weeksOfMonth(on: CalendarDate, weekStart: WeekStart): CalendarDate[][] {
  const { from, to } = spanOf('month', on, weekStart);
  const weeks = (daysBetween(from, to) + 1) / 7;
  return Array.from({ length: weeks }, (_, week) => daysOfWeek(addDays(from, 7 * week)));
}

/** The day a view stands on one step further (`1`) or back (`-1`). A day that a month does not have becomes its last. */
export function stepOf(view: CalendarViewName, on: CalendarDate, step: 1 | -1): CalendarDate {
  if (view === 'month') return monthsLater(on, step);
  return addDays(on, step * (view === 'week' ? 7 : agendaDays));
}

/** As `addMonths`, without Temporal: views do not carry it. */
function monthsLater(on: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  return `${last.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, '0')}`;
}

/** The days in `zone` on which something from `start` to `end` (epoch ms) falls. What ends at midnight does not fall on the day that begins then. */
export function daysOfTime({ start, end }: { readonly start: number; readonly end: number }, zone: Zone): DaySpan {
  const from = dateOf(start, zone);
  return { from, to: end > start ? dateOf(end - 1, zone) : from };
}

/** What takes part of a day. `end` is after `start`; any unit. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where something stands among what overlaps with it: in which lane of how many. */
export interface Lane {
  readonly lane: number;
  readonly of: number;
}

/** Lanes of things of one day, so that no two that overlap share one; as few as can be. In the order given. */
export function lanesOf(stretches: readonly Stretch[]): Lane[] {
  const order = stretches.map((_, index) => index).toSorted((a, b) => stretches[a]!.start - stretches[b]!.start || a - b);
  const lanes = new Map<number, number>();
  const widths = new Map<number, number>();
  let ends: number[] = [];
  let together: number[] = [];
  const close = () => {
    for (const index of together) widths.set(index, ends.length);
    [ends, together] = [[], []];
  };
  for (const index of order) {
    const { start, end } = stretches[index]!;
    if (ends.every((before) => before <= start)) close();
    const free = ends.findIndex((before) => before <= start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = end;
    together.push(index);
    lanes.set(index, lane);
  }
  close();
  return stretches.map((_, index) => ({ lane: lanes.get(index) ?? 0, of: widths.get(index) ?? 1 }));
}

/** A wall time and the zone it was agreed in, its end with it. */
export interface AgreedTime {
  readonly startsAt: WallTime;
  readonly endsAt: WallTime | null;
  readonly zone: Zone;
}

/**
 * The same time on another day: it keeps what the clock on the wall shows, whatever the clocks change in between. `day`: as
 * the person's own clock (`here`) shows it, which may be another day than where it was agreed.
 */
export function onAnotherDay(agreed: AgreedTime, day: CalendarDate, here: Zone): AgreedTime {
  const shownOn = (time: AgreedTime) => dayOfWall(wallElsewhere(time.startsAt, time.zone, here));
  const moved = laterByDays(agreed, daysBetween(shownOn(agreed), day));
  // When clocks change in between, a time near midnight shows on the day beside.
  return laterByDays(moved, daysBetween(shownOn(moved), day));
}

function laterByDays(agreed: AgreedTime, days: number): AgreedTime {
  const later = (wall: WallTime) => wallTime(addDays(dayOfWall(wall), days), wall.slice(11));
  return { ...agreed, startsAt: later(agreed.startsAt), endsAt: agreed.endsAt === null ? null : later(agreed.endsAt) };
}

/** Beginning at another time of a day, both as the person's own clock (`here`) shows them; it lasts as long and keeps its zone. */
export function atAnotherTime(agreed: AgreedTime, { day, time }: { day: CalendarDate; time: ClockTime }, here: Zone): AgreedTime {
  const startsAt = wallElsewhere(wallTime(day, time), here, agreed.zone);
  const minutes = agreed.endsAt === null ? null : Date.parse(`${agreed.endsAt}Z`) - Date.parse(`${agreed.startsAt}Z`);
  const endsAt = minutes === null ? null : new Date(Date.parse(`${startsAt}Z`) + minutes).toISOString().slice(0, 16);
  return { ...agreed, startsAt, endsAt };
}
