import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dateOf, daysBetween, endOfDay, startOfDay } from './calendar-date.ts';
import { atAnotherTime, calendarViews, daysOfTime, lanesOf, onAnotherDay, spanOf, stepOf, weeksOfMonth } from './calendar.ts';
import { anyDay, anyMoment, anyZone } from './testing-days.ts';
import { dayOfWall, instantOfWall, wallAt, wallIn, wallTime } from './wall-time.ts';
import { weekdays, weekOf } from './week.ts';
import { wallElsewhere } from './zone-clock.ts';

const anyStart = fc.constantFrom(...weekdays);
const anyTime = fc.integer({ min: 0, max: 1_439 }).map((minutes) => clock(minutes));
const clock = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(11, 16);

describe('the days of a view', () => {
  test('hold the day it stands on; a month is whole weeks that begin as the person’s do', () => {
    fc.assert(
      fc.property(anyDay, anyStart, (on, start) => {
        for (const view of calendarViews) {
          const { from, to } = spanOf(view, on, start);
          expect(from <= on && on <= to).toBe(true);
        }
        const weeks = weeksOfMonth(on, start);
        const days = weeks.flat();
        expect(days.every((day, index) => index === 0 || day === addDays(days[index - 1]!, 1))).toBe(true);
        expect(weeks.every(([first]) => weekOf(first!, start).from === first)).toBe(true);
        expect([weeks[0]!, weeks.at(-1)!].every((week) => week.some((day) => day.startsWith(on.slice(0, 7))))).toBe(true);
        expect(days.filter((day) => day.startsWith(on.slice(0, 7)))).toHaveLength(Number(addDays(lastOf(on), 0).slice(8)));
      }),
    );
  });

  test('go on by a month, a week, or four weeks, without a gap', () => {
    expect([stepOf('month', '2026-01-31', 1), stepOf('month', '2026-01-05', -1), stepOf('month', '2028-03-30', -1)]).toEqual([
      '2026-02-28',
      '2025-12-05',
      '2028-02-29',
    ]);
    fc.assert(
      fc.property(anyDay, anyStart, (on, start) => {
        expect(stepOf('month', on, 1)).toBe(addMonths(on, 1));
        expect(spanOf('week', stepOf('week', on, 1), start).from).toBe(addDays(spanOf('week', on, start).to, 1));
        expect(spanOf('agenda', stepOf('agenda', on, -1), start).to).toBe(addDays(on, -1));
      }),
    );
  });
});

const lastOf = (on: string) => addDays(addMonths(`${on.slice(0, 8)}01`, 1), -1);

describe('something with a time', () => {
  test('falls on every day of the zone that it touches, and on no other', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 4_000 }), anyZone, (start, minutes, zone) => {
        const end = start + minutes * 60_000;
        const { from, to } = daysOfTime({ start, end }, zone);
        expect([from, startOfDay(to, zone) < end || minutes === 0, end <= endOfDay(to, zone)]).toEqual([
          dateOf(start, zone),
          true,
          true,
        ]);
      }),
    );
  });

  test('that ends at midnight is not of the day that begins then', () => {
    const at = (wall: string) => instantOfWall(wall, 'Europe/Berlin');
    const day = daysOfTime({ start: at('2026-11-12T22:00'), end: at('2026-11-13T00:00') }, 'Europe/Berlin');
    expect(day).toEqual({ from: '2026-11-12', to: '2026-11-12' });
  });
});

test('a wall time is the same elsewhere with and without Temporal, also where clocks change', () => {
  fc.assert(
    fc.property(anyDay, anyTime, anyZone, anyZone, (day, time, from, to) => {
      expect(wallElsewhere(wallTime(day, time), from, to)).toBe(wallIn(wallTime(day, time), from, to));
    }),
    { numRuns: 300 },
  );
  // Left out in spring, twice in autumn.
  for (const wall of ['2026-03-29T02:30', '2026-10-25T02:30', '2026-10-25T03:00'])
    expect(wallElsewhere(wall, 'Europe/Berlin', 'UTC')).toBe(wallIn(wall, 'Europe/Berlin', 'UTC'));
  expect(wallElsewhere('2026-10-04T02:10', 'Australia/Lord_Howe', 'UTC')).toBe('2026-10-03T15:40');
});

