/** Routes of access keys, and of the one-time codes that become one. */
import { Problem, type Scope } from '@sotto/contract';
import { recordActivity } from '@sotto/features/privacy/server';
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { createKey, listKeysOf, removeKey, toDate, toExpiresOn } from '../access-keys/access-keys.ts';
import { openingToSignIn } from '../opening.ts';
import { type Parts, assertEnabled, credentialsOf, keep, toInstant } from '../parts.ts';
import { type Ticket, createTicket, findTicket, isConflict, removeTicket, removeTickets } from '../tokens/tickets.ts';

const codeMs = api.connectCodeMinutes * 60_000;

export function accessKeyRoutes(parts: Parts): Route[] {
  const { platform, letters } = parts;
  return [
    route(api.listAccessKeys, 'account', async ({ by }) => ({ status: 200, body: { items: await listKeysOf(platform, by) } })),

    route(api.makeAccessKey, 'account', async ({ body, by }) => {
      const now = platform.now();
      const id = body.id ?? platform.ids.record();
      const expiresOn = expiryOf(body, now);
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

    ...connectRoutes(parts),
  ];
}

function connectRoutes(parts: Parts): Route[] {
  const { platform, attempts } = parts;
  return [
    route(api.makeConnectCode, 'account', async ({ body: { name, scopes, ...wanted }, by }) => {
      const now = platform.now();
      const promised: PromisedKey = { name, scopes, expiresOn: expiryOf(wanted, now) };
      const { account } = await platform.vault.sealers(by.userId);
      const code = createTicket(platform, account, { purpose: 'connect', lastsMs: codeMs, content: promised });
      // One at a time: a code that was shown and not used is void as soon as another one is shown.
      await platform.workspaces.writeBeside(by.userId, [removeTickets(platform, by.userId, 'connect'), code.statement]);
      return { status: 201, body: { code: code.token, endsAt: toInstant(now + codeMs) } };
    }),

    route(api.connect, 'account', async ({ body, network }) => {
      await attempts.open('token', network);
      const ticket = await findTicket(platform, 'connect', body.code.trim());
      if (!ticket) throw voidCode();
      await assertEnabled(platform, ticket.userId);
      // Whoever shows a code is nobody known, and yet the answer is for them alone.
      return { status: 201, body: await exchange(parts, ticket), headers: { 'cache-control': 'no-store' } };
    }),
  ];
}

/** What a code stands for. */
interface PromisedKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** `YYYY-MM-DD`. */
  readonly expiresOn: string;
}

/** The key that the code was shown for. One unit with the end of the code: of several who show it one gets the key. */
async function exchange({ platform, letters }: Parts, ticket: Ticket) {
  // Safe: tickets of this purpose are made above, with nothing else in them.
  const promised = ticket.content as PromisedKey;
  const { userId } = ticket;
  const { account } = await credentialsOf(platform, openingToSignIn(userId));
  const { account: sealer } = await platform.vault.sealers(userId);
  const { key, statement } = createKey(platform, sealer, { id: platform.ids.record(), ...promised });
  await keep(platform, userId, {
    statements: [removeTicket(platform, ticket), statement],
    deed: { happening: 'access-key-made', by: 'user', about: promised.name },
    letter: letters.keyMade(account.content.email, { at: platform.now() }),
  }).catch((cause: unknown) => {
    throw isConflict(cause) ? voidCode() : cause;
  });
  return { key, scopes: [...promised.scopes], expiresOn: promised.expiresOn };
}

function voidCode(): Problem {
  return new Problem('unprocessable', {
    detail: 'This code was used already, or its time is over. Make another one in the settings.',
  });
}

/** The last day of a key: within reach, that is today at least and a year at most. */
function expiryOf({ expiresOn }: { expiresOn?: string | undefined }, now: number): string {
  if (expiresOn === undefined) return toDate(now, api.defaultKeyDays);
  const [first, last] = [toDate(now), toDate(now, api.longestKeyDays)];
  if (expiresOn >= first && expiresOn <= last) return expiresOn;
  throw new Problem('invalid-input', { errors: [{ field: 'expiresOn', message: `Between ${first} and ${last}.` }] });
}
