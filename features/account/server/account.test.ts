/** Account and sign-in from the wire: a real server, both engines, a clock that is told to move. */
import type { Problem, ProblemType } from '@sotto/contract';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { listActivity } from '@sotto/features/privacy/api';
import {
  type TestServer,
  type Visitor,
  day,
  engines,
  hour,
  minute,
  problemOf,
  second,
  startServer,
  uniqueName,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { accountFeature } from './index.ts';
import { join, otherPassword as other, password } from './testing/index.ts';

const features = [accountFeature, privacyFeature, policyFeature];

async function keyOf(visitor: Visitor, scopes: api.AccessKeyView['scopes'] = ['applications:read']): Promise<string> {
  return (await visitor.call(api.makeAccessKey, { body: { name: 'Script at home', scopes } })).body.key;
}

describe.each(engines)('account on %s, without mail', (engine) => {
  let running: TestServer;
  beforeAll(async () => {
    running = await startServer({ features, engine });
  });
  afterAll(() => running.stop());
  beforeEach(() => running.clock.advance(2 * day));

  describe('sign-up', () => {
    test('makes an account and signs in, under the address in its one form', async () => {
      const visitor = running.visitor();
      const name = uniqueName();
      expect(await visitor.call(api.signUp, { body: { email: ` ${name.toUpperCase()}@ＥXAMPLE.org`, password } })).toEqual({
        status: 201,
        body: { next: 'done' },
      });
      expect((await visitor.call(api.getAccount, {})).body).toMatchObject({ email: `${name}@example.org`, mailLeaves: false });
      expect(await visitor.call(api.signIn, { body: { email: `${name}@example.org`, password } })).toMatchObject({ status: 200 });
    });

    test('tells that an address is known, because there is no mail to tell it by', async () => {
      const { email } = await join(running);
      expect(await problemOf(running.visitor().call(api.signUp, { body: { email, password: other } }))).toBe('already-exists');
    });

    test('of one address by ten people at once makes one account', async () => {
      const email = `${uniqueName()}@example.org`;
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () => problemOf(running.visitor().call(api.signUp, { body: { email, password } }))),
      );
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'already-exists')).toHaveLength(9);
    });

    test.each([
      ['eleven characters', 'elevenchars', false],
      ['twelve characters', 'quilt otter7', true],
      ['fifteen lower-case letters', 'lilacotterquilt', true],
      ['256 characters of four bytes', '🦦🪑🎷🧶🛶🍞🪁🥝'.repeat(32), true],
      ['257 characters', `${'🦦🪑🎷🧶🛶🍞🪁🥝'.repeat(32)}x`, false],
      ['a common password', 'Password12345', false],
      ['spaces at both ends', '  lilac otter quilt  ', true],
    ])('takes a password as it is, of %s: %s', async (_what, chosen, isTaken) => {
      const email = `${uniqueName()}@example.org`;
      const outcome = await problemOf(running.visitor().call(api.signUp, { body: { email, password: chosen } }));
      expect(outcome).toBe(isTaken ? null : 'invalid-input');
      if (isTaken) {
        expect(await problemOf(running.visitor().call(api.signIn, { body: { email, password: chosen } }))).toBeNull();
        expect(
          await problemOf(running.visitor().call(api.signIn, { body: { email, password: chosen.slice(0, -1) } })),
          'nothing is cut off',
        ).toBe('wrong-credentials');
      }
    });

    test('knows a password however its letters were composed', async () => {
      const visitor = running.visitor();
      const email = `${uniqueName()}@example.org`;
      await visitor.call(api.signUp, { body: { email, password: 'Größe über Übung'.normalize('NFD') } });
      expect(
        await problemOf(running.visitor().call(api.signIn, { body: { email, password: 'Größe über Übung'.normalize('NFC') } })),
      ).toBeNull();
    });

    test('refuses what is no address, and what would mean something in a mail header', async () => {
      for (const email of [
        '',
        'nobody',
        'a@b@c',
        'a b@example.org',
        'a@example.org\r\nBcc: b@example.org',
        'a@example.org,b@example.org',
        '"a"@example.org',
        '<a@example.org>',
      ]) {
        expect(await problemOf(running.visitor().call(api.signUp, { body: { email, password } })), `the address ${email}`).toBe(
          'invalid-input',
        );
      }
    });

    test('is closed where the operator closed it', async () => {
      await using closed = await startServer({ features, engine, environment: { SOTTO_SIGN_UP: 'closed' } });
      expect((await closed.visitor().call(api.getSignUpTerms, {})).body).toEqual({
        open: false,
        byInvitation: false,
        confirmsByMail: false,
      });
      expect(await problemOf(closed.visitor().call(api.signUp, { body: { email: 'a@example.org', password } }))).toBe(
        'sign-up-closed',
      );
    });

    test('tells whether an invitation is open, which asking does not change', async () => {
      await using inviting = await startServer({ features, engine, environment: { SOTTO_SIGN_UP: 'invite' } });
      const invite = 'a token of thirty-two letters or so';
      const isOpen = async () => (await inviting.visitor().call(api.checkInvitation, { body: { invite } })).body.open;
      expect(await isOpen()).toBe(false);
      await inviting.platform.vault.addInvite(invite, inviting.clock.now() + hour);
      expect([await isOpen(), await isOpen()]).toEqual([true, true]);
      await inviting.visitor().call(api.signUp, { body: { email: `${uniqueName()}@example.org`, password, invite } });
      expect(await isOpen()).toBe(false);
    });
  });

  describe('sign-in', () => {
    /** Everything that is answered, without what differs between any two answers. */
    async function answerTo(email: string, tried: string) {
      const response = await running.visitor().fetch('/api/v1/account/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: tried }),
      });
      const own = response.headers.get('x-request-id') ?? '';
      const headers = [...response.headers]
        .filter(([name]) => name !== 'date')
        .map(([name, value]) => `${name}: ${value.replaceAll(own, '')}`);
      return { status: response.status, headers, body: (await response.text()).replaceAll(own, '') };
    }

    test('answers a wrong password and an unknown address byte for byte alike', async () => {
      const { email } = await join(running);
      const wrong = await answerTo(email, other);
      expect(wrong.status).toBe(401);
      expect(await answerTo(`${uniqueName()}@example.org`, other)).toEqual(wrong);
      expect(await answerTo(email, password), 'the control').not.toEqual(wrong);
    });

    test('does the same slow work for an unknown address: neither answers before a hash was made', async () => {
      const { email } = await join(running);
      const timeOf = async (address: string) => {
        const began = performance.now();
        await answerTo(address, other);
        return performance.now() - began;
      };
      await timeOf(`${uniqueName()}@example.org`);
      const known: number[] = [];
      const unknown: number[] = [];
      for (let round = 0; round < 4; round++) {
        known.push(await timeOf(email));
        unknown.push(await timeOf(`${uniqueName()}@example.org`));
      }
      // A skipped hash would make the quickest unknown answer several times quicker than the quickest known one.
      expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 5);
    });

    test('begins a session of its own: a planted cookie is worth nothing and is replaced', async () => {
      const { email } = await join(running);
      const visitor = running.visitor();
      const [name = ''] = (await join(running)).visitor.cookies.keys();
      const planted = 'A'.repeat(70);
      visitor.cookies.set(name, planted);
      await visitor.call(api.signIn, { body: { email, password } });
      expect(visitor.cookies.get(name)).not.toBe(planted);
      const attacker = running.visitor();
      attacker.cookies.set(name, planted);
      expect(await problemOf(attacker.call(api.getAccount, {}))).toBe('not-signed-in');
    });

    test('of someone signed in already replaces their session instead of leaving it behind', async () => {
      const { email, visitor } = await join(running);
      const before = new Map(visitor.cookies);
      await visitor.call(api.signIn, { body: { email, password } });
      expect((await visitor.call(api.listSessions, {})).body.items).toHaveLength(1);
      const old = running.visitor();
      for (const [name, value] of before) old.cookies.set(name, value);
      expect(await problemOf(old.call(api.getAccount, {}))).toBe('not-signed-in');
    });

    test('sets one cookie, HttpOnly and SameSite, and sign-out removes it with everything else', async () => {
      const { visitor } = await join(running);
      expect([...visitor.cookies.keys()]).toEqual([`sotto_session_${new URL(running.origin).port}`]);
      const token = visitor.cookies.values().next().value ?? '';
      const out = await visitor.fetch('/api/v1/account/sign-out', { method: 'POST' });
      expect(out.status).toBe(204);
      expect(out.headers.get('clear-site-data')).toContain('"storage"');
      expect(visitor.cookies.size).toBe(0);
      const thief = running.visitor();
      thief.cookies.set(`sotto_session_${new URL(running.origin).port}`, token);
      expect(await problemOf(thief.call(api.getAccount, {}))).toBe('not-signed-in');
      expect((await running.visitor().fetch('/api/v1/account/sign-out', { method: 'POST' })).status).toBe(204);
    });
  });

  describe('a session', () => {
    test('ends after its time without use: at a second less it holds, at the time it does not, and a clock set back brings nothing back', async () => {
      const { visitor } = await join(running);
      running.clock.advance(7 * day - second);
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBeNull();
      running.clock.advance(7 * day);
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
      running.clock.advance(-6 * day);
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
    });

    test('ends thirty days after it began, however much it was used', async () => {
      const { visitor } = await join(running);
      for (let days = 0; days < 29; days++) {
        running.clock.advance(day);
        await visitor.call(api.getAccount, {});
      }
      running.clock.advance(day - second);
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBeNull();
      running.clock.advance(second);
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
    });

    test('ends sooner where its owner says so, at once and for every device; longer asks for the password', async () => {
      const { email, visitor } = await join(running);
      const phone = running.visitor();
      await phone.call(api.signIn, { body: { email, password } });
      running.clock.advance(11 * minute);
      expect((await visitor.call(api.changeAccount, { body: { idleMinutes: 60 } })).body).toMatchObject({
        idleMinutes: 60,
        sessionDays: 30,
      });
      expect(await problemOf(visitor.call(api.changeAccount, { body: { idleMinutes: 1440 } }))).toBe('reauthentication-required');
      await visitor.call(api.reauthenticate, { body: { password } });
      expect(await problemOf(visitor.call(api.changeAccount, { body: { idleMinutes: 120 } }))).toBeNull();
      expect(await problemOf(visitor.call(api.changeAccount, { body: { idleMinutes: 8 * 24 * 60 } }))).toBe('invalid-input');
      running.clock.advance(2 * hour);
      expect(await problemOf(phone.call(api.getAccount, {}))).toBe('not-signed-in');
    });

    test('is listed with its device, and ended one by one or all but this one, at once', async () => {
      const { email, visitor } = await join(running);
      const phone = running.visitor();
      await phone.fetch('/api/v1/account/sign-in', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        },
        body: JSON.stringify({ email, password }),
      });
      const tablet = running.visitor();
      await tablet.call(api.signIn, { body: { email, password } });
      const { items } = (await visitor.call(api.listSessions, {})).body;
      expect(items).toHaveLength(3);
      expect(items.filter(({ current }) => current)).toHaveLength(1);
      expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['createdAt', 'current', 'id', 'label', 'usedAt']);
      const firefox = items.find(({ label }) => label === 'Firefox on Linux');
      await visitor.call(api.endSession, { params: { id: firefox?.id ?? '' } });
      expect(await problemOf(phone.call(api.getAccount, {}))).toBe('not-signed-in');
      expect(await problemOf(tablet.call(api.getAccount, {}))).toBeNull();
      await visitor.call(api.endOtherSessions, {});
      expect(await problemOf(tablet.call(api.getAccount, {}))).toBe('not-signed-in');
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBeNull();
    });

    test('of someone else is as absent as one that never was', async () => {
      const { visitor } = await join(running);
      const stranger = await join(running);
      const [theirs] = (await stranger.visitor.call(api.listSessions, {})).body.items;
      const bodyOf = async (id: string) => {
        const response = await visitor.fetch(`/api/v1/sessions/${id}`, { method: 'DELETE' });
        return { status: response.status, body: (await response.text()).replace(/"requestId":"[^"]*"/, '') };
      };
      expect(await bodyOf(theirs?.id ?? '')).toEqual(await bodyOf('01990000-0000-7000-8000-000000000000'));
      expect(await problemOf(stranger.visitor.call(api.getAccount, {}))).toBeNull();
    });

    test('is written as used at most every five minutes', async () => {
      const { visitor } = await join(running);
      const usedAt = async () => (await visitor.call(api.listSessions, {})).body.items[0]?.usedAt;
      const first = await usedAt();
      running.clock.advance(5 * minute - second);
      expect(await usedAt()).toBe(first);
      running.clock.advance(second);
      expect(await usedAt()).toBe(new Date(running.clock.now()).toISOString());
    });
  });

  describe('proof of who one is', () => {
    test('is fresh for ten minutes, is asked for before keys and deletion, and comes with a new token', async () => {
      const { visitor } = await join(running);
      expect(await problemOf(keyOf(visitor))).toBeNull();
      running.clock.advance(10 * minute);
      const guarded = [
        () => keyOf(visitor),
        () => visitor.call(api.deleteData, { body: { confirm: 'DELETE' } }),
        () => visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } }),
      ];
      for (const act of guarded) expect(await problemOf(act())).toBe('reauthentication-required');
      const before = [...visitor.cookies.values()];
      expect(await problemOf(visitor.call(api.reauthenticate, { body: { password: other } }))).toBe('wrong-credentials');
      expect((await visitor.call(api.reauthenticate, { body: { password } })).body.freshUntil).toBe(
        new Date(running.clock.now() + 10 * minute).toISOString(),
      );
      expect([...visitor.cookies.values()]).not.toEqual(before);
      expect(await problemOf(keyOf(visitor))).toBeNull();
    });
  });

  describe('changing the password', () => {
    test('asks for the present one, ends every other session, and lets only the new one in', async () => {
      const { email, visitor } = await join(running);
      const phone = running.visitor();
      await phone.call(api.signIn, { body: { email, password } });
      const key = await keyOf(visitor);
      expect(await problemOf(visitor.call(api.changePassword, { body: { current: other, next: 'a brass kettle sings' } }))).toBe(
        'wrong-credentials',
      );
      expect(await problemOf(visitor.call(api.changePassword, { body: { current: password, next: `${email}!!` } }))).toBe(
        'invalid-input',
      );
      await visitor.call(api.changePassword, { body: { current: password, next: other } });
      expect(await problemOf(phone.call(api.getAccount, {}))).toBe('not-signed-in');
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBeNull();
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email, password: other } }))).toBeNull();
      expect(
        await problemOf(running.visitor({ key }).call(api.getCurrentAccessKey, {})),
        'keys stay unless told otherwise',
      ).toBeNull();
      await visitor.call(api.changePassword, { body: { current: other, next: password, endKeys: true } });
      expect(await problemOf(running.visitor({ key }).call(api.getCurrentAccessKey, {}))).toBe('invalid-key');
    });

    test('from three places at once leaves one password that lets in, every time', async () => {
      const chosen = ['a brass kettle sings', 'nine quiet harbours', 'the moss under oaks'];
      for (let round = 0; round < 4; round++) {
        const { email, visitor } = await join(running);
        const others = [running.visitor(), running.visitor()];
        for (const each of others) await each.call(api.signIn, { body: { email, password } });
        const change = (each: Visitor, index: number) =>
          problemOf(each.call(api.changePassword, { body: { current: password, next: chosen[index] ?? '' } }));
        const outcomes = await Promise.all([visitor, ...others].map(change));
        expect(outcomes, 'someone managed').toContain(null);
        expect(outcomes, 'the others are told why').not.toContain('unexpected');
        const works: boolean[] = [];
        for (const each of [password, ...chosen]) {
          works.push((await problemOf(running.visitor().call(api.signIn, { body: { email, password: each } }))) === null);
        }
        expect(works.filter(Boolean)).toHaveLength(1);
        expect(works[0], 'not the old one').toBe(false);
      }
    });

    test('several times at once in one browser is never an error of ours', async () => {
      for (let round = 0; round < 3; round++) {
        const { visitor } = await join(running);
        const change = (next: string) => problemOf(visitor.call(api.changePassword, { body: { current: password, next } }));
        const outcomes = await Promise.all(['a brass kettle sings', 'nine quiet harbours', 'the moss under oaks'].map(change));
        expect(outcomes).toContain(null);
        expect(outcomes).not.toContain('unexpected');
      }
    });

    test('that breaks off at any write leaves one password that lets in: the old one, or from the raised version on the new one', async () => {
      const { platform } = running;
      const real = platform.database.write.bind(platform.database);
      const leftBy: string[] = [];
      for (let broken = 1; leftBy.at(-1) !== 'done'; broken++) {
        const { email, visitor } = await join(running);
        let writes = 0;
        platform.database.write = (unit) => (++writes === broken ? Promise.reject(new Error('planted crash')) : real(unit));
        await problemOf(visitor.call(api.changePassword, { body: { current: password, next: other } }));
        platform.database.write = real;
        const works = async (each: string) =>
          (await problemOf(running.visitor().call(api.signIn, { body: { email, password: each } }))) === null;
        const [old, next] = [await works(password), await works(other)];
        expect([old, next].filter(Boolean), `broken at write ${broken}`).toHaveLength(1);
        leftBy.push(writes < broken ? 'done' : next ? 'new' : 'old');
      }
      // At least one crash on either side of the raised version, or this loop proves nothing.
      expect(leftBy).toContain('old');
      expect(leftBy).toContain('new');
    });
  });

  describe('an access key', () => {
    test('is shown once, works in the header until it is ended, and can do nothing but what it may', async () => {
      const { visitor } = await join(running);
      const { body: made } = await visitor.call(api.makeAccessKey, {
        body: { name: 'Script at home', scopes: ['applications:read', 'export:read'] },
      });
      expect(made.key).toMatch(/^sotto_[\w-]{70}$/);
      const [listed] = (await visitor.call(api.listAccessKeys, {})).body.items;
      expect(listed).toEqual({
        id: made.id,
        name: 'Script at home',
        scopes: ['applications:read', 'export:read'],
        createdAt: made.createdAt,
        usedOn: null,
        expiresOn: made.expiresOn,
      });
      expect(JSON.stringify(listed)).not.toContain(made.key.slice(6, 30));

      const script = running.visitor({ key: made.key });
      expect((await script.call(api.getCurrentAccessKey, {})).body).toEqual({
        scopes: ['applications:read', 'export:read'],
        expiresOn: made.expiresOn,
      });
      expect((await visitor.call(api.listAccessKeys, {})).body.items[0]?.usedOn).toBe(
        new Date(running.clock.now()).toISOString().slice(0, 10),
      );
      expect(
        await problemOf(script.call(api.makeAccessKey, { body: { name: 'another', scopes: ['export:read'] } })),
        'a key never makes a key',
      ).toBe('missing-scope');
      expect(await problemOf(script.call(api.getAccount, {}))).toBe('missing-scope');

      await visitor.call(api.endAccessKey, { params: { id: made.id } });
      expect(await problemOf(script.call(api.getCurrentAccessKey, {}))).toBe('invalid-key');
      expect(await problemOf(visitor.call(api.endAccessKey, { params: { id: made.id } }))).toBe('not-found');
    });

    test('that is mistyped is told so without a query', async () => {
      const { visitor } = await join(running);
      const key = await keyOf(visitor);
      const typo = key.slice(0, -9) + (key.at(-9) === 'A' ? 'B' : 'A') + key.slice(-8);
      const real = running.platform.database.rows.bind(running.platform.database);
      let queries = 0;
      running.platform.database.rows = (query) => {
        // The mail of an earlier request may still be leaving, and asks too.
        const { sql } = 'compile' in query ? query.compile() : query;
        if (sql.includes('access_key')) queries += 1;
        return real(query);
      };
      const refusals = [
        await problemOf(running.visitor({ key: typo }).call(api.getCurrentAccessKey, {})),
        await problemOf(running.visitor({ key: 'nonsense' }).call(api.getCurrentAccessKey, {})),
      ];
      const asked = queries;
      await running.visitor({ key }).call(api.getCurrentAccessKey, {});
      running.platform.database.rows = real;
      expect(refusals).toEqual(['mistyped-key', 'mistyped-key']);
      expect(asked).toBe(0);
      expect(queries, 'the control').toBeGreaterThan(0);
    });

    test('ends with its last day, in UTC, and ends within a year', async () => {
      const { visitor } = await join(running);
      const today = new Date(running.clock.now()).toISOString().slice(0, 10);
      const { body: made } = await visitor.call(api.makeAccessKey, {
        body: { name: 'for today', scopes: ['export:read'], expiresOn: today },
      });
      running.clock.set(Date.parse(`${today}T23:59:59Z`));
      expect(await problemOf(running.visitor({ key: made.key }).call(api.getCurrentAccessKey, {}))).toBeNull();
      running.clock.advance(second);
      expect(await problemOf(running.visitor({ key: made.key }).call(api.getCurrentAccessKey, {}))).toBe('invalid-key');
      const tooFar = new Date(running.clock.now() + 400 * day).toISOString().slice(0, 10);
      await visitor.call(api.reauthenticate, { body: { password } });
      expect(
        await problemOf(visitor.call(api.makeAccessKey, { body: { name: 'long', scopes: ['export:read'], expiresOn: tooFar } })),
      ).toBe('invalid-input');
      expect(
        await problemOf(visitor.call(api.makeAccessKey, { body: { name: 'past', scopes: ['export:read'], expiresOn: today } })),
      ).toBe('invalid-input');
    });

    test('made twice with one id is one key, and the second time says so', async () => {
      const { visitor } = await join(running);
      const body = { id: running.platform.ids.record(), name: 'once', scopes: ['export:read' as const] };
      const outcomes = await Promise.all([1, 2, 3].map(() => problemOf(visitor.call(api.makeAccessKey, { body }))));
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'already-exists')).toHaveLength(2);
      expect((await visitor.call(api.listAccessKeys, {})).body.items).toHaveLength(1);
    });

    test('revoked while it is being used a hundred times stops for good', async () => {
      const { visitor } = await join(running);
      const { body: made } = await visitor.call(api.makeAccessKey, { body: { name: 'busy', scopes: ['export:read'] } });
      const script = running.visitor({ key: made.key });
      const uses = Array.from({ length: 100 }, () => problemOf(script.call(api.getCurrentAccessKey, {})));
      await visitor.call(api.endAccessKey, { params: { id: made.id } });
      const after = await problemOf(script.call(api.getCurrentAccessKey, {}));
      const outcomes = await Promise.all(uses);
      expect(outcomes.every((outcome) => outcome === null || outcome === 'invalid-key')).toBe(true);
      expect(after).toBe('invalid-key');
      expect((await visitor.call(api.listAccessKeys, {})).body.items).toEqual([]);
    });
  });

  describe('limits', () => {
    const guess = (email: string, visitor = running.visitor()) =>
      problemOf(visitor.call(api.signIn, { body: { email, password: other } }));

    test('let five wrong passwords through at once and then make whoever guesses wait, longer each time', async () => {
      const { email } = await join(running);
      for (let tried = 0; tried < 5; tried++) expect(await guess(email)).toBe('wrong-credentials');
      const waits: number[] = [];
      for (let tried = 0; tried < 6; tried++) {
        const refused = await running
          .visitor()
          .call(api.signIn, { body: { email, password: other } })
          .then(
            () => null,
            (cause: unknown) => cause as Problem,
          );
        expect(refused?.problem).toBe('too-many-requests');
        const seconds = refused?.retryAfter ?? 0;
        waits.push(seconds);
        running.clock.advance((seconds - 1) * second);
        expect(await guess(email), 'a second too early').toBe('too-many-requests');
        running.clock.advance(second);
        expect(await guess(email)).toBe('wrong-credentials');
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32]);
    });

    test('count guesses that come together one by one', async () => {
      const { email } = await join(running);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => guess(email)));
      expect(outcomes.filter((outcome) => outcome === 'wrong-credentials')).toHaveLength(5);
      expect(outcomes.filter((outcome) => outcome === 'too-many-requests')).toHaveLength(15);
    });

    test('are the same for an address that nobody has', async () => {
      const email = `${uniqueName()}@example.org`;
      const outcomes: (ProblemType | null)[] = [];
      for (let tried = 0; tried < 6; tried++) outcomes.push(await guess(email));
      expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'wrong-credentials'), 'too-many-requests']);
    });

    test('never let more than a hundred wrong passwords in a row through in a day, whatever the pace', async () => {
      const email = `${uniqueName()}@example.org`;
      let through = 0;
      for (let tried = 0; tried < 130; tried++) {
        if ((await guess(email)) === 'wrong-credentials') through += 1;
        running.clock.advance(15 * minute);
      }
      expect(through).toBe(100);
    }, 60_000);

    test('forget the wrong ones after a right one', async () => {
      const { email } = await join(running);
      for (let tried = 0; tried < 4; tried++) await guess(email);
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email, password } }))).toBeNull();
      for (let tried = 0; tried < 5; tried++) expect(await guess(email)).toBe('wrong-credentials');
    });

    test('do not keep out someone whose session is known: they prove themselves and sign in while strangers are guessing', async () => {
      const { email, visitor } = await join(running);
      for (let tried = 0; tried < 6; tried++) await guess(email);
      expect(await guess(email), 'strangers wait').toBe('too-many-requests');
      expect(await problemOf(visitor.call(api.reauthenticate, { body: { password } }))).toBeNull();
      expect(await problemOf(visitor.call(api.signIn, { body: { email, password } }))).toBeNull();
      expect(await guess(email), 'strangers wait still').not.toBeNull();
    });

    test('also slow down whoever guesses from inside a stolen session', async () => {
      const { visitor } = await join(running);
      const outcomes: (ProblemType | null)[] = [];
      for (let tried = 0; tried < 6; tried++)
        outcomes.push(await problemOf(visitor.call(api.reauthenticate, { body: { password: other } })));
      expect(outcomes.at(-1)).toBe('too-many-requests');
    });

    test('hold no address: the rows are digests, another one each day', async () => {
      const email = `${uniqueName()}@example.org`;
      await guess(email);
      running.clock.advance(day);
      await guess(email);
      const rows = await running.platform.database.rows(running.platform.database.build.selectFrom('rate_hit').selectAll());
      expect(rows.length).toBeGreaterThan(1);
      expect(JSON.stringify(rows)).not.toContain(email.split('@')[0]);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    });
  });

  describe('deleting', () => {
    test('all data keeps the account, its sessions and its keys', async () => {
      const { email, visitor } = await join(running);
      const key = await keyOf(visitor);
      await visitor.call(api.deleteData, { body: { confirm: 'DELETE' } });
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(email);
      expect(await problemOf(running.visitor({ key }).call(api.getCurrentAccessKey, {}))).toBeNull();
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email, password } }))).toBeNull();
    });

    test('the account ends sessions and keys at once, frees the address, and leaves no row of it', async () => {
      const { email, visitor } = await join(running);
      const key = await keyOf(visitor);
      const phone = running.visitor();
      await phone.call(api.signIn, { body: { email, password } });
      await visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
      expect(visitor.cookies.size).toBe(0);
      expect(await problemOf(phone.call(api.getAccount, {}))).toBe('not-signed-in');
      expect(await problemOf(running.visitor({ key }).call(api.getCurrentAccessKey, {}))).toBe('invalid-key');
      expect(await problemOf(running.visitor().call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
      expect(await problemOf(running.visitor().call(api.signUp, { body: { email, password } }))).toBeNull();
    });

    test('needs the word itself', async () => {
      const { visitor } = await join(running);
      for (const confirm of ['delete', '', 'YES']) {
        const response = await visitor.fetch('/api/v1/account', {
          method: 'DELETE',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ confirm }),
        });
        expect(response.status).toBe(400);
      }
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBeNull();
    });
  });

  test('what was done is in the activity log, in order and without gaps', async () => {
    const { email, visitor } = await join(running);
    await visitor.call(api.signIn, { body: { email, password } });
    await keyOf(visitor);
    await Promise.all([1, 2, 3, 4].map(() => running.visitor().call(api.signIn, { body: { email, password } })));
    const { items } = (await visitor.call(listActivity, {})).body;
    expect(items.map(({ position }) => position)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(
      items
        .map(({ happening }) => happening)
        .toReversed()
        .slice(0, 3),
    ).toEqual(['signed-up', 'signed-in', 'access-key-made']);
    expect(items.find(({ happening }) => happening === 'access-key-made')).toMatchObject({ about: 'Script at home', by: 'user' });
  });
});
