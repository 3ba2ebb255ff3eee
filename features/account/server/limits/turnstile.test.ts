import type { Problem } from '@sotto/contract';
import { expect, test } from 'vitest';
import { createTurnstile } from './turnstile.ts';

/** Work that ends when it is told to. */
function pieces(count: number) {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const works = Array.from({ length: count }, () => async () => {
    most = Math.max(most, ++running);
    await new Promise<void>((end) => ends.push(end));
    running -= 1;
  });
  return { works, ends, most: () => most };
}

test('a turnstile lets no more through at once than it was told', async () => {
  const { works, ends, most } = pieces(6);
  const turnstile = createTurnstile({ atOnce: 2, waiting: 10, retryAfterSeconds: 1 });
  const all = Promise.all(works.map((work) => turnstile.pass(work)));
  for (let done = 0; done < 6; done++) {
    await Promise.resolve();
    while (ends.length === 0) await Promise.resolve();
    ends.shift()?.();
  }
  await all;
  expect(most()).toBe(2);
});

test('a turnstile with a full queue refuses at once and says when to come again', async () => {
  const { works, ends } = pieces(3);
  const turnstile = createTurnstile({ atOnce: 1, waiting: 1, retryAfterSeconds: 7 });
  const [first, second, third] = works.map((work) => turnstile.pass(work));
  await expect(third).rejects.toMatchObject({ problem: 'unavailable', retryAfter: 7 } satisfies Partial<Problem>);
  ends.shift()?.();
  await first;
  while (ends.length === 0) await Promise.resolve();
  ends.shift()?.();
  await second;
});

test('a turnstile lets someone with a session in before strangers, also when their queue is full', async () => {
  const { works, ends } = pieces(2);
  const turnstile = createTurnstile({ atOnce: 1, waiting: 1, retryAfterSeconds: 7 });
  const order: string[] = [];
  const [first, stranger] = works.map((work, index) => turnstile.pass(work).then(() => order.push(`stranger ${index}`)));
  await expect(turnstile.pass(() => Promise.resolve())).rejects.toMatchObject({ problem: 'unavailable' });
  const known = turnstile.pass(() => Promise.resolve(order.push('known')), 'known');
  ends.shift()?.();
  await Promise.all([first, known]);
  while (ends.length === 0) await Promise.resolve();
  ends.shift()?.();
  await stranger;
  expect(order.at(-1)).toBe('stranger 1');
  expect(order).toContain('known');
});

test('a turnstile lets both in by turns while both wait, so that no crowd of either keeps the other out', async () => {
  const { works, ends } = pieces(1);
  const turnstile = createTurnstile({ atOnce: 1, waiting: 3, retryAfterSeconds: 7 });
  const order: string[] = [];
  const lanes = ['known', 'known', 'known', 'stranger', 'stranger'] as const;
  const first = works.map((work) => turnstile.pass(work));
  const waiting = lanes.map((lane) => turnstile.pass(() => Promise.resolve(order.push(lane)), lane));
  ends.shift()?.();
  await Promise.all([...first, ...waiting]);
  expect(order).toEqual(['known', 'stranger', 'known', 'stranger', 'known']);
});

test('a turnstile gives the place back when the work fails', async () => {
  const turnstile = createTurnstile({ atOnce: 1, waiting: 0, retryAfterSeconds: 1 });
  await expect(turnstile.pass(() => Promise.reject(new Error('planted')))).rejects.toThrow('planted');
  await expect(turnstile.pass(() => Promise.resolve('in'))).resolves.toBe('in');
});
