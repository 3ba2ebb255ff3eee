/**
 * Changing how one signs in: password, second factor, passkeys, issuers, address.
 *
 * [Note: Changing how one signs in] The credentials of an account carry one version, on the row of the account in the
 * database; the keyring holds the least version that counts. A change goes: write everything under the next version, in
 * one unit → raise the keyring's version to it → answer. So of two changes at once one is refused (the version it saw is
 * gone), and a database that was put back from before a change lets nobody in: its version is lower than the keyring's.
 * A crash between the two steps leaves the database ahead, which counts as well: what it holds is complete, and the next
 * sign-in raises the keyring. An older database comes back to life only through the mailbox (see `resetPassword`).
 */
import { Problem } from '@sotto/contract';
import { WrongRowCount } from '@sotto/database';
import { recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import type { UserSealers } from '@sotto/vault';
import { type Credential, type Credentials, type Details, updateCredential } from './credentials.ts';
import { countWithSecondFactor } from '../second-factor/kept-second-factor.ts';
import { type Kept, deliverSoon } from '../parts.ts';

export interface Change extends Kept {
  /** What changes about the account itself, besides its version. */
  readonly account?: Partial<Details>;
  /** The second factor or its recovery codes are among what changes. @default false */
  readonly changesSecondFactor?: boolean;
}

/**
 * Carries a change out: the statements, the account under its next version, deed and letter. Answers the account as it
 * is from then on.
 *
 * Throws `conflict` when the credentials are no longer as they were `seen`; then nothing is kept.
 */
export async function changeCredentials(
  platform: Platform,
  sealers: UserSealers,
  seen: Credentials,
  { statements, account, changesSecondFactor = false, deed, letter }: Change,
): Promise<Credential<'account'>> {
  const { vault, workspaces, mail } = platform;
  const { userId } = sealers.account;
  const version = Math.max(seen.account.version, await vault.credentialsVersion(userId)) + 1;
  const content = { ...seen.account.content, ...account };
  const head = updateCredential(platform, sealers.account, 'account', { seen: seen.account, content, version });
  const told = letter ? mail.queue(userId, sealers, letter) : [];
  await workspaces.writeBeside(userId, [head, ...statements, ...told]).catch(unlessLater);
  const changed = { ...seen.account, version, content };
  if (changesSecondFactor) await countWithSecondFactor(platform, userId, changed);
  else await vault.raiseCredentialsVersion(userId, version);
  await recordActivity(platform, userId, deed);
  deliverSoon(platform);
  return changed;
}

/** Some row was not as it was seen: another change was quicker. */
function unlessLater(cause: unknown): never {
  if (!(cause instanceof WrongRowCount)) throw cause;
  throw new Problem('conflict', { detail: 'This was changed elsewhere just now. Look again, and try once more.' });
}

/** Whether credentials count: the database is not older than the keyring. */
export function areCurrent({ account }: Credentials, leastVersion: number): boolean {
  return account.version >= leastVersion;
}

/**
 * Throws `conflict` when `leaving` is the last way in: an account that nobody can enter cannot even be deleted. An issuer
 * that is not set up any more lets nobody in.
 */
export function assertAnotherWayIn(
  { setting }: Platform,
  { password, passkeys, identities }: Credentials,
  leaving: { readonly id: string },
): void {
  const reachable = identities.filter(({ content }) => setting.issuers.some(({ issuer }) => issuer === content.issuer));
  const others = [...(password ? [password] : []), ...passkeys, ...reachable].filter(({ id }) => id !== leaving.id);
  if (others.length > 0) return;
  throw new Problem('conflict', { detail: 'This is the last way into your account. Add another one first.' });
}
