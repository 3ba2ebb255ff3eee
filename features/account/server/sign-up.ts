/**
 * Sign-up: how an account begins.
 *
 * Where mail leaves this machine, every sign-up looks the same from outside: an unconfirmed account is made, a letter is
 * queued, `202`. For a known address the letter says so, and the account it came with ends unconfirmed. So neither the
 * answer nor the time it takes tells who is here. Without mail there is no such way, and a known address is a `409`.
 */
import { Problem } from '@sotto/contract';
import { AlreadyExists, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Sealer, UserSealers } from '@sotto/vault';
import { longestIdleMinutes, longestSessionDays } from '../api.ts';
import { insertCredential } from './credentials.ts';
import type { Letters } from './letters.ts';
import type { Passwords } from './passwords.ts';
import { type Strength, contextOf } from './strength.ts';
import { type Token, hashToken, makeToken, readToken } from './tokens.ts';

const dayMs = 24 * 60 * 60_000;
/** As long as the vault keeps an account that nobody has confirmed. */
const unconfirmedDays = 7;

export interface SignUpParts {
  readonly platform: Platform;
  readonly passwords: Passwords;
  readonly letters: Letters;
}

/** What someone signs up with; the password is hashed already. */
export interface NewAccount {
  readonly email: string;
  readonly hash: string;
}

/** Throws `invalid-input`, naming the field as the caller calls it, for a password that is easy to guess. */
export async function assertHardToGuess(
  strength: Strength,
  { email, password, field }: { email: string; password: string; field: string },
): Promise<void> {
  const { score, warning } = await strength.judge(password, contextOf(email));
  if (score >= 3) return;
  const message = `${warning ?? 'This one would be guessed soon.'} Four words that do not belong together do well, used nowhere else.`;
  throw new Problem('invalid-input', { errors: [{ field, message }] });
}

/** An account that is there at once. Throws `already-exists` for a known address. */
export async function createConfirmed(platform: Platform, account: NewAccount): Promise<UserId> {
  const userId = platform.ids.user();
  try {
    await platform.vault.createUser({ userId, email: account.email, confirmed: true }, (sealers) =>
      firstRows(platform, sealers, account),
    );
  } catch (cause) {
    if (cause instanceof AlreadyExists)
      throw new Problem('already-exists', { detail: 'There is an account with this address. Sign in instead.' });
    throw cause;
  }
  return userId;
}

/** An account that waits to be confirmed, and the letter that goes with it: the same work for a known address and an unknown one. */
export async function createUnconfirmed({ platform, letters }: SignUpParts, account: NewAccount): Promise<void> {
  const { vault, ids, mail } = platform;
  const userId = ids.user();
  const token = makeToken(userId, platform.randomBytes);
  const isKnown = (await vault.findLogin(account.email)) !== null;
  const letter = isKnown ? letters.alreadyHere(account.email) : letters.confirmAddress(account.email, token);
  await vault.createUser({ userId, email: account.email, confirmed: false }, (sealers) => [
    ...firstRows(platform, sealers, account),
    // Nobody is sent the token of a known address; its ticket only brings this account to its end.
    insertTicket(platform, sealers.account, token),
    ...mail.queue(userId, sealers, letter),
  ]);
}

function firstRows(platform: Platform, sealers: UserSealers, { email, hash }: NewAccount): Statement[] {
  const now = platform.now();
  const row = { version: 1, createdAt: now };
  const details = { email, idleMinutes: longestIdleMinutes, sessionDays: longestSessionDays, mailOnSignIn: true };
  return [
    insertCredential(platform, sealers.account, 'password', {
      ...row,
      id: platform.ids.record(),
      content: { hash, changedAt: now },
    }),
    insertCredential(platform, sealers.account, 'account', { ...row, id: platform.ids.record(), content: details }),
    ...platform.workspaces.initialRows(sealers, platform.beginnings()),
  ];
}

function insertTicket(platform: Platform, sealer: Sealer, token: string): Statement {
  const now = platform.now();
  const id = platform.ids.record();
  const row = {
    user_id: sealer.userId,
    id,
    purpose: 'confirm',
    token_hash: hashToken(token),
    created_at: now,
    ends_at: now + unconfirmedDays * dayMs,
    key_id: sealer.keyId,
    sealed: sealer.seal({ table: 'ticket', id, revision: 0 }, new Uint8Array()),
  };
  return { query: platform.database.build.insertInto('ticket').values(row), rows: 1 };
}

/** Confirms the address a token was mailed to. Throws `unprocessable` for a used, ended or unknown token, `already-exists` when someone else confirmed the address first. */
export async function confirmAddress(platform: Platform, text: string): Promise<void> {
  const token = readToken(text);
  if (!token || !(await takeTicket(platform, token))) {
    throw new Problem('unprocessable', { detail: 'This link was used already, or its time is over. Sign in, or sign up again.' });
  }
  if (await platform.vault.confirmUser(token.userId)) return;
  await platform.vault.eraseAccount(token.userId);
  throw new Problem('already-exists', { detail: 'There is an account with this address by now. Sign in instead.' });
}

/** Exactly one of several who show the same token gets `true`. A crash right after it costs a new sign-up, never an account. */
async function takeTicket({ database, now }: Platform, token: Token): Promise<boolean> {
  const query = database.build
    .deleteFrom('ticket')
    .where('user_id', '=', token.userId)
    .where('token_hash', '=', token.hash)
    .where('purpose', '=', 'confirm')
    .where('ends_at', '>', now())
    .returning('id');
  const [taken = []] = await database.write([{ query, rows: null }]);
  return taken.length === 1;
}
