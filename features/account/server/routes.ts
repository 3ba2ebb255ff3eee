/** The routes of account and sign-in: who, may they, open, decide, keep, answer. */
import { availableParallelism } from 'node:os';
import { Problem } from '@sotto/contract';
import { type Statement, WrongRowCount } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { type Deed, recordActivity } from '@sotto/features/privacy/server';
import { type Route, type SessionCaller, route } from '@sotto/http';
import type { Letter } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import * as api from '../api.ts';
import { createKey, listKeysOf, removeAllKeys, removeKey, toDate, toExpiresOn } from './access-keys.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { type Credentials, readCredentials, updateCredential } from './credentials.ts';
import { type Letters, createLetters } from './letters.ts';
import { createLimiter } from './limits.ts';
import { type Passwords, createPasswords } from './passwords.ts';
import {
  type StartedSession,
  freshUntil,
  limitSessions,
  listSessionsOf,
  refreshSession,
  removeOtherSessions,
  removeSession,
  startSession,
} from './sessions.ts';
import { type Proved, proveAgain, proveByPassword, replacePassword } from './sign-in.ts';
import { assertHardToGuess, confirmAddress, createConfirmed, createUnconfirmed } from './sign-up.ts';
import type { Strength } from './strength.ts';
import { createTurnstile } from './turnstile.ts';

/** What all these routes stand on. */
interface Parts {
  readonly platform: Platform;
  readonly attempts: Attempts;
  readonly passwords: Passwords;
  readonly strength: Strength;
  readonly letters: Letters;
}

export function accountRoutes(platform: Platform, strength: Strength): Route[] {
  // A slow hash takes a core and 32 MiB: two at once, and one core is left to everyone else. Twenty waiting are about a second.
  const atOnce = Math.max(1, Math.min(2, availableParallelism() - 1));
  const turnstile = createTurnstile({ atOnce, waiting: 20, retryAfterSeconds: 2 });
  const parts: Parts = {
    platform,
    strength,
    attempts: createAttempts(platform, createLimiter(platform)),
    passwords: createPasswords(turnstile, platform.randomBytes),
    letters: createLetters(platform.setting.origin),
  };
  return [
    ...entranceRoutes(parts),
    ...accountItselfRoutes(parts),
    ...erasureRoutes(parts),
    ...sessionRoutes(parts),
    ...keyRoutes(parts),
  ];
}

function entranceRoutes(parts: Parts): Route[] {
  const { platform, attempts, passwords, strength } = parts;
  const { setting } = platform;
  const isOpen = setting.signUp === 'open';
  return [
    route(api.getSignUpTerms, 'account', async () => {
      // Whoever asks is looking at the form: by the time a password is chosen, the word lists are there.
      if (isOpen) strength.prepare();
      return { status: 200, body: { open: isOpen, confirmsByMail: setting.smtp } };
    }),

    route(api.signUp, 'account', async ({ body: { email, password }, network, device }) => {
      if (!isOpen) throw new Problem('sign-up-closed');
      await attempts.open('signUp', network);
      await assertHardToGuess(strength, { email, password, field: 'password' });
      if (setting.smtp) await attempts.letter(email);
      const account = { email, hash: await passwords.hash(password) };
      if (setting.smtp) {
        await createUnconfirmed(parts, account);
        deliverSoon(platform);
        return { status: 202, body: { next: 'check-mail' } };
      }
      const userId = await createConfirmed(platform, account);
      const limits = { idleMinutes: api.longestIdleMinutes, sessionDays: api.longestSessionDays };
      const session = startSession(platform, (await platform.vault.sealers(userId)).account, { device, limits });
      await keep(platform, userId, {
        statements: [session.statement],
        deed: { happening: 'signed-up', by: 'user', about: device },
      });
      return { status: 201, body: { next: 'done' }, session };
    }),

    route(api.verifyEmail, 'account', async ({ body, network }) => {
      await attempts.open('token', network);
      await confirmAddress(platform, body.token);
      return { status: 200, body: { next: 'sign-in' } };
    }),

    route(api.signIn, 'account', async ({ body, caller, network, device }) => {
      const counted = await attempts.signIn({ email: body.email, caller, network });
      const proved = await proveByPassword(platform, passwords, body);
      if (!proved) throw new Problem('wrong-credentials');
      await counted.passed();
      const session = await signInto(parts, proved, {
        device,
        replaced: caller?.kind === 'session' && caller.userId === proved.userId ? caller : null,
      });
      return { status: 200, body: { next: 'done' }, session };
    }),

    route(api.signOut, 'account', async ({ caller, device }) => {
      if (caller?.kind === 'session') {
        const { userId, sessionId } = caller;
        await keep(platform, userId, {
          statements: [removeSession(platform, userId, sessionId)],
          deed: { happening: 'signed-out', by: 'user', about: device },
        });
      }
      return { status: 204, body: undefined, session: 'ended' };
    }),

    route(api.reauthenticate, 'account', async ({ body, caller }) => {
      await proveCaller(parts, caller, body.password);
      const session = await refreshSession(platform, caller);
      await platform.database.write([session.statement]);
      return { status: 200, body: { freshUntil: toInstant((await freshUntil(platform, caller)) ?? platform.now()) }, session };
    }),
  ];
}

