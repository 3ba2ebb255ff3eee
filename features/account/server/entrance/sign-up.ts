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
import { type Identity, InviteSpent, type UserSealers } from '@sotto/vault';
import { longestIdleMinutes, longestSessionDays } from '../../api.ts';
import { type ContentOf, insertCredential } from '../credentials/credentials.ts';
import type { Letters } from '../letters/letters.ts';
import { type Strength, contextOf } from '../passwords/strength.ts';
import { createTicket, takeTicket } from '../tokens/tickets.ts';
import type { Lane } from '../limits/turnstile.ts';

/** How long a link to confirm works. Whoever comes later signs up once more. */
const linkMs = 15 * 60_000;

/** What someone signs up with: one way in, proved or hashed already. */
export interface NewAccount {
  readonly email: string;
  readonly way: TypedWay | { readonly kind: 'identity'; readonly content: ContentOf<'identity'> };
  /** Given where the browser was handed the id before, to make a passkey for it. @default a new one */
  readonly userId?: UserId | undefined;
  /** Token of an invitation, which is used up with it. */
  readonly invite?: string | undefined;
}

/** A way in that is chosen on our own page; the address beside it is not proved by it. */
type TypedWay =
  | { readonly kind: 'password'; readonly content: ContentOf<'password'> }
  | { readonly kind: 'passkey'; readonly content: ContentOf<'passkey'> };

/** An account whose address has yet to be confirmed. */
export interface UnprovedAccount extends NewAccount {
  readonly way: TypedWay;
}

/** Throws `invalid-input`, naming the field as the caller calls it, for a password that is easy to guess. */
export async function assertHardToGuess(
  strength: Strength,
  { email, password, field, lane }: { email: string; password: string; field: string; lane?: Lane },
): Promise<void> {
  const { score, warning } = await strength.judge(password, contextOf(email), lane);
  if (score >= 3) return;
  const message = `${warning ?? 'This one would be guessed soon.'} Four words that do not belong together do well, used nowhere else.`;
  throw new Problem('invalid-input', { errors: [{ field, message }] });
}

/** An account that is there at once. Throws `already-exists` for a known address or identity, `sign-up-closed` for an invitation that is not open. */
export async function createConfirmed(platform: Platform, account: NewAccount): Promise<UserId> {
  const { email, way, invite, userId = platform.ids.user() } = account;
  const identity: Identity | undefined = way.kind === 'identity' ? way.content : undefined;
  await platform.vault
    .createUser({ userId, email, confirmed: true, ...(invite && { invite }), ...(identity && { identity }) }, (sealers) =>
      firstRows(platform, sealers, account),
    )
    .catch(refusal);
  return userId;
}

/** Why an account did not come about, as a problem. */
function refusal(cause: unknown): never {
  if (cause instanceof AlreadyExists)
    throw new Problem('already-exists', { detail: 'There is an account with this address. Sign in instead.' });
  if (cause instanceof InviteSpent)
    throw new Problem('sign-up-closed', { detail: 'This invitation was used, or its time is over.' });
  throw cause;
}

/** An account that waits to be confirmed, and the letter that goes with it: the same work for a known address and an unknown one. */
export async function createUnconfirmed(
  { platform, letters }: { platform: Platform; letters: Letters },
  account: UnprovedAccount,
  device: string,
): Promise<void> {
  const { vault, ids, mail } = platform;
  const { email, userId = ids.user(), invite = null } = account;
  const isKnown = (await vault.findLogin(email)) !== null;
  await vault.createUser({ userId, email, confirmed: false }, (sealers) => {
    // Nobody is sent the token of a known address; its ticket only makes the work the same.
    const ticket = createTicket(platform, sealers.account, { purpose: 'confirm', lastsMs: linkMs, content: { invite } });
    const made = { token: ticket.token, device, at: platform.now(), way: account.way.kind };
    const letter = isKnown ? letters.alreadyHere(email) : letters.confirmAddress(email, made);
    return [...firstRows(platform, sealers, account), ticket.statement, ...mail.queue(userId, sealers, letter)];
  });
}

function firstRows(platform: Platform, sealers: UserSealers, { email, way }: NewAccount): Statement[] {
  const row = { version: 1, createdAt: platform.now() };
  const limits = { idleMinutes: longestIdleMinutes, sessionDays: longestSessionDays };
  const details = { email, ...limits, mailOnSignIn: true, secondFactor: null };
  const { account } = sealers;
  return [
    insertCredential(platform, account, 'account', { ...row, id: platform.ids.record(), content: details }),
    insertCredential(platform, account, way.kind, { ...row, id: platform.ids.record(), content: way.content }),
    ...platform.workspaces.initialRows(sealers, platform.beginnings()),
  ];
}

/** Confirms the address a token was mailed to. Throws `unprocessable` for a used, ended or unknown token, `already-exists` when someone else confirmed the address first. */
export async function confirmAddress(platform: Platform, token: string): Promise<void> {
  const ticket = await takeTicket(platform, 'confirm', token);
  if (!ticket)
    throw new Problem('unprocessable', { detail: 'This link was used already, or its time is over. Sign in, or sign up again.' });
  // Safe: it was put in by `createUnconfirmed`; tickets of before 2026-11-22 held nothing.
  const { invite } = (ticket.content ?? { invite: null }) as { invite: string | null };
  if (await platform.vault.confirmUser(ticket.userId, invite ?? undefined).catch(refusal)) return;
  await platform.vault.eraseAccount(ticket.userId);
  throw new Problem('already-exists', { detail: 'There is an account with this address by now. Sign in instead.' });
}
