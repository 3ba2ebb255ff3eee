/** Routes of signing in and out, and of proving again who is there. */
import { Problem } from '@sotto/contract';
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { orUnheard } from '../limits/attempts.ts';
import { finishChange } from '../address/email-change.ts';
import { enter, enterAtOnce, openQuestion } from '../entrance/entrance.ts';
import { makePasskeyQuestion, provedByPasskey } from '../passkeys/passkeys.ts';
import { type Parts, keep, toInstant } from '../parts.ts';
import { proveCaller, proveSecondFactor } from '../entrance/proofs.ts';
import { freshUntil, refreshSession, removeSession } from '../sessions/sessions.ts';
import { proveByPassword } from '../entrance/sign-in.ts';

export function signInRoutes(parts: Parts): Route[] {
  const { platform, attempts, passwords } = parts;
  return [
    route(api.signIn, 'account', async ({ body, caller, network, device }) => {
      const counted = await attempts.signIn({ email: body.email, caller, network });
      const known = caller?.kind === 'session' ? caller.userId : null;
      const proved = await proveByPassword(platform, passwords, { ...body, known }).catch(orUnheard(counted));
      if (!proved) throw new Problem('wrong-credentials');
      await counted.passed();
      return enter(parts, await finishChange(parts, proved, body.email), { device, caller, network });
    }),

    route(api.getSecondFactorWays, 'account', async ({ cookie }) => {
      const { credentials } = await openQuestion(parts, cookie);
      return { status: 200, body: { passkey: credentials.passkeys.length > 0 } };
    }),

    route(api.completeSignIn, 'account', async ({ body, cookie, network, device, caller }) => {
      const question = await openQuestion(parts, cookie);
      const { userId, ticket } = question;
      const counted = await attempts.secondFactor({ userId, caller, network, guessable: body.code !== undefined });
      const proved = await proveSecondFactor(parts, question, body);
      if (!proved) throw new Problem('wrong-credentials', { detail: 'This code is not right, or was used before.' });
      await counted.passed();
      return enterAtOnce(parts, proved, { device, caller, network }, ticket);
    }),

    // Not counted: nothing is read or kept for it, and counting would cost more. Every look at the page for signing in asks.
    route(api.makePasskeyQuestion, 'account', async () => ({ status: 200, body: await makePasskeyQuestion(parts) })),

    route(api.signInByPasskey, 'account', async ({ body, caller, network, device }) => {
      const counted = await attempts.passkey(network, caller);
      const proved = await provedByPasskey(parts, body.passkey);
      if (!proved) throw new Problem('wrong-credentials', { detail: 'This passkey is not known here. Sign in another way.' });
      await counted.passed();
      attempts.entry({ userId: proved.userId, network });
      return enterAtOnce(parts, proved, { device, caller, network });
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
      await proveCaller(parts, caller, body);
      const session = await refreshSession(platform, caller);
      await platform.database.write([session.statement]);
      const until = (await freshUntil(platform, caller)) ?? platform.now();
      return { status: 200, body: { freshUntil: toInstant(until) }, session };
    }),
  ];
}
