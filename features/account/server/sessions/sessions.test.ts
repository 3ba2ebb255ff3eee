/** Sessions across server processes and clocks: what ends in one place has ended everywhere, at the next request. */
import {
  type Stores,
  type TestServer,
  type Visitor,
  createClock,
  day,
  engines,
  freePort,
  freshStores,
  hour,
  minute,
  problemOf,
  second,
  startServer,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { mostSessions } from './sessions.ts';
import { type Person, features, join, otherPassword, password, returning } from '../testing/people.ts';

const cookieName = (server: TestServer) => `sotto_session_${new URL(server.origin).port}`;

/** The browser of `visitor` as another process sees it: the same token, under the name that belongs to its port. */
function seenBy(other: TestServer, server: TestServer, visitor: Visitor): Visitor {
  const seen = other.visitor();
  seen.cookies.set(cookieName(other), visitor.cookies.get(cookieName(server)) ?? '');
  return seen;
}

const isIn = async (visitor: Visitor) => (await problemOf(visitor.call(api.getAccount, {}))) === null;

// SQLite belongs to one process; there the next request of that one is the test below.
describe.runIf(engines.includes('postgres'))('two server processes on PostgreSQL', () => {
  let stores: Stores;
  let one: TestServer;
  let other: TestServer;
  const clock = createClock();
  beforeAll(async () => {
    stores = await freshStores('postgres', { SOTTO_PORT: String(await freePort()) });
    const port = await freePort();
    const settings = { ...stores.settings, port, origin: `http://localhost:${port}` };
    one = await startServer({ features, stores, clock });
    other = await startServer({ features, stores: { ...stores, settings }, clock });
  });
  afterAll(async () => {
    await one.stop();
    await other.stop();
    await stores[Symbol.asyncDispose]();
  });

  test('let nobody in any more whom the other has signed out, at the next request', async () => {
    type End = (person: Person, here: Visitor, sessionId: string) => Promise<unknown>;
    const ends: Record<string, End> = {
      'signing out': (_person, here) => here.call(api.signOut, {}),
      'ending that session': ({ visitor }, _here, id) => visitor.call(api.endSession, { params: { id } }),
      'ending all others': ({ visitor }) => visitor.call(api.endOtherSessions, {}),
      'a new password': ({ visitor }) => visitor.call(api.changePassword, { body: { current: password, next: otherPassword } }),
      'revoking everything': ({ visitor }) => visitor.call(api.revokeEverything, {}),
      'deleting the account': ({ visitor }) => visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } }),
    };
    for (const [way, end] of Object.entries(ends)) {
      const person = await join(one);
      const here = await returning(one, person);
      const { key } = (await person.visitor.call(api.makeAccessKey, { body: { name: 'Script', scopes: ['export:read'] } })).body;
      const there = seenBy(other, one, here);
      const script = other.visitor({ key });
      const holds = async () => (await problemOf(script.call(api.getCurrentAccessKey, {}))) === null;
      expect([way, await isIn(there), await holds()], 'the control').toEqual([way, true, true]);
      const current = (await here.call(api.listSessions, {})).body.items.find((session) => session.current);
      await end(person, here, current?.id ?? '');
      const keyEnds = way === 'revoking everything' || way === 'deleting the account';
      expect([way, await isIn(there), await holds()]).toEqual([way, false, !keyEnds]);
    }
  }, 60_000);

  test('refuse a key that was ended in the other, and a session that was shortened there', async () => {
    const person = await join(one);
    const { key, id } = (await person.visitor.call(api.makeAccessKey, { body: { name: 'Script', scopes: ['export:read'] } }))
      .body;
    const ask = () => problemOf(other.visitor({ key }).call(api.getCurrentAccessKey, {}));
    expect(await ask()).toBeNull();
    await person.visitor.call(api.endAccessKey, { params: { id } });
    expect(await ask()).toBe('invalid-key');
    await person.visitor.call(api.changeAccount, { body: { idleMinutes: 5 } });
    clock.advance(5 * minute);
    expect(await isIn(seenBy(other, one, person.visitor))).toBe(false);
  });
});

