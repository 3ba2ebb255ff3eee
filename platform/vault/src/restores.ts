/**
 * That an older copy of the database was put in place: remembered in the keyring, which no restore touches, until everybody
 * was told. See [Note: Reconciliation].
 */
import type { Statement } from '@sotto/database';
import { keep, type Core } from './core.ts';
import { readMeta } from './mirror.ts';

/** An older copy that was put in place. Times are epoch milliseconds. */
export interface PutBack {
  /** Names this once among all. */
  readonly id: string;
  /** When it was found in place. */
  readonly foundAt: number;
  /** When the copy was made; `null`: nobody said. */
  readonly madeAt: number | null;
}

export interface Restores {
  /** Says when the backup was made that is about to be put in place: whoever finds it there then knows. */
  begin(madeAt: number): Promise<void>;
  /** The latest of which not everybody was told; `null`: none. */
  untold(): Promise<PutBack | null>;
  /** Everybody was told of it. */
  told(id: string): Promise<void>;
}

export function createRestores(core: Core): Restores {
  return {
    async begin(madeAt) {
      await keep(core, (build) => [
        { query: build.updateTable('meta').set({ restoring_from: madeAt }).where('id', '=', 1), rows: 1 },
      ]);
    },
    async untold() {
      const meta = await core.keyring.read((store) => readMeta(store));
      if (meta === null || meta.restored_as === null) return null;
      return { id: meta.restored_as, foundAt: meta.restored_at ?? 0, madeAt: meta.restored_from };
    },
    async told(id) {
      const none = { restored_as: null, restored_at: null, restored_from: null };
      await keep(core, (build) => [
        // Another one may have been put in place meanwhile: that is told for itself.
        { query: build.updateTable('meta').set(none).where('id', '=', 1).where('restored_as', '=', id), rows: null },
      ]);
    },
  };
}

/** As part of the unit that gives the database its new incarnation. */
export function rememberRestored(build: Core['keyring']['primary']['build'], incarnation: string, at: number): Statement {
  const query = build
    .updateTable('meta')
    .set((old) => ({
      restored_as: incarnation,
      restored_at: at,
      restored_from: old.ref('restoring_from'),
      restoring_from: null,
    }))
    .where('id', '=', 1);
  return { query, rows: 1 };
}