describe('things of one day', () => {
  test('that overlap stand in lanes of their own, and no more lanes than at some moment are needed', () => {
    const anyStretch = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(anyStretch, { maxLength: 12 }), (some) => {
        const stretches = some.map(([start, length]) => ({ start, end: start + length }));
        const lanes = lanesOf(stretches);
        const meet = (a: number, b: number) => stretches[a]!.start < stretches[b]!.end && stretches[b]!.start < stretches[a]!.end;
        for (const [a, { lane, of }] of lanes.entries()) {
          expect(lane).toBeLessThan(of);
          for (let b = 0; b < a; b++) if (meet(a, b)) expect(lanes[b]).not.toEqual({ lane, of: lanes[b]!.of });
        }
        const busiest = Math.max(
          0,
          ...stretches.map(({ start }) => stretches.filter((s) => s.start <= start && start < s.end).length),
        );
        expect(Math.max(0, ...lanes.map(({ of }) => of))).toBe(busiest);
      }),
    );
  });
});

describe('a move', () => {
  const agreed = (startsAt: string, zone: string, endsAt: string | null = null) => ({ startsAt, endsAt, zone });

  test('to another day keeps the hour on the wall, before and after the clocks change', () => {
    const moved = onAnotherDay(agreed('2026-10-23T14:00', 'America/New_York', '2026-10-23T15:30'), '2026-10-30', 'Europe/Berlin');
    expect(moved).toEqual(agreed('2026-10-30T14:00', 'America/New_York', '2026-10-30T15:30'));
    // Berlin has left summer time, New York has not: for the person it is an hour earlier.
    expect(wallIn('2026-10-23T14:00', 'America/New_York', 'Europe/Berlin').slice(11)).toBe('20:00');
    expect(wallIn(moved.startsAt, moved.zone, 'Europe/Berlin').slice(11)).toBe('19:00');
  });

  test('to another day lands on that day of the person’s own, wherever it was agreed', () => {
    fc.assert(
      fc.property(fc.record({ day: anyDay, time: anyTime, target: anyDay, zone: anyZone, here: anyZone }), (one) => {
        const { day, time, target, zone, here } = one;
        const moved = onAnotherDay(agreed(wallTime(day, time), zone), target, here);
        expect(moved.startsAt.slice(11)).toBe(time);
        // A time that one zone leaves out on that very day shows an hour later, at most.
        const shown = dayOfWall(wallIn(moved.startsAt, zone, here));
        expect(Math.abs(daysBetween(shown, target))).toBeLessThanOrEqual(shown === target ? 0 : 1);
        if (shown !== target) expect(isNearMidnight(wallIn(moved.startsAt, zone, here).slice(11))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('to another hour begins then on the person’s clock, and lasts as long', () => {
    fc.assert(
      fc.property(
        fc.record({ day: anyDay, time: anyTime, zone: anyZone, here: anyZone, minutes: fc.integer({ min: 15, max: 600 }) }),
        (one) => {
          const { day, time, zone, here, minutes } = one;
          const before = agreed('2026-06-10T10:00', zone, `2026-06-10T${clock(600 + minutes)}`);
          const moved = atAnotherTime(before, { day, time }, here);
          const at = instantOfWall(wallTime(day, time), here);
          expect(moved.startsAt).toBe(wallAt(at, zone));
          expect(Date.parse(`${moved.endsAt}Z`) - Date.parse(`${moved.startsAt}Z`)).toBe(minutes * 60_000);
        },
      ),
      { numRuns: 200 },
    );
    expect(atAnotherTime(agreed('2026-06-10T10:00', 'UTC'), { day: '2026-06-11', time: '09:30' }, 'UTC').endsAt).toBeNull();
  });
});

const isNearMidnight = (time: string) => time < '01:30' || time >= '22:30';
