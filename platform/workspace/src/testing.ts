/**
 * Real keys for tests of this package, without the vault's stores around them: AES-256-GCM as the vault seals, held in
 * memory, with a cache for each "process" that can be as stale as a real one. Never used outside tests.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { Database, SottoTables, Statement } from '@sotto/database';
import { createIds, type UserId } from '@sotto/domain';
import { DidNotOpen, KeyShredded, type Place, type Sealer, type UserSealers } from '@sotto/vault';
import type { Keys } from './context.ts';

export const ids = createIds(Date.now, randomBytes);

/** The keys of everyone, as the keyring would hold them. */
export interface Keyring {
  /** Makes both keys, and the statement that makes the person's row. */
  add(database: Database<SottoTables>): { userId: UserId; sealers: UserSealers; row: Statement };
  /** A new data key; the old one no longer opens anything. */
  replaceDataKey(userId: UserId): UserSealers;
  shred(userId: UserId): void;
  /** What one process sees of the keyring, through its own cache. */
  process(): Keys & { incarnationIs(value: string): void };
}

export function createKeyring(): Keyring {
  const everyone = new Map<UserId, UserSealers>();
  return {
    add(database) {
      const userId = ids.user();
      const sealers = { account: createSealer(userId), data: createSealer(userId) };
      everyone.set(userId, sealers);
      const values = { user_id: userId, revision: 1, account_key_id: sealers.account.keyId, data_key_id: sealers.data.keyId };
      return { userId, sealers, row: { query: database.build.insertInto('workspace').values(values), rows: 1 } };
    },
    replaceDataKey(userId) {
      const sealers = { account: present(everyone, userId).account, data: createSealer(userId) };
      everyone.set(userId, sealers);
      return sealers;
    },
    shred: (userId) => void everyone.delete(userId),
    process() {
      const cached = new Map<UserId, UserSealers>();
      let incarnation = 'first';
      return {
        async sealers(userId) {
          const sealers = cached.get(userId) ?? present(everyone, userId);
          cached.set(userId, sealers);
          return sealers;
        },
        cachedSealers: (userId) => cached.get(userId) ?? null,
        forgetSealers: (userId) => void cached.delete(userId),
        incarnation: () => incarnation,
        incarnationIs: (value) => (incarnation = value),
        onKeysChanged() {},
      };
    },
  };
}

function present(everyone: ReadonlyMap<UserId, UserSealers>, userId: UserId): UserSealers {
  const sealers = everyone.get(userId);
  if (sealers === undefined) throw new KeyShredded('No key.');
  return sealers;
}

export function createSealer(userId: UserId): Sealer {
  const key = createSecretKey(randomBytes(32));
  const keyId = randomUUID();
  const bindingOf = (place: Place) => Buffer.from(JSON.stringify([userId, keyId, place.table, place.id, place.revision]));
  return {
    userId,
    keyId,
    seal: (place, plaintext) => seal(key, bindingOf(place), plaintext),
    open(place, sealed, by) {
      if (by.userId !== userId) throw new TypeError('Someone else’s opening.');
      return open(key, bindingOf(place), sealed);
    },
  };
}

function seal(key: KeyObject, binding: Buffer, plaintext: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  cipher.setAAD(binding);
  return Buffer.concat([Buffer.from([1]), nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function open(key: KeyObject, binding: Buffer, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(binding);
  decipher.setAuthTag(sealed.subarray(-16));
  const plaintext = decipher.update(sealed.subarray(13, -16));
  try {
    decipher.final();
  } catch {
    throw new DidNotOpen();
  }
  return plaintext;
}