/** Starts the session of someone who has proved who they are; a session they already had in this browser ends with it. */
async function signInto(
  { platform, letters }: Parts,
  { userId, credentials }: Proved,
  { device, replaced }: { device: string; replaced: SessionCaller | null },
): Promise<StartedSession> {
  const { mail, vault, now } = platform;
  const { content } = credentials.account;
  const sealers = await vault.sealers(userId);
  const session = startSession(platform, sealers.account, { device, limits: content });
  const ended = replaced ? [removeSession(platform, userId, replaced.sessionId)] : [];
  const told = content.mailOnSignIn ? mail.queue(userId, sealers, letters.newSignIn(content.email, { device, at: now() })) : [];
  await keep(platform, userId, {
    statements: [session.statement, ...ended, ...told],
    deed: { happening: 'signed-in', by: 'user', about: device },
  });
  return session;
}

/** Throws `wrong-credentials` unless `password` is the caller's. */
async function proveCaller({ platform, attempts, passwords }: Parts, caller: SessionCaller, password: string): Promise<Proved> {
  const counted = await attempts.again(caller);
  const proved = await proveAgain(platform, passwords, { userId: caller.userId, password });
  if (!proved) throw new Problem('wrong-credentials', { detail: 'This is not your password.' });
  await counted.passed();
  return proved;
}

function accountItselfRoutes(parts: Parts): Route[] {
  const { platform, passwords, strength, letters } = parts;
  return [
    route(api.getAccount, 'account', async ({ by, caller }) => ({ status: 200, body: await viewAccount(platform, by, caller) })),

    route(api.changeAccount, 'account', async ({ body, by, caller }) => {
      const { account } = await credentialsOf(platform, by);
      const {
        idleMinutes = account.content.idleMinutes,
        sessionDays = account.content.sessionDays,
        mailOnSignIn = account.content.mailOnSignIn,
      } = body;
      const isLonger = idleMinutes > account.content.idleMinutes || sessionDays > account.content.sessionDays;
      if (isLonger && !caller.fresh) throw new Problem('reauthentication-required');
      const content = { email: account.content.email, idleMinutes, sessionDays, mailOnSignIn };
      const { account: sealer } = await platform.vault.sealers(by.userId);
      await platform.database.write([
        updateCredential(platform, sealer, account, { content }),
        limitSessions(platform, by.userId, content),
      ]);
      return { status: 200, body: await viewAccount(platform, by, caller) };
    }),

    route(api.changePassword, 'account', async ({ body, caller }) => {
      const proved = await proveCaller(parts, caller, body.current);
      const { email } = proved.credentials.account.content;
      await assertHardToGuess(strength, { email, password: body.next, field: 'next' });
      const hash = await passwords.hash(body.next, 'known');
      const session = await refreshSession(platform, caller);
      const letter = letters.passwordChanged(email, platform.now());
      const told = platform.mail.queue(caller.userId, await platform.vault.sealers(caller.userId), letter);
      const ended = [removeOtherSessions(platform, caller), ...(body.endKeys ? [removeAllKeys(platform, caller.userId)] : [])];
      const replaced = await replacePassword(platform, proved, hash).catch(unlessLater);
      // Any number of rows of the session: ended elsewhere meanwhile, it must not keep the password from its place.
      const statements = [replaced, ...ended, { ...session.statement, rows: null }, ...told];
      await keep(platform, caller.userId, { statements, deed: { happening: 'password-changed', by: 'user' } }).catch(unlessLater);
      return { status: 204, body: undefined, session };
    }),
  ];
}

/** Both units of a password change only fail so when another change was quicker. */
function unlessLater(cause: unknown): never {
  if (cause instanceof WrongRowCount)
    throw new Problem('conflict', { detail: 'The password was changed elsewhere just now. That one counts.' });
  throw cause;
}

function erasureRoutes({ platform, letters }: Parts): Route[] {
  return [
    route(api.deleteAccount, 'account', async ({ by }) => {
      // Opened while it can be: in a moment nothing of this person opens any more.
      const { email } = (await credentialsOf(platform, by)).account.content;
      await platform.vault.eraseAccount(by.userId);
      platform.mail.sendOnce(letters.accountDeleted(email));
      return { status: 204, body: undefined, session: 'ended' };
    }),

    route(api.deleteData, 'account', async ({ by }) => {
      const { email } = (await credentialsOf(platform, by)).account.content;
      await platform.vault.eraseData(by.userId, (sealers) => platform.workspaces.initialRows(sealers, platform.beginnings()));
      await keep(platform, by.userId, {
        statements: [],
        deed: { happening: 'data-deleted', by: 'user' },
        letter: letters.dataDeleted(email, platform.now()),
      });
      return { status: 204, body: undefined };
    }),
  ];
}

