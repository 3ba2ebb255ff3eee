/**
 * Signing in with a password, and proving again who is there.
 *
 * Someone unknown, someone known with a wrong password and someone whose account is not confirmed get the same answer
 * after the same work: one look-up in the keyring, one query, one slow hash.
 */
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { areCurrent } from '../credentials/change.ts';
import {
  type Credential,
  type Credentials,
  credentialRows,
  readCredentials,
  updateCredential,
} from '../credentials/credentials.ts';
import type { Proved } from './entrance.ts';
import { evenlyNothing } from '../limits/even-time.ts';
import { countWithSecondFactor } from '../second-factor/kept-second-factor.ts';
import { openingToSignIn } from '../opening.ts';
import { type Passwords, isOutdated } from '../passwords/passwords.ts';
import type { Lane } from '../limits/turnstile.ts';

/** Several times what a look-up, a query and a hash take. */
const refusedEveryMs = 100;

interface Typed {
  readonly email: string;
  readonly password: string;
  /** Whose session the request shows. */
  readonly known: UserId | null;
}

/** Whoever the address and the password belong to; `null`: nobody, whatever the reason, told at an even time. */
export async function proveByPassword(platform: Platform, passwords: Passwords, typed: Typed): Promise<Proved | null> {
  return evenlyNothing(refusedEveryMs, () => proveTyped(platform, passwords, typed));
}

async function proveTyped(platform: Platform, passwords: Passwords, { email, password, known }: Typed): Promise<Proved | null> {
  const login = await platform.vault.findLogin(email);
  if (login?.state !== 'active') {
    await platform.database.rows(credentialRows(platform.database, platform.ids.user()));
    await passwords.matches(null, password);
    return null;
  }
  const { userId, credentialsVersion: version } = login;
  return provePassword(platform, passwords, { userId, version, password, lane: userId === known ? 'known' : 'stranger' });
}

/** The same for someone whose session is known. */
export async function proveAgain(
  platform: Platform,
  passwords: Passwords,
  { userId, password }: { userId: UserId; password: string },
): Promise<Proved | null> {
  const version = await platform.vault.credentialsVersion(userId);
  return provePassword(platform, passwords, { userId, version, password, lane: 'known' });
}

interface Claim {
  readonly userId: UserId;
  /** The least version the keyring takes. */
  readonly version: number;
  readonly password: string;
  readonly lane: Lane;
}

async function provePassword(platform: Platform, passwords: Passwords, claim: Claim): Promise<Proved | null> {
  const credentials = await currentCredentials(platform, claim);
  const present = credentials?.password ?? null;
  const matches = await passwords.matches(present?.content.hash ?? null, claim.password, claim.lane);
  if (!matches || !credentials || !present) return null;
  await renewHash(platform, passwords, present, claim);
  return { userId: claim.userId, credentials };
}

/** The credentials of someone, if they count; `null`: the account is gone, or its rows are older than the keyring, as after a restored backup. */
export async function currentCredentials(
  platform: Platform,
  { userId, version }: { userId: UserId; version: number },
): Promise<Credentials | null> {
  const credentials = await readCredentials(platform, openingToSignIn(userId));
  if (!credentials || !areCurrent(credentials, version)) return null;
  // A change broke off between database and keyring: from here on it counts there too.
  if (credentials.account.version > version) await countWithSecondFactor(platform, userId, credentials.account);
  return credentials;
}

/** The same, when the keyring is still to be asked. Throws `KeyShredded` for someone unknown. */
export async function presentCredentials(platform: Platform, userId: UserId): Promise<Credentials | null> {
  return currentCredentials(platform, { userId, version: await platform.vault.credentialsVersion(userId) });
}

/** A hash that was made with less than is asked for today is made anew, now that the password is at hand. */
async function renewHash(
  platform: Platform,
  passwords: Passwords,
  seen: Credential<'password'>,
  { userId, password, lane }: Claim,
): Promise<void> {
  if (!isOutdated(seen.content.hash)) return;
  const { account } = await platform.vault.sealers(userId);
  const content = { ...seen.content, hash: await passwords.hash(password, lane) };
  // Any number of rows: two sign-ins at once may both renew it, or it was changed meanwhile.
  await platform.database.write([{ ...updateCredential(platform, account, 'password', { seen, content }), rows: null }]);
}
