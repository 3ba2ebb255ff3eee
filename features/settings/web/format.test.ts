import { describe, expect, test } from 'vitest';
import { createFormat } from './format.ts';

const now = () => Date.parse('2026-11-21T23:30:00.000Z');
const british = createFormat('en-GB', 'Europe/Berlin', now);
const american = createFormat('en-US', 'America/New_York', now);

describe('days', () => {
  test('are counted in the person’s zone: half past midnight in Berlin is the next day', () => {
    expect([british.today(), american.today()]).toEqual(['2026-11-22', '2026-11-21']);
  });

  test.for([
    ['2026-11-22', 'today'],
    ['2026-11-23', 'tomorrow'],
    ['2026-11-21', 'yesterday'],
    ['2026-11-29', 'Sun 29 Nov'],
    ['2027-01-03', '3 Jan 2027'],
  ] as const)('%s reads %s', ([date, words]) => {
    expect(british.day(date)).toBe(words);
  });

  test('are written out, with the year when it is another, and their times by the person’s clock', () => {
    expect([british.fullDay('2026-11-12'), british.fullDay('2027-01-03')]).toEqual([
      'Thursday 12 November',
      'Sunday 3 January 2027',
    ]);
    expect([british.weekday('2026-11-12'), british.longWeekday('2026-11-12')]).toEqual(['Thu', 'Thursday']);
    expect([british.time('2026-11-21T23:30:00.000Z'), american.time('2026-11-21T23:30:00.000Z')]).toEqual(['00:30', '06:30 PM']);
  });

  test('of age are whole ones, and today when it is less', () => {
    expect([british.age('2026-11-14T22:00:00.000Z'), british.age('2026-11-21T23:10:00.000Z')]).toEqual(['8 d', 'today']);
  });
});

describe('pay', () => {
  test.for([
    [{ min: 12_800_000, max: 14_200_000, currency: 'USD' }, '$128,000–142,000'],
    [{ min: 7_140_000, max: 7_140_000, currency: 'USD' }, '$71,400'],
    [{ min: 6_800_000, currency: 'EUR' }, 'from €68,000'],
    [{ max: 900_000, currency: 'GBP' }, 'to £9,000'],
    [{ min: 4_150, max: 4_600, currency: 'USD' }, '$41.50–46.00'],
    [{ min: 6_000_000, max: 8_000_000, currency: 'JPY' }, '¥6,000,000–8,000,000'],
    [{ currency: 'USD' }, ''],
  ] as const)('%j reads %s', ([pay, words]) => {
    expect(british.pay(pay).replaceAll('US', '').replaceAll('JP', '')).toBe(words);
  });

  test('with the symbol behind keeps it behind', () => {
    expect(
      createFormat('de-DE', 'Europe/Berlin', now).pay({ min: 6_800_000, max: 8_000_000, currency: 'EUR' }).replaceAll(/\s/g, ' '),
    ).toBe('68.000–80.000 €');
  });
});
