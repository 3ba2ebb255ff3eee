/**
 * Who is let in: sessions that were ended, ran out or were made up are not; neither are access keys, and a key does only what
 * it was allowed. Whether an address is known is told by no answer to a sign-in.
 */
import { scopes } from '@sotto/contract';
import { asSweep, ownedTables } from '@sotto/database';
import {
  changeAccount,
  changePassword,
  endAccessKey,
  endOtherSessions,
  endSession,
  getAccount,
  listAccessKeys,
  listSessions,
  signOut,
} from '@sotto/features/account/api';
import { features } from '@sotto/server';
import { type TestServer, type Visitor, day, engines, minute, startServer, uniqueName, sized } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, apply, join, makeKey, password, returning, titlesOf } from './testing/people.ts';

/** Rows that belong to anyone, in all tables together. */
async function rowsOfPeople(database: TestServer['platform']['database']): Promise<number> {
  const counts = ownedTables.map((table) => asSweep('whole database', database.build.selectFrom(table).select('user_id')));
  return (await Promise.all(counts.map((query) => database.rows(query)))).flat().length;
}

const inventedTokens = sized({ everyday: 60, full: 1000 });

describe.each(engines)('on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine });
  });
  afterAll(() => server.stop());

  /** The status of an ordinary request with the cookies of `visitor` as they were, whatever happened since. */
  async function replay(cookies: ReadonlyMap<string, string>): Promise<number> {
    const thief = server.visitor();
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    return (await thief.fetch('/api/v1/account')).status;
  }
  const taken = ({ cookies }: Visitor) => new Map(cookies);

  test('nobody is here before someone signs up: no account, no operator, nothing to sign in with', async () => {
    await using fresh = await startServer({ features, engine });
    const { vault, database } = fresh.platform;
    const found = async () => ({
      people: (await vault.listPeople({ after: null, limit: 10 })).length,
      operators: (await vault.operators()).length,
      rows: await rowsOfPeople(database),
    });
    expect(await found()).toEqual({ people: 0, operators: 0, rows: 0 });
    // The control: someone who signs up is seen.
    await join(fresh);
    await vault.addOperator({ name: 'Ines', secret: new Uint8Array(20), lastStep: 1 });
    expect(await found()).toMatchObject({ people: 1, operators: 1 });
    expect((await found()).rows).toBeGreaterThan(3);
  });

  test('a session that was ended in any way is refused at its next request, a stolen copy of its cookie too', async () => {
    const ada = await join(server);
    const here = await returning(server, ada);
    const ways: Record<string, (there: Visitor) => Promise<unknown>> = {
      'signed out': (there) => there.call(signOut, {}),
      'ended from elsewhere': async (there) => {
        const { body } = await there.call(listSessions, {});
        await here.call(endSession, { params: { id: body.items.find(({ current }) => current)?.id ?? '' } });
      },
      'all others ended': () => here.call(endOtherSessions, {}),
      'password changed': () => here.call(changePassword, { body: { current: password, next: password } }),
    };
    for (const [way, end] of Object.entries(ways)) {
      const there = await returning(server, ada);
      const cookie = taken(there);
      expect([way, await replay(cookie)], 'the control: until then it is let in').toEqual([way, 200]);
      await end(there);
      expect([way, await replay(cookie)]).toEqual([way, 401]);
    }
    expect(await replay(here.cookies)).toBe(200);
  });

  test('a session ends after its time without use and at its last day, and a clock set back does not revive it', async () => {
    const bob = await join(server);
    await bob.visitor.call(changeAccount, { body: { idleMinutes: 60, sessionDays: 2 } });
    const idle = taken(await returning(server, bob));
    server.clock.advance(59 * minute);
    expect(await replay(idle)).toBe(200);
    server.clock.advance(60 * minute);
    expect(await replay(idle)).toBe(401);
    server.clock.advance(-60 * minute);
    expect(await replay(idle)).toBe(401);

    const used = taken(await returning(server, bob));
    const began = server.clock.now();
    while (server.clock.now() < began + 2 * day - 30 * minute) {
      server.clock.advance(29 * minute);
      expect(await replay(used)).toBe(200);
    }
    // Not as long as it may go unused: what ends it is its last day.
    server.clock.advance(40 * minute);
    expect(await replay(used)).toBe(401);
  });

  test('no invented, shortened or altered token is let in', async () => {
    const carol = await join(server);
    const [[name, token] = ['', '']] = carol.visitor.cookies;
    const bytes = Buffer.from(token, 'base64url');
    const invented = Array.from({ length: inventedTokens }, (_, index) => {
      const altered = Buffer.from(bytes);
      const at = (index * 7) % altered.length;
      altered[at] = (altered[at] ?? 0) ^ (1 << (index % 8));
      return [altered.toString('base64url'), token.slice(0, (index % (token.length - 1)) + 1), uniqueName().repeat(6)];
    }).flat();
    const admitted = [];
    for (const each of invented) if ((await replay(new Map([[name, each]]))) !== 401) admitted.push(each);
    expect(admitted).toEqual([]);
    expect(await replay(new Map([[name, token]]))).toBe(200);
  });

  test('a sign-in answers byte for byte alike whether the address is known, and so does everything about it', async () => {
    const dora = await join(server);
    const tell = async (email: string) => {
      const response = await server.visitor().fetch('/api/v1/account/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'seventeen paper lanterns' }),
      });
      const headers = [...response.headers].filter(([name]) => !/^(date|x-request-id)$/.test(name));
      return { status: response.status, headers, body: (await response.text()).replace(/"requestId":"[^"]*"/, '') };
    };
    const known = await tell(dora.email);
    // The same length, so that nothing but being known tells them apart.
    const unknown = await tell(dora.email.replace(/^./, 'z').replace(/^z/, dora.email.startsWith('z') ? 'y' : 'z'));
    expect(known.status).toBe(401);
    expect(unknown).toEqual(known);
    // The control: the right password is told apart.
    await expect(returning(server, dora)).resolves.toBeDefined();
  });

  describe('access keys', () => {
    let eve: Person;
    beforeAll(async () => {
      eve = await join(server);
      await apply(eve, 'Gardener');
    });
    const status = async (key: string, path = '/api/v1/applications', init?: RequestInit) =>
      (await server.visitor({ key }).fetch(path, init)).status;
    const writing = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ company: 'Never', title: 'Never' }),
    };

    test('a wrong, mistyped, ended or expired key is refused and writes nothing', async () => {
      const key = await makeKey(eve, ['applications:read', 'applications:write']);
      expect(await status(key)).toBe(200);
      const wrong = [
        `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
        `sotto_${'A'.repeat(70)}`,
        key.toUpperCase(),
        'sotto_',
      ];
      for (const each of wrong) {
        expect(await status(each)).toBe(401);
        expect(await status(each, '/api/v1/applications', writing)).toBe(401);
      }
      const { body } = await eve.visitor.call(listAccessKeys, {});
      await eve.visitor.call(endAccessKey, { params: { id: body.items[0]?.id ?? '' } });
      expect(await status(key)).toBe(401);
      expect(await status(key, '/api/v1/applications', writing)).toBe(401);

      const again = await returning(server, eve);
      const brief = await makeKey({ visitor: again }, ['applications:write', 'applications:read']);
      expect(await status(brief)).toBe(200);
      server.clock.advance(181 * day);
      expect(await status(brief)).toBe(401);
      expect(await status(brief, '/api/v1/applications', writing)).toBe(401);
      expect(await titlesOf(await returning(server, eve))).toEqual(['Gardener']);
    });

    test('a key does what its scopes name: everything else is refused and writes nothing', async () => {
      const visitor = await returning(server, eve);
      const allowed: Record<string, number> = {};
      for (const scope of scopes) {
        const key = await makeKey({ visitor }, [scope]);
        allowed[scope] = await status(key, '/api/v1/applications', {
          ...writing,
          body: JSON.stringify({ company: scope, title: scope }),
        });
        for (const path of ['/api/v1/account', '/api/v1/sessions', '/api/v1/access-keys'])
          expect(await status(key, path)).toBe(403);
        expect(
          await status(key, '/api/v1/account', { method: 'DELETE', headers: writing.headers, body: '{"confirm":"DELETE"}' }),
        ).toBe(403);
      }
      expect(allowed).toEqual(Object.fromEntries(scopes.map((scope) => [scope, scope === 'applications:write' ? 201 : 403])));
      expect(await titlesOf(visitor)).toEqual(['Gardener', 'applications:write']);
      await expect(visitor.call(getAccount, {})).resolves.toBeDefined();
    });
  });
});
