/**
 * How long an answer takes must not tell what was found on the way.
 *
 * What is found out about someone is told at one of a few moments that lie `ms` apart, counted from the request: at the
 * first of them on a machine that is not busy, and on a busy one two answers differ only when a moment came between them.
 * The time is the machine's own: a clock that is handed in may stand still.
 */
import { setTimeout as wait } from 'node:timers/promises';

/** What `work` comes to, good or bad, at the next moment after it has. */
export async function evenly<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const [outcome] = await Promise.allSettled([work()]);
  await nextMoment(began, ms);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** What `work` finds; that it found nothing (`null`), at the next moment after that. */
export async function evenlyNothing<Result>(ms: number, work: () => Promise<Result | null>): Promise<Result | null> {
  const began = performance.now();
  const found = await work();
  if (found === null) await nextMoment(began, ms);
  return found;
}

async function nextMoment(began: number, ms: number): Promise<void> {
  const taken = performance.now() - began;
  // A timer may come up to a millisecond early: it counts from when its turn began.
  await wait(Math.ceil(taken / ms) * ms - taken + 1);
}
