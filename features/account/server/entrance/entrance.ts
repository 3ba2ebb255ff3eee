/**
 * Coming in: what follows a first factor that was right. Every way in passes here, so that no way forgets the second factor.
 *
 * Someone who signs in to an account from a browser that is signed in to it keeps that session until the second factor is
 * shown as well. The question then goes under the session's own token: the one cookie stays as it is, whoever walks away
 * from the question is where they were, and strangers who are guessing codes cannot keep the owner out (see `Attempts`).
 */
import { Problem } from '@sotto/contract';
import { WrongRowCount } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Caller, SessionCaller } from '@sotto/http';
import type { Sealer } from '@sotto/vault';
import { z } from 'zod';
import { type Credentials, holdAccount } from '../credentials/credentials.ts';
import { type Parts, keep } from '../parts.ts';
import { removeOldestSessions, removeSession, startSession, tokenHashOf } from '../sessions/sessions.ts';
import { presentCredentials } from './sign-in.ts';
import {
  type Ticket,
  createTicket,
  createTicketUnder,
  findTicket,
  removeTicket,
  removeTickets,
  removeTicketUnder,
} from '../tokens/tickets.ts';

/** How long the question for a second factor stays open. */
const questionMs = 10 * 60_000;

/** Someone who has shown a first factor. */
export interface Proved {
  readonly userId: UserId;
  readonly credentials: Credentials;
}

/** The request that brought the proof. */
export interface Entering {
  readonly device: string;
  readonly caller: Caller | null;
  readonly network: string;
}

/** The question for a second factor, and the credentials it was asked about: they are the present ones still. */
export interface Question extends Proved {
  readonly ticket: Ticket;
}

type EntranceParts = Pick<Parts, 'platform' | 'letters' | 'attempts'>;

/** After a password or another issuer: a session, or the question for the second factor. The one cookie holds either. */
export async function enter(parts: EntranceParts, proved: Proved, entering: Entering) {
  const { platform } = parts;
  const { userId, credentials } = proved;
  if (!credentials.account.content.secondFactor) return enterAtOnce(parts, proved, entering);
  const { account } = await platform.vault.sealers(userId);
  const known = ownSession(proved, entering);
  const knownHash = known && (await tokenHashOf(platform, known));
  if (knownHash) return askUnder(parts, account, { proved, tokenHash: knownHash });
  const question = createTicket(platform, account, asking(proved));
  await platform.workspaces.writeBeside(userId, [question.statement]);
  return { ...asked, session: { token: question.token, maxAgeSeconds: questionMs / 1000 } } as const;
}

const asked = { status: 200, body: { next: 'second-factor' } } as const;

/** Asks in place of what was asked under the same token before. */
async function askUnder(
  { platform }: EntranceParts,
  sealer: Sealer,
  { proved, tokenHash }: { proved: Proved; tokenHash: Uint8Array },
) {
  await platform.workspaces.writeBeside(proved.userId, [
    removeTicketUnder(platform, proved.userId, tokenHash),
    createTicketUnder(platform, sealer, { ...asking(proved), tokenHash }),
  ]);
  return asked;
}

function asking({ credentials }: Proved) {
  const content: Asked = { version: credentials.account.version };
  return { purpose: 'second-factor', lastsMs: questionMs, content } as const;
}

/** What is kept of a question: the version of the credentials its first factor belongs to. */
const Asked = z.strictObject({ version: z.int() });
type Asked = z.infer<typeof Asked>;

/** After both factors, or a passkey, which is two: a session that was not there before. */
export async function enterAtOnce(parts: EntranceParts, proved: Proved, entering: Entering, answered?: Ticket) {
  const { platform, letters, attempts } = parts;
  const { userId, credentials } = proved;
  const { content } = credentials.account;
  const { device } = entering;
  const isTold = content.mailOnSignIn && (await attempts.signInLetter({ userId, ...entering }));
  const { account } = await platform.vault.sealers(userId);
  const session = startSession(platform, account, { device, limits: content });
  const replaced = ownSession(proved, entering);
  await keep(platform, userId, {
    statements: [
      holdAccount(platform, userId, credentials.account),
      ...(answered ? [removeTicket(platform, answered)] : []),
      ...(replaced ? [removeSession(platform, userId, replaced.sessionId)] : []),
      removeTickets(platform, userId, 'reset-by-hand'),
      removeOldestSessions(platform, userId),
      session.statement,
    ],
    deed: { happening: 'signed-in', by: 'user', about: device },
    ...(isTold && { letter: letters.newSignIn(content.email, { device, at: platform.now() }) }),
  }).catch((cause: unknown) => {
    if (!(cause instanceof WrongRowCount)) throw cause;
    throw answered ? tooLate() : new Problem('wrong-credentials', { detail: 'This was changed just now. Sign in again.' });
  });
  return { status: 200, body: { next: 'done' }, session } as const;
}

/** The question was answered a moment ago, or what it asked about has changed since. */
function tooLate(): Problem {
  return new Problem('unprocessable', {
    detail: 'That took too long, or how you sign in was changed meanwhile. Sign in again from the beginning.',
  });
}

/**
 * The open question that the cookie holds. Throws `unprocessable` when there is none, and when how one signs in has changed
 * since it was asked: the first factor that came before it may be worth nothing by now.
 */
export async function openQuestion({ platform }: Pick<Parts, 'platform'>, cookie: string | null): Promise<Question> {
  const ticket = cookie === null ? null : await findTicket(platform, 'second-factor', cookie);
  if (!ticket) throw tooLate();
  const credentials = await presentCredentials(platform, ticket.userId);
  const { data: about } = Asked.safeParse(ticket.content);
  if (!credentials || about?.version !== credentials.account.version) throw tooLate();
  return { ticket, userId: ticket.userId, credentials };
}

/** The session this browser has in the same account: it ends with the new one. */
function ownSession({ userId }: Proved, { caller }: Entering): SessionCaller | null {
  return caller?.kind === 'session' && caller.userId === userId ? caller : null;
}
