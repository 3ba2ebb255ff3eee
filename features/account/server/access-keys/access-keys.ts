/**
 * Access keys: what scripts and the extension show instead of a cookie.
 *
 * Shown once and then known only by its SHA-256. A key has scopes, an end and a last day of use; a key never makes a key,
 * for the routes that make them take sessions only.
 */
import type { Scope } from '@sotto/contract';
import { scopes } from '@sotto/contract';
import type { Statement } from '@sotto/database';
import type { Id, UserId } from '@sotto/domain';
import { type KeyCaller, createPace, haltOf } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';
import type { AccessKeyView } from '../../api.ts';
import { hashToken, keyPrefix, makeToken, readToken } from '../tokens/tokens.ts';

const dayMs = 24 * 60 * 60_000;
/** Requests that one key may make in a minute, of each server process. */
export const requestsPerMinute = 600;

/** An access key that is being made. */
export interface NewKey {
  readonly id: Id;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** `YYYY-MM-DD`, the last day on which it works, in UTC. */
  readonly expiresOn: string;
}

/** The key in clear, for this one answer, and the row that knows its hash. Fails as `AlreadyExists` when the id is taken. */
export function createKey(
  platform: Platform,
  sealer: Sealer,
  { id, name, scopes: chosen, expiresOn }: NewKey,
): { key: string; statement: Statement } {
  const token = makeToken(sealer.userId, platform.randomBytes);
  const row = {
    user_id: sealer.userId,
    id,
    token_hash: hashToken(token),
    scopes: chosen.join(' '),
    created_at: platform.now(),
    used_on: null,
    expires_at: endOfDay(expiresOn),
    key_id: sealer.keyId,
    sealed: sealer.seal(place(id), Buffer.from(name)),
  };
  return { key: keyPrefix + token, statement: { query: platform.database.build.insertInto('access_key').values(row), rows: 1 } };
}

/** Whose key a text is, and whether it may ask once more. */
export function createKeyFinder(platform: Platform): (text: string) => Promise<KeyCaller | 'mistyped' | null> {
  const pace = createPace({ most: requestsPerMinute, withinMs: 60_000, now: platform.now });
  return async (text) => {
    const found = await findKey(platform, text);
    // Counted once it is known: what is no key has no count that someone could fill the memory with.
    if (found !== null && found !== 'mistyped') pace.step(found.keyId);
    return found;
  };
}

/** Whose key this is; `mistyped`: seen from its checksum alone, without a query; `null`: ended, revoked or never made, all alike. */
async function findKey(platform: Platform, text: string): Promise<KeyCaller | 'mistyped' | null> {
  const token = text.startsWith(keyPrefix) ? readToken(text.slice(keyPrefix.length)) : null;
  if (!token) return 'mistyped';
  const { database, now } = platform;
  const [row] = await database.rows(
    database.build
      .selectFrom('access_key')
      .innerJoin('workspace', 'workspace.user_id', 'access_key.user_id')
      .select([
        'access_key.id',
        'access_key.scopes',
        'access_key.expires_at',
        'access_key.used_on',
        'workspace.disabled_at',
        'workspace.frozen_at',
      ])
      .where('access_key.user_id', '=', token.userId)
      .where('access_key.token_hash', '=', token.hash),
  );
  if (!row || (row.expires_at !== null && now() >= row.expires_at)) return null;
  const today = now() - (now() % dayMs);
  if (row.used_on === null || row.used_on < today) await database.write([noteUse(platform, token.userId, row.id, today)]);
  return {
    kind: 'key',
    userId: token.userId,
    keyId: row.id,
    scopes: readScopes(row.scopes),
    expiresAt: row.expires_at,
    halted: haltOf(row),
  };
}

function noteUse({ database }: Platform, userId: UserId, id: Id, today: number): Statement {
  const query = database.build
    .updateTable('access_key')
    .set({ used_on: today })
    .where('user_id', '=', userId)
    .where('id', '=', id);
  // Any number of rows: revoked in the meantime is no failure of this request.
  return { query, rows: null };
}

/** All keys of whoever asks, newest first; those whose time is over stay until they are ended by hand or purged. */
export async function listKeysOf({ database, vault }: Platform, by: Opening): Promise<AccessKeyView[]> {
  const rows = await database.rows(
    database.build
      .selectFrom('access_key')
      .select(['id', 'scopes', 'created_at', 'used_on', 'expires_at', 'sealed'])
      .where('user_id', '=', by.userId)
      .orderBy('id', 'desc'),
  );
  const sealer = (await vault.sealers(by.userId)).account;
  return rows.map((row) => ({
    id: row.id,
    name: Buffer.from(sealer.open(place(row.id), row.sealed, by)).toString(),
    scopes: readScopes(row.scopes),
    createdAt: new Date(row.created_at).toISOString(),
    usedOn: row.used_on === null ? null : toDate(row.used_on),
    expiresOn: toExpiresOn(row.expires_at),
  }));
}

/** The name comes back, for the activity log; `null`: there was no such key. */
export async function removeKey({ database, vault }: Platform, by: Opening, id: Id): Promise<string | null> {
  const query = database.build.deleteFrom('access_key').where('user_id', '=', by.userId).where('id', '=', id).returning('sealed');
  const [removed = []] = await database.write([{ query, rows: null }]);
  // Safe: the rows are those of the `returning` clause above.
  const [row] = removed as { sealed: Uint8Array }[];
  return row ? Buffer.from((await vault.sealers(by.userId)).account.open(place(id), row.sealed, by)).toString() : null;
}

export function removeAllKeys({ database }: Platform, userId: UserId): Statement {
  return { query: database.build.deleteFrom('access_key').where('user_id', '=', userId), rows: null };
}

/** Addresses of calendar feeds: like keys, they let in whoever has them. They are made and told apart in features/feed. */
export function removeAllFeeds({ database }: Platform, userId: UserId): Statement {
  return { query: database.build.deleteFrom('calendar_feed').where('user_id', '=', userId), rows: null };
}

/** Help that was asked for: whoever reads by it reads no more. It is given and read in features/support. */
export function endAllHelp({ database, now }: Platform, userId: UserId): Statement {
  const query = database.build
    .updateTable('support_grant')
    .set({ ended_at: now() })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('until_at', '>', now()), row.and([row('until_at', 'is', null), row('lapses_at', '>', now())])]));
  return { query, rows: null };
}

/** The last day on which a key works, from the moment it ends. Every key made here ends. */
export function toExpiresOn(expiresAt: number | null): string {
  if (expiresAt === null) throw new TypeError('an access key without an end');
  return toDate(expiresAt - 1);
}

/** `YYYY-MM-DD` in UTC of a moment, `days` later. */
export function toDate(moment: number, days = 0): string {
  return new Date(moment + days * dayMs).toISOString().slice(0, 10);
}

function endOfDay(date: string): number {
  return Date.parse(date) + dayMs;
}

/** A scope this version does not know (written by a newer one) allows nothing here. */
function readScopes(text: string): Scope[] {
  return scopes.filter((scope) => text.split(' ').includes(scope));
}

function place(id: string) {
  return { table: 'access_key', id, revision: 0 };
}
