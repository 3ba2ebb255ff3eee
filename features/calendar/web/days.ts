/** Entries by the days they fall on. */
import { addDays, type CalendarDate } from '@sotto/domain';
import type { CalendarItem } from '../api.ts';

export function itemsByDay(items: readonly CalendarItem[]): ReadonlyMap<CalendarDate, readonly CalendarItem[]> {
  const byDay = new Map<CalendarDate, CalendarItem[]>();
  for (const item of items) {
    for (let day = item.on; day <= item.until; day = addDays(day, 1)) {
      const others = byDay.get(day);
      if (others === undefined) byDay.set(day, [item]);
      else others.push(item);
    }
  }
  return byDay;
}

export const noItems: readonly CalendarItem[] = [];

/** Whether it is over. `now`: a wall time in the person's zone. */
export function isPast({ until, time }: CalendarItem, now: string): boolean {
  return time === null ? until < now.slice(0, 10) : time.to <= now;
}
