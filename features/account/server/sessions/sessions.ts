/**
 * Sessions: where someone is signed in, and until when.
 *
 * There is one function that starts a session; every way in goes through it. A session is a token in the one cookie and
 * its SHA-256 here. It ends unused (idle), old (absolute) or by its owner's hand, and then for good: an ended session is
 * removed when it is next shown, so that a clock set back does not bring it back.
 */
import { Problem } from '@sotto/contract';
import type { Statement } from '@sotto/database';
import type { Id, UserId } from '@sotto/domain';
import { haltOf, type SessionCaller } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';
import { type CompiledQuery, sql } from 'kysely';
import type { SessionLimits, SessionView } from '../../api.ts';
import { hashToken, makeToken, readToken } from '../tokens/tokens.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How long proof of who one is stays fresh. */
export const freshMs = 10 * minuteMs;
/** The use of a session is written down at most this often: a write per request would cost more than the request. */
const usedAtEveryMs = 5 * minuteMs;
/** And so often at least in the time after which an unused session ends: one that is in use must not end as unused. */
const usedAtLeastTimes = 5;

export interface StartedSession {
  readonly token: string;
  readonly maxAgeSeconds: number;
  readonly statement: Statement;
}

/** The one function that starts a session. Both factors have been proved by whoever calls it. */
export function startSession(
  platform: Platform,
  sealer: Sealer,
  { device, limits }: { device: string; limits: SessionLimits },
): StartedSession {
  const now = platform.now();
  const id = platform.ids.record();
  const token = makeToken(sealer.userId, platform.randomBytes);
  const { idle_ms, absolute_ms } = inMs(limits);
  const row = {
    user_id: sealer.userId,
    id,
    token_hash: hashToken(token),
    created_at: now,
    used_at: now,
    fresh_at: now,
    idle_ms,
    absolute_ms,
    ends_at: now + Math.min(idle_ms, absolute_ms),
    key_id: sealer.keyId,
    sealed: sealer.seal(place(id), Buffer.from(device)),
  };
  const statement = { query: platform.database.build.insertInto('session').values(row), rows: 1 };
  return { token, maxAgeSeconds: absolute_ms / 1000, statement };
}

/** How many sessions one account has at most. */
export const mostSessions = 100;

/** Makes room for one session more: of too many, those go whose last use is longest ago. In the unit that begins the new one. */
export function removeOldestSessions({ database }: Platform, userId: UserId): Statement {
  const tooMany = database.build
    .selectFrom('session')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('used_at', 'desc')
    .orderBy('id', 'desc')
    // SQLite takes no offset without a limit.
    .limit(Number.MAX_SAFE_INTEGER)
    .offset(mostSessions - 1);
  return { query: database.build.deleteFrom('session').where('user_id', '=', userId).where('id', 'in', tooMany), rows: null };
}

/** Who holds this cookie; `null`: nobody (any more). */
export type SessionFinder = (text: string) => Promise<SessionCaller | null>;

/** One indexed query; the workspace row is asked too, for it goes first when an account is erased. */
export function createSessionFinder(platform: Platform): SessionFinder {
  // Compiled once: it runs with every request, and building it anew would cost more than running it (measured).
  const query = platform.database.build
    .selectFrom('session')
    .innerJoin('workspace', 'workspace.user_id', 'session.user_id')
    .select([
      'session.id',
      'session.created_at',
      'session.used_at',
      'session.fresh_at',
      'session.idle_ms',
      'session.absolute_ms',
      'workspace.disabled_at',
      'workspace.frozen_at',
    ])
    .where('session.user_id', '=', '')
    .where('session.token_hash', '=', new Uint8Array())
    .compile();
  return async (text) => {
    const token = readToken(text);
    if (!token) return null;
    const [row] = await platform.database.rows(bound(query, [token.userId, token.hash]));
    return row ? inUse(platform, token.userId, row) : null;
  };
}

function bound<Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]): CompiledQuery<Row> {
  return { ...query, parameters };
}

/** The session, its use noted; `null`: its time is over, and it is removed. */
async function inUse(
  platform: Platform,
  userId: UserId,
  row: SessionTimes & { readonly fresh_at: number } & Parameters<typeof haltOf>[0],
): Promise<SessionCaller | null> {
  const now = platform.now();
  if (now >= endOf(row)) {
    await platform.database.write([removeSession(platform, userId, row.id)]);
    return null;
  }
  if (now - row.used_at >= Math.min(usedAtEveryMs, row.idle_ms / usedAtLeastTimes))
    await platform.database.write([touchSession(platform, userId, row, now)]);
  return { kind: 'session', userId, sessionId: row.id, fresh: isFresh(row.fresh_at, now), halted: haltOf(row) };
}

/** Proof from the future was given before the clock was set back: it does not count again. Clocks of two machines may differ by a minute. */
function isFresh(freshAt: number, now: number): boolean {
  return now - freshAt > -minuteMs && now - freshAt < freshMs;
}

interface SessionTimes {
  readonly id: string;
  readonly created_at: number;
  readonly used_at: number;
  readonly idle_ms: number;
  readonly absolute_ms: number;
}

function endOf({ used_at, idle_ms, created_at, absolute_ms }: SessionTimes): number {
  return Math.min(used_at + idle_ms, created_at + absolute_ms);
}

