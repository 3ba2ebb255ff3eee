/**
 * A turnstile for work that costs much: so many at once, so many waiting, the rest is asked to come again.
 *
 * Without it a handful of guesses a second would take the whole machine, for slow hashes are made to be slow.
 */
import { Problem } from '@sotto/contract';

/**
 * `known`: someone with a session. They have a queue of their own, so that a crowd of strangers keeps nobody from their
 * account. When both queues wait, they take turns, so that a crowd with sessions keeps no stranger from signing in.
 */
export type Lane = 'stranger' | 'known';

export interface Turnstile {
  /** Runs `work` when it is its turn. Throws `unavailable` with `Retry-After` at once when too many wait in its lane. @default 'stranger' */
  pass<Result>(work: () => Promise<Result>, lane?: Lane): Promise<Result>;
}

export function createTurnstile(limit: { atOnce: number; waiting: number; retryAfterSeconds: number }): Turnstile {
  let running = 0;
  const queues: Record<Lane, (() => void)[]> = { known: [], stranger: [] };
  /** Whose turn it is when both wait. */
  let turn: Lane = 'known';
  const takeNext = () => {
    const lane = queues[turn].length > 0 ? turn : otherOf(turn);
    turn = otherOf(lane);
    return queues[lane].shift();
  };
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
        const next = takeNext();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

function otherOf(lane: Lane): Lane {
  return lane === 'known' ? 'stranger' : 'known';
}
