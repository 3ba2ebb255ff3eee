/**
 * A turnstile for work that costs much: so many at once, so many waiting, the rest is asked to come again.
 *
 * Without it a handful of guesses a second would take the whole machine, for slow hashes are made to be slow.
 */
import { Problem } from '@sotto/contract';

export interface Turnstile {
  /** Runs `work` when it is its turn. Throws `unavailable` with `Retry-After` at once when too many are waiting. */
  pass<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createTurnstile(limit: { atOnce: number; waiting: number; retryAfterSeconds: number }): Turnstile {
  let running = 0;
  const queue: (() => void)[] = [];
  return {
    async pass(work) {
      if (running >= limit.atOnce) {
        if (queue.length >= limit.waiting) throw new Problem('unavailable', { retryAfter: limit.retryAfterSeconds });
        // Whoever leaves hands its place over: `running` stays as it is.
        await new Promise<void>((begin) => queue.push(begin));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