function sessionRoutes({ platform }: Parts): Route[] {
  return [
    route(api.listSessions, 'account', async ({ by, caller }) => ({
      status: 200,
      body: { items: await listSessionsOf(platform, by, caller.sessionId) },
    })),

    route(api.endSession, 'account', async ({ params, by, caller }) => {
      const session = (await listSessionsOf(platform, by, caller.sessionId)).find(({ id }) => id === params.id);
      if (!session) throw new Problem('not-found');
      await keep(platform, by.userId, {
        statements: [removeSession(platform, by.userId, session.id)],
        deed: { happening: 'session-ended', by: 'user', about: session.label },
      });
      return session.current ? { status: 204, body: undefined, session: 'ended' } : { status: 204, body: undefined };
    }),

    route(api.endOtherSessions, 'account', async ({ by, caller }) => {
      const others = (await listSessionsOf(platform, by, caller.sessionId)).filter(({ current }) => !current);
      await keep(platform, by.userId, {
        statements: [removeOtherSessions(platform, caller)],
        deed: { happening: 'session-ended', by: 'user', count: others.length },
      });
      return { status: 204, body: undefined };
    }),
  ];
}

function keyRoutes({ platform, letters }: Parts): Route[] {
  return [
    route(api.listAccessKeys, 'account', async ({ by }) => ({ status: 200, body: { items: await listKeysOf(platform, by) } })),

    route(api.makeAccessKey, 'account', async ({ body, by }) => {
      const now = platform.now();
      const id = body.id ?? platform.ids.record();
      const expiresOn = body.expiresOn ?? toDate(now, api.defaultKeyDays);
      assertWithinReach(expiresOn, now);
      const { account } = await credentialsOf(platform, by);
      const sealers = await platform.vault.sealers(by.userId);
      const { key, statement } = createKey(platform, sealers.account, { id, name: body.name, scopes: body.scopes, expiresOn });
      await keep(platform, by.userId, {
        statements: [statement],
        deed: { happening: 'access-key-made', by: 'user', about: body.name },
        letter: letters.keyMade(account.content.email, now),
      });
      return {
        status: 201,
        body: { id, name: body.name, scopes: body.scopes, createdAt: toInstant(now), usedOn: null, expiresOn, key },
      };
    }),

    route(api.endAccessKey, 'account', async ({ params, by }) => {
      const name = await removeKey(platform, by, params.id);
      if (name === null) throw new Problem('not-found');
      await recordActivity(platform, by.userId, { happening: 'access-key-ended', by: 'user', about: name });
      return { status: 204, body: undefined };
    }),

    route(api.getCurrentAccessKey, 'account', async ({ caller }) => ({
      status: 200,
      body: { scopes: [...caller.scopes], expiresOn: toExpiresOn(caller.expiresAt) },
    })),
  ];
}

/** A key works today at least and a year at most. */
function assertWithinReach(expiresOn: string, now: number): void {
  const [first, last] = [toDate(now), toDate(now, api.longestKeyDays)];
  if (expiresOn >= first && expiresOn <= last) return;
  throw new Problem('invalid-input', { errors: [{ field: 'expiresOn', message: `Between ${first} and ${last}.` }] });
}

/** What is kept of one deed: rows, a line in the activity log, perhaps a letter. */
interface Kept {
  readonly statements: readonly Statement[];
  readonly deed: Deed;
  readonly letter?: Letter;
}

/** Throws `KeyShredded` when the account is being erased; then nothing is kept. */
async function keep(platform: Platform, userId: UserId, { statements, deed, letter }: Kept): Promise<void> {
  const { workspaces, vault, mail } = platform;
  const queued = letter ? mail.queue(userId, await vault.sealers(userId), letter) : [];
  const unit = [...statements, ...queued];
  if (unit.length > 0) await workspaces.writeBeside(userId, unit);
  await recordActivity(platform, userId, deed);
  deliverSoon(platform);
}

/** Starts delivery without waiting for it: how long a mail server takes is told to nobody. What fails stays queued. */
function deliverSoon({ mail, log }: Platform): void {
  mail.deliver().catch((cause: unknown) => log.error('mail not delivered', { cause }));
}

async function credentialsOf(platform: Platform, by: Opening): Promise<Credentials> {
  const credentials = await readCredentials(platform, by);
  // A session without credentials: the account was erased between the two queries.
  if (!credentials) throw new Problem('not-signed-in');
  return credentials;
}

async function viewAccount(platform: Platform, by: Opening, caller: SessionCaller): Promise<api.AccountView> {
  const { account, password } = await credentialsOf(platform, by);
  const fresh = await freshUntil(platform, caller);
  return {
    ...account.content,
    createdAt: toInstant(account.createdAt),
    passwordChangedAt: toInstant(password.content.changedAt),
    freshUntil: fresh === null ? null : toInstant(fresh),
    mailLeaves: platform.setting.smtp,
  };
}

function toInstant(moment: number): string {
  return new Date(moment).toISOString();
}
