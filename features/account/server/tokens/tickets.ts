/** Tickets: links and codes that work once. Sealed beside each lies what it is good for. */
import { Problem } from '@sotto/contract';
import { type Statement, WrongRowCount } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Sealer } from '@sotto/vault';
import { openingToSignIn } from '../opening.ts';
import { type Token, hashToken, makeToken, readToken } from './tokens.ts';

/** What there are tickets for. `reset-by-hand`: a link that the operator hands over, in the place of one by mail. */
export type TicketPurpose = 'confirm' | 'email' | 'undo-email' | 'reset' | 'reset-by-hand' | 'second-factor' | 'connect';

/** A ticket that was shown. */
export interface Ticket {
  readonly userId: UserId;
  readonly id: string;
  /** JSON as it was put in. */
  readonly content: unknown;
}

interface NewTicket {
  readonly purpose: TicketPurpose;
  readonly lastsMs: number;
  /** JSON. */
  readonly content?: unknown;
}

/** The token, to be sent or shown once, and the row that knows its hash. */
export function createTicket(
  platform: Platform,
  sealer: Sealer,
  { purpose, lastsMs, content = null }: NewTicket,
): { token: string; statement: Statement } {
  const token = makeToken(sealer.userId, platform.randomBytes);
  const ticket = { purpose, lastsMs, content, tokenHash: hashToken(token) };
  return { token, statement: createTicketUnder(platform, sealer, ticket) };
}

/** A ticket for whoever holds a token that is known here by its hash alone: no other token is made for it. */
export function createTicketUnder(
  platform: Platform,
  sealer: Sealer,
  { purpose, lastsMs, content = null, tokenHash }: NewTicket & { readonly tokenHash: Uint8Array },
): Statement {
  const id = platform.ids.record();
  const now = platform.now();
  const row = {
    user_id: sealer.userId,
    id,
    purpose,
    token_hash: tokenHash,
    created_at: now,
    ends_at: now + lastsMs,
    key_id: sealer.keyId,
    sealed: sealer.seal(place(id), Buffer.from(JSON.stringify(content))),
  };
  return { query: platform.database.build.insertInto('ticket').values(row), rows: 1 };
}

/** Uses a ticket up: exactly one of several who show the same token gets it. `null`: used, ended, or never made. */
export async function takeTicket(platform: Platform, purpose: TicketPurpose, text: string): Promise<Ticket | null> {
  const token = readToken(text);
  if (!token) return null;
  const { database, now } = platform;
  const query = database.build
    .deleteFrom('ticket')
    .where('user_id', '=', token.userId)
    .where('token_hash', '=', token.hash)
    .where('purpose', '=', purpose)
    .where('ends_at', '>', now())
    .returning(['id', 'sealed']);
  const [rows = []] = await database.write([{ query, rows: null }]);
  // Safe: the rows are those of the `returning` clause above.
  return opened(platform, token, rows as { id: string; sealed: Uint8Array }[]);
}

/** Looks at a ticket without using it up. */
export async function findTicket(platform: Platform, purpose: TicketPurpose, text: string): Promise<Ticket | null> {
  const token = readToken(text);
  if (!token) return null;
  const rows = await platform.database.rows(
    platform.database.build
      .selectFrom('ticket')
      .select(['id', 'sealed'])
      .where('user_id', '=', token.userId)
      .where('token_hash', '=', token.hash)
      .where('purpose', '=', purpose)
      .where('ends_at', '>', platform.now()),
  );
  return opened(platform, token, rows);
}

/** Open tickets of one purpose, the latest first. */
export async function ticketsOf({ database, vault, now }: Platform, userId: UserId, purpose: TicketPurpose): Promise<Ticket[]> {
  const rows = await database.rows(
    database.build
      .selectFrom('ticket')
      .select(['id', 'sealed'])
      .where('user_id', '=', userId)
      .where('purpose', '=', purpose)
      .where('ends_at', '>', now())
      .orderBy('id', 'desc'),
  );
  const { account } = await vault.sealers(userId);
  return rows.map((row) => openedBy(account, row));
}

/** Ends a ticket as part of a unit, which fails as `WrongRowCount` when someone else used it meanwhile. */
export function removeTicket({ database }: Platform, { userId, id }: Ticket): Statement {
  return { query: database.build.deleteFrom('ticket').where('user_id', '=', userId).where('id', '=', id), rows: 1 };
}

/** Ends whatever ticket a token is good for. */
export function removeTicketUnder({ database }: Platform, userId: UserId, tokenHash: Uint8Array): Statement {
  const query = database.build.deleteFrom('ticket').where('user_id', '=', userId).where('token_hash', '=', tokenHash);
  return { query, rows: null };
}

/**
 * Ends every ticket but those that take a change of address back: whoever got into an account and changed its address
 * must not be able to void what its owner was mailed.
 */
export function removeOpenTickets({ database }: Platform, userId: UserId): Statement {
  const query = database.build.deleteFrom('ticket').where('user_id', '=', userId).where('purpose', '!=', 'undo-email');
  return { query, rows: null };
}

/** Ends every ticket but those that take an older change of address back than `ticket` does: they go to who had the account before. */
export function removeLaterTickets({ database }: Platform, { userId, id }: Ticket): Statement {
  const query = database.build
    .deleteFrom('ticket')
    .where('user_id', '=', userId)
    .where((row) => row.or([row('purpose', '!=', 'undo-email'), row('id', '>', id)]));
  return { query, rows: null };
}

/** Ends every ticket of these purposes; of all, when none is named. */
export function removeTickets({ database }: Platform, userId: UserId, ...purposes: readonly TicketPurpose[]): Statement {
  const all = database.build.deleteFrom('ticket').where('user_id', '=', userId);
  return { query: purposes.length === 0 ? all : all.where('purpose', 'in', purposes), rows: null };
}

/**
 * Ends what was begun in a session and is finished without one: a change of address that waits for its link, a code that
 * becomes a key. Which session began it is not kept; whoever ends one that is not theirs ends what it would leave behind.
 */
export function removeBegun(platform: Platform, userId: UserId): Statement {
  return removeTickets(platform, userId, 'email', 'connect');
}

/** The refusal of a link that is void, whatever the reason. */
export function usedUp(): Problem {
  return new Problem('unprocessable', { detail: 'This link was used already, or its time is over.' });
}

/** For a unit that uses a ticket up: of several who show the same one gets it, the others are refused. */
export function unlessUsedUp(cause: unknown): never {
  throw isConflict(cause) ? usedUp() : cause;
}

/** Some row was no longer as it was seen. */
export function isConflict(cause: unknown): boolean {
  return cause instanceof WrongRowCount || (cause instanceof Problem && cause.problem === 'conflict');
}

async function opened(
  platform: Platform,
  { userId }: Token,
  [row]: readonly { readonly id: string; readonly sealed: Uint8Array }[],
): Promise<Ticket | null> {
  return row ? openedBy((await platform.vault.sealers(userId)).account, row) : null;
}

function openedBy(sealer: Sealer, { id, sealed }: { readonly id: string; readonly sealed: Uint8Array }): Ticket {
  const { userId } = sealer;
  const text = Buffer.from(sealer.open(place(id), sealed, openingToSignIn(userId))).toString();
  return { userId, id, content: JSON.parse(text) };
}

function place(id: string) {
  return { table: 'ticket', id, revision: 0 };
}