describe.each(engines)('sessions on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());
  beforeEach(() => server.clock.advance(2 * day));

  test('of one process end at the next request, also when that was sent a moment before the answer', async () => {
    const person = await join(server);
    for (let round = 0; round < 5; round++) {
      const phone = await returning(server, person);
      const uses = Array.from({ length: 20 }, () => isIn(phone));
      await person.visitor.call(api.endOtherSessions, {});
      expect(await isIn(phone)).toBe(false);
      await Promise.all(uses);
      expect((await person.visitor.call(api.listSessions, {})).body.items).toHaveLength(1);
    }
  });

  test('of one account are a hundred at most: a new one ends the one whose last use is longest ago', async () => {
    const person = await join(server);
    const { build, write, rows } = server.platform.database;
    const userId = (await server.platform.vault.findLogin(person.email))?.userId ?? '';
    const [own] = await rows(build.selectFrom('session').selectAll().where('user_id', '=', userId));
    const copies = Array.from({ length: mostSessions - 1 }, (_, index) => ({
      ...own!,
      id: server.platform.ids.record(),
      token_hash: server.platform.randomBytes(32),
      used_at: own!.used_at + 1 + index,
    }));
    await write([{ query: build.insertInto('session').values(copies), rows: copies.length }]);
    const ids = async () =>
      (await rows(build.selectFrom('session').select('id').where('user_id', '=', userId))).map(({ id }) => id);
    expect([(await ids()).length, await isIn(person.visitor)], 'the control').toEqual([mostSessions, true]);
    server.clock.advance(second);
    const newest = await returning(server, person);
    const left = await ids();
    expect([left.length, left.includes(own!.id), left.includes(copies[0]!.id)]).toEqual([mostSessions, false, true]);
    expect([await isIn(newest), await isIn(person.visitor)]).toEqual([true, false]);
  });

  test('in use go on, also at the shortest limit', async () => {
    const { visitor } = await join(server);
    await visitor.call(api.changeAccount, { body: { idleMinutes: 5 } });
    for (let asked = 0; asked < 10; asked++) {
      server.clock.advance(asked % 2 === 0 ? minute - second : 4 * minute);
      expect(await isIn(visitor)).toBe(true);
    }
    server.clock.advance(5 * minute);
    expect(await isIn(visitor)).toBe(false);
  });

  test('end at the shortest limits their owner may set, to the second: five minutes without use, one day in all', async () => {
    const { visitor } = await join(server);
    await visitor.call(api.changeAccount, { body: { idleMinutes: 5 } });
    server.clock.advance(5 * minute - second);
    expect(await isIn(visitor)).toBe(true);
    server.clock.advance(5 * minute);
    expect(await isIn(visitor)).toBe(false);

    const other = await join(server);
    await other.visitor.call(api.changeAccount, { body: { sessionDays: 1 } });
    server.clock.advance(day - second);
    expect(await isIn(other.visitor)).toBe(true);
    server.clock.advance(second);
    expect(await isIn(other.visitor)).toBe(false);
  });

  test.each([
    [{ idleMinutes: 4 }, 'invalid-input'],
    [{ idleMinutes: 5 }, null],
    [{ idleMinutes: 7 * 24 * 60 + 1 }, 'invalid-input'],
    [{ sessionDays: 0 }, 'invalid-input'],
    [{ sessionDays: 1 }, null],
    [{ sessionDays: 31 }, 'invalid-input'],
  ])('take the limit %j: %s', async (body, outcome) => {
    const { visitor } = await join(server);
    expect(await problemOf(visitor.call(api.changeAccount, { body }))).toBe(outcome);
  });

  test('stay as they are when mails about sign-ins are turned on; turning them off asks for fresh proof', async () => {
    const { visitor } = await join(server);
    const turn = (mailOnSignIn: boolean) => problemOf(visitor.call(api.changeAccount, { body: { mailOnSignIn } }));
    server.clock.advance(10 * minute);
    expect([await turn(true), await turn(false)]).toEqual([null, 'reauthentication-required']);
    expect((await visitor.call(api.getAccount, {})).body.mailOnSignIn).toBe(true);
    await visitor.call(api.reauthenticate, { body: { password } });
    expect(await turn(false)).toBeNull();
    server.clock.advance(10 * minute);
    expect([await turn(false), await turn(true)], 'what is off stays off, and on again at any time').toEqual([null, null]);
  });

  test('count proof as fresh for ten minutes, to the second, and never again when a clock is set back', async () => {
    const { visitor } = await join(server);
    const view = async () => (await visitor.call(api.getAccount, {})).body.freshUntil;
    const guarded = () => problemOf(visitor.call(api.makeConnectCode, { body: { name: 'x', scopes: ['capture:write'] } }));
    const until = new Date(server.clock.now() + 10 * minute).toISOString();
    server.clock.advance(10 * minute - second);
    expect([await view(), await guarded()]).toEqual([until, null]);
    server.clock.advance(second);
    expect([await view(), await guarded()]).toEqual([null, 'reauthentication-required']);
    // Before the proof: an hour, and just more than two clocks may differ.
    server.clock.advance(-10 * minute - hour);
    expect([await view(), await guarded()]).toEqual([null, 'reauthentication-required']);
    server.clock.advance(hour - minute);
    expect([await view(), await guarded()]).toEqual([null, 'reauthentication-required']);
    server.clock.advance(second);
    expect([await view(), await guarded()], 'two machines may be a minute apart').toEqual([until, null]);
  });

  test('ended by signing out leave nothing in the browser: cookie, storage and cache are cleared', async () => {
    const { visitor } = await join(server);
    const out = await visitor.fetch('/api/v1/account/sign-out', { method: 'POST' });
    expect([out.headers.get('clear-site-data'), out.headers.get('cache-control')]).toEqual(['"cache", "storage"', 'no-store']);
    expect(visitor.cookies.size).toBe(0);
    const all = await join(server);
    const revoked = await all.visitor.fetch('/api/v1/account/revoke-everything', { method: 'POST' });
    expect([revoked.status, revoked.headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"']);
    expect(all.visitor.cookies.size).toBe(0);
  });
});
