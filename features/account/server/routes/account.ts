/** Routes of the account itself: what it is, and how it ends. */
import { Problem } from '@sotto/contract';
import { type Route, type SessionCaller, route } from '@sotto/http';
import type { Opening } from '@sotto/vault';
import * as api from '../../api.ts';
import { endAllHelp, removeAllFeeds, removeAllKeys } from '../access-keys/access-keys.ts';
import { deleteAccountOf } from '../by-operator.ts';
import { updateCredential } from '../credentials/credentials.ts';
import { type Parts, credentialsOf, keep, toInstant } from '../parts.ts';
import { freshUntil, limitSessions, removeAllSessions } from '../sessions/sessions.ts';
import { removeOpenTickets } from '../tokens/tickets.ts';

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
      await platform.workspaces.writeBeside(by.userId, [
        updateCredential(platform, sealer, 'account', { seen: account, content }),
        limitSessions(platform, by.userId, content),
      ]);
      return { status: 200, body: await viewAccount(parts, by, caller) };
    }),

    ...erasureRoutes(parts),
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
          removeAllFeeds(platform, by.userId),
          endAllHelp(platform, by.userId),
          // Not the way back from a change of address, which whoever came in would like to void.
          removeOpenTickets(platform, by.userId),
        ],
        deed: { happening: 'everything-revoked', by: 'user' },
        letter: letters.everythingRevoked(email, { at: platform.now() }),
      });
      return { status: 204, body: undefined, session: 'ended' };
    }),

    route(api.deleteAccount, 'account', async ({ by }) => {
      await deleteAccountOf(platform, by);
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
    ...(await haltedAt(platform, by)),
  };
}

async function haltedAt({ database }: Parts['platform'], { userId }: Opening) {
  const query = database.build.selectFrom('workspace').select(['disabled_at', 'frozen_at']).where('user_id', '=', userId);
  const [row] = await database.rows(query);
  return {
    disabledAt: row?.disabled_at ? toInstant(row.disabled_at) : null,
    frozenAt: row?.frozen_at ? toInstant(row.frozen_at) : null,
  };
}
