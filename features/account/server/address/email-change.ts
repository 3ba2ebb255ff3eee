/**
 * Changing the address of an account.
 *
 * [Note: Changing the address] Two stores hold an address: the keyring a digest to find the account by, the database the
 * address itself, sealed. The keyring goes first, for it alone knows whether an address is free; then the database, with
 * the version of the credentials. A crash between the two leaves the new address in force and the former one sealed:
 * whoever signs in with a password next typed the address that found them, and it is written then (`finishChange`).
 *
 * The former address is told and can take it back for seven days. Taking back ends every session, access key and open
 * link, and every way back to an address that came later; the ways back to older addresses stay, so that whoever had the
 * account first can always outdo whoever came after. And it withdraws what was added or changed to sign in with since the
 * session began that asked for the change, and in the week before it: whoever took an account over has made themself at home
 * by then, and may have signed in anew since. What the account began with stays. See docs/decisions/015-taking-back-an-address.md.
 */
import { Problem } from '@sotto/contract';
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { SessionCaller } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { UserSealers } from '@sotto/vault';
import { removeAllFeeds, removeAllKeys } from '../access-keys/access-keys.ts';
import { areCurrent, changeCredentials } from '../credentials/change.ts';
import { type Credentials, removeCredential } from '../credentials/credentials.ts';
import type { Proved } from '../entrance/entrance.ts';
import { openingToSignIn } from '../opening.ts';
import { type Parts, credentialsOf, deliverSoon, keep } from '../parts.ts';
import { removeRecoveryCodes, removeRecoveryCodesSince } from '../second-factor/recovery-codes.ts';
import { beganAt, removeAllSessions } from '../sessions/sessions.ts';
import { presentCredentials } from '../entrance/sign-in.ts';
import {
  type Ticket,
  createTicket,
  isConflict,
  removeLaterTickets,
  removeTicket,
  removeTickets,
  ticketsOf,
  unlessUsedUp,
  usedUp,
} from '../tokens/tickets.ts';
import { removeSecrets } from '../second-factor/two-factor.ts';

const minuteMs = 60_000;
const linkMs = 15 * minuteMs;
const wayBackMs = 7 * 24 * 60 * minuteMs;
/** How far before a change that is taken back what was added goes with it. */
const reachMs = 7 * 24 * 60 * minuteMs;

/** Asks the new address whether it is meant. The same rows and a letter for an address that is free and for one that is someone's. */
export async function proposeAddress({ platform, letters }: Parts, caller: SessionCaller, email: string): Promise<void> {
  const { vault, workspaces, mail } = platform;
  const { userId } = caller;
  const isTaken = (await vault.findLogin(email)) !== null;
  const sealers = await vault.sealers(userId);
  // Nobody is sent the token for an address that is taken; its ticket only makes the work the same.
  const content: Moving = { email, since: reachOf(platform, await beganAt(platform, caller)) };
  const ticket = createTicket(platform, sealers.account, { purpose: 'email', lastsMs: linkMs, content });
  const letter = isTaken ? letters.newAddressTaken(email) : letters.confirmNewAddress(email, ticket.token);
  await workspaces.writeBeside(userId, [
    removeTickets(platform, userId, 'email'),
    ticket.statement,
    ...mail.queue(userId, sealers, letter),
  ]);
  deliverSoon(platform);
}

/**
 * Changes the address at once, where no mail leaves this machine: the new one is told too, for it confirmed nothing.
 * Throws `already-exists` when it is someone's, `conflict` when something else about signing in changed meanwhile.
 */
export async function changeAddress(parts: Parts, caller: SessionCaller, email: string): Promise<void> {
  const { platform, letters } = parts;
  const { userId } = caller;
  const since = reachOf(platform, await beganAt(platform, caller));
  const isNew = letters.addressIsNew(email, { at: platform.now() });
  const present = await presentOf(parts, userId);
  const also = (sealers: UserSealers) => platform.mail.queue(userId, sealers, isNew);
  await moveTo(parts, present, { email, since }, also).catch(tidied(parts, userId));
}

