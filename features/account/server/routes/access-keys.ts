/** Routes of access keys. */
import { Problem } from '@sotto/contract';
import { recordActivity } from '@sotto/features/privacy/server';
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { createKey, listKeysOf, removeKey, toDate, toExpiresOn } from '../access-keys.ts';
import { type Parts, credentialsOf, keep, toInstant } from '../parts.ts';

export function accessKeyRoutes({ platform, letters }: Parts): Route[] {
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
        letter: letters.keyMade(account.content.email, { at: now }),
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
