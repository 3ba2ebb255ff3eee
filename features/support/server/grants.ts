/** Rows of help that was asked for: who may read what until when, in digits alone. Nothing is opened here. */
import { asSweep, type SottoTables, type Statement } from '@sotto/database';
import { type Id, type KindName, kindNumbers, SupportKind, type SupportScope, type SupportTimes, UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';

/** A grant as it is kept. Times are epoch ms. */
export interface Grant extends SupportTimes {
  readonly userId: UserId;
  readonly id: Id;
  readonly scope: SupportScope;
  readonly askedAt: number;
  readonly readingMs: number;
}

/** All grants of whoever asks, the latest first. */
export async function grantsOf({ database }: Platform, { userId }: Opening): Promise<Grant[]> {
  const query = database.build.selectFrom('support_grant').selectAll().where('user_id', '=', userId).orderBy('id', 'desc');
  return (await database.rows(query)).map(grantOf);
}

/** Every grant that waits or is open, of all people, the longest asked first: for the desk. */
export async function openGrants({ database, now }: Platform): Promise<Grant[]> {
  const query = database.build
    .selectFrom('support_grant')
    .selectAll()
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('until_at', '>', now()), row.and([row('until_at', 'is', null), row('lapses_at', '>', now())])]))
    .orderBy('id');
  return (await database.rows(asSweep('help asked for', query))).map(grantOf);
}

/** The grant of this id, over or not; `undefined`: there is none. */
export async function findGrant({ database }: Platform, id: string): Promise<Grant | undefined> {
  const query = database.build.selectFrom('support_grant').selectAll().where('id', '=', id);
  const [row] = await database.rows(asSweep('help asked for', query));
  return row && grantOf(row);
}

export function insertGrant({ database }: Platform, grant: Grant): Statement {
  const row = {
    user_id: grant.userId,
    id: grant.id,
    operator: grant.operator,
    scope: textOf(grant.scope),
    asked_at: grant.askedAt,
    lapses_at: grant.lapsesAt,
    reading_ms: grant.readingMs,
    taken_at: null,
    until_at: grant.untilAt,
    ended_at: grant.endedAt,
  };
  return { query: database.build.insertInto('support_grant').values(row), rows: 1 };
}

/**
 * Holds a unit to the grant being this operator's right now, and takes it up when nobody has: from here its time runs, and it
 * is theirs alone. Fails as `WrongRowCount` when it was revoked, ran out or was taken up by someone else meanwhile.
 */
export function takeUp({ database, now }: Platform, grant: Grant, operator: string): Statement {
  const waiting = grant.untilAt === null;
  const base = database.build
    .updateTable('support_grant')
    .set(waiting ? { operator, taken_at: now(), until_at: now() + grant.readingMs } : { operator })
    .where('user_id', '=', grant.userId)
    .where('id', '=', grant.id)
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('operator', '=', operator), ...(waiting ? [row('operator', 'is', null)] : [])]));
  const query = waiting ? base.where('until_at', 'is', null).where('lapses_at', '>', now()) : base.where('until_at', '>', now());
  return { query, rows: 1 };
}

/** Ends a grant of this person, if it is not over. */
export function endGrant({ database, now }: Platform, userId: UserId, id: Id): Statement {
  const query = database.build
    .updateTable('support_grant')
    .set({ ended_at: now() })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('until_at', '>', now()), row.and([row('until_at', 'is', null), row('lapses_at', '>', now())])]))
    .returning('id');
  // Any number of rows: revoked twice at once is revoked.
  return { query, rows: null };
}

/** Holds a unit to the account being in use, and to the key that the unit seals with being its present one. */
export function stillInUse({ database }: Platform, { userId, keyId }: Sealer): Statement {
  const query = database.build
    .updateTable('workspace')
    .set({ data_key_id: keyId })
    .where('user_id', '=', userId)
    .where('data_key_id', '=', keyId)
    .where('disabled_at', 'is', null)
    .where('frozen_at', 'is', null);
  return { query, rows: 1 };
}

function grantOf(row: SottoTables['support_grant']): Grant {
  return {
    userId: UserId.parse(row.user_id),
    id: row.id,
    operator: row.operator,
    scope: scopeOf(row.scope),
    askedAt: row.asked_at,
    lapsesAt: row.lapses_at,
    readingMs: row.reading_ms,
    untilAt: row.until_at,
    endedAt: row.ended_at,
  };
}

function textOf(scope: SupportScope): string {
  if ('application' in scope) return `application ${scope.application}`;
  return `kinds ${scope.kinds.map((kind) => kindNumbers[kind]).join(',')}`;
}

function scopeOf(text: string): SupportScope {
  const [what, value = ''] = text.split(' ');
  if (what === 'application') return { application: value };
  const numbers = new Set(value.split(',').map(Number));
  return { kinds: SupportKind.options.filter((kind: KindName) => numbers.has(kindNumbers[kind])) };
}
