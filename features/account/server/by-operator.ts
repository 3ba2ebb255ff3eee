/**
 * What the operator does with an account, and seeing nothing of it: each deed stands in the person's own activity log.
 *
 * An address is opened here for one letter to it, and told to nobody. What the operator's own log says is the console's part.
 */
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { readAddress, readCredentials } from './credentials/credentials.ts';
import { createLetters } from './letters/letters.ts';
import { keep } from './parts.ts';
import { removeAllSessions } from './sessions/sessions.ts';
import { makeLinkByHand } from './passwords/password-reset.ts';
import { removeBegun, removeTickets } from './tokens/tickets.ts';

/**
 * Deletes an account for good, by its owner's hand or the operator's, and tells the address that is forgotten with it.
 * Whoever never confirmed theirs is told nothing. Throws `KeyShredded` when there is nobody; may be repeated after any other failure.
 */
export async function deleteAccountOf(platform: Platform, by: Opening): Promise<void> {
  // Opened while it can be: in a moment nothing of this person opens any more.
  const address = await confirmedAddress(platform, by);
  await platform.vault.eraseAccount(by.userId);
  if (address !== null) platform.mail.sendOnce(createLetters(platform.setting.origin).accountDeleted(address));
}

/**
 * Disables or enables an account. Signing in goes on, to see, take and delete what is one's own; access keys wait.
 * `false`: it was so already, and nobody is told. Throws `KeyShredded` when there is nobody.
 */
export async function setAccountDisabled(platform: Platform, by: Opening, disabled: boolean): Promise<boolean> {
  const { vault, setting, now } = platform;
  const changed = await vault.setDisabled(by.userId, disabled);
  // Someone who has keys but no rows, after a restore, has no log and no address.
  if (!changed || !(await readCredentials(platform, by))) return changed;
  const address = await confirmedAddress(platform, by);
  const letters = createLetters(setting.origin);
  const done = { at: now(), contact: setting.contact };
  const letter = (to: string) => (disabled ? letters.accountDisabled(to, done) : letters.accountEnabled(to, done));
  await keep(platform, by.userId, {
    statements: [],
    deed: { happening: disabled ? 'account-disabled' : 'account-enabled', by: 'operator' },
    ...(address !== null && { letter: letter(address) }),
  });
  return true;
}

/** Ends every session of an account, what was begun in them, and every sign-in that waits for its second factor. Answers how many sessions there were. Throws `KeyShredded` when there is nobody. */
export async function signOutEverywhere(platform: Platform, userId: UserId): Promise<number> {
  const { build, rows } = platform.database;
  const sessions = await rows(build.selectFrom('session').select('id').where('user_id', '=', userId));
  await keep(platform, userId, {
    statements: [
      removeAllSessions(platform, userId),
      removeTickets(platform, userId, 'second-factor'),
      removeBegun(platform, userId),
    ],
    deed: { happening: 'session-ended', by: 'operator', count: sessions.length },
  });
  return sessions.length;
}

/**
 * A link to choose a new password, to be handed over where no mail leaves; good once and for a day, until its owner signs in. A
 * second factor is asked for all the same. `null`: the account has no rows, or is not confirmed. Throws `KeyShredded` when there is nobody.
 */
export async function makeResetLink(platform: Platform, by: Opening): Promise<string | null> {
  const { account } = await platform.vault.sealers(by.userId);
  if ((await confirmedAddress(platform, by)) === null) return null;
  const { token, statement } = makeLinkByHand(platform, account);
  await keep(platform, by.userId, { statements: [statement], deed: { happening: 'reset-link-made', by: 'operator' } });
  return `${platform.setting.origin}/reset-password#${token}`;
}

/** `null`: nobody has shown yet that the mailbox is theirs, or the account has no rows. */
export async function confirmedAddress(platform: Platform, by: Opening): Promise<string | null> {
  if ((await platform.vault.findUser(by.userId)) === null) return null;
  return readAddress(platform, by);
}
