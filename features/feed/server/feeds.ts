/**
 * Feeds as they are kept: a secret known only by its SHA-256, and what the feed may tell, sealed under the account key.
 *
 * As with access keys the secret says whose it is, so that it is looked up under its owner; see features/account.
 */
import type { Statement } from '@sotto/database';
import { instantOf, type Id, type UserId } from '@sotto/domain';
import { hashToken, makeToken, readToken } from '@sotto/features/account/server';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';
import { z } from 'zod';
import { feedContents, feedDetails, type FeedView, type NewFeed } from '../api.ts';
import { openingOfFeed } from './opening.ts';

const dayMs = 24 * 60 * 60_000;
/** How finely it is noted when a feed was fetched. */
const fetchedMs = 5 * 60_000;

/** What lies sealed. */
const Sealed = z.strictObject({
  name: z.string(),
  detail: z.enum(feedDetails),
  contents: z.enum(feedContents),
  notes: z.boolean(),
});

/** The secret in clear, for this one answer, and the row that knows its hash. */
export function createFeed(
  platform: Platform,
  sealer: Sealer,
  { id, feed }: { id: Id; feed: NewFeed },
): { secret: string; statement: Statement } {
  const secret = makeToken(sealer.userId, platform.randomBytes);
  const row = {
    user_id: sealer.userId,
    id,
    token_hash: hashToken(secret),
    created_at: platform.now(),
    fetched_at: null,
    ...changing(sealer, id, feed),
  };
  return { secret, statement: { query: platform.database.build.insertInto('calendar_feed').values(row), rows: 1 } };
}

function changing(sealer: Sealer, id: Id, { name, detail, contents, notes, expiresOn }: NewFeed) {
  const content = Buffer.from(JSON.stringify({ name, detail, contents, notes }));
  const expires_at = expiresOn === null ? null : Date.parse(expiresOn) + dayMs;
  return { expires_at, key_id: sealer.keyId, sealed: sealer.seal(place(id), content) };
}

/** The row as it will be. One row, or the feed was revoked meanwhile. */
export function updateFeed({ database }: Platform, sealer: Sealer, { id, feed }: { id: Id; feed: NewFeed }): Statement {
  const query = database.build
    .updateTable('calendar_feed')
    .set(changing(sealer, id, feed))
    .where('user_id', '=', sealer.userId)
    .where('id', '=', id);
  return { query, rows: 1 };
}

/** All feeds of whoever asks, newest first; those whose time is over stay until they are revoked or purged. */
export async function listFeedsOf({ database, vault }: Platform, by: Opening): Promise<FeedView[]> {
  const rows = await database.rows(
    database.build.selectFrom('calendar_feed').select(columns).where('user_id', '=', by.userId).orderBy('id', 'desc'),
  );
  const sealer = (await vault.sealers(by.userId)).account;
  return rows.map((row) => viewOf(row, sealer, by));
}

export function removeFeed({ database }: Platform, userId: UserId, id: Id): Statement {
  const query = database.build.deleteFrom('calendar_feed').where('user_id', '=', userId).where('id', '=', id);
  // Any number of rows: revoked twice at once is revoked.
  return { query, rows: null };
}

/** A feed that someone fetches, and the right to open what it tells. */
export interface Fetched {
  readonly feed: FeedView;
  readonly by: Opening;
}

/** Whose feed a secret opens. `null`: mistyped, ended, revoked, of an account that is disabled or frozen, or never made, all alike. */
export async function findFeed(platform: Platform, secret: string): Promise<Fetched | null> {
  const token = readToken(secret);
  if (!token) return null;
  const { database, vault, now } = platform;
  const [row] = await database.rows(
    database.build
      .selectFrom('calendar_feed')
      .innerJoin('workspace', 'workspace.user_id', 'calendar_feed.user_id')
      .select(columns.map((column) => `calendar_feed.${column}` as const))
      .where('calendar_feed.user_id', '=', token.userId)
      .where('calendar_feed.token_hash', '=', token.hash)
      .where('workspace.disabled_at', 'is', null)
      .where('workspace.frozen_at', 'is', null),
  );
  if (!row || (row.expires_at !== null && now() >= row.expires_at)) return null;
  const by = openingOfFeed(token.userId);
  return { feed: viewOf(row, (await vault.sealers(token.userId)).account, by), by };
}

/** Notes that it was fetched, once in five minutes. */
export async function noteFetch({ database, now }: Platform, { feed, by }: Fetched): Promise<void> {
  const fetched = now() - (now() % fetchedMs);
  if (feed.fetchedAt !== null && Date.parse(feed.fetchedAt) >= fetched) return;
  const query = database.build
    .updateTable('calendar_feed')
    .set({ fetched_at: fetched })
    .where('user_id', '=', by.userId)
    .where('id', '=', feed.id);
  // Any number of rows: revoked in the meantime is no failure of this request.
  await database.write([{ query, rows: null }]);
}

const columns = ['id', 'created_at', 'fetched_at', 'expires_at', 'sealed'] as const;

interface Row {
  readonly id: Id;
  readonly created_at: number;
  readonly fetched_at: number | null;
  readonly expires_at: number | null;
  readonly sealed: Uint8Array;
}

function viewOf({ id, created_at, fetched_at, expires_at, sealed }: Row, sealer: Sealer, by: Opening): FeedView {
  const content = Sealed.parse(JSON.parse(Buffer.from(sealer.open(place(id), sealed, by)).toString()));
  return {
    id,
    ...content,
    expiresOn: expires_at === null ? null : instantOf(expires_at - 1).slice(0, 10),
    createdAt: instantOf(created_at),
    fetchedAt: fetched_at === null ? null : instantOf(fetched_at),
  };
}

function place(id: string) {
  return { table: 'calendar_feed', id, revision: 0 };
}
