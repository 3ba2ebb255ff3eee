/**
 * A person's two keys in the keyring: made, wrapped by the epoch key, read, turned into sealers. See [Note: Key ladder].
 */
import { randomUUID, type KeyObject } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Core } from './core.ts';
import { KeyShredded, type UserSealers } from './door.ts';
import type { Binding } from './envelope.ts';
import { currentEpoch, epochKey, EpochKeyMissing } from './epoch.ts';
import { freeInvite } from './invites.ts';
import type { KeyringTables } from './keyring.ts';
import { makeKey, unwrapKey, wrapKey } from './key-tree.ts';
import { subjectOf } from './ledger.ts';
import type { Make } from './mirrored.ts';
import { createSealer, type CountingSealer } from './sealer.ts';

export type UserKeyRow = Selectable<KeyringTables['user_key']>;
export type KeyPurpose = UserKeyRow['purpose'];

export interface CountedSealers extends UserSealers {
  readonly account: CountingSealer;
  readonly data: CountingSealer;
}

/** A new key, and its keyring row wrapped by the epoch that is current now. */
export async function makeUserKey(core: Core, userId: UserId, purpose: KeyPurpose): Promise<{ key: KeyObject; row: UserKeyRow }> {
  const epochId = await currentEpoch(core);
  const key = makeKey(core.randomBytes);
  const keyId = randomUUID();
  const bare = { key_id: keyId, user_id: userId, purpose, state: 'current', left_at: null, epoch_id: epochId, seals: 0 } as const;
  const wrapped = wrapKey({ key: await epochKey(core, epochId), binding: userKeyBinding(bare) }, key, core.randomBytes);
  const subject = subjectOf(core.keys.ledger, purpose, purpose === 'account' ? userId : keyId);
  return { key, row: { ...bare, wrapped, subject } };
}

export function userKeyBinding(row: Pick<UserKeyRow, 'user_id' | 'purpose' | 'key_id' | 'epoch_id'>): Binding {
  return ['user key', row.user_id, row.purpose, row.key_id, row.epoch_id];
}

/** First statement of every unit that adds keys: fails when their epoch is no longer the current one. */
export function epochStays(epochId: string): Make<KeyringTables> {
  return (build) => [
    {
      query: build.updateTable('epoch').set({ state: 'current' }).where('id', '=', epochId).where('state', '=', 'current'),
      rows: 1,
    },
  ];
}

/** Everything the keyring holds of a person goes; an invitation they had taken without coming in is free again. */
export function leavingKeyring(build: Kysely<KeyringTables>, userId: string): Statement[] {
  return [
    { query: build.deleteFrom('user_key').where('user_id', '=', userId), rows: null },
    { query: build.deleteFrom('login').where('user_id', '=', userId), rows: null },
    { query: build.deleteFrom('identity').where('user_id', '=', userId), rows: null },
    freeInvite(build, userId),
  ];
}

/** All keyring rows of a person. */
export function userKeyRows(core: Core, userId: string): Promise<UserKeyRow[]> {
  return core.keyring.read((store) => store.rows(store.build.selectFrom('user_key').selectAll().where('user_id', '=', userId)));
}

export async function unwrapUserKey(core: Core, row: UserKeyRow): Promise<KeyObject> {
  return unwrapKey({ key: await epochKey(core, row.epoch_id), binding: userKeyBinding(row) }, row.wrapped);
}

/**
 * Sealers for what the person's workspace row names. Throws `KeyShredded` when there is no usable account or data key.
 *
 * While all data is being erased there are two data keys; the workspace row says which one its records are sealed under.
 */
export async function loadSealers(core: Core, userId: UserId): Promise<CountedSealers> {
  try {
    return await loadOnce(core, userId);
  } catch (error) {
    // Another process rotated between our reading the row and its epoch key: the row names a new epoch by now.
    if (error instanceof EpochKeyMissing) return loadOnce(core, userId);
    throw error;
  }
}

async function loadOnce(core: Core, userId: UserId): Promise<CountedSealers> {
  const rows = await userKeyRows(core, userId);
  const account = rows.find(({ purpose, state }) => purpose === 'account' && state === 'current');
  const data = await dataKeyInUse(core, userId, rows);
  if (account === undefined || data === undefined) throw new KeyShredded('This person has no key.');
  return { account: await sealerOf(core, account), data: await sealerOf(core, data) };
}

async function dataKeyInUse(core: Core, userId: UserId, rows: readonly UserKeyRow[]): Promise<UserKeyRow | undefined> {
  const dataKeys = rows.filter(({ purpose }) => purpose === 'data');
  if (dataKeys.length < 2) return dataKeys.find(({ state }) => state === 'current');
  const named = await namedDataKey(core, userId);
  return dataKeys.find(({ key_id }) => key_id === named);
}

/** The data key that the person's workspace row names; `null`: there is no such row. */
export async function namedDataKey(core: Core, userId: string): Promise<string | null> {
  const { build } = core.database;
  const [workspace] = await core.database.rows(build.selectFrom('workspace').select('data_key_id').where('user_id', '=', userId));
  return workspace?.data_key_id ?? null;
}

export async function sealerOf(core: Core, row: UserKeyRow): Promise<CountingSealer> {
  return sealerFor(core, row, await unwrapUserKey(core, row));
}

export function sealerFor(core: Core, row: UserKeyRow, key: KeyObject): CountingSealer {
  // Safe: user ids enter the keyring only from `UserId`s.
  const userId = row.user_id as UserId;
  return createSealer({ userId, keyId: row.key_id, key, earlier: row.seals }, core);
}
