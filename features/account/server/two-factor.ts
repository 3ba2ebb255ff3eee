/** The second factor: secrets of authenticator apps, and recovery codes. */
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Parts } from './parts.ts';

/** Whether a code is asked for at sign-in. */
export async function isTwoFactorOn({ database }: Platform, userId: UserId): Promise<boolean> {
  const rows = await database.rows(
    database.build.selectFrom('totp').select('created_at').where('user_id', '=', userId).where('state', '=', 'on'),
  );
  return rows.length === 1;
}

/** Whether `code` is right and was not taken before; then it is taken. */
export async function takeCode(_parts: Parts, _userId: UserId, _code: string): Promise<boolean> {
  return false;
}

/** Whether `code` is one of those left; then it is used up, and its owner is told. */
export async function takeRecoveryCode(_parts: Parts, _userId: UserId, _code: string): Promise<boolean> {
  return false;
}
