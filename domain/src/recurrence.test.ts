import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDay } from './testing-days.ts';
import { addDays, addMonths, daysBetween } from './calendar-date.ts';
import { nextOccurrence, recurrenceUnits, type Recurrence } from './recurrence.ts';

const anyRecurrence: fc.Arbitrary<Recurrence> = fc.record({
  every: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom(...recurrenceUnits),
});

/** The series as one would write it down. */
function* series({ every, unit }: Recurrence, from: string): Generator<string, never> {
  for (let step = 1; ; step++) {
    if (unit === 'month') yield addMonths(from, step * every);
    else yield addDays(from, step * every * (unit === 'week' ? 7 : 1));
  }
}

describe('the next occurrence', () => {
  test('is the first of the series after a day, whatever the day', () => {
    fc.assert(
      fc.property(anyRecurrence, anyDay, fc.integer({ min: -400, max: 900 }), (repeat, from, days) => {
        const after = addDays(from, days);
        let expected: string | null = null;
        for (const day of series(repeat, from)) {
          expected = day;
          if (day > after) break;
        }
        expect(nextOccurrence(repeat, { from, after })).toBe(expected);
      }),
    );
  });

  test('never falls on the first day itself, and days stay whole weeks apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), anyDay, anyDay, (every, from, after) => {
        const next = nextOccurrence({ every, unit: 'week' }, { from, after });
        expect(next > from).toBe(true);
        expect(daysBetween(from, next) % (7 * every)).toBe(0);
      }),
    );
  });

  test('of the 31st is the last day of a short month, and the 31st again', () => {
    const monthly = { every: 1, unit: 'month' } as const;
    expect(nextOccurrence(monthly, { from: '2026-01-31', after: '2026-01-31' })).toBe('2026-02-28');
    expect(nextOccurrence(monthly, { from: '2026-01-31', after: '2026-02-28' })).toBe('2026-03-31');
  });

  test('skips what was missed', () => {
    expect(nextOccurrence({ every: 1, unit: 'day' }, { from: '2026-11-01', after: '2026-11-22' })).toBe('2026-11-23');
  });
});
