/**
 * Recovery codes: ten that are shown once, each good for one sign-in without the app.
 *
 * A code is 80 bits of chance, so nobody guesses it; of it there is only a keyed digest, bound to whose it is. A used code
 * raises the version of the credentials: a database that is put back from before does not bring it back to life.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { Secret } from 'otpauth';

/** How many are made at once. */
const codesMade = 10;
/** Sixteen characters of Base32. */
const codeBytes = 10;

/** Ten new codes as they are shown, `abcd-efgh-ijkl-mnop`, and the statements that put them in the place of those before. */
export function replaceRecoveryCodes(platform: Platform, userId: UserId): { shown: string[]; statements: Statement[] } {
  const codes = Array.from({ length: codesMade }, () => makeCode(platform));
  const digests = codes.map((code) => digestOfCode(platform, userId, code));
  return {
    shown: codes.map((code) => code.replaceAll(/.{4}(?=.)/g, '$&-')),
    statements: [removeRecoveryCodes(platform, userId), ...insertRecoveryCodes(platform, userId, digests)],
  };
}

/** Puts codes in place of which only the digests are known. */
export function insertRecoveryCodes(
  { database, now }: Platform,
  userId: UserId,
  digests: readonly Uint8Array[],
): readonly Statement[] {
  if (digests.length === 0) return [];
  const rows = digests.map((code_hash) => ({ user_id: userId, code_hash, created_at: now() }));
  return [{ query: database.build.insertInto('recovery_code').values(rows), rows: rows.length }];
}

export function removeRecoveryCodes({ database }: Platform, userId: UserId): Statement {
  return { query: database.build.deleteFrom('recovery_code').where('user_id', '=', userId), rows: null };
}

/** Removes those that were made after a moment, in epoch ms. */
export function removeRecoveryCodesSince({ database }: Platform, userId: UserId, since: number): Statement {
  const query = database.build.deleteFrom('recovery_code').where('user_id', '=', userId).where('created_at', '>', since);
  return { query, rows: null };
}

/** How many are left. */
export async function countRecoveryCodes(platform: Platform, userId: UserId): Promise<number> {
  return (await recoveryCodesOf(platform, userId)).length;
}

/** Exactly one row: of several who show a code at once the unit of one succeeds. */
export function removeRecoveryCode({ database }: Platform, userId: UserId, codeHash: Uint8Array): Statement {
  const query = database.build.deleteFrom('recovery_code').where('user_id', '=', userId).where('code_hash', '=', codeHash);
  return { query, rows: 1 };
}

/** Digests of the codes that are left. */
export async function recoveryCodesOf({ database }: Platform, userId: UserId): Promise<Uint8Array[]> {
  const rows = await database.rows(database.build.selectFrom('recovery_code').select('code_hash').where('user_id', '=', userId));
  return rows.map((row) => row.code_hash);
}

/** What is kept of a code. */
export function digestOfCode({ vault }: Platform, userId: UserId, code: string): Buffer {
  return Buffer.from(vault.blind('recovery-code', `${userId}:${code}`));
}

function makeCode({ randomBytes }: Platform): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(codeBytes)).buffer }).base32.toLowerCase();
}
