/** A clock that stands still until it is told to move. */
export interface Clock {
  /** Epoch milliseconds; hand it in wherever `now` is asked for. */
  readonly now: () => number;
  /** Moves on by `ms` milliseconds; negative sets it back. */
  advance(ms: number): void;
  /** Moves to a moment: epoch milliseconds, or ISO-8601 with a zone. */
  set(moment: number | string): void;
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A clock standing at `start`. @default 2026-11-21T12:00:00Z, a Saturday */
export function createClock(start: number | string = '2026-11-21T12:00:00Z'): Clock {
  let moment = toMoment(start);
  return {
    now: () => moment,
    advance(ms) {
      moment += ms;
    },
    set(to) {
      moment = toMoment(to);
    },
  };
}

function toMoment(given: number | string): number {
  const moment = typeof given === 'number' ? given : Date.parse(given);
  if (Number.isNaN(moment)) throw new RangeError(`not a moment: ${given}`);
  return moment;
}
