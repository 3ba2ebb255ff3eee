import { describe, expect, test } from 'vitest';
import { Compensation, isLongText, placeOf, Tags } from './application.ts';

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
