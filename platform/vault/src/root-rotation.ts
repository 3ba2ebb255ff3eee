/**
 * Another root key: everything it wraps is wrapped anew, resumable at every step. See [Note: Rotation].
 *
 * The next key lies beside the present one until both stores use it. Only for a root key in a file of ours: a key that
 * comes from elsewhere is changed there.
 */
import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KeyObject } from 'node:crypto';
import type { Database, Statement } from '@sotto/database';
import type { Kysely } from 'kysely';
import type { CrashAt } from './crash-point.ts';
import type { EpochTables } from './epoch-store.ts';
import { epochBinding } from './epoch.ts';
import type { KeyringTables } from './keyring.ts';
import { checkValue, unwrapKey, wrapKey, type RandomBytes } from './key-tree.ts';
import type { Binding } from './envelope.ts';
import { DidNotOpen } from './door.ts';
import { VaultRefused } from './refusal.ts';
import { nextRootKeyFile, readKeyFile, rootKeyFile, syncFolder } from './root-key.ts';

interface RootKeys {
  readonly from: KeyObject;
  readonly to: KeyObject;
}

interface RootStores {
  readonly keyring: Database<KeyringTables>;
  readonly epochs: Database<EpochTables>;
  readonly installationId: string;
  readonly tools: { readonly randomBytes: RandomBytes; readonly crashAt: CrashAt };
}

/** How a unit reaches a store: straight at start, through its mirrors while running. */
export interface RootWriters {
  keyring(make: (build: Kysely<KeyringTables>) => Statement[]): Promise<unknown>;
  epochs(make: (build: Kysely<EpochTables>) => Statement[]): Promise<unknown>;
}

/** The root key in force after an interrupted change was finished or dropped; `null`: there is no key file. */
export async function finishRootRotation(
  keysFolder: string,
  stores: RootStores,
  isRight: (key: KeyObject | null) => key is KeyObject,
): Promise<KeyObject | null> {
  const present = readKeyFile(rootKeyFile(keysFolder));
  const next = readKeyFile(nextRootKeyFile(keysFolder));
  // The keyring is the first to use the next key: unless it does, nothing does, and the next change writes over that file.
  if (next === null || !isRight(next)) return present;
  if (present !== null) await rewrapEpochKeys({ from: present, to: next }, stores, direct(stores));
  installNextKey(keysFolder);
  return next;
}

/** Keyring first, then epoch store, then the file takes its place. `next` already lies in its file. */
export async function changeRootKey(
  keysFolder: string,
  keys: RootKeys,
  stores: RootStores & { writers: RootWriters },
): Promise<void> {
  if (!existsSync(nextRootKeyFile(keysFolder))) throw new VaultRefused('The next root key was not written.');
  await stores.tools.crashAt('root: next key written');
  await rewrapInstallationKeys(keys, stores, stores.writers);
  await stores.tools.crashAt('root: keyring rewrapped');
  await rewrapEpochKeys(keys, stores, stores.writers);
  await stores.tools.crashAt('root: epoch store rewrapped');
  installNextKey(keysFolder);
}

async function rewrapInstallationKeys(keys: RootKeys, stores: RootStores, writers: RootWriters): Promise<void> {
  const { keyring, installationId, tools } = stores;
  const rows = await keyring.rows(keyring.build.selectFrom('installation_key').selectAll());
  const rewrapped = rows.map(({ purpose, version, wrapped }) => {
    const binding = ['installation key', installationId, purpose, version];
    return { purpose, version, wrapped: rewrap(keys, { binding, wrapped }, tools.randomBytes) };
  });
  await writers.keyring((build) => [
    ...rewrapped.map(({ purpose, version, wrapped }) => ({
      query: build.updateTable('installation_key').set({ wrapped }).where('purpose', '=', purpose).where('version', '=', version),
      rows: 1,
    })),
    // The sheet that was printed holds the former key.
    {
      query: build
        .updateTable('meta')
        .set({ check_value: checkValue(keys.to, installationId), sheet_made_at: null })
        .where('id', '=', 1),
      rows: 1,
    },
  ]);
}

async function rewrapEpochKeys(keys: RootKeys, stores: RootStores, writers: RootWriters): Promise<void> {
  const { epochs, installationId, tools } = stores;
  const rows = await epochs.rows(epochs.build.selectFrom('epoch_key').selectAll());
  const behind = rows.filter((row) => !opensWith(keys.to, epochBinding(installationId, row.id), row.wrapped));
  const rewrapped = behind.map(({ id, wrapped }) => ({
    id,
    wrapped: rewrap(keys, { binding: epochBinding(installationId, id), wrapped }, tools.randomBytes),
  }));
  await writers.epochs((build) =>
    rewrapped.map(({ id, wrapped }) => ({
      query: build.updateTable('epoch_key').set({ wrapped }).where('id', '=', id),
      rows: 1,
    })),
  );
}

function rewrap(
  keys: RootKeys,
  { binding, wrapped }: { binding: Binding; wrapped: Uint8Array },
  randomBytes: RandomBytes,
): Uint8Array {
  return wrapKey({ key: keys.to, binding }, unwrapKey({ key: keys.from, binding }, wrapped), randomBytes);
}

function opensWith(key: KeyObject, binding: Binding, wrapped: Uint8Array): boolean {
  try {
    unwrapKey({ key, binding }, wrapped);
    return true;
  } catch (error) {
    if (error instanceof DidNotOpen) return false;
    throw error;
  }
}

// A change at start: mirrors are not open yet, and are refilled right after because their revision is behind.
function direct({ keyring, epochs }: RootStores): RootWriters {
  return {
    keyring: (make) => keyring.write(make(keyring.build)),
    epochs: (make) =>
      epochs.write([
        ...make(epochs.build),
        { query: epochs.build.updateTable('meta').set((old) => ({ revision: old('revision', '+', 1) })), rows: 1 },
      ]),
  };
}

function installNextKey(keysFolder: string): void {
  renameSync(nextRootKeyFile(keysFolder), rootKeyFile(keysFolder));
  syncFolder(dirname(rootKeyFile(keysFolder)));
}
