import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  CalendarDate,
  dateOf,
  daysBetween,
  endOfDay,
  instantOf,
  isZone,
  msOf,
  startOfDay,
} from './calendar-date.ts';

const anyDate = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
);

describe('a calendar date', () => {
  test('is a day that exists', () => {
    expect(CalendarDate.safeParse('2028-02-29').success).toBe(true);
    expect(CalendarDate.safeParse('2026-02-29').success).toBe(false);
    expect(CalendarDate.safeParse('2026-2-9').success).toBe(false);
  });

  test('begins and ends within its zone, whatever its clocks do', () => {
    fc.assert(
      fc.property(anyDate, anyZone, (date, zone) => {
        // Samoa had no 30 December 2011.
        fc.pre(!(zone === 'Pacific/Apia' && date === '2011-12-30'));
        expect(dateOf(startOfDay(date, zone), zone)).toBe(date);
        expect(dateOf(endOfDay(date, zone) - 1, zone)).toBe(date);
        expect(dateOf(startOfDay(date, zone) - 1, zone)).not.toBe(date);
      }),
    );
  });

  test('begins at one where midnight is left out', () => {
    expect(instantOf(startOfDay('2018-11-04', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z');
  });

  test('moved by days and back is itself; days between agree', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4_000, max: 4_000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test('moved by days is what Temporal says, leap years and centuries included', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -200_000, max: 200_000 }), (date, days) => {
        expect(addDays(date, days)).toBe(Temporal.PlainDate.from(date).add({ days }).toString());
      }),
    );
    expect([addDays('2000-02-28', 1), addDays('2100-02-28', 1)]).toEqual(['2000-02-29', '2100-03-01']);
  });

  test('moved by months ends on a day the month has', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });
});

test('a zone is a name this machine knows', () => {
  expect(['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia'].filter(isZone)).toHaveLength(3);
  expect(['Mars/Olympus', '', '+02:00', 'Europe/Berlin; DROP'].filter(isZone)).toEqual([]);
});

test('an instant comes back from the wire as it went', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => void expect(msOf(instantOf(ms))).toBe(ms)));
});