function touchSession({ database }: Platform, userId: UserId, row: SessionTimes, now: number): Statement {
  const query = database.build
    .updateTable('session')
    .set({ used_at: now, ends_at: endOf({ ...row, used_at: now }) })
    .where('user_id', '=', userId)
    .where('id', '=', row.id);
  // Any number of rows: signed out elsewhere in the meantime is no failure of this request.
  return { query, rows: null };
}

/** The sessions of whoever asks, the latest use first, without those whose time is over. */
export async function listSessionsOf({ database, vault, now }: Platform, by: Opening, currentId: string): Promise<SessionView[]> {
  const rows = await database.rows(
    database.build
      .selectFrom('session')
      .select(['id', 'created_at', 'used_at', 'sealed'])
      .where('user_id', '=', by.userId)
      .where('ends_at', '>', now())
      .orderBy('used_at', 'desc')
      .orderBy('id', 'desc'),
  );
  const sealer = (await vault.sealers(by.userId)).account;
  return rows.map((row) => ({
    id: row.id,
    label: Buffer.from(sealer.open(place(row.id), row.sealed, by)).toString(),
    createdAt: new Date(row.created_at).toISOString(),
    usedAt: new Date(row.used_at).toISOString(),
    current: row.id === currentId,
  }));
}

/** When the session began, epoch ms. Throws `not-signed-in` when it ended meanwhile. */
export async function beganAt({ database }: Platform, { userId, sessionId }: SessionCaller): Promise<number> {
  const [row] = await database.rows(
    database.build.selectFrom('session').select('created_at').where('user_id', '=', userId).where('id', '=', sessionId),
  );
  if (!row) throw new Problem('not-signed-in');
  return row.created_at;
}

/** Until when the session's proof is fresh, in epoch ms; `null`: it is not, or the session is gone. */
export async function freshUntil({ database, now }: Platform, { userId, sessionId }: SessionCaller): Promise<number | null> {
  const [row] = await database.rows(
    database.build.selectFrom('session').select('fresh_at').where('user_id', '=', userId).where('id', '=', sessionId),
  );
  return row && isFresh(row.fresh_at, now()) ? row.fresh_at + freshMs : null;
}

/** Proof was given again: the session is fresh and goes on under a new token; the old one is worth nothing from here. Throws `not-signed-in` when it ended meanwhile. */
export async function refreshSession(platform: Platform, caller: SessionCaller): Promise<StartedSession> {
  return renewToken(platform, caller, { fresh_at: platform.now() });
}

/** The session goes on under a new token, as fresh as it was: after a change that took no proof of its own. Throws `not-signed-in` when it ended meanwhile. */
export async function renewToken(
  platform: Platform,
  { userId, sessionId }: SessionCaller,
  also: { readonly fresh_at?: number } = {},
): Promise<StartedSession> {
  const { database, now } = platform;
  const [row] = await database.rows(
    database.build
      .selectFrom('session')
      .select(['created_at', 'absolute_ms'])
      .where('user_id', '=', userId)
      .where('id', '=', sessionId),
  );
  if (!row) throw new Problem('not-signed-in');
  const token = makeToken(userId, platform.randomBytes);
  const query = database.build
    .updateTable('session')
    .set({ token_hash: hashToken(token), ...also })
    .where('user_id', '=', userId)
    .where('id', '=', sessionId);
  const maxAgeSeconds = Math.ceil((row.created_at + row.absolute_ms - now()) / 1000);
  return { token, maxAgeSeconds, statement: { query, rows: 1 } };
}

/** The hash of the token a session goes under at present; `null`: it ended meanwhile. */
export async function tokenHashOf({ database }: Platform, { userId, sessionId }: SessionCaller): Promise<Uint8Array | null> {
  const [row] = await database.rows(
    database.build.selectFrom('session').select('token_hash').where('user_id', '=', userId).where('id', '=', sessionId),
  );
  return row?.token_hash ?? null;
}

/** New limits for the sessions there are. */
export function limitSessions({ database }: Platform, userId: UserId, limits: SessionLimits): Statement {
  const { idle_ms, absolute_ms } = inMs(limits);
  const query = database.build
    .updateTable('session')
    .set({
      idle_ms,
      absolute_ms,
      ends_at: sql<number>`case when used_at + ${idle_ms} < created_at + ${absolute_ms} then used_at + ${idle_ms} else created_at + ${absolute_ms} end`,
    })
    .where('user_id', '=', userId);
  return { query, rows: null };
}

export function removeSession({ database }: Platform, userId: UserId, id: Id): Statement {
  return { query: database.build.deleteFrom('session').where('user_id', '=', userId).where('id', '=', id), rows: null };
}

export function removeAllSessions({ database }: Platform, userId: UserId): Statement {
  return { query: database.build.deleteFrom('session').where('user_id', '=', userId), rows: null };
}

export function removeOtherSessions({ database }: Platform, { userId, sessionId }: SessionCaller): Statement {
  return { query: database.build.deleteFrom('session').where('user_id', '=', userId).where('id', '!=', sessionId), rows: null };
}

function inMs(limits: SessionLimits) {
  return { idle_ms: limits.idleMinutes * minuteMs, absolute_ms: limits.sessionDays * dayMs };
}

function place(id: string) {
  return { table: 'session', id, revision: 0 };
}
