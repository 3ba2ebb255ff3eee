/** Codes that an extension exchanges for an access key, and the pace at which a key may ask. */
import type { Problem } from '@sotto/contract';
import { listActivity } from '@sotto/features/privacy/api';
import { type TestServer, type Visitor, day, engines, minute, problemOf, refusalOf, second, startServer } from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { requestsPerMinute } from './access-keys.ts';
import { signOutEverywhere } from '../by-operator.ts';
import { enrol, features, join, otherPassword, password, type Person, returning } from '../testing/people.ts';

const wanted = { name: 'Browser at work', scopes: ['capture:write' as const, 'duplicates:read' as const] };
const connectPath = '/api/v1/access-keys/connect';
const foreign = { origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop', 'sec-fetch-site': 'cross-site' };

describe.each(engines)('a connect code on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.clock.advance(2 * day));

  const codeOf = async (visitor: Visitor) => (await visitor.call(api.makeConnectCode, { body: wanted })).body.code;
  const exchange = (code: string) => server.visitor().call(api.connect, { body: { code } });
  const keysOf = async (visitor: Visitor) => (await visitor.call(api.listAccessKeys, {})).body.items;

  test('becomes the key that was chosen, shown to the extension alone, told and noted', async () => {
    const { visitor } = await join(server);
    const made = await visitor.call(api.makeConnectCode, { body: wanted });
    expect(Date.parse(made.body.endsAt)).toBe(server.clock.now() + 5 * minute);
    expect(await keysOf(visitor), 'nothing yet').toEqual([]);
    const { status, body } = await exchange(`  ${made.body.code}\n`);
    expect([status, body.scopes]).toEqual([201, wanted.scopes]);
    expect((await server.visitor({ key: body.key }).call(api.getCurrentAccessKey, {})).body).toEqual({
      scopes: wanted.scopes,
      expiresOn: body.expiresOn,
    });
    expect(await keysOf(visitor)).toMatchObject([{ name: wanted.name, scopes: wanted.scopes, expiresOn: body.expiresOn }]);
    const [latest] = (await visitor.call(listActivity, {})).body.items;
    expect(latest).toMatchObject({ happening: 'access-key-made', about: wanted.name });
  });

  test('gives one key, also when ten show it at the same moment', async () => {
    const { visitor } = await join(server);
    const code = await codeOf(visitor);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => problemOf(exchange(code))));
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(9);
    expect(await keysOf(visitor)).toHaveLength(1);
  });

  test('is good for five minutes, and no longer', async () => {
    const [early, late] = [await codeOf((await join(server)).visitor), await codeOf((await join(server)).visitor)];
    server.clock.advance(5 * minute - second);
    expect(await problemOf(exchange(early))).toBeNull();
    server.clock.advance(second);
    expect(await problemOf(exchange(late))).toBe('unprocessable');
  });

  test.each<[string, (visitor: Visitor) => Promise<unknown>]>([
    ['another one is shown', (visitor) => codeOf(visitor)],
    [
      'the password is changed',
      (visitor) => visitor.call(api.changePassword, { body: { current: password, next: otherPassword } }),
    ],
    ['everything is revoked', (visitor) => visitor.call(api.revokeEverything, {})],
    ['the account is deleted', (visitor) => visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } })],
  ])('is void once %s', async (_what, end) => {
    const { visitor } = await join(server);
    const code = await codeOf(visitor);
    await end(visitor);
    expect(await problemOf(exchange(code))).toBe('unprocessable');
  });

  test('is no password: made up, mistyped, or of another purpose it is refused alike', async () => {
    const { visitor } = await join(server);
    const code = await codeOf(visitor);
    const [session = ''] = visitor.cookies.values();
    for (const wrong of [
      'nonsense',
      code.slice(0, -1),
      code.slice(0, -1) + (code.endsWith('A') ? 'Q' : 'A'),
      session,
      `sotto_${code}`,
    ])
      expect((await refusalOf(exchange(wrong))).body).toMatchObject({
        status: 422,
        detail: 'This code was used already, or its time is over. Make another one in the settings.',
      });
    expect(await problemOf(exchange(code)), 'the control').toBeNull();
  });

  test('is shown to a fresh session only, never to a key, and promises no longer life than a key may have', async () => {
    const person = await join(server);
    const { key } = (await exchange(await codeOf(person.visitor))).body;
    expect(await problemOf(codeOf(server.visitor({ key })))).toBe('missing-scope');
    const tooLong = { ...wanted, expiresOn: new Date(server.clock.now() + 367 * day).toISOString().slice(0, 10) };
    expect(await problemOf(person.visitor.call(api.makeConnectCode, { body: tooLong }))).toBe('invalid-input');
    const visitor = await returning(server, person);
    server.clock.advance(10 * minute);
    expect(await problemOf(codeOf(visitor))).toBe('reauthentication-required');
  });

  test.each<[string, (owner: Person) => Promise<unknown>]>([
    [
      'that session is ended',
      async ({ visitor }) => {
        const other = (await visitor.call(api.listSessions, {})).body.items.find(({ current }) => !current);
        await visitor.call(api.endSession, { params: { id: other?.id ?? '' } });
      },
    ],
    ['all other sessions are ended', ({ visitor }) => visitor.call(api.endOtherSessions, {})],
    ['a second factor is turned on', (owner) => enrol(server, owner)],
    [
      'the operator signs its owner out',
      async ({ email }) => {
        const login = await server.platform.vault.findLogin(email);
        if (login) await signOutEverywhere(server.platform, login.userId);
      },
    ],
  ])('made in another session is void once %s', async (_, end) => {
    const owner = await join(server);
    const code = await codeOf(await returning(server, owner));
    await end(owner);
    expect(await problemOf(exchange(code))).toBe('unprocessable');
  });

  test('is exchanged from another origin, whatever cookie comes along; the routes around it are not for others', async () => {
    const { visitor } = await join(server);
    const code = await codeOf(visitor);
    const script = server.visitor();
    const preflight = await script.fetch(connectPath, {
      method: 'OPTIONS',
      headers: { ...foreign, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const send = (each: Visitor, shown: string) =>
      each.fetch(connectPath, {
        method: 'POST',
        headers: { ...foreign, 'content-type': 'application/json' },
        body: JSON.stringify({ code: shown }),
      });
    const refused = await send(visitor, 'nonsense');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([422, '*']);
    const given = await send(visitor, code);
    expect([given.status, given.headers.get('access-control-allow-origin')]).toEqual([201, '*']);
    expect(given.headers.get('cache-control')).toBe('no-store');
    const other = await visitor.fetch('/api/v1/access-keys', { headers: foreign });
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

describe.each(engines)('an access key on %s', (engine) => {
  test('may ask 600 times in a minute, is told how long to wait after that, and leaves other keys as they are', async () => {
    await using server = await startServer({ features, engine });
    const { visitor } = await join(server);
    const keyOf = async () =>
      (await visitor.call(api.makeAccessKey, { body: { name: 'Script', scopes: ['export:read'] } })).body.key;
    const [busy, calm] = [server.visitor({ key: await keyOf() }), server.visitor({ key: await keyOf() })];
    const ask = (script: Visitor) => problemOf(script.call(api.getCurrentAccessKey, {}));
    expect(requestsPerMinute).toBe(600);
    let through = 0;
    for (let asked = 0; asked < requestsPerMinute; asked++) if ((await ask(busy)) === null) through += 1;
    expect(through).toBe(600);
    const refused: Problem = await refusalOf(busy.call(api.getCurrentAccessKey, {}));
    expect([refused.problem, refused.status, refused.retryAfter]).toEqual(['too-many-requests', 429, 60]);
    expect([await ask(calm), await problemOf(visitor.call(api.getAccount, {}))]).toEqual([null, null]);
    server.clock.advance(minute - second);
    expect(await ask(busy)).toBe('too-many-requests');
    server.clock.advance(second);
    expect(await ask(busy)).toBeNull();
  }, 60_000);
});
