/**
 * Whether someone wants mail, and the one secret that ends it.
 *
 * The row is written by the person, signed in; ended by them or by whoever holds a mail. The secret says nothing about anyone,
 * opens nothing and can do nothing but end these mails. Ending opens no record either: it is one mark on one row.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { hashToken, makeToken, readToken } from '@sotto/features/account/server';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';

/** A row of `reminder_mail`. */
export interface Consent {
  readonly stopped_at: number | null;
  readonly sealed: Uint8Array;
}

const place = { table: 'reminder_mail', id: 'secret', revision: 0 };

/** `undefined`: they never wanted mail, or an older copy of the database was put in place since. */
export async function consentOf({ database }: Platform, userId: UserId): Promise<Consent | undefined> {
  const query = database.build.selectFrom('reminder_mail').select(['stopped_at', 'sealed']).where('user_id', '=', userId);
  return (await database.rows(query))[0];
}

/** The secret for the link in a mail. */
export function secretOf(sealer: Sealer, { sealed }: Consent, by: Opening): string {
  return Buffer.from(sealer.open(place, sealed, by)).toString('ascii');
}

/** Wants mail from now on. Links in mails of before still end them: the secret stays what it was. */
export function wantsMail({ database, now, randomBytes }: Platform, sealer: Sealer, before: Consent | undefined): Statement {
  const { build } = database;
  const { userId } = sealer;
  if (before) {
    return { query: build.updateTable('reminder_mail').set({ stopped_at: null }).where('user_id', '=', userId), rows: 1 };
  }
  const secret = makeToken(userId, randomBytes);
  const row = {
    user_id: userId,
    token_hash: hashToken(secret),
    created_at: now(),
    stopped_at: null,
    key_id: sealer.keyId,
    sealed: sealer.seal(place, Buffer.from(secret, 'ascii')),
  };
  return { query: build.insertInto('reminder_mail').values(row), rows: 1 };
}

/** Wants none any more, said by the person. */
export function wantsNoMail({ database, now }: Platform, userId: UserId): Statement {
  const query = database.build.updateTable('reminder_mail').set({ stopped_at: now() }).where('user_id', '=', userId);
  return { query, rows: null };
}

/** Holds a unit to their wanting mail at that moment: it fails as `WrongRowCount` when they do not any more. */
export function stillWantsMail({ database }: Platform, userId: UserId): Statement {
  const query = database.build
    .updateTable('reminder_mail')
    .set({ stopped_at: null })
    .where('user_id', '=', userId)
    .where('stopped_at', 'is', null);
  return { query, rows: 1 };
}

/** Ends mails by the secret of a link. Answers whose mails ended just now; `null`: nobody's, for whatever reason. */
export async function endMails({ database, now }: Platform, text: string): Promise<UserId | null> {
  const token = readToken(text);
  if (token === null) return null;
  const query = database.build
    .updateTable('reminder_mail')
    .set({ stopped_at: now() })
    .where('user_id', '=', token.userId)
    .where('token_hash', '=', token.hash)
    .where('stopped_at', 'is', null)
    .returning('user_id');
  const [rows = []] = await database.write([{ query, rows: null }]);
  return rows.length === 0 ? null : token.userId;
}
