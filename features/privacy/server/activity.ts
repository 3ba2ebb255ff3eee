/**
 * The activity log: what was done in an account, for its owner to read.
 *
 * Append-only, sealed under the account key, numbered without gaps. It dies with the account and is kept one year.
 * Never a value someone typed beyond a name they gave (a device, a key, a group).
 */
import { AlreadyExists } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { z } from 'zod';
import { type ActivityView, Happening } from '../api.ts';

const Deed = z.strictObject({
  happening: Happening,
  by: z.enum(['user', 'key', 'operator']),
  about: z.string().nullable().default(null),
  count: z.int().min(0).nullable().default(null),
});

/** What was done, as other features tell it. `about` in a few words; `count` of things concerned. */
export type Deed = z.input<typeof Deed>;

const yearMs = 365 * 24 * 60 * 60_000;

/**
 * Writes a deed down, at the next position, and takes away what is older than a year. Whoever discloses something calls
 * this before answering. Throws `KeyShredded` when the account is being erased.
 *
 * @example await recordActivity(platform, by.userId, { happening: 'exported', by: 'user', about: group.name, count: 64 })
 */
export async function recordActivity(platform: Platform, userId: UserId, deed: Deed): Promise<void> {
  const { database, vault, workspaces, now } = platform;
  const sealer = (await vault.sealers(userId)).account;
  const content = Buffer.from(JSON.stringify(Deed.parse(deed)));
  for (;;) {
    const position = (await lastPosition(platform, userId)) + 1;
    const row = { user_id: userId, position, at: now(), key_id: sealer.keyId, sealed: sealer.seal(place(position), content) };
    const tooOld = database.build
      .deleteFrom('activity')
      .where('user_id', '=', userId)
      .where('at', '<', now() - yearMs);
    try {
      await workspaces.writeBeside(userId, [
        { query: database.build.insertInto('activity').values(row), rows: 1 },
        { query: tooOld, rows: null },
      ]);
      return;
    } catch (cause) {
      // Someone else took the position between reading and writing: theirs stands, ours comes after it.
      if (!(cause instanceof AlreadyExists)) throw cause;
    }
  }
}

async function lastPosition({ database }: Platform, userId: UserId): Promise<number> {
  const [row] = await database.rows(
    database.build.selectFrom('activity').select('position').where('user_id', '=', userId).orderBy('position', 'desc').limit(1),
  );
  return row?.position ?? 0;
}

/** Deeds before position `before` (all, when absent), the latest first, at most `limit`. */
export async function readActivity(
  { database, vault, now }: Platform,
  by: Opening,
  page: { limit: number; before?: number | undefined },
): Promise<ActivityView[]> {
  const rows = await database.rows(
    database.build
      .selectFrom('activity')
      .select(['position', 'at', 'sealed'])
      .where('user_id', '=', by.userId)
      .where('position', '<', page.before ?? Number.MAX_SAFE_INTEGER)
      .where('at', '>=', now() - yearMs)
      .orderBy('position', 'desc')
      .limit(page.limit),
  );
  const sealer = (await vault.sealers(by.userId)).account;
  return rows.map((row) => {
    const deed = Deed.parse(JSON.parse(Buffer.from(sealer.open(place(row.position), row.sealed, by)).toString()));
    return { position: row.position, at: new Date(row.at).toISOString(), ...deed };
  });
}

function place(position: number) {
  return { table: 'activity', id: String(position), revision: 0 };
}
