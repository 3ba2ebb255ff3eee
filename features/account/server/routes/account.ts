/** Routes of the account itself: what it is, its password, and how it ends. */
import { Problem } from '@sotto/contract';
import { type Route, type SessionCaller, route } from '@sotto/http';
import type { Opening } from '@sotto/vault';
import * as api from '../../api.ts';
import { removeAllKeys } from '../access-keys.ts';
import { assertAnotherWayIn, changeCredentials } from '../change.ts';
import { insertCredential, removeCredential, updateCredential } from '../credentials.ts';
import { type Parts, credentialsOf, keep, toInstant } from '../parts.ts';
import { proveCaller } from '../proofs.ts';
import { freshUntil, limitSessions, refreshSession, removeAllSessions, removeOtherSessions } from '../sessions.ts';
import { assertHardToGuess } from '../sign-up.ts';
import { removeTickets } from '../tickets.ts';

export function accountRoutes(parts: Parts): Route[] {
  const { platform } = parts;
  return [
    route(api.getAccount, 'account', async ({ by, caller }) => ({ status: 200, body: await viewAccount(parts, by, caller) })),

    route(api.changeAccount, 'account', async ({ body, by, caller }) => {
      const { account } = await credentialsOf(platform, by);
      const seen = account.content;
      const { idleMinutes = seen.idleMinutes, sessionDays = seen.sessionDays, mailOnSignIn = seen.mailOnSignIn } = body;
      const asksForProof =
        idleMinutes > seen.idleMinutes || sessionDays > seen.sessionDays || (seen.mailOnSignIn && !mailOnSignIn);
      if (asksForProof && !caller.fresh) throw new Problem('reauthentication-required');
      const content = { ...seen, idleMinutes, sessionDays, mailOnSignIn };
      const { account: sealer } = await platform.vault.sealers(by.userId);
      await platform.database.write([
        updateCredential(platform, sealer, 'account', { seen: account, content }),
        limitSessions(platform, by.userId, content),
      ]);
      return { status: 200, body: await viewAccount(parts, by, caller) };
    }),

    ...passwordRoutes(parts),
    ...erasureRoutes(parts),
  ];
}

function passwordRoutes(parts: Parts): Route[] {
  const { platform, passwords, strength, letters } = parts;
  return [
    route(api.changePassword, 'account', async ({ body, caller, by }) => {
      const { userId } = caller;
      const seen = await credentialsOf(platform, by);
      if (seen.password || body.current !== undefined) await proveCaller(parts, caller, { password: body.current ?? '' });
      else if (!caller.fresh) throw new Problem('reauthentication-required');
      const { email } = seen.account.content;
      await assertHardToGuess(strength, { email, password: body.next, field: 'next' });
      const content = { hash: await passwords.hash(body.next, 'known'), changedAt: platform.now() };
      const sealers = await platform.vault.sealers(userId);
      const session = await refreshSession(platform, caller);
      const put = seen.password
        ? updateCredential(platform, sealers.account, 'password', {
            seen: seen.password,
            content,
            version: seen.password.version + 1,
          })
        : insertCredential(platform, sealers.account, 'password', {
            id: platform.ids.record(),
            version: 1,
            createdAt: platform.now(),
            content,
          });
      await changeCredentials(platform, sealers, seen, {
        // Any number of rows of the session: ended elsewhere meanwhile, it must not keep the password from its place.
        statements: [
          put,
          { ...session.statement, rows: null },
          removeOtherSessions(platform, caller),
          removeTickets(platform, userId, 'reset', 'second-factor'),
          ...(body.endKeys ? [removeAllKeys(platform, userId)] : []),
        ],
        deed: { happening: 'password-changed', by: 'user' },
        letter: letters.passwordChanged(email, { at: platform.now() }),
      });
      return { status: 204, body: undefined, session };
    }),

    route(api.removePassword, 'account', async ({ by }) => {
      const seen = await credentialsOf(platform, by);
      if (!seen.password) return { status: 204, body: undefined };
      assertAnotherWayIn(seen, seen.password);
      await changeCredentials(platform, await platform.vault.sealers(by.userId), seen, {
        statements: [
          removeCredential(platform, by.userId, 'password', seen.password),
          removeTickets(platform, by.userId, 'reset', 'second-factor'),
        ],
        deed: { happening: 'password-removed', by: 'user' },
        letter: letters.passwordRemoved(seen.account.content.email, { at: platform.now() }),
      });
      return { status: 204, body: undefined };
    }),
  ];
}

function erasureRoutes({ platform, letters }: Parts): Route[] {
  return [
    route(api.revokeEverything, 'account', async ({ by }) => {
      const { email } = (await credentialsOf(platform, by)).account.content;
      await keep(platform, by.userId, {
        statements: [
          removeAllSessions(platform, by.userId),
          removeAllKeys(platform, by.userId),
          removeTickets(platform, by.userId),
        ],
        deed: { happening: 'everything-revoked', by: 'user' },
        letter: letters.everythingRevoked(email, { at: platform.now() }),
      });
      return { status: 204, body: undefined, session: 'ended' };
    }),

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
        letter: letters.dataDeleted(email, { at: platform.now() }),
      });
      return { status: 204, body: undefined };
    }),
  ];
}

async function viewAccount({ platform }: Parts, by: Opening, caller: SessionCaller): Promise<api.AccountView> {
  const credentials = await credentialsOf(platform, by);
  const { account, password, passkeys, identities } = credentials;
  const { secondFactor, ...details } = account.content;
  const fresh = await freshUntil(platform, caller);
  return {
    ...details,
    createdAt: toInstant(account.createdAt),
    passwordChangedAt: password ? toInstant(password.content.changedAt) : null,
    freshUntil: fresh === null ? null : toInstant(fresh),
    proofs: [
      ...(password ? (['password'] as const) : []),
      ...(secondFactor ? (['code'] as const) : []),
      ...(passkeys.length > 0 ? (['passkey'] as const) : []),
      ...(identities.length > 0 ? (['issuer'] as const) : []),
    ],
    mailLeaves: platform.setting.smtp,
    disabledAt: await disabledAt(platform, by),
  };
}

async function disabledAt({ database }: Parts['platform'], { userId }: Opening): Promise<string | null> {
  const [row] = await database.rows(database.build.selectFrom('workspace').select('disabled_at').where('user_id', '=', userId));
  return row?.disabled_at ? toInstant(row.disabled_at) : null;
}
