/** The rows of activity logs, as they lie in the database. */
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { type IsAuthentic, isSame, type Row, rowColumns, writtenDown } from './chain.ts';

/** How long an entry is kept. */
export const yearMs = 365 * 24 * 60 * 60_000;

/** Where an entry is sealed. */
export function placeOf(position: number) {
  return { table: 'activity', id: String(position), revision: 0 };
}

/** Rows of one person, by position: `from` it and `before` it. */
export function readRows(
  { database: { build, rows } }: Platform,
  userId: UserId,
  { from = 0, before, newestFirst = false, limit }: { from?: number; before?: number; newestFirst?: boolean; limit?: number },
): Promise<Row[]> {
  const all = build.selectFrom('activity').select(rowColumns).where('user_id', '=', userId).where('position', '>=', from);
  const bounded = before === undefined ? all : all.where('position', '<', before);
  const ordered = bounded.orderBy('position', newestFirst ? 'desc' : 'asc');
  return rows(limit === undefined ? ordered : ordered.limit(limit));
}

/** Knows the rows of one person that were written by this installation. */
export function authenticIn({ vault }: Platform, userId: UserId): IsAuthentic {
  return (row): row is Row & { readonly digest: Uint8Array } => {
    const { digest, mac } = row;
    return digest !== null && mac !== null && isSame(mac, vault.blind('activity', writtenDown(userId, { ...row, digest })));
  };
}
