import { expect, test } from 'vitest';
import { Posting } from '../api.ts';
import type { ReadPosting } from './read-posting.ts';
import { toPosting } from './to-posting.ts';

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
const address = 'https://www.linkedin.com/jobs/view/nurse-at-acme-4012345678?trk=x';

test('a reading becomes a posting that the server takes', () => {
  const posting = toPosting(read, address);
  expect(Posting.safeParse(posting).error).toBeUndefined();
  expect(posting).toMatchObject({
    url: 'https://www.linkedin.com/jobs/view/4012345678',
    externalJobId: 'linkedin:4012345678',
    source: 'linkedin',
    location: { city: 'Leeds', region: 'England', country: 'UK' },
    compensation: { kind: 'range', min: 2050, max: 2400, currency: 'GBP', period: 'hour' },
  });
});

test('one figure is exact, yen have no cents, and an amount without a currency is left out', () => {
  const pay = (min: number | null, max: number | null, currency: string | null) =>
    toPosting({ ...read, pay: { min, max, currency, period: null } }, address)?.compensation;
  expect(pay(300_000, 300_000, 'JPY')).toMatchObject({ kind: 'exact', min: 300_000 });
  expect(pay(null, 50, 'EUR')).toMatchObject({ kind: 'range', min: null, max: 5_000 });
  expect(pay(10, 20, null)).toBeNull();
});

test('without title or company there is no posting', () => {
  expect(toPosting({ ...read, title: null }, address)).toBeNull();
  expect(toPosting({ ...read, company: null }, address)).toBeNull();
});
