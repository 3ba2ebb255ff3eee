import { expect, test } from 'vitest';
import { mayReadForSupport, type SupportTimes, supportStateOf } from './index.ts';

const asked: SupportTimes = { operator: null, lapsesAt: 1000, untilAt: null, endedAt: null };
const taken: SupportTimes = { ...asked, operator: 'tove', untilAt: 5000 };

test('a request waits until it lapses, and lapses at that very moment', () => {
  expect([0, 999, 1000, 9000].map((now) => supportStateOf(asked, now))).toEqual(['waiting', 'waiting', 'lapsed', 'lapsed']);
});

test('whatever was taken up ends at its time, however long ago it would have lapsed', () => {
  expect([999, 4999, 5000].map((now) => supportStateOf(taken, now))).toEqual(['open', 'open', 'ended']);
});

test('a request that was revoked stays so, whether it waited or was open', () => {
  expect([asked, taken].map((grant) => supportStateOf({ ...grant, endedAt: 10 }, 20))).toEqual(['revoked', 'revoked']);
});

test.each([
  { what: 'waits for anyone', grant: asked, operator: 'marlene', now: 0, may: true },
  { what: 'waits for anyone and lapsed', grant: asked, operator: 'marlene', now: 1000, may: false },
  { what: 'waits for someone else', grant: { ...asked, operator: 'tove' }, operator: 'marlene', now: 0, may: false },
  { what: 'waits for them', grant: { ...asked, operator: 'tove' }, operator: 'tove', now: 0, may: true },
  { what: 'was taken up by them', grant: taken, operator: 'tove', now: 4999, may: true },
  { what: 'was taken up by someone else', grant: taken, operator: 'marlene', now: 2000, may: false },
  { what: 'is over', grant: taken, operator: 'tove', now: 5000, may: false },
  { what: 'was revoked', grant: { ...taken, endedAt: 10 }, operator: 'tove', now: 20, may: false },
])('an operator reads what $what as that says', ({ grant, operator, now, may }) => {
  expect(mayReadForSupport(grant, operator, now)).toBe(may);
});
