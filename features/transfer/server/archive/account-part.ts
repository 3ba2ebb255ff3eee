/**
 * What is kept about an account beside its records: ways in, keys, feeds, and the rows of every other table that is someone's.
 *
 * Tables follow the database's inventory, so one that is added stands here from its first day. Secrets and their digests are left out:
 * they would open something, and tell nothing.
 */
import { type Column, inventory, type OwnedTableName, ownedTables } from '@sotto/database';
import { instantOf } from '@sotto/domain';
import { listKeysOf, listSessionsOf, readCredentials } from '@sotto/features/account/server';
import { listFeedsOf } from '@sotto/features/feed/server';
import { listDisclosuresOf } from '@sotto/features/legal/server';
import { readNotices } from '@sotto/features/notices/server';
import { countHeld, sentMailsOf } from '@sotto/features/privacy/server';
import { listHelpOf } from '@sotto/features/support/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';

/** `sessionId`: the session that asks, `null` for an access key. */
export async function accountOf(platform: Platform, by: Opening, sessionId: string | null) {
  const credentials = await readCredentials(platform, by);
  const { email = null, secondFactor = null, mailOnSignIn = null } = credentials?.account.content ?? {};
  return {
    id: by.userId,
    email,
    mailOnSignIn,
    passwordChangedAt: momentOf(credentials?.password?.content.changedAt),
    secondFactorSince: momentOf(secondFactor?.since),
    passkeys: (credentials?.passkeys ?? []).map(({ createdAt, content }) => ({
      name: content.name,
      createdAt: instantOf(createdAt),
      usedOn: momentOf(content.usedOn)?.slice(0, 10) ?? null,
    })),
    identities: (credentials?.identities ?? []).map(({ createdAt, content }) => ({
      ...content,
      createdAt: instantOf(createdAt),
    })),
    sessions: await listSessionsOf(platform, by, sessionId ?? ''),
    accessKeys: await listKeysOf(platform, by),
    calendarFeeds: await listFeedsOf(platform, by),
    help: await listHelpOf(platform, by),
    notices: await readNotices(platform, by),
    disclosures: await listDisclosuresOf(platform, by),
    mails: await sentMailsOf(platform, by),
    held: await countHeld(platform, by.userId),
    rows: Object.fromEntries(
      await Promise.all(
        ownedTables.filter((name) => !elsewhere.has(name)).map(async (name) => [name, await rowsOf(platform, by, name)]),
      ),
    ) as Readonly<Record<string, unknown>>,
  };
}

function momentOf(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : instantOf(ms);
}

/** Tables that stand in the document as lists of their own, whole. */
const elsewhere: ReadonlySet<OwnedTableName> = new Set(['record', 'chunk', 'activity']);

/** Rows of a table with all that is readable and no secret: by the names of its columns, moments as they are kept (epoch ms). */
async function rowsOf({ database }: Platform, by: Opening, name: OwnedTableName): Promise<Readonly<Record<string, unknown>>[]> {
  const columns: Readonly<Record<string, Column>> = inventory[name].columns;
  const told = Object.entries(columns).flatMap(([column, { isSealed }]) => (isSealed || saysNothing(column) ? [] : [column]));
  const rows = await database.rows(database.build.selectFrom(name).selectAll().where('user_id', '=', by.userId));
  return rows.map((row) => Object.fromEntries(told.map((column) => [column, valueOf(row, column)])));
}

function valueOf(row: object, column: string): unknown {
  const value = (row as Readonly<Record<string, unknown>>)[column];
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** Whose row it is, which key seals it, and digests of secrets. */
function saysNothing(column: string): boolean {
  return column === 'user_id' || column.endsWith('key_id') || column.endsWith('_hash');
}
