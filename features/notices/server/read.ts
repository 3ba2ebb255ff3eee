/** What someone was told, for them to read and put away. */
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { NoticeContent, type NoticeView } from '../api.ts';
import { wasMailed } from './mailed.ts';
import { placeOf } from './notify.ts';

/** Everything someone was told, the latest first. */
export async function readNotices({ database, vault }: Platform, by: Opening): Promise<NoticeView[]> {
  const rows = await database.rows(
    database.build
      .selectFrom('notice')
      .select(['id', 'created_at', 'mailed', 'dismissed_at', 'sealed'])
      .where('user_id', '=', by.userId)
      .orderBy('created_at', 'desc')
      .orderBy('id'),
  );
  if (rows.length === 0) return [];
  const sealer = (await vault.sealers(by.userId)).account;
  return rows.map(({ id, created_at, mailed, dismissed_at, sealed }) => ({
    id,
    ...NoticeContent.parse(JSON.parse(Buffer.from(sealer.open(placeOf(id), sealed, by)).toString())),
    at: new Date(created_at).toISOString(),
    mailed: wasMailed(mailed),
    dismissedAt: dismissed_at === null ? null : new Date(dismissed_at).toISOString(),
  }));
}

/** `false`: there is no such notice. Putting one away again changes nothing. */
export async function dismiss({ database, now }: Platform, userId: UserId, id: string): Promise<boolean> {
  const { build } = database;
  const own = build.selectFrom('notice').select('id').where('user_id', '=', userId).where('id', '=', id);
  if ((await database.rows(own)).length === 0) return false;
  const away = build
    .updateTable('notice')
    .set({ dismissed_at: now() })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('dismissed_at', 'is', null);
  await database.write([{ query: away, rows: null }]);
  return true;
}
