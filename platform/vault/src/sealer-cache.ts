/**
 * Unwrapped keys of the people who are here now, so that a request needs no unwrap.
 *
 * Never hands out a key that was forgotten while it was being loaded.
 */
import type { UserId } from '@sotto/domain';
import type { CountedSealers } from './user-key.ts';

const peopleKept = 20_000;

export interface SealerCache {
  readonly peek: (userId: UserId) => CountedSealers | null;
  /** From the cache, else by `load`. */
  readonly get: (userId: UserId, load: () => Promise<CountedSealers>) => Promise<CountedSealers>;
  /** Drops a person's keys without telling anyone: they are only asked for anew. */
  readonly drop: (userId: UserId) => void;
  /** Drops them because they changed or went. */
  readonly forget: (userId: UserId) => void;
  readonly forgetAll: () => void;
  readonly onForgotten: (listener: (userId: UserId) => void) => void;
  /** Seals by key id since the last call. Empties the cache, so that keys come back with the new count. */
  readonly drain: () => ReadonlyMap<string, number>;
}

export function createSealerCache(): SealerCache {
  // A Map keeps the order of insertion: the first entry is the least recently used.
  const kept = new Map<UserId, CountedSealers>();
  const counts = new Map<string, number>();
  const listeners: ((userId: UserId) => void)[] = [];
  let forgotten = 0;

  function count({ account, data }: CountedSealers): void {
    for (const sealer of [account, data]) counts.set(sealer.keyId, (counts.get(sealer.keyId) ?? 0) + sealer.seals());
  }

  function peek(userId: UserId): CountedSealers | null {
    const sealers = kept.get(userId);
    if (sealers === undefined) return null;
    kept.delete(userId);
    kept.set(userId, sealers);
    return sealers;
  }

  function add(userId: UserId, sealers: CountedSealers): void {
    kept.set(userId, sealers);
    const [oldest] = kept.keys();
    if (kept.size > peopleKept && oldest !== undefined) drop(oldest);
  }

  function drop(userId: UserId): void {
    forgotten += 1;
    const sealers = kept.get(userId);
    if (sealers !== undefined) count(sealers);
    kept.delete(userId);
  }

  function forget(userId: UserId): void {
    drop(userId);
    for (const tell of listeners) tell(userId);
  }

  return {
    peek,
    drop,
    forget,
    forgetAll() {
      forgotten += 1;
      // A Map may lose entries while it is walked.
      for (const userId of kept.keys()) forget(userId);
    },
    onForgotten(listener: (userId: UserId) => void) {
      listeners.push(listener);
    },
    async get(userId: UserId, load: () => Promise<CountedSealers>): Promise<CountedSealers> {
      const here = peek(userId);
      if (here !== null) return here;
      const before = forgotten;
      const loaded = await load();
      if (forgotten === before) add(userId, loaded);
      return loaded;
    },
    drain(): ReadonlyMap<string, number> {
      for (const sealers of kept.values()) count(sealers);
      kept.clear();
      const drained = new Map(counts);
      counts.clear();
      return drained;
    },
  };
}
