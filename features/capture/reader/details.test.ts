import { expect, test } from 'vitest';
import { Posting } from '../api.ts';
import type { ReadPosting } from './read-posting.ts';
import { detailsOf } from './details.ts';

const read: ReadPosting = {
  title: 'Nurse',
  company: 'Acme',
  places: ['Leeds, England, UK'],
  workMode: 'onsite',
  employmentType: 'part_time',
  pay: { min: 20.5, max: 24, currency: 'GBP', period: 'hour' },
  postedOn: '2026-11-01',
  closesOn: null,
  applyUrl: null,
  isClosed: false,
  text: 'Care.',
  site: null,
};

test('a reading gives the fields of a posting that the server takes', () => {
  const details = detailsOf(read);
  expect(Posting.safeParse(details).error).toBeUndefined();
  expect(details).toMatchObject({
    location: { city: 'Leeds', region: 'England', country: 'UK' },
    compensation: { kind: 'range', min: 2050, max: 2400, currency: 'GBP', period: 'hour' },
  });
});

test('one figure is exact, yen have no cents, and an amount without a currency is left out', () => {
  const pay = (min: number | null, max: number | null, currency: string | null) =>
    detailsOf({ ...read, pay: { min, max, currency, period: null } }).compensation;
  expect(pay(300_000, 300_000, 'JPY')).toMatchObject({ kind: 'exact', min: 300_000 });
  expect(pay(null, 50, 'EUR')).toMatchObject({ kind: 'range', min: null, max: 5_000 });
  expect(pay(10, 20, null)).toBeNull();
});
