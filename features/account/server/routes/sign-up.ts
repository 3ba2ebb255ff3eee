/** Routes of sign-up. */
import { Problem } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import { type Incoming, type Route, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import * as api from '../../api.ts';
import { makePasskeyQuestionFor, provedNewPasskey } from '../passkeys/passkeys.ts';
import { type Parts, deliverSoon, keep } from '../parts.ts';
import { type StartedSession, startSession } from '../sessions/sessions.ts';
import { type UnprovedAccount, assertHardToGuess, createConfirmed, createUnconfirmed } from '../entrance/sign-up.ts';

export function signUpRoutes(parts: Parts): Route[] {
  const { platform, attempts, strength } = parts;
  const { setting } = platform;
  return [
    route(api.getSignUpTerms, 'account', async () => {
      const open = setting.signUp === 'open';
      // Whoever asks is looking at the form: by the time a password is chosen, the word lists are there.
      if (setting.signUp !== 'closed') strength.prepare();
      return { status: 200, body: { open, byInvitation: setting.signUp === 'invite', confirmsByMail: setting.smtp } };
    }),

    route(api.checkInvitation, 'account', async ({ body: { invite }, network }) => {
      await attempts.open('token', network);
      return { status: 200, body: { open: setting.signUp === 'invite' && (await platform.vault.hasInvite(invite)) } };
    }),

    // Not counted: nothing is read or kept for it. The account that follows is.
    route(api.makeSignUpPasskeyOptions, 'account', async ({ body: { email } }) => {
      if (setting.signUp === 'closed') throw new Problem('sign-up-closed');
      return {
        status: 200,
        body: await makePasskeyQuestionFor(parts, { userId: platform.ids.user(), email, purpose: 'sign-up' }),
      };
    }),

    route(api.signUp, 'account', async ({ body, network, device }) => {
      await assertMayJoin(parts, body.invite);
      await attempts.open('signUp', network);
      const account = await newAccount(parts, body, device);
      if (setting.smtp) {
        await attempts.letter({ email: body.email, network });
        await createUnconfirmed(parts, account, device);
        deliverSoon(platform);
        return { status: 202, body: { next: 'check-mail' } };
      }
      const session = await beginSession(platform, await createConfirmed(platform, account), device);
      return { status: 201, body: { next: 'done' }, session };
    }),
  ];
}

/** The first session of a new account. */
export async function beginSession(platform: Platform, userId: UserId, device: string): Promise<StartedSession> {
  const limits = { idleMinutes: api.longestIdleMinutes, sessionDays: api.longestSessionDays };
  const session = startSession(platform, (await platform.vault.sealers(userId)).account, { device, limits });
  await keep(platform, userId, {
    statements: [session.statement],
    deed: { happening: 'signed-up', by: 'user', about: device },
  });
  return session;
}

/** Throws `sign-up-closed` unless new accounts are open, or the invitation is. */
export async function assertMayJoin({ platform: { setting, vault } }: Parts, invite: string | undefined): Promise<void> {
  if (setting.signUp === 'open') return;
  if (setting.signUp === 'closed' || invite === undefined) throw new Problem('sign-up-closed');
  if (await vault.hasInvite(invite)) return;
  throw new Problem('sign-up-closed', { detail: 'This invitation was used, or its time is over.' });
}

type Asked = Incoming<typeof api.signUp>['body'];

/** The account with the one way in that was chosen. */
async function newAccount(parts: Parts, { email, password, passkey, ...asked }: Asked, device: string): Promise<UnprovedAccount> {
  const { platform, passwords, strength } = parts;
  // Where sign-up is open none is needed: whoever comes by an old link is not turned away for it.
  const invite = platform.setting.signUp === 'invite' ? asked.invite : undefined;
  if (passkey) {
    const { userId, content } = await provedNewPasskey(parts, passkey, { purpose: 'sign-up', name: device });
    return { email, userId, invite, way: { kind: 'passkey', content } };
  }
  // Safe: the contract asks for exactly one of the two.
  const chosen = password as string;
  await assertHardToGuess(strength, { email, password: chosen, field: 'password' });
  const content = { hash: await passwords.hash(chosen), changedAt: platform.now() };
  return { email, invite, way: { kind: 'password', content } };
}
