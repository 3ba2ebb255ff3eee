/**
 * Changing the address of an account.
 *
 * [Note: Changing the address] Two stores hold an address: the keyring a digest to find the account by, the database the
 * address itself, sealed. The keyring goes first, for it alone knows whether an address is free; then the database, with
 * the version of the credentials. A crash between the two leaves the new address in force and the former one sealed:
 * whoever signs in with a password next typed the address that found them, and it is written then (`finishChange`).
 *
 * The former address is told and can take it back for seven days. Taking back ends every session, access key and open
 * link, what was added since to come in by, and every way back to an address that came later; the ways back to older addresses stay, so that whoever had the
 * account first can always outdo whoever came after.
 */
import { Problem } from '@sotto/contract';
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { UserSealers } from '@sotto/vault';
import { removeAllKeys } from './access-keys.ts';
import { areCurrent, changeCredentials } from './change.ts';
import { type Credentials, removeCredential } from './credentials.ts';
import type { Proved } from './entrance.ts';
import { openingToSignIn } from './opening.ts';
import { type Parts, credentialsOf, deliverSoon, keep } from './parts.ts';
import { removeAllSessions } from './sessions.ts';
import { presentCredentials } from './sign-in.ts';
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
} from './tickets.ts';

const minuteMs = 60_000;
const linkMs = 15 * minuteMs;
const wayBackMs = 7 * 24 * 60 * minuteMs;

/** Asks the new address whether it is meant. The same rows and a letter for an address that is free and for one that is someone's. */
export async function proposeAddress({ platform, letters }: Parts, userId: UserId, email: string): Promise<void> {
  const { vault, workspaces, mail } = platform;
  const isTaken = (await vault.findLogin(email)) !== null;
  const sealers = await vault.sealers(userId);
  // Nobody is sent the token for an address that is taken; its ticket only makes the work the same.
  const ticket = createTicket(platform, sealers.account, { purpose: 'email', lastsMs: linkMs, content: { email } });
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
export async function changeAddress(parts: Parts, userId: UserId, email: string): Promise<void> {
  const { platform, letters } = parts;
  const isNew = letters.addressIsNew(email, { at: platform.now() });
  const present = await presentOf(parts, userId);
  await moveTo(parts, present, email, (sealers) => platform.mail.queue(userId, sealers, isNew)).catch(tidied(parts, userId));
}

/** Changes the address with the token that was mailed to it. Throws `already-exists` when it has become someone else's, `unprocessable` when the link is void by now. */
export async function confirmAddressChange(parts: Parts, ticket: Ticket): Promise<void> {
  const { userId } = ticket;
  await moveTo(parts, await presentOf(parts, userId), addressIn(ticket), () => [removeTicket(parts.platform, ticket)])
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
 * now, and so is one that was being taken back.
 */
export async function finishChange(parts: Parts, proved: Proved, email: string): Promise<Proved> {
  const { userId, credentials } = proved;
  if (credentials.account.content.email === email) return proved;
  const back = (await ticketsOf(parts.platform, userId, 'undo-email')).find((ticket) => addressIn(ticket) === email);
  const finished = back ? returnTo(parts, back, credentials) : moveTo(parts, proved, email, () => []);
  // Changed elsewhere at this very moment: what was proved is not enough any more, and coming in is refused.
  const account = await finished.catch(unlessConflict);
  return account ? { userId, credentials: { ...credentials, account } } : proved;
}

/** What an address that was left is told: with a link that takes the change back. */
export function farewell({ platform, letters }: Parts, sealers: UserSealers, left: string): Statement[] {
  const { userId } = sealers.account;
  const at = platform.now();
  const content: WayBack = { email: left, since: at };
  const back = createTicket(platform, sealers.account, { purpose: 'undo-email', lastsMs: wayBackMs, content });
  const letter = letters.addressLeft(left, { at, token: back.token });
  return [back.statement, ...platform.mail.queue(userId, sealers, letter)];
}

type Account = Credentials['account'];

async function moveTo(
  parts: Parts,
  { userId, credentials }: Proved,
  email: string,
  also: (sealers: UserSealers) => readonly Statement[],
): Promise<Account> {
  const { platform } = parts;
  if (!(await platform.vault.changeLogin(userId, email))) throw taken();
  const sealers = await platform.vault.sealers(userId);
  return changeCredentials(platform, sealers, credentials, {
    account: { email },
    statements: [
      ...also(sealers),
      removeTickets(platform, userId, 'email', 'reset'),
      ...farewell(parts, sealers, credentials.account.content.email),
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
  // Safe: it was put in by `farewell`.
  const { email, since } = ticket.content as WayBack;
  if (!(await vault.changeLogin(userId, email))) throw taken();
  const kept = {
    statements: [
      removeTicket(platform, ticket),
      removeLaterTickets(platform, ticket),
      removeAllSessions(platform, userId),
      removeAllKeys(platform, userId),
    ],
    deed: { happening: 'email-change-undone', by: 'user' },
    letter: letters.addressCameBack(email, { at: now() }),
  } as const;
  if (areCurrent(seen, await vault.credentialsVersion(userId))) {
    const statements = [...kept.statements, ...withoutAdded(platform, userId, { seen, since })];
    return changeCredentials(platform, await vault.sealers(userId), seen, { ...kept, statements, account: { email } });
  }
  // Rows older than the keyring stay as old as they are: the way in is a new password, asked for from this address.
  await keep(platform, userId, kept);
  return seen.account;
}

/**
 * What whoever changed the address added to come in by: it goes with the address. What was there before stays, and so
 * does a second factor, whenever it was turned on: a mailbox alone never takes one away.
 */
function withoutAdded(platform: Platform, userId: UserId, { seen, since }: { seen: Credentials; since: number }): Statement[] {
  const isAdded = ({ createdAt }: { createdAt: number }) => createdAt > since;
  const { password, passkeys, identities } = seen;
  const codes = platform.database.build.deleteFrom('recovery_code').where('user_id', '=', userId).where('created_at', '>', since);
  return [
    ...(password && password.content.changedAt > since ? [removeCredential(platform, userId, 'password', password)] : []),
    ...passkeys.filter(isAdded).map((passkey) => removeCredential(platform, userId, 'passkey', passkey)),
    // The keyring's half signs nobody in without the row: see [Note: Identities in two stores].
    ...identities.filter(isAdded).map((identity) => removeCredential(platform, userId, 'identity', identity)),
    { query: codes, rows: null },
  ];
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

/** What lies in a ticket that takes a change back. */
interface WayBack {
  /** The address that was left. */
  readonly email: string;
  /** When it was left, epoch ms. */
  readonly since: number;
}

function addressIn({ content }: Ticket): string {
  // Safe: tickets of both purposes are made here, and hold it.
  return (content as { email: string }).email;
}

function taken(): Problem {
  return new Problem('already-exists', { detail: 'There is an account with this address.' });
}

function unlessConflict(cause: unknown): void {
  if (!isConflict(cause)) throw cause;
}
