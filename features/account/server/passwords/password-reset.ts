/**
 * A forgotten password: a link to the mailbox, and a new password for whoever holds it.
 *
 * Asking is answered alike for every address, and takes alike: a look-up, a query and a write for each, and no answer
 * before a time by which the work is done. The mailbox stands in for the password and for nothing else: a second factor
 * stays and is asked for at the sign-in that follows.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Sealer } from '@sotto/vault';
import { areCurrent, changeCredentials } from '../credentials/change.ts';
import {
  type Credential,
  type Credentials,
  credentialRows,
  putPassword,
  readCredentials,
  removeCredential,
} from '../credentials/credentials.ts';
import { askedSince, farewell } from '../address/email-change.ts';
import { evenly } from '../limits/even-time.ts';
import { secondFactorAsKept } from '../second-factor/kept-second-factor.ts';
import { openingToSignIn } from '../opening.ts';
import { type Parts, deliverSoon } from '../parts.ts';
import { removeAllSessions } from '../sessions/sessions.ts';
import { assertHardToGuess } from '../entrance/sign-up.ts';
import {
  type Ticket,
  createTicket,
  findTicket,
  removeOpenTickets,
  removeTicket,
  unlessUsedUp,
  usedUp,
} from '../tokens/tickets.ts';

const linkMs = 15 * 60_000;
/** A link that is handed over by hand takes its time. */
const linkByHandMs = 24 * 60 * 60_000;
/** Many times what the work takes. */
const answeredEveryMs = 300;

/** Sends a link to choose a new password, if the address is someone's and was not sent enough of them; tells nobody whether. */
export async function askForReset(parts: Parts, email: string): Promise<void> {
  await evenly(answeredEveryMs, async () => {
    const isDue = await parts.attempts.resetLetter(email);
    const login = await parts.platform.vault.findLogin(email);
    await (isDue && login ? sendLink(parts, login.userId, email) : doTheSame(parts.platform));
  });
}

async function sendLink({ platform, letters }: Parts, userId: UserId, email: string): Promise<void> {
  const { vault, workspaces, mail } = platform;
  // Asked like everything else about signing in, for the time it takes.
  await platform.database.rows(credentialRows(platform.database, userId));
  const sealers = await vault.sealers(userId);
  // To the address that was typed and found the account; it may be another than the sealed one, see [Note: Changing the address].
  const ticket = createTicket(platform, sealers.account, { purpose: 'reset', lastsMs: linkMs, content: { email } });
  const letter = letters.resetPassword(email, ticket.token);
  await workspaces.writeBeside(userId, [ticket.statement, ...mail.queue(userId, sealers, letter)]);
  deliverSoon(platform);
}

/**
 * A link for whoever the operator hands it to: to no address, for an older database may know a former one. It ends when its owner
 * signs in. One that was mailed does not: whoever knows the password must not be able to void what its owner was mailed.
 */
export function makeLinkByHand(platform: Platform, account: Sealer): { token: string; statement: Statement } {
  return createTicket(platform, account, { purpose: 'reset-by-hand', lastsMs: linkByHandMs, content: { email: null } });
}

/** For nobody, or somebody who has links enough: a query and a write, as for somebody else. */
async function doTheSame(platform: Platform): Promise<void> {
  const { database, ids, randomBytes, now } = platform;
  await database.rows(credentialRows(database, ids.user()));
  const row = { key: Buffer.from(randomBytes(32)).toString('base64url'), ends_at: now() };
  await database.write([{ query: database.build.insertInto('spent').values(row), rows: 1 }]);
  deliverSoon(platform);
}

interface Choice {
  readonly token: string;
  readonly password: string;
}

/**
 * Puts a new password in the place of the forgotten one, or the first one where there was none, and signs out everywhere.
 *
 * The link is used up with it and not before: a password that is easy to guess (`invalid-input`) does not cost it. Throws
 * `unprocessable` for a link that is void.
 */
