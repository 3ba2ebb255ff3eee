/**
 * Which people's states are kept in memory: those used last, within a bound in bytes and in idle time.
 *
 * Decides nothing about truth: whoever takes a state from here compares its revision with the database first.
 */
import type { UserId } from '@sotto/domain';
import type { Memos, State } from './state.ts';

export interface CacheLimits {
  /** All states together. */
  readonly totalBytes: number;
  /** A larger one is never kept. */
  readonly largestBytes: number;
  readonly idleMs: number;
}

export interface Kept {
  readonly state: State;
  readonly memos: Memos;
}

export interface Cache {
  get(userId: UserId): Kept | undefined;
  /** Keeps the state, if it is not older than the one kept, and its memos with it. Answers what is to be served. */
  keep(state: State): Kept;
  evict(userId: UserId): void;
  clear(): void;
}

export function createCache(limits: CacheLimits, now: () => number): Cache {
  // In order of use: a Map keeps the order of insertion, and what is used is inserted anew.
  const entries = new Map<UserId, Kept & { readonly usedAt: number }>();
  let bytes = 0;

  function evict(userId: UserId): void {
    bytes -= entries.get(userId)?.state.bytes ?? 0;
    entries.delete(userId);
  }

  function insert(kept: Kept): void {
    const { state } = kept;
    entries.set(state.userId, { ...kept, usedAt: now() });
    bytes += state.bytes;
    for (const [userId, { usedAt }] of entries) {
      if (bytes <= limits.totalBytes && usedAt >= now() - limits.idleMs) break;
      evict(userId);
    }
  }

  return {
    get(userId) {
      const kept = entries.get(userId);
      if (kept === undefined) return undefined;
      evict(userId);
      if (kept.usedAt < now() - limits.idleMs) return undefined;
      insert(kept);
      return kept;
    },
    keep(state) {
      const before = entries.get(state.userId);
      const isSameLine =
        before !== undefined && before.state.keyId === state.keyId && before.state.incarnation === state.incarnation;
      if (isSameLine && before.state.revision >= state.revision) return before;
      evict(state.userId);
      const kept = { state, memos: isSameLine ? before.memos : new Map() };
      if (state.bytes <= limits.largestBytes) insert(kept);
      return kept;
    },
    evict,
    clear() {
      entries.clear();
      bytes = 0;
    },
  };
}
