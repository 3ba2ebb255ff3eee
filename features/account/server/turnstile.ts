/**
 * A turnstile for work that costs much: so many at once, so many waiting, the rest is asked to come again.
 *
 * Without it a handful of guesses a second would take the whole machine, for slow hashes are made to be slow.
 */
import { Problem } from '@sotto/contract';

/** `known`: someone with a session. They have a queue of their own and go first, so that a crowd of strangers keeps nobody from their account. */
export type Lane = 'stranger' | 'known';

export interface Turnstile {
  /** Runs `work` when it is its turn. Throws `unavailable` with `Retry-After` at once when too many wait in its lane. @default 'stranger' */
  pass<Result>(work: () => Promise<Result>, lane?: Lane): Promise<Result>;
}

export function createTurnstile(limit: { atOnce: number; waiting: number; retryAfterSeconds: number }): Turnstile {
  let running = 0;
  const queues: Record<Lane, (() => void)[]> = { known: [], stranger: [] };
  return {
    async pass(work, lane = 'stranger') {
      if (running >= limit.atOnce) {
        if (queues[lane].length >= limit.waiting) throw new Problem('unavailable', { retryAfter: limit.retryAfterSeconds });
        // Whoever leaves hands its place over: `running` stays as it is.
        await new Promise<void>((begin) => queues[lane].push(begin));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        const next = queues.known.shift() ?? queues.stranger.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
