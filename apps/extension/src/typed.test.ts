import { expect, test } from 'vitest';
import { payText } from './pay-text.ts';
import { placeText } from './place-text.ts';
import { readPay, readPlace } from './typed.ts';

const year = { kind: 'range', min: 12_800_000, max: 14_200_000, currency: 'USD', period: 'year' } as const;

test('pay is shown with its currency by code, and reads back as it was', () => {
  expect(payText(year)).toBe('128,000–142,000 USD a year');
  for (const pay of [
    year,
    { kind: 'exact', min: 4_250, currency: 'EUR', period: 'hour' },
    { kind: 'range', min: 500_000, currency: 'JPY', period: 'month' },
    { kind: 'range', max: 9_000_000, currency: 'GBP', period: 'year' },
    { kind: 'exact', min: 1_234_500, currency: 'KWD', period: 'two_weeks' },
    { kind: 'exact', min: 150_000, currency: 'USD', period: 'half_month' },
  ] as const)
    expect([payText(pay), readPay(payText(pay), null)]).toEqual([payText(pay), pay]);
});

test.for([
  ['€60.000 – 80.000 per year', { kind: 'range', min: 6_000_000, max: 8_000_000, currency: 'EUR', period: 'year' }],
  ['$45 an hour', { kind: 'exact', min: 4_500, currency: 'USD', period: 'hour' }],
  ['£50k-60k', { kind: 'range', min: 5_000_000, max: 6_000_000, currency: 'GBP' }],
  ['12,50 EUR hourly', { kind: 'exact', min: 1_250, currency: 'EUR', period: 'hour' }],
  ['up to 90 000 PLN a month', { kind: 'range', max: 9_000_000, currency: 'PLN', period: 'month' }],
  ['from 100000 CHF p.a.', { kind: 'range', min: 10_000_000, currency: 'CHF', period: 'year' }],
] as const)('pay typed as “%s” is understood', ([text, pay]) => {
  expect(readPay(text, null)).toEqual(pay);
});

test('currency and period that are not typed anew stay as they were', () => {
  expect(readPay('130,000–142,000', year)).toEqual({ ...year, min: 13_000_000 });
  expect(readPay('$130,000', { ...year, currency: 'CAD' })).toEqual({
    kind: 'exact',
    min: 13_000_000,
    currency: 'CAD',
    period: 'year',
  });
});

test('pay that is not clear is said to be so, and none is none', () => {
  for (const text of ['competitive', '50,000', 'EUR', '1 2 3 EUR 4', '80–60 EUR', '1–2–3 EUR'])
    expect([text, readPay(text, null)]).toEqual([text, undefined]);
  expect(readPay('  ', year)).toBeNull();
  expect(payText(null)).toBe('');
});

test('a place is town, region and country, there and back', () => {
  for (const text of ['Leeds', 'Durham, NC', 'Leeds, England, UK', 'Wien, 1010, Wien, Österreich'])
    expect(placeText(readPlace(text))).toBe(text);
  expect(readPlace('Leeds, England, UK')).toEqual({ city: 'Leeds', region: 'England', country: 'UK' });
  expect(readPlace(' , ')).toBeNull();
  expect(placeText(null)).toBe('');
});
