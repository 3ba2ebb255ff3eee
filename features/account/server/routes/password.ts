/** Routes of the password: changing it, doing without one, choosing a new one when it is forgotten. */
import { Problem } from '@sotto/contract';
import { type Incoming, type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { removeAllKeys } from '../access-keys/access-keys.ts';
import { assertAnotherWayIn, changeCredentials } from '../credentials/change.ts';
import { putPassword, removeCredential } from '../credentials/credentials.ts';
import { type Parts, credentialsOf } from '../parts.ts';
import { askForReset, resetPassword } from '../passwords/password-reset.ts';
import { proveCaller } from '../entrance/proofs.ts';
import { type StartedSession, refreshSession, removeOtherSessions } from '../sessions/sessions.ts';
import { assertHardToGuess } from '../entrance/sign-up.ts';
import { removeOpenTickets } from '../tokens/tickets.ts';

export function passwordRoutes(parts: Parts): Route[] {
  const { platform, attempts, letters } = parts;
  return [
    route(api.changePassword, 'account', async (request) => ({
      status: 204,
      body: undefined,
      session: await changePassword(parts, request),
    })),

    route(api.removePassword, 'account', async ({ by }) => {
      const seen = await credentialsOf(platform, by);
      if (!seen.password) return { status: 204, body: undefined };
      assertAnotherWayIn(platform, seen, seen.password);
      await changeCredentials(platform, await platform.vault.sealers(by.userId), seen, {
        statements: [removeCredential(platform, by.userId, 'password', seen.password), removeOpenTickets(platform, by.userId)],
        deed: { happening: 'password-removed', by: 'user' },
        letter: letters.passwordRemoved(seen.account.content.email, { at: platform.now() }),
      });
      return { status: 204, body: undefined };
    }),

    route(api.forgotPassword, 'account', async ({ body: { email }, network }) => {
      await attempts.open('reset', network);
      await askForReset(parts, email);
      return { status: 202, body: { next: 'check-mail' } };
    }),

    route(api.resetPassword, 'account', async ({ body, network }) => {
      await attempts.open('token', network);
      await resetPassword(parts, body);
      return { status: 200, body: { next: 'sign-in' } };
    }),
  ];
}

type Asked = Incoming<typeof api.changePassword>;

/** The present password is proof enough; without one, fresh proof of another kind is asked for. */
async function changePassword(parts: Parts, { body, caller, by }: Asked): Promise<StartedSession> {
  const { platform, passwords, strength, letters } = parts;
  const { userId } = caller;
  const seen = await credentialsOf(platform, by);
  if (seen.password || body.current !== undefined) await proveCaller(parts, caller, { password: body.current ?? '' });
  else if (!caller.fresh) throw new Problem('reauthentication-required');
  const { email } = seen.account.content;
  await assertHardToGuess(strength, { email, password: body.next, field: 'next', lane: 'known' });
  const content = { hash: await passwords.hash(body.next, 'known'), changedAt: platform.now() };
  const sealers = await platform.vault.sealers(userId);
  const session = await refreshSession(platform, caller);
  await changeCredentials(platform, sealers, seen, {
    statements: [
      putPassword(platform, sealers.account, seen.password, content),
      // Any number of rows: ended elsewhere meanwhile, it must not keep the password from its place.
      { ...session.statement, rows: null },
      removeOtherSessions(platform, caller),
      // Whatever someone else began with the old password: a change of address, a code for a key, a question half answered.
      removeOpenTickets(platform, userId),
      ...(body.endKeys ? [removeAllKeys(platform, userId)] : []),
    ],
    deed: { happening: 'password-changed', by: 'user' },
    letter: letters.passwordChanged(email, { at: platform.now() }),
  });
  return session;
}
