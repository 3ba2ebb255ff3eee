/** Routes of passkeys: what a device signs in with. */
import { Problem } from '@sotto/contract';
import { WrongRowCount } from '@sotto/database';
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { toDate } from '../access-keys/access-keys.ts';
import { assertAnotherWayIn, changeCredentials } from '../credentials/change.ts';
import {
  type Credential,
  type Credentials,
  insertCredential,
  removeCredential,
  updateCredential,
} from '../credentials/credentials.ts';
import { makePasskeyQuestionFor, provedNewPasskey } from '../passkeys/passkeys.ts';
import { type Parts, credentialsOf, toInstant } from '../parts.ts';
import { removeTickets } from '../tokens/tickets.ts';

export function passkeyRoutes(parts: Parts): Route[] {
  const { platform, letters } = parts;
  return [
    route(api.listPasskeys, 'account', async ({ by }) => {
      const { passkeys } = await credentialsOf(platform, by);
      return { status: 200, body: { items: passkeys.toReversed().map(viewPasskey) } };
    }),

    route(api.makePasskeyOptions, 'account', async ({ by }) => {
      const { account, passkeys } = await credentialsOf(platform, by);
      assertRoom(passkeys);
      const { email } = account.content;
      return {
        status: 200,
        body: await makePasskeyQuestionFor(parts, { userId: by.userId, email, purpose: 'add', present: passkeys }),
      };
    }),

    route(api.addPasskey, 'account', async ({ body, by, device }) => {
      const seen = await credentialsOf(platform, by);
      assertRoom(seen.passkeys);
      const { userId, content } = await provedNewPasskey(parts, body.passkey, { purpose: 'add', name: body.name ?? device });
      if (userId !== by.userId) throw new Problem('unprocessable', { detail: 'This passkey was made for another account.' });
      assertNew(seen.passkeys, content.credentialId);
      const added = { id: platform.ids.record(), version: 1, createdAt: platform.now(), content };
      const sealers = await platform.vault.sealers(userId);
      await changeCredentials(platform, sealers, seen, {
        statements: [insertCredential(platform, sealers.account, 'passkey', added)],
        deed: { happening: 'passkey-added', by: 'user', about: content.name },
        letter: letters.passkeyAdded(seen.account.content.email, { at: platform.now() }),
      });
      return { status: 201, body: viewPasskey(added) };
    }),

    route(api.renamePasskey, 'account', async ({ params, body, by }) => {
      const seen = passkeyOf(await credentialsOf(platform, by), params.id);
      const content = { ...seen.content, name: body.name };
      const { account } = await platform.vault.sealers(by.userId);
      const renamed = updateCredential(platform, account, 'passkey', { seen, content, version: seen.version + 1 });
      await platform.workspaces.writeBeside(by.userId, [renamed]).catch(unlessLater);
      return { status: 200, body: viewPasskey({ ...seen, content }) };
    }),

    route(api.removePasskey, 'account', async ({ params, by }) => {
      const seen = await credentialsOf(platform, by);
      const passkey = passkeyOf(seen, params.id);
      assertAnotherWayIn(platform, seen, passkey);
      await changeCredentials(platform, await platform.vault.sealers(by.userId), seen, {
        // Whoever was asked for a second factor is asked anew: this one no longer answers.
        statements: [
          removeCredential(platform, by.userId, 'passkey', passkey),
          removeTickets(platform, by.userId, 'second-factor'),
        ],
        deed: { happening: 'passkey-removed', by: 'user', about: passkey.content.name },
        letter: letters.passkeyRemoved(seen.account.content.email, { at: platform.now() }),
      });
      return { status: 204, body: undefined };
    }),
  ];
}

function viewPasskey({ id, createdAt, content }: Credential<'passkey'>): api.PasskeyView {
  const { name, usedOn, synced } = content;
  return { id, name, createdAt: toInstant(createdAt), usedOn: usedOn === null ? null : toDate(usedOn), synced };
}

function passkeyOf({ passkeys }: Credentials, id: string): Credential<'passkey'> {
  const found = passkeys.find((passkey) => passkey.id === id);
  if (!found) throw new Problem('not-found');
  return found;
}

function assertRoom(passkeys: Credentials['passkeys']): void {
  if (passkeys.length < api.mostPasskeys) return;
  throw new Problem('conflict', { detail: `There are ${api.mostPasskeys} already. Remove one first.` });
}

/** A device that was asked properly makes none twice; see `present` in `makePasskeyQuestionFor`. */
function assertNew(passkeys: Credentials['passkeys'], credentialId: string): void {
  if (!passkeys.some(({ content }) => content.credentialId === credentialId)) return;
  throw new Problem('already-exists', { detail: 'This passkey is here already.' });
}

function unlessLater(cause: unknown): never {
  if (!(cause instanceof WrongRowCount)) throw cause;
  throw new Problem('conflict', { detail: 'This passkey was used or changed just now. Try once more.' });
}
