/**
 * Epoch keys: made, kept in the epoch store, destroyed. See [Note: Key ladder] and [Note: Rotation].
 *
 * An epoch key is used only after it was read back from the epoch store, and from a mirror where any is configured.
 */
import { randomUUID, type KeyObject } from 'node:crypto';
import { MirrorsSilent, type Core } from './core.ts';
import { VaultUnavailable } from './door.ts';
import { isSame, makeKey, wrapKey, type RandomBytes } from './key-tree.ts';
import { presentRoot, unwrapByRoot } from './present-root.ts';
import type { Binding } from './envelope.ts';

/** The epoch store has no key of this id, though the keyring names it. */
export class EpochKeyMissing extends VaultUnavailable {}

export function epochBinding(installationId: string, epochId: string): Binding {
  return ['epoch key', installationId, epochId];
}

export function makeEpochRow(root: KeyObject, installationId: string, made: { at: number; randomBytes: RandomBytes }) {
  const id = randomUUID();
  const key = makeKey(made.randomBytes);
  return {
    key,
    row: {
      id,
      wrapped: wrapKey({ key: root, binding: epochBinding(installationId, id) }, key, made.randomBytes),
      created_at: made.at,
    },
  };
}

/** Makes an epoch key that the epoch store, and one of its mirrors where there are any, has confirmed. */
export async function addEpochKey(core: Core): Promise<string> {
  const { key, row } = makeEpochRow(await presentRoot(core), core.installationId, {
    at: core.now(),
    randomBytes: core.randomBytes,
  });
  const { confirmed } = await core.epochs.change((build) => [{ query: build.insertInto('epoch_key').values(row), rows: 1 }]);
  if (core.epochs.mirrors.length > 0 && confirmed === 0) {
    await destroyEpochKey(core, row.id);
    throw new MirrorsSilent('No mirror of the epoch store answers.');
  }
  const kept = await readEpochKey(core, row.id);
  if (!isSame(kept.export(), key.export())) throw new EpochKeyMissing('The epoch store did not keep the key it was given.');
  return row.id;
}

/** The epoch key of this id, from the cache or the epoch store. Throws `EpochKeyMissing`. */
export async function epochKey(core: Core, id: string): Promise<KeyObject> {
  const cached = core.epochKeys.get(id);
  if (cached !== undefined) return cached;
  const key = await readEpochKey(core, id);
  core.epochKeys.set(id, key);
  return key;
}

export async function currentEpoch(core: Core): Promise<string> {
  const [epoch] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('epoch').select('id').where('state', '=', 'current')),
  );
  if (epoch === undefined) throw new EpochKeyMissing('The keyring names no current epoch.');
  return epoch.id;
}

/** Destroys every epoch key that no keyring row names. Only under the rotation lease: a key just made is not named yet. */
export async function destroyUnnamedEpochKeys(core: Core): Promise<void> {
  const named = await core.keyring.read((store) => store.rows(store.build.selectFrom('epoch').select('id')));
  const kept = await core.epochs.read((store) => store.rows(store.build.selectFrom('epoch_key').select('id')));
  const unnamed = kept.filter(({ id }) => named.every((epoch) => epoch.id !== id));
  for (const { id } of unnamed) await destroyEpochKey(core, id);
}

async function destroyEpochKey(core: Core, id: string): Promise<void> {
  core.epochKeys.delete(id);
  await core.epochs.change((build) => [{ query: build.deleteFrom('epoch_key').where('id', '=', id), rows: null }]);
  await core.epochs.scrub();
}

async function readEpochKey(core: Core, id: string): Promise<KeyObject> {
  const [row] = await core.epochs.read((store) =>
    store.rows(store.build.selectFrom('epoch_key').selectAll().where('id', '=', id)),
  );
  if (row === undefined) throw new EpochKeyMissing('The epoch store lacks a key that the keyring names.');
  return unwrapByRoot(core, { binding: epochBinding(core.installationId, id), wrapped: row.wrapped });
}
