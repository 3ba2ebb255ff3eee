/**
 * Signing in, and proving again who is there.
 *
 * Someone unknown, someone known with a wrong password and someone whose account is not confirmed get the same answer
 * after the same work: one look-up in the keyring, one query, one slow hash.
 *
 * [Note: Changing the password] A credential carries a version that the keyring holds too, so that an older database that
 * is put back lets nobody in with an older password. A change goes: write the next password beside the present one →
 * raise the version in the keyring → put the next one in its place, under the version raised to. Of several changes at once
 * the highest version stays. A crash before the raise leaves the present password, one after it the next: the version in the
 * keyring says which of the two counts, and the next sign-in tidies up.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import {
  type Credential,
  type Credentials,
  type Hashed,
  credentialRows,
  raiseCredential,
  readCredentials,
  updateCredential,
} from './credentials.ts';
import { openingToSignIn } from './opening.ts';
import { type Passwords, isOutdated } from './passwords.ts';
import type { Lane } from './turnstile.ts';

/** Someone who has shown that they know the password. */
export interface Proved {
  readonly userId: UserId;
  readonly credentials: Credentials;
}

/** Whoever the address and the password belong to; `null`: nobody, whatever the reason. */
export async function proveByPassword(
  platform: Platform,
  passwords: Passwords,
  { email, password }: { email: string; password: string },
): Promise<Proved | null> {
  const login = await platform.vault.findLogin(email);
  if (login?.state !== 'active') {
    await platform.database.rows(credentialRows(platform.database, platform.ids.user()));
    await passwords.matches(null, password);
    return null;
  }
  return provePassword(platform, passwords, {
    userId: login.userId,
    version: login.credentialsVersion,
    password,
    lane: 'stranger',
  });
}

/** The same for someone whose session is known. */
export async function proveAgain(
  platform: Platform,
  passwords: Passwords,
  { userId, password }: { userId: UserId; password: string },
): Promise<Proved | null> {
  return provePassword(platform, passwords, {
    userId,
    version: await platform.vault.credentialsVersion(userId),
    password,
    lane: 'known',
  });
}

interface Claim {
  readonly userId: UserId;
  /** The version the keyring holds: the only one that counts. */
  readonly version: number;
  readonly password: string;
  readonly lane: Lane;
}

async function provePassword(platform: Platform, passwords: Passwords, claim: Claim): Promise<Proved | null> {
  const credentials = await readCredentials(platform, openingToSignIn(claim.userId));
  const valid = credentials ? validPassword(credentials.password, claim.version) : null;
  const matches = await passwords.matches(valid?.hash ?? null, claim.password, claim.lane);
  if (!matches || !credentials || !valid) return null;
  await tidyPassword(platform, passwords, credentials.password, { ...claim, valid });
  return { userId: claim.userId, credentials };
}

/** The password that counts at this version; `null`: the row is older than the keyring, as after a restored backup. */
function validPassword({ version, content }: Credential<'password'>, valid: number): Hashed | null {
  if (version === valid) return content;
  const { next } = content;
  // One more: another change may have raised the version too before both broke off.
  return next && (valid === next.version || valid === next.version + 1) ? next : null;
}

/** Finishes an interrupted change and renews a hash that was made with less than is asked for today. */
async function tidyPassword(
  platform: Platform,
  passwords: Passwords,
  row: Credential<'password'>,
  { userId, version, password, lane, valid }: Claim & { valid: Hashed },
): Promise<void> {
  const isOld = isOutdated(valid.hash);
  if (row.version === version && !isOld) return;
  const hash = isOld ? await passwords.hash(password, lane) : valid.hash;
  const { account } = await platform.vault.sealers(userId);
  const renewed = updateCredential(platform, account, row, { version, content: { hash, changedAt: valid.changedAt } });
  // Any number of rows: two sign-ins at once may both tidy up.
  await platform.database.write([{ ...renewed, rows: null }]);
}

/**
 * Prepares `hash` as the next password and makes it the one that counts; what is answered puts it in its place and belongs
 * into the unit that ends the other sessions. That unit fails as `WrongRowCount` when a later change was quicker.
 * Nothing may come between the two that could fail: the raised version waits. See [Note: Changing the password].
 */
export async function replacePassword(platform: Platform, { userId, credentials }: Proved, hash: string): Promise<Statement> {
  const { vault, database, now } = platform;
  const { account } = await vault.sealers(userId);
  const present = credentials.password;
  const next = { hash, changedAt: now() };
  const expected = (await vault.credentialsVersion(userId)) + 1;
  const prepared = { content: { ...present.content, next: { ...next, version: expected } } };
  await database.write([updateCredential(platform, account, present, prepared)]);
  const version = await vault.raiseCredentialsVersion(userId);
  return raiseCredential(platform, account, present, { version, content: next });
}