export async function resetPassword(parts: Parts, { token, password }: Choice): Promise<void> {
  const { platform, passwords, strength, attempts } = parts;
  const ticket = (await findTicket(platform, 'reset', token)) ?? (await findTicket(platform, 'reset-by-hand', token));
  const link = ticket && (await readLink(platform, ticket));
  if (!link) throw usedUp();
  await assertHardToGuess(strength, { email: link.email, password, field: 'password' });
  const content = { hash: await passwords.hash(password), changedAt: platform.now() };
  await carryOut(parts, link, content);
  await attempts.forgive(link.email);
}

/** A link that is good, and whose account it opens. */
interface Link {
  readonly ticket: Ticket;
  /** The address it was sent to, by which the account is still found; the sealed one when it was handed over by hand. */
  readonly email: string;
  readonly seen: Credentials;
  /** `false`: the database is older than the keyring, as after a backup was restored. */
  readonly isCurrent: boolean;
}

async function readLink(platform: Platform, ticket: Ticket): Promise<Link | null> {
  // Safe: tickets of this purpose are made above, with nothing else in them.
  const { email } = ticket.content as { email: string | null };
  const login = await (email === null ? platform.vault.findUser(ticket.userId) : platform.vault.findLogin(email));
  const seen = await readCredentials(platform, openingToSignIn(ticket.userId));
  if (login?.userId !== ticket.userId || !seen) return null;
  const isCurrent = areCurrent(seen, login.credentialsVersion);
  return { ticket, email: email ?? seen.account.content.email, seen, isCurrent };
}

/** Ways in that a new password leaves as they are, counted for the letter. */
function leftIn({ seen, isCurrent }: Link): { passkeys: number; issuers: number } {
  return { passkeys: isCurrent ? seen.passkeys.length : 0, issuers: seen.identities.length };
}

async function carryOut(parts: Parts, link: Link, content: { hash: string; changedAt: number }): Promise<void> {
  const { platform, letters } = parts;
  const { ticket, email, seen } = link;
  const { userId } = ticket;
  const sealers = await platform.vault.sealers(userId);
  const left = { email: seen.account.content.email, since: await askedSince(platform, userId, email) };
  // See [Note: The second factor in two stores].
  const asKept = link.isCurrent ? { account: {}, statements: [] } : await secondFactorAsKept(platform, sealers.account);
  await changeCredentials(platform, sealers, seen, {
    account: { email, ...asKept.account },
    changesSecondFactor: !link.isCurrent,
    statements: [
      removeTicket(platform, ticket),
      removeOpenTickets(platform, userId),
      putPassword(platform, sealers.account, seen.password, content),
      removeAllSessions(platform, userId),
      ...(link.isCurrent && left.email !== email ? farewell(parts, sealers, left) : []),
      ...(link.isCurrent ? [] : await withdrawn(platform, userId, seen)),
      ...asKept.statements,
    ],
    deed: { happening: 'password-reset', by: 'user' },
    letter: letters.passwordReset(email, { at: platform.now(), ...leftIn(link) }),
  }).catch(unlessUsedUp);
}

/**
 * What an older database brings back and must not count again: every passkey, for one that was removed since cannot be
 * told from the others, and issuers that were unlinked since, which the keyring knows. The mailbox was proved, and what
 * is missing can be added anew.
 */
async function withdrawn(platform: Platform, userId: UserId, seen: Credentials): Promise<Statement[]> {
  const unlinked: Credential<'identity'>[] = [];
  for (const identity of seen.identities) {
    if ((await platform.vault.findIdentity(identity.content))?.userId !== userId) unlinked.push(identity);
  }
  return [
    ...seen.passkeys.map((passkey) => removeCredential(platform, userId, 'passkey', passkey)),
    ...unlinked.map((identity) => removeCredential(platform, userId, 'identity', identity)),
  ];
}
