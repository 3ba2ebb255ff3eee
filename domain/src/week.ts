/** Weeks as the person counts them. */
import { addDays, type CalendarDate } from './calendar-date.ts';

/** Days a week may begin on. */
export const weekdays = ['monday', 'sunday', 'saturday'] as const;
export type WeekStart = (typeof weekdays)[number];

/** Days from the beginning of a week to Monday. */
const beforeMonday = { monday: 0, sunday: 1, saturday: 2 } as const satisfies Record<WeekStart, number>;

/** The first and last day of the week that `date` lies in. */
export function weekOf(date: CalendarDate, weekStart: WeekStart): { from: CalendarDate; to: CalendarDate } {
  const sinceStart = (weekdayOf(date) + beforeMonday[weekStart]) % 7;
  const from = addDays(date, -sinceStart);
  return { from, to: addDays(from, 6) };
}

/** 0 is Monday. */
function weekdayOf(date: CalendarDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The seven days of a week. */
export function daysOfWeek(from: CalendarDate): CalendarDate[] {
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(from, days));
}
