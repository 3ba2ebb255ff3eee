import { describe, expect, test } from 'vitest';
import { Compensation, isLongText, placeOf, Tags, yearlyPay } from './application.ts';

describe('compensation', () => {
  const taken = (pay: object) => Compensation.safeParse(pay).success;

  test('takes a range, one end of it, an exact amount, and words alone', () => {
    expect(taken({ kind: 'range', min: 1, max: 2, currency: 'EUR', period: 'year' })).toBe(true);
    expect(taken({ kind: 'range', max: 2, currency: 'EUR' })).toBe(true);
    expect(taken({ kind: 'exact', min: 2, currency: 'EUR' })).toBe(true);
    expect(taken({ kind: 'range', negotiable: true, notes: 'depends' })).toBe(true);
  });

  test('refuses a range upside down, an exact amount with two ends, an amount without a currency, and fractions', () => {
    expect(taken({ kind: 'range', min: 3, max: 2, currency: 'EUR' })).toBe(false);
    expect(taken({ kind: 'exact', min: 2, max: 3, currency: 'EUR' })).toBe(false);
    expect(taken({ kind: 'exact', min: 2 })).toBe(false);
    expect(taken({ kind: 'exact', min: 2.5, currency: 'EUR' })).toBe(false);
  });

  test('compares by the year, from the lower end', () => {
    expect(yearlyPay({ kind: 'range', min: 4_100, max: 4_600, currency: 'USD', period: 'hour' })).toBe(4_100 * 40 * 52);
    expect(yearlyPay({ kind: 'exact', min: 4_100, currency: 'USD', period: 'hour', hoursPerWeek: 20 })).toBe(4_100 * 20 * 52);
    expect(yearlyPay({ kind: 'range', max: 500_000, currency: 'EUR', period: 'month' })).toBe(6_000_000);
    expect([
      yearlyPay(null),
      yearlyPay({ kind: 'range' }),
      yearlyPay({ kind: 'exact', min: 1, currency: 'EUR', period: 'project' }),
    ]).toEqual([null, null, null]);
  });
});

test('tags are kept once each, in the first spelling', () => {
  expect(Tags.parse(['Remote', ' remote', 'dbt', 'DBT', 'Übung', 'ubung'])).toEqual(['Remote', 'dbt', 'Übung']);
});

test('a text is long over 1 KB of UTF-8, not of characters', () => {
  expect(isLongText('a'.repeat(1_024))).toBe(false);
  expect(isLongText('a'.repeat(1_025))).toBe(true);
  expect(isLongText('ä'.repeat(512))).toBe(false);
  expect(isLongText('ä'.repeat(513))).toBe(true);
});

test('a place is what is known of it', () => {
  expect(placeOf({ city: 'Berlin', country: 'DE', region: null })).toBe('Berlin, DE');
  expect(placeOf({ street1: 'Main Street 1' })).toBeNull();
  expect(placeOf(null)).toBeNull();
});
