/**
 * Coming in: what follows a first factor that was right. Every way in passes here, so that no way forgets the second factor.
 */
import { Problem } from '@sotto/contract';
import { WrongRowCount } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Caller, SessionCaller } from '@sotto/http';
import type { Credentials } from './credentials.ts';
import { type Parts, keep } from './parts.ts';
import { removeSession, startSession } from './sessions.ts';
import { createTicket, findTicket, removeTicket, type Ticket } from './tickets.ts';
import { isTwoFactorOn } from './two-factor.ts';

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
}

/** After a password or another issuer: a session, or the question for the second factor. The one cookie holds either. */
export async function enter(parts: Parts, proved: Proved, entering: Entering) {
  const { platform } = parts;
  if (!(await isTwoFactorOn(platform, proved.userId))) return enterAtOnce(parts, proved, entering);
  const { account } = await platform.vault.sealers(proved.userId);
  const question = createTicket(platform, account, { purpose: 'second-factor', lastsMs: questionMs });
  const replaced = ownSession(proved, entering);
  const ended = replaced ? [removeSession(platform, proved.userId, replaced.sessionId)] : [];
  await platform.workspaces.writeBeside(proved.userId, [question.statement, ...ended]);
  const session = { token: question.token, maxAgeSeconds: questionMs / 1000 };
  return { status: 200, body: { next: 'second-factor' }, session } as const;
}

/** After both factors, or a passkey, which is two: a session that was not there before. */
export async function enterAtOnce(parts: Parts, proved: Proved, entering: Entering, answered?: Ticket) {
  const { platform, letters } = parts;
  const { userId, credentials } = proved;
  const { content } = credentials.account;
  const { account } = await platform.vault.sealers(userId);
  const session = startSession(platform, account, { device: entering.device, limits: content });
  const replaced = ownSession(proved, entering);
  await keep(platform, userId, {
    statements: [
      ...(answered ? [removeTicket(platform, answered)] : []),
      session.statement,
      ...(replaced ? [removeSession(platform, userId, replaced.sessionId)] : []),
    ],
    deed: { happening: 'signed-in', by: 'user', about: entering.device },
    ...(content.mailOnSignIn && { letter: letters.newSignIn(content.email, { device: entering.device, at: platform.now() }) }),
  }).catch(unlessAnswered);
  return { status: 200, body: { next: 'done' }, session } as const;
}

/** Only the question can be gone: someone answered it a moment ago. */
function unlessAnswered(cause: unknown): never {
  if (cause instanceof WrongRowCount) throw tooLate();
  throw cause;
}

function tooLate(): Problem {
  return new Problem('unprocessable', { detail: 'That took too long. Sign in again from the beginning.' });
}

/** The open question that the cookie holds. Throws `unprocessable` when there is none. */
export async function openQuestion({ platform }: Parts, cookie: string | null): Promise<Ticket> {
  const question = cookie === null ? null : await findTicket(platform, 'second-factor', cookie);
  if (!question) throw tooLate();
  return question;
}

/** The session this browser had in the same account: it ends with the new one. */
function ownSession({ userId }: Proved, { caller }: Entering): SessionCaller | null {
  return caller?.kind === 'session' && caller.userId === userId ? caller : null;
}
