import { expect, test } from 'vitest';
import { evenly, evenlyNothing } from './even-time.ts';

/** Milliseconds that `work` takes. Timers may be one too early. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work().catch(() => {});
  return performance.now() - began + 1;
}

test('what is found out is told at the next moment, whether it is good or bad', async () => {
  expect(await timeOf(() => evenly(40, async () => 'found'))).toBeGreaterThanOrEqual(40);
  expect(await timeOf(() => evenly(40, () => Promise.reject(new Error('planted'))))).toBeGreaterThanOrEqual(40);
  await expect(evenly(1, async () => 'found')).resolves.toBe('found');
  await expect(evenly(1, () => Promise.reject(new Error('planted')))).rejects.toThrow('planted');
});

test('work that outlasts a moment is told at the one after it', async () => {
  expect(await timeOf(() => evenly(20, () => evenly(25, async () => null)))).toBeGreaterThanOrEqual(40);
});

test('what was found is told at once, that nothing was found at the next moment', async () => {
  await expect(evenlyNothing(3_600_000, async () => 'found')).resolves.toBe('found');
  expect(await timeOf(() => evenlyNothing(40, async () => null))).toBeGreaterThanOrEqual(40);
});
