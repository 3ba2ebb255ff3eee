import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMoment, anyZone } from './testing-days.ts';
import { instantOf } from './calendar-date.ts';
import { dayOfWall, instantOfWall, wallAt, wallIn, WallTime } from './wall-time.ts';

describe('a wall time', () => {
  test('is a day that exists and a time of 24 hours', () => {
    expect(['2028-02-29T00:00', '2026-11-22T23:59'].every((text) => WallTime.safeParse(text).success)).toBe(true);
    const wrong = ['2026-02-29T10:00', '2026-11-22T24:00', '2026-11-22T9:00', '2026-11-22 09:00', '2026-11-22T09:00Z', ''];
    expect(wrong.filter((text) => WallTime.safeParse(text).success)).toEqual([]);
  });

  test('is so near that its instant has a year of four digits in every zone', () => {
    fc.assert(
      fc.property(anyZone, fc.constantFrom('0001-01-02T00:00', '9999-12-30T23:59'), (zone, wall) => {
        expect(WallTime.safeParse(wall).success).toBe(true);
        expect(instantOf(instantOfWall(wall, zone))).toMatch(/^\d{4}-/);
      }),
    );
    expect(['0001-01-01T00:00', '9999-12-31T23:30'].filter((text) => WallTime.safeParse(text).success)).toEqual([]);
  });

  test('becomes an instant and the same wall time again, wherever the clocks show it once', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (ms, zone) => {
        const wall = wallAt(ms, zone);
        expect(wallAt(instantOfWall(wall, zone), zone)).toBe(wall);
      }),
    );
  });

  test('keeps what was agreed on both sides of a change of clocks', () => {
    expect(instantOf(instantOfWall('2026-10-31T14:00', 'America/New_York'))).toBe('2026-10-31T18:00:00.000Z');
    expect(instantOf(instantOfWall('2026-11-01T14:00', 'America/New_York'))).toBe('2026-11-01T19:00:00.000Z');
  });

  test('that the clocks leave out is as much later, and one that comes twice is the first', () => {
    expect(instantOf(instantOfWall('2026-03-29T02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf(instantOfWall('2026-10-25T02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  });

  test('is shown as the clocks of another zone show it, on another day if it is one there', () => {
    expect(wallIn('2026-11-22T20:00', 'America/New_York', 'Europe/Berlin')).toBe('2026-11-23T02:00');
    expect(dayOfWall('2026-11-22T20:00')).toBe('2026-11-22');
  });
});
