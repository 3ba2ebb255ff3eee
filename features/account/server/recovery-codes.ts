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
import { changeCredentials } from './change.ts';
import type { Proved } from './entrance.ts';
import type { Parts } from './parts.ts';

/** How many are made at once. */
const codesMade = 10;
/** Sixteen characters of Base32. */
const codeBytes = 10;

/** Ten new codes as they are shown, `abcd-efgh-ijkl-mnop`, and the statements that put them in the place of those before. */
export function replaceRecoveryCodes(platform: Platform, userId: UserId): { shown: string[]; statements: Statement[] } {
  const { build } = platform.database;
  const codes = Array.from({ length: codesMade }, () => makeCode(platform));
  const created_at = platform.now();
  const rows = codes.map((code) => ({ user_id: userId, code_hash: digest(platform, userId, code), created_at }));
  return {
    shown: codes.map((code) => code.replaceAll(/.{4}(?=.)/g, '$&-')),
    statements: [
      removeRecoveryCodes(platform, userId),
      { query: build.insertInto('recovery_code').values(rows), rows: codesMade },
    ],
  };
}

export function removeRecoveryCodes({ database }: Platform, userId: UserId): Statement {
  return { query: database.build.deleteFrom('recovery_code').where('user_id', '=', userId), rows: null };
}

/** How many are left. */
export async function countRecoveryCodes(platform: Platform, userId: UserId): Promise<number> {
  return (await digestsOf(platform, userId)).length;
}

/**
 * Uses `code` up when it is one of those left, and tells its owner by mail; answers the credentials as they are from then
 * on. `null`: it is none of them. Throws `conflict` when someone else used it, or changed how one signs in, a moment ago.
 */
export async function takeRecoveryCode(parts: Parts, seen: Proved, code: string): Promise<Proved | null> {
  const { platform, letters } = parts;
  const { userId, credentials } = seen;
  const shown = digest(platform, userId, code);
  const digests = await digestsOf(platform, userId);
  if (!credentials.account.content.secondFactor || !digests.some((each) => shown.equals(each))) return null;
  const { email } = credentials.account.content;
  const account = await changeCredentials(platform, await platform.vault.sealers(userId), credentials, {
    statements: [removeCode(platform, userId, shown)],
    deed: { happening: 'recovery-code-used', by: 'user' },
    letter: letters.recoveryCodeUsed(email, { at: platform.now(), left: digests.length - 1 }),
  });
  return { userId, credentials: { ...credentials, account } };
}

/** Exactly one row: of several who show a code at once the unit of one succeeds. */
function removeCode({ database }: Platform, userId: UserId, codeHash: Uint8Array): Statement {
  const query = database.build.deleteFrom('recovery_code').where('user_id', '=', userId).where('code_hash', '=', codeHash);
  return { query, rows: 1 };
}

async function digestsOf({ database }: Platform, userId: UserId): Promise<Uint8Array[]> {
  const rows = await database.rows(database.build.selectFrom('recovery_code').select('code_hash').where('user_id', '=', userId));
  return rows.map((row) => row.code_hash);
}

function digest({ vault }: Platform, userId: UserId, code: string): Buffer {
  return Buffer.from(vault.blind('recovery-code', `${userId}:${code}`));
}

function makeCode({ randomBytes }: Platform): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(codeBytes)).buffer }).base32.toLowerCase();
}
