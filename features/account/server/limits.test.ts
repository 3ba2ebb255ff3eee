import { expect, test } from 'vitest';
import { limits, waitingMs } from './limits.ts';

const { account } = limits;
const now = Date.parse('2026-11-21T12:00:00Z');
const waits = (hits: number, lastAt: number) => waitingMs(account, { hits, lastAt }, now) / 1000;

test('free attempts wait for nothing, later ones twice as long each', () => {
  expect(waits(account.free - 1, now)).toBe(0);
  expect([0, 1, 2, 3].map((more) => waits(account.free + more, now))).toEqual([1, 2, 4, 8]);
  expect(waits(account.free + 3, now - 5000)).toBe(3);
});

test('a clock set back by an hour locks nobody out for that hour', () => {
  const before = now + 60 * 60_000;
  expect(waits(1, before)).toBe(0);
  expect(waits(account.free + 3, before)).toBe(8);
});
