/** One at a time for each key, in the order in which they came. */
export interface Turns<Key> {
  take<Result>(key: Key, run: () => Promise<Result>): Promise<Result>;
}

export function createTurns<Key>(): Turns<Key> {
  const last = new Map<Key, Promise<unknown>>();
  return {
    take(key, run) {
      const before = last.get(key) ?? Promise.resolve();
      // Whether the one before succeeded is its owner's business.
      const turn = before.then(run, run);
      last.set(key, turn);
      const leave = () => {
        if (last.get(key) === turn) last.delete(key);
      };
      turn.then(leave, leave);
      return turn;
    },
  };
}
