import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDay } from './testing-days.ts';
import { daysBetween } from './calendar-date.ts';
import { daysOfWeek, weekdays, weekOf } from './week.ts';

test('a week holds its day, has seven, and begins on the day the person chose', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...weekdays), (date, weekStart) => {
      const { from, to } = weekOf(date, weekStart);
      expect(from <= date && date <= to).toBe(true);
      expect(daysBetween(from, to)).toBe(6);
      expect(daysOfWeek(from)).toContain(date);
      const name = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(from));
      expect(name.toLowerCase()).toBe(weekStart);
    }),
  );
});