/** Changes the address with the token that was mailed to it. Throws `already-exists` when it has become someone else's, `unprocessable` when the link is void by now. */
export async function confirmAddressChange(parts: Parts, ticket: Ticket): Promise<void> {
  const { userId } = ticket;
  const { email, since = reachOf(parts.platform) } = movingIn(ticket);
  await moveTo(parts, await presentOf(parts, userId), { email, since }, () => [removeTicket(parts.platform, ticket)])
    .catch(tidied(parts, userId))
    .catch(unlessUsedUp);
}

/** Takes a change of address back. Throws `already-exists` when the address is someone else's by now, `unprocessable` when the link is void. */
export async function takeBack(parts: Parts, ticket: Ticket): Promise<void> {
  const seen = await credentialsOf(parts.platform, openingToSignIn(ticket.userId));
  await returnTo(parts, ticket, seen).catch(tidied(parts, ticket.userId)).catch(unlessUsedUp);
}

/**
 * Whoever signed in with `email` while another address is sealed: a change that broke off after the keyring is finished
 * now, and so is one that was being taken back. Throws `wrong-credentials` when the password that let them in goes with it.
 */
export async function finishChange(parts: Parts, proved: Proved, email: string): Promise<Proved> {
  const { platform } = parts;
  const { userId, credentials } = proved;
  if (credentials.account.content.email === email) return proved;
  const back = (await ticketsOf(platform, userId, 'undo-email')).find((ticket) => movingIn(ticket).email === email);
  const finished = back
    ? returnTo(parts, back, credentials)
    : moveTo(parts, proved, { email, since: await askedSince(platform, userId, email) }, () => []);
  // Changed elsewhere at this very moment: what was proved is not enough any more, and coming in is refused.
  const account = await finished.catch(unlessConflict);
  if (back && addedSince(credentials, movingIn(back)).password) throw new Problem('wrong-credentials');
  return account ? { userId, credentials: { ...credentials, account } } : proved;
}

/**
 * Since when what was added goes with a change to `email` that is taken back, epoch ms. Where nothing tells any more who
 * asked for it (it broke off and its link has ended, or there was none): as if by a session of this moment.
 */
export async function askedSince(platform: Platform, userId: UserId, email: string): Promise<number> {
  const asked = (await ticketsOf(platform, userId, 'email')).map(movingIn).find((moving) => moving.email === email);
  return asked?.since ?? reachOf(platform);
}

/** The same for a change that is asked for now by a session that began at `began`, epoch ms. @default now */
function reachOf({ now }: Platform, began = now()): number {
  return Math.min(began, now() - reachMs);
}

/** What an address that was left is told: with a link that takes the change back, and what came since with it. */
export function farewell({ platform, letters }: Parts, sealers: UserSealers, left: Moving): Statement[] {
  const { userId } = sealers.account;
  const back = createTicket(platform, sealers.account, { purpose: 'undo-email', lastsMs: wayBackMs, content: left });
  const letter = letters.addressLeft(left.email, { at: platform.now(), token: back.token });
  return [back.statement, ...platform.mail.queue(userId, sealers, letter)];
}

type Account = Credentials['account'];

async function moveTo(
  parts: Parts,
  { userId, credentials }: Proved,
  { email, since }: Required<Moving>,
  also: (sealers: UserSealers) => readonly Statement[],
): Promise<Account> {
  const { platform } = parts;
  if (!(await platform.vault.changeLogin(userId, email))) throw taken();
  const sealers = await platform.vault.sealers(userId);
  return changeCredentials(platform, sealers, credentials, {
    account: { email },
    statements: [
      ...also(sealers),
      removeTickets(platform, userId, 'email', 'reset', 'reset-by-hand'),
      ...farewell(parts, sealers, { email: credentials.account.content.email, since }),
    ],
    deed: { happening: 'email-changed', by: 'user' },
  });
}

/** Throws `unprocessable` when the rows are older than the keyring: a link that a restored database knows must not bring them back to life. */
async function presentOf({ platform }: Parts, userId: UserId): Promise<Proved> {
  const credentials = await presentCredentials(platform, userId);
  if (!credentials) throw usedUp();
  return { userId, credentials };
}

