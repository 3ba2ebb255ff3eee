/** Routes of the second factor. */
import { Problem } from '@sotto/contract';
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { changeCredentials } from '../credentials/change.ts';
import { type Parts, credentialsOf, toInstant } from '../parts.ts';
import { countRecoveryCodes, removeRecoveryCodes, replaceRecoveryCodes } from '../second-factor/recovery-codes.ts';
import { refreshSession, removeOtherSessions, renewToken } from '../sessions/sessions.ts';
import { removeBegun, removeTickets } from '../tokens/tickets.ts';
import { stepOfCode, toKeyUri, toTypedSecret } from '../second-factor/totp.ts';
import { beginSecret, pendingSecret, removeSecrets, turnOn } from '../second-factor/two-factor.ts';

export function twoFactorRoutes(parts: Parts): Route[] {
  const { platform, attempts, letters } = parts;
  return [
    route(api.getTwoFactor, 'account', async ({ by }) => {
      const { secondFactor } = (await credentialsOf(platform, by)).account.content;
      if (!secondFactor) return { status: 200, body: { since: null, recoveryCodesLeft: 0 } };
      const recoveryCodesLeft = await countRecoveryCodes(platform, by.userId);
      return { status: 200, body: { since: toInstant(secondFactor.since), recoveryCodesLeft } };
    }),

    route(api.beginTwoFactor, 'account', async ({ by }) => {
      const { email } = (await credentialsOf(platform, by)).account.content;
      const secret = await beginSecret(platform, by);
      return { status: 201, body: { secret: toTypedSecret(secret), uri: toKeyUri(secret, email) } };
    }),

    route(api.confirmTwoFactor, 'account', async ({ body, by, caller }) => {
      const seen = await credentialsOf(platform, by);
      const pending = await pendingSecret(platform, by);
      if (!pending) throw new Problem('conflict', { detail: 'No key is waiting for its first code. Begin again.' });
      const counted = await attempts.again(caller);
      const step = stepOfCode(pending.secret, body.code, platform.now());
      if (step === null) throw new Problem('wrong-credentials', { detail: 'This is not the code the app shows for this key.' });
      await counted.passed();
      const sealers = await platform.vault.sealers(by.userId);
      const session = await refreshSession(platform, caller);
      const { shown, statements } = replaceRecoveryCodes(platform, by.userId);
      await changeCredentials(platform, sealers, seen, {
        changesSecondFactor: true,
        account: { secondFactor: { id: pending.id, since: platform.now() } },
        statements: [
          ...turnOn(platform, sealers.account, pending, step),
          ...statements,
          session.statement,
          removeOtherSessions(platform, caller),
          removeBegun(platform, by.userId),
          removeTickets(platform, by.userId, 'second-factor'),
        ],
        deed: { happening: 'two-factor-on', by: 'user' },
        letter: letters[seen.account.content.secondFactor ? 'twoFactorMoved' : 'twoFactorOn'](seen.account.content.email, {
          at: platform.now(),
        }),
      });
      return { status: 200, body: { recoveryCodes: shown }, session };
    }),

    route(api.makeRecoveryCodes, 'account', async ({ by }) => {
      const seen = await credentialsOf(platform, by);
      const { email, secondFactor } = seen.account.content;
      if (!secondFactor)
        throw new Problem('conflict', { detail: 'There is no second factor to stand in for. Turn it on first.' });
      const { shown, statements } = replaceRecoveryCodes(platform, by.userId);
      await changeCredentials(platform, await platform.vault.sealers(by.userId), seen, {
        changesSecondFactor: true,
        statements,
        deed: { happening: 'recovery-codes-made', by: 'user' },
        letter: letters.recoveryCodesMade(email, { at: platform.now() }),
      });
      return { status: 201, body: { recoveryCodes: shown } };
    }),

    route(api.endTwoFactor, 'account', async ({ by, caller }) => {
      const seen = await credentialsOf(platform, by);
      const { email, secondFactor } = seen.account.content;
      if (!secondFactor) {
        // One that was begun and never confirmed: nobody signed in with it, so there is nobody to tell.
        await platform.workspaces.writeBeside(by.userId, [removeSecrets(platform, by.userId, 'pending')]);
        return { status: 204, body: undefined };
      }
      const session = await renewToken(platform, caller);
      await changeCredentials(platform, await platform.vault.sealers(by.userId), seen, {
        changesSecondFactor: true,
        account: { secondFactor: null },
        statements: [
          removeSecrets(platform, by.userId),
          removeRecoveryCodes(platform, by.userId),
          session.statement,
          removeTickets(platform, by.userId, 'second-factor'),
        ],
        deed: { happening: 'two-factor-off', by: 'user' },
        letter: letters.twoFactorOff(email, { at: platform.now() }),
      });
      return { status: 204, body: undefined, session };
    }),
  ];
}
