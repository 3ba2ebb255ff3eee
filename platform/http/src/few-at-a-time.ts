/**
 * Work that holds much memory, few at a time by a key; the others wait in order.
 *
 * A body that waits is not read: it stays with whoever sends it.
 */
export interface Gate<Key> {
  /** What `work` answers, once it was its turn. */
  pass<T>(key: Key, work: () => Promise<T>): Promise<T>;
}

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** @example const gate = createGate<UserId>(2); await gate.pass(userId, () => takeFile()) */
export function createGate<Key>(most: number): Gate<Key> {
  const lines = new Map<Key, Line>();
  return {
    async pass(key, work) {
      const line = lines.get(key) ?? { running: 0, waiting: [] };
      lines.set(key, line);
      if (line.running < most) line.running++;
      else {
        const { promise, resolve } = Promise.withResolvers<void>();
        line.waiting.push(resolve);
        await promise;
      }
      try {
        return await work();
      } finally {
        // The place is handed on, so that nobody who comes just now takes it.
        const next = line.waiting.shift();
        if (next) next();
        else if (--line.running === 0) lines.delete(key);
      }
    },
  };
}