async function returnTo({ platform, letters }: Parts, ticket: Ticket, seen: Credentials): Promise<Account> {
  const { vault, now } = platform;
  const { userId } = ticket;
  const { email } = movingIn(ticket);
  if (!(await vault.changeLogin(userId, email))) throw taken();
  const kept = {
    statements: [
      removeTicket(platform, ticket),
      removeLaterTickets(platform, ticket),
      removeAllSessions(platform, userId),
      removeAllKeys(platform, userId),
      removeAllFeeds(platform, userId),
    ],
    deed: { happening: 'email-change-undone', by: 'user' },
    letter: letters.addressCameBack(email, { at: now() }),
  } as const;
  if (areCurrent(seen, await vault.credentialsVersion(userId))) {
    const { account, statements, identities } = withoutAdded(platform, userId, { seen, moving: movingIn(ticket) });
    const back = {
      ...kept,
      statements: [...kept.statements, ...statements],
      account: { email, ...account },
      changesSecondFactor: true,
    };
    const changed = await changeCredentials(platform, await vault.sealers(userId), seen, back);
    // After the rows: see [Note: Identities in two stores].
    for (const { content } of identities) await vault.unlinkIdentity(userId, content);
    return changed;
  }
  // Rows older than the keyring stay as old as they are: the way in is a new password, asked for from this address.
  await keep(platform, userId, kept);
  return seen.account;
}

/**
 * The change of credentials that withdraws what was added or changed since. What was there before stays; a second factor
 * that was turned on since goes too, for it would keep the owner out for good, and nobody else.
 */
function withoutAdded(platform: Platform, userId: UserId, { seen, moving }: { seen: Credentials; moving: Moving }) {
  const { password, passkeys, identities, secondFactor, since } = addedSince(seen, moving);
  const factor = secondFactor
    ? [removeSecrets(platform, userId), removeRecoveryCodes(platform, userId)]
    : [removeRecoveryCodesSince(platform, userId, since)];
  return {
    identities,
    account: secondFactor ? { secondFactor: null } : {},
    statements: [
      ...(password ? [removeCredential(platform, userId, 'password', password)] : []),
      ...passkeys.map((passkey) => removeCredential(platform, userId, 'passkey', passkey)),
      ...identities.map((identity) => removeCredential(platform, userId, 'identity', identity)),
      ...factor,
    ],
  };
}

/** What of `seen` came later than `moving` says, and than the account itself; nothing where a link of before 2026-11-22 does not say. */
function addedSince(seen: Credentials, moving: Moving) {
  const since = Math.max(moving.since ?? Number.MAX_SAFE_INTEGER, seen.account.createdAt);
  const isAdded = ({ createdAt }: { readonly createdAt: number }) => createdAt > since;
  const { secondFactor } = seen.account.content;
  return {
    since,
    password: seen.password && seen.password.content.changedAt > since ? seen.password : null,
    passkeys: seen.passkeys.filter(isAdded),
    identities: seen.identities.filter(isAdded),
    secondFactor: secondFactor !== null && secondFactor.since > since,
  };
}

/** A change that came too late has moved the keyring's digest alone: the account is found by the sealed address again. */
function tidied({ platform }: Parts, userId: UserId) {
  return async (cause: unknown): Promise<never> => {
    if (isConflict(cause)) {
      const { account } = await credentialsOf(platform, openingToSignIn(userId));
      await platform.vault.changeLogin(userId, account.content.email);
    }
    throw cause;
  };
}

/** What lies in a ticket of a change of address, and in one that takes it back. */
interface Moving {
  /** The address one moves to with it. */
  readonly email: string;
  /** What was added or changed later than this goes when the change is taken back, epoch ms; absent in tickets of before 2026-11-22. */
  readonly since?: number;
}

function movingIn({ content }: Ticket): Moving {
  // Safe: tickets of both purposes are made here, and hold it.
  return content as Moving;
}

function taken(): Problem {
  return new Problem('already-exists', { detail: 'There is an account with this address.' });
}

function unlessConflict(cause: unknown): void {
  if (!isConflict(cause)) throw cause;
}
