/** Each limit at its number, one before and one after it: as a rule, and as it is counted on both engines. */
import { readFileSync } from 'node:fs';
import { day, engines, hour, minute, startServer, uniqueName } from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { requestsPerMinute } from '../access-keys/access-keys.ts';
import { type LimitName, createLimiter, delayMs, limits, waitingMs } from './limits.ts';
import { features } from '../testing/people.ts';

const { account } = limits;
const now = Date.parse('2026-11-21T12:00:00Z');
const waits = (hits: number, lastAt: number) => waitingMs(account, { hits, lastAt }, now) / 1000;
const all = Object.entries(limits) as [LimitName, (typeof limits)[LimitName]][];

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

test.each(all)(
  'of %s so many are free, then the wait grows up to its longest, and after the last one it is a day',
  (_name, limit) => {
    const { free, most, firstDelayMs, longestDelayMs } = limit;
    expect([delayMs(limit, free - 1), delayMs(limit, free), delayMs(limit, free + 1)]).toEqual([
      0,
      firstDelayMs,
      2 * firstDelayMs,
    ]);
    const delays = Array.from({ length: 1200 }, (_, hits) => delayMs(limit, hits));
    expect(delays.every((each, hits) => hits === 0 || each >= (delays[hits - 1] ?? 0))).toBe(true);
    if (most < delays.length) {
      expect([delayMs(limit, most - 1), delayMs(limit, most), delayMs(limit, most + 1)]).toEqual([
        Math.min(firstDelayMs * 2 ** (most - 1 - free), longestDelayMs),
        day,
        day,
      ]);
    } else {
      expect(delays.at(-1), 'no last one').toBe(longestDelayMs);
    }
  },
);

test('the page for operators names every limit with its numbers', () => {
  const page = readFileSync(new URL('../../../../docs/operator.md', import.meta.url), 'utf8');
  const [, table = ''] = /\| what is counted \|.*\n\| ---.*\n((?:\|.*\n)+)/.exec(page) ?? [];
  const documented = [...table.matchAll(/\| (\d+) \| (\d+|no end)[^|]*\|$/gm)].map(([, free, most]) => `${free} ${most}`);
  const counted = all.map(([, { free, most }]) => `${free} ${most === Number.POSITIVE_INFINITY ? 'no end' : most}`);
  expect(documented.toSorted()).toEqual(counted.toSorted());
  expect(page).toContain(`may ask ${requestsPerMinute} times a minute`);
});

test('nobody guesses at one account more than a hundred times in a row', () => {
  for (const name of ['account', 'session', 'secondFactor'] as const) expect(limits[name].most).toBeLessThanOrEqual(100);
});

describe.each(engines)('limits on %s', (engine) => {
  test('let exactly the free ones through at once, each subject for itself, and say how long the next one waits', async () => {
    await using server = await startServer({ features, engine });
    const limiter = createLimiter(server.platform);
    for (const [name, { free, firstDelayMs }] of all) {
      const subject = uniqueName();
      for (let tried = 0; tried < free; tried++) await limiter.attempt(name, subject);
      await expect(limiter.attempt(name, subject)).rejects.toMatchObject({
        problem: 'too-many-requests',
        retryAfter: firstDelayMs / 1000,
      });
      expect(await limiter.allows(name, subject)).toBe(false);
      expect(await limiter.allows(name, uniqueName()), 'someone else').toBe(true);
      server.clock.advance(firstDelayMs - 1);
      expect(await limiter.allows(name, subject)).toBe(false);
      server.clock.advance(1);
      expect(await limiter.allows(name, subject)).toBe(true);
    }
  });

  test('begin anew when what was meant was proved, and 24 hours after the last attempt, at whatever time of day that was', async () => {
    await using server = await startServer({ features, engine });
    const limiter = createLimiter(server.platform);
    const guess = () => limiter.allows('account', 'someone');
    const through = async () => {
      let count = 0;
      while (await guess()) count += 1;
      return count;
    };
    expect(await through()).toBe(5);
    await limiter.forget('account', 'someone');
    expect(await through()).toBe(5);
    // Over midnight: yesterday's count goes on.
    server.clock.set('2026-11-21T23:59:00Z');
    expect(await through()).toBe(1);
    server.clock.advance(2 * minute);
    expect(await through()).toBe(1);
    server.clock.advance(day - hour);
    expect(await through()).toBe(1);
    server.clock.advance(day);
    expect(await through()).toBe(5);
  });

  test('count attempts of several processes together', async () => {
    await using server = await startServer({ features, engine });
    const [one, other] = [createLimiter(server.platform), createLimiter(server.platform)];
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : other).allows('account', 'someone')),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(limits.account.free);
  });
});
