/** How long an answer takes must not tell what was found on the way. */
import { setTimeout as wait } from 'node:timers/promises';

/** What `work` comes to, good or bad, `ms` after it was asked for at the earliest. */
export async function noSoonerThan<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([work(), wait(ms)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
