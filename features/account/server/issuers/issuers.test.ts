/** Signing in through issuers, from the wire: two real OpenID Connect providers on this machine, both engines. */
import type { Problem } from '@sotto/contract';
import { listActivity } from '@sotto/features/privacy/api';
import { createLog } from '@sotto/log';
import { type Letter, readMailFiles } from '@sotto/mail';
import { mailFolder } from '@sotto/runtime';
import {
  type PersonThere,
  type RealIssuer,
  type TestServer,
  type Visitor,
  day,
  engines,
  freePort,
  freshStores,
  issuerSettings,
  minute,
  problemOf,
  rawPiecesOf,
  readableIn,
  refusalOf,
  second,
  startForger,
  startIssuer,
  startServer,
  uniqueName,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { openingToSignIn } from '../opening.ts';
import { codeOf, enrol, features, join, password, type Person } from '../testing/people.ts';

type Begin = Parameters<typeof begin>[1];

const someone = (email = `${uniqueName()}@example.org`): PersonThere => ({
  subject: `subject-${uniqueName()}`,
  email,
  verified: true,
});

async function begin(visitor: Visitor, how: { issuer?: string; purpose?: 'sign-in' | 'link' | 'prove'; invite?: string } = {}) {
  const { issuer = 'home', purpose = 'sign-in', invite } = how;
  return (await visitor.call(api.beginAtIssuer, { body: { issuer, purpose, ...(invite !== undefined && { invite }) } })).body;
}

const comeBack = (visitor: Visitor, attempt: string, query: string) =>
  visitor.call(api.returnFromIssuer, { body: { attempt, query } });

/** All that a refusal says, without what differs between any two. */
const told = (refusal: Problem | undefined) => ({ ...refusal?.body, requestId: '' });

const isIn = async (visitor: Visitor) => (await problemOf(visitor.call(api.getAccount, {}))) === null;

describe.each(engines)('issuers on %s', (engine) => {
  let home: RealIssuer;
  let work: RealIssuer;
  let running: TestServer;
  let ports: string;
  beforeAll(async () => {
    const port = await freePort();
    ports = String(port);
    const redirect = `http://localhost:${port}/sign-in/issuer`;
    home = await startIssuer(redirect);
    work = await startIssuer(redirect, { authMethod: 'client_secret_basic' });
    const environment = { SOTTO_PORT: ports, ...issuerSettings({ home, work }), SOTTO_OPENID_WORK_NAME: 'The office' };
    running = await startServer({ features, engine, environment });
  });
  afterAll(async () => {
    await running.stop();
    await Promise.all([home.stop(), work.stop()]);
  });
  beforeEach(() => running.clock.advance(2 * day));

  const issuerOf = (id = 'home') => (id === 'home' ? home : work);

  /** Goes to the issuer as `person` and comes back. */
  async function go(visitor: Visitor, person: PersonThere, how: Begin = {}) {
    const { location, attempt } = await begin(visitor, how);
    return comeBack(visitor, attempt, await issuerOf(how.issuer).browser()(location, person));
  }

  /** Someone whose account began at an issuer. */
  async function joined(person = someone(), how: Begin = {}): Promise<Person & { there: PersonThere }> {
    const visitor = running.visitor();
    await go(visitor, person, how);
    return { email: person.email, visitor, there: person };
  }

  async function happeningsOf({ visitor }: Person) {
    return (await visitor.call(listActivity, {})).body.items.map(({ happening, about }) => [happening, about]);
  }

  async function mailsTo({ email }: Person) {
    await running.platform.mail.deliver();
    const letters: Letter[] = [];
    for await (const { letter } of readMailFiles(mailFolder(running.stores.settings), running.platform.vault, openingToSignIn))
      if (letter.to === email) letters.push(letter);
    return letters;
  }

  test('are listed by id and name, in the order of the operator', async () => {
    expect((await running.visitor().call(api.listIssuers, {})).body.items).toEqual([
      { id: 'home', name: 'Home' },
      { id: 'work', name: 'The office' },
    ]);
  });

  test('are asked for no more than who someone is and the address for an account, with PKCE, state and nonce', async () => {
    const { location } = await begin(running.visitor());
    const { searchParams: asked, origin } = new URL(location);
    expect(origin).toBe(home.url);
    expect(Object.fromEntries(asked)).toEqual({
      client_id: 'sotto',
      response_type: 'code',
      redirect_uri: `http://localhost:${ports}/sign-in/issuer`,
      scope: 'openid email',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(new Set([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')]).size).toBe(3);
  });

  test('know nobody before someone is in: neither half sets a cookie but the session of the end', async () => {
    const visitor = running.visitor();
    const { location, attempt } = await begin(visitor);
    expect(visitor.cookies.size).toBe(0);
    expect(await problemOf(comeBack(visitor, attempt, 'error=access_denied'))).toBe('unprocessable');
    expect(visitor.cookies.size).toBe(0);
    await go(visitor, someone());
    expect([...visitor.cookies.keys()], 'the control').toEqual([`sotto_session_${ports}`]);
    expect(location).not.toContain(attempt);
  });

  describe('an unknown identity', () => {
    test('begins an account under its verified address in its one form, with nothing but this way in', async () => {
      const name = uniqueName();
      const there = someone(` ${name.toUpperCase()}@ＥXAMPLE.org`);
      const person = await joined(there);
      const { body } = await person.visitor.call(api.getAccount, {});
      expect(body).toMatchObject({ email: `${name}@example.org`, passwordChangedAt: null, proofs: ['issuer'] });
      expect((await person.visitor.call(api.listIdentities, {})).body.items).toEqual([
        { id: expect.any(String), issuer: 'Home', linkedAt: new Date(running.clock.now()).toISOString() },
      ]);
      expect((await happeningsOf(person)).map(([happening]) => happening)).toEqual(['signed-up']);
    });

    test('with an address that is not verified begins none, and is told the same whether the address is known or not', async () => {
      const { email } = await join(running);
      const refusals = await Promise.all(
        [email, `${uniqueName()}@example.org`].map((address) =>
          refusalOf(go(running.visitor(), { ...someone(address), verified: false })),
        ),
      );
      expect(told(refusals[1])).toEqual(told(refusals[0]));
      expect(refusals[0]).toMatchObject({
        problem: 'unprocessable',
        message: expect.stringContaining('verified e-mail address'),
      });
    });

    test('with the address of someone who is here is linked to nobody: they sign in the usual way and link it', async () => {
      const person = await join(running);
      const there = someone(person.email);
      const visitor = running.visitor();
      expect(await refusalOf(go(visitor, there))).toMatchObject({
        problem: 'already-exists',
        message: `There is an account here with the address that you have at Home. Sign in the usual way, then link Home in Settings, Security.`,
      });
      expect(await isIn(visitor)).toBe(false);
      expect((await person.visitor.call(api.listIdentities, {})).body.items).toEqual([]);
      expect((await go(person.visitor, there, { purpose: 'link' })).body).toEqual({ next: 'linked' });
      expect((await go(visitor, there)).body, 'the control').toEqual({ next: 'done' });
    });

    test('seen twice at once makes one account', async () => {
      const there = someone();
      const attempts = await Promise.all([1, 2, 3].map(() => begin(running.visitor())));
      const queries = await Promise.all(attempts.map(({ location }) => home.browser()(location, there)));
      const outcomes = await Promise.all(
        attempts.map(({ attempt }, at) => problemOf(comeBack(running.visitor(), attempt, queries[at] ?? ''))),
      );
      expect(outcomes.filter((outcome) => outcome !== null && outcome !== 'already-exists')).toEqual([]);
      expect(outcomes).toContain(null);
      expect(await isIn((await joined(there)).visitor)).toBe(true);
    });
  });

  describe('a known identity', () => {
    test('comes in again in any browser, also when its address there has changed', async () => {
      const { there, email } = await joined();
      const visitor = running.visitor();
      expect((await go(visitor, { ...there, email: `${uniqueName()}@example.org`, verified: false })).body).toEqual({
        next: 'done',
      });
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(email);
    });

    test('is one of its own at each issuer: the same subject elsewhere is someone else', async () => {
      const there = someone();
      const atHome = await joined(there);
      const atWork = await joined({ ...there, email: `${uniqueName()}@example.org` }, { issuer: 'work' });
      expect((await atWork.visitor.call(api.getAccount, {})).body.email).not.toBe(atHome.email);
      expect(await problemOf(go(running.visitor(), { ...there, subject: there.subject.toUpperCase(), verified: false }))).toBe(
        'unprocessable',
      );
    });

    test('is asked for the second factor like after a password', async () => {
      const person = await joined();
      const { secret } = await enrol(running, person);
      const visitor = running.visitor();
      expect((await go(visitor, person.there)).body).toEqual({ next: 'second-factor' });
      expect(await isIn(visitor)).toBe(false);
      await visitor.call(api.completeSignIn, { body: { code: codeOf(secret, running.clock.now()) } });
      expect(await isIn(visitor)).toBe(true);
    });

    test('of an account that is disabled comes in, proves and deletes, and links nothing', async () => {
      const person = await joined();
      const userId = (await running.platform.vault.findLogin(person.email))?.userId;
      if (!userId) throw new Error('nobody');
      await running.platform.vault.setDisabled(userId, true);
      const visitor = running.visitor();
      expect((await go(visitor, person.there)).body).toEqual({ next: 'done' });
      expect(await problemOf(begin(visitor, { purpose: 'link' }))).toBe('account-disabled');
      running.clock.advance(11 * minute);
      expect((await go(visitor, person.there, { purpose: 'prove' })).body).toEqual({ next: 'proved' });
      await visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
      expect(await running.platform.vault.findLogin(person.email)).toBeNull();
    });

    test('whose rows are older than the keyring, as after a restored copy, lets nobody in', async () => {
      const person = await joined();
      const login = await running.platform.vault.findLogin(person.email);
      if (!login) throw new Error('nobody');
      await running.platform.vault.raiseCredentialsVersion(login.userId, login.credentialsVersion + 1);
      expect(await problemOf(go(running.visitor(), person.there))).toBe('wrong-credentials');
      expect(await problemOf(go((await joined()).visitor, person.there, { purpose: 'link' }))).toBe('already-exists');
    });
  });

  test('an account with nothing but an issuer is made, used, proved for step-up, deleted, and may begin anew', async () => {
    const { visitor, there, email } = await joined();
    running.clock.advance(11 * minute);
    const erase = () => problemOf(visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } }));
    expect(await erase()).toBe('reauthentication-required');
    const token = [...visitor.cookies.values()];
    expect((await go(visitor, there, { purpose: 'prove' })).body).toEqual({ next: 'proved' });
    expect([...visitor.cookies.values()], 'the session goes on under a new token').not.toEqual(token);
    expect((await visitor.call(api.getAccount, {})).body.freshUntil).toBe(
      new Date(running.clock.now() + 10 * minute).toISOString(),
    );
    expect(await erase()).toBeNull();
    expect(await isIn(visitor)).toBe(false);
    expect(await running.platform.vault.findLogin(email)).toBeNull();
    const again = running.visitor();
    expect((await go(again, there)).body).toEqual({ next: 'done' });
    expect((await again.call(listActivity, {})).body.items).toHaveLength(1);
  });

  describe('proving again', () => {
    test('asks the issuer to do so too, and for nothing but who someone is', async () => {
      const { visitor, there } = await joined();
      const browser = home.browser();
      const first = await begin(running.visitor());
      await browser(first.location, there);
      const before = home.asked();
      const second = await begin(running.visitor());
      await browser(second.location, there);
      expect(home.asked(), 'the control: signed in there already').toBe(before);
      const { location, attempt } = await begin(visitor, { purpose: 'prove' });
      const { searchParams } = new URL(location);
      expect([searchParams.get('prompt'), searchParams.get('max_age'), searchParams.get('scope')]).toEqual([
        'login',
        '0',
        'openid',
      ]);
      expect((await comeBack(visitor, attempt, await browser(location, there))).body).toEqual({ next: 'proved' });
      expect(home.asked()).toBe(before + 1);
    });

    test('is not done by taking the wish for it out of the address', async () => {
      const { visitor, there } = await joined();
      const { location, attempt } = await begin(visitor, { purpose: 'prove' });
      const weaker = new URL(location);
      for (const name of ['prompt', 'max_age']) weaker.searchParams.delete(name);
      expect(await problemOf(comeBack(visitor, attempt, await home.browser()(weaker.href, there)))).toBe('unprocessable');
    });

    test('takes only an identity of the very account', async () => {
      const person = await joined();
      const other = await joined();
      running.clock.advance(11 * minute);
      for (const there of [other.there, someone()])
        expect(await problemOf(go(person.visitor, there, { purpose: 'prove' }))).toBe('wrong-credentials');
      expect((await person.visitor.call(api.getAccount, {})).body.freshUntil).toBeNull();
    });

    test('and linking need a session, and a script is none', async () => {
      const { visitor } = await join(running);
      const { key } = (await visitor.call(api.makeAccessKey, { body: { name: 'Script', scopes: ['applications:read'] } })).body;
      for (const purpose of ['prove', 'link'] as const) {
        expect(await problemOf(begin(running.visitor(), { purpose }))).toBe('not-signed-in');
        expect(await problemOf(begin(running.visitor({ key }), { purpose }))).toBe('not-signed-in');
        expect(await problemOf(begin(visitor, { purpose })), 'the control').toBeNull();
      }
    });
  });

  describe('linking', () => {
    test('adds a way in, several of them, and is told by mail and in the activity', async () => {
      const person = await join(running);
      const atHome = someone();
      const atWork = someone();
      expect((await go(person.visitor, atHome, { purpose: 'link' })).body).toEqual({ next: 'linked' });
      expect((await go(person.visitor, atWork, { purpose: 'link', issuer: 'work' })).body).toEqual({ next: 'linked' });
      expect((await person.visitor.call(api.listIdentities, {})).body.items.map(({ issuer }) => issuer)).toEqual([
        'Home',
        'The office',
      ]);
      expect((await person.visitor.call(api.getAccount, {})).body.proofs).toEqual(['password', 'issuer']);
      expect(await happeningsOf(person)).toEqual(
        expect.arrayContaining([
          ['issuer-linked', 'Home'],
          ['issuer-linked', 'The office'],
        ]),
      );
      expect((await mailsTo(person)).map(({ subject }) => subject)).toEqual([
        'Another way into your Sotto',
        'Another way into your Sotto',
      ]);
      for (const [there, issuer] of [
        [atHome, 'home'],
        [atWork, 'work'],
      ] as const) {
        const visitor = running.visitor();
        await go(visitor, there, { issuer });
        expect((await visitor.call(api.getAccount, {})).body.email).toBe(person.email);
      }
    });

    test('the same once more changes nothing', async () => {
      const person = await join(running);
      const there = someone();
      await go(person.visitor, there, { purpose: 'link' });
      expect((await go(person.visitor, there, { purpose: 'link' })).body).toEqual({ next: 'linked' });
      expect((await person.visitor.call(api.listIdentities, {})).body.items).toHaveLength(1);
      expect((await happeningsOf(person)).filter(([happening]) => happening === 'issuer-linked')).toHaveLength(1);
    });

    test('needs fresh proof at both ends', async () => {
      const { visitor } = await join(running);
      running.clock.advance(5 * minute);
      const { location, attempt } = await begin(visitor, { purpose: 'link' });
      const query = await home.browser()(location, someone());
      running.clock.advance(6 * minute);
      expect(await problemOf(comeBack(visitor, attempt, query))).toBe('reauthentication-required');
      expect(await problemOf(begin(visitor, { purpose: 'link' }))).toBe('reauthentication-required');
      await visitor.call(api.reauthenticate, { body: { password } });
      expect(await problemOf(comeBack(visitor, attempt, query)), 'nothing was used up by it').toBe(null);
    });

    test('what opens another account is refused, and stays there', async () => {
      const { there, email } = await joined();
      const person = await join(running);
      expect(await refusalOf(go(person.visitor, there, { purpose: 'link' }))).toMatchObject({
        problem: 'already-exists',
        message: 'This Home account opens another account here. Unlink it there first.',
      });
      const visitor = running.visitor();
      await go(visitor, there);
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(email);
    });

    test('one identity to two accounts at once ends in one of them', async () => {
      const there = someone();
      const people = [await join(running), await join(running)];
      const outcomes = await Promise.all(people.map(({ visitor }) => problemOf(go(visitor, there, { purpose: 'link' }))));
      expect(new Set(outcomes)).toEqual(new Set(['already-exists', null]));
      const linked = await Promise.all(
        people.map(async ({ visitor }) => (await visitor.call(api.listIdentities, {})).body.items.length),
      );
      expect(linked).toEqual(outcomes.map((outcome) => (outcome === null ? 1 : 0)));
    });
  });

  describe('unlinking', () => {
    test('takes the way in away at once, is told, and needs fresh proof', async () => {
      const person = await join(running);
      const there = someone(person.email);
      await go(person.visitor, there, { purpose: 'link' });
      const [identity] = (await person.visitor.call(api.listIdentities, {})).body.items;
      const remove = () => problemOf(person.visitor.call(api.removeIdentity, { params: { id: identity?.id ?? '' } }));
      running.clock.advance(11 * minute);
      expect(await remove()).toBe('reauthentication-required');
      await person.visitor.call(api.reauthenticate, { body: { password } });
      expect(await remove()).toBeNull();
      expect(await remove(), 'it is gone').toBe('not-found');
      expect(await problemOf(go(running.visitor(), there))).toBe('already-exists');
      expect(await happeningsOf(person)).toContainEqual(['issuer-unlinked', 'Home']);
      expect((await mailsTo(person)).at(-1)?.subject).toBe('A way into your Sotto was removed');
      expect((await go((await join(running)).visitor, there, { purpose: 'link' })).body, 'it is free').toEqual({
        next: 'linked',
      });
    });

    test('the last way in is refused; with another one it is not', async () => {
      const person = await joined();
      const [identity] = (await person.visitor.call(api.listIdentities, {})).body.items;
      const remove = () => problemOf(person.visitor.call(api.removeIdentity, { params: { id: identity?.id ?? '' } }));
      expect(await remove()).toBe('conflict');
      await person.visitor.call(api.changePassword, { body: { next: password } });
      expect(await remove()).toBeNull();
    });

    test("of someone else's is told like what is not there", async () => {
      const [identity] = (await (await joined()).visitor.call(api.listIdentities, {})).body.items;
      const { visitor } = await join(running);
      const [theirs, nobodys] = await Promise.all(
        [identity?.id ?? '', running.platform.ids.record()].map((id) =>
          refusalOf(visitor.call(api.removeIdentity, { params: { id } })),
        ),
      );
      expect(told(theirs)).toEqual(told(nobodys));
    });
  });

  describe('an entry of the keyring without its row, as a crash while linking leaves it,', () => {
    /** Someone in whose name linking `there` broke off. */
    async function brokenOff(there: PersonThere) {
      const person = await join(running);
      const login = await running.platform.vault.findLogin(person.email);
      if (!login) throw new Error('nobody');
      const identity = { issuer: home.url, subject: there.subject };
      await running.platform.vault.linkIdentity(login.userId, identity);
      return { person, userId: login.userId, identity, owner: () => running.platform.vault.findIdentity(identity) };
    }

    test('signs nobody in and is taken away: whoever it names begins as anyone does', async () => {
      const there = someone();
      const { person, owner, userId } = await brokenOff(there);
      expect((await owner())?.userId, 'the control').toBe(userId);
      const visitor = running.visitor();
      await go(visitor, there);
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(there.email);
      expect((await visitor.call(api.getAccount, {})).body.email).not.toBe(person.email);
      expect((await owner())?.userId).not.toBe(userId);
    });

    test('proves nothing', async () => {
      const there = someone();
      const { person, owner } = await brokenOff(there);
      expect(await problemOf(go(person.visitor, there, { purpose: 'prove' }))).toBe('wrong-credentials');
      expect(await owner()).toBeNull();
    });

    test('keeps nobody from linking, neither its owner nor another', async () => {
      const there = someone();
      const { person, userId, owner } = await brokenOff(there);
      expect((await go(person.visitor, there, { purpose: 'link' })).body).toEqual({ next: 'linked' });
      expect((await owner())?.userId).toBe(userId);
      const other = someone();
      await brokenOff(other);
      expect((await go((await join(running)).visitor, other, { purpose: 'link' })).body).toEqual({ next: 'linked' });
    });

    test('meets a link that is being finished, and the link wins', async () => {
      const there = someone();
      const person = await join(running);
      const linking = await begin(person.visitor, { purpose: 'link' });
      const entering = await Promise.all([1, 2, 3].map(() => begin(running.visitor())));
      const [linkQuery, ...queries] = await Promise.all(
        [linking, ...entering].map(({ location }) => home.browser()(location, { ...there, verified: false })),
      );
      await Promise.all([
        comeBack(person.visitor, linking.attempt, linkQuery ?? ''),
        ...entering.map(({ attempt }, at) => problemOf(comeBack(running.visitor(), attempt, queries[at] ?? ''))),
      ]);
      const visitor = running.visitor();
      await go(visitor, there);
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(person.email);
    });
  });

  describe('an attempt', () => {
    test('is answered once: of five who show it at the same moment one comes in', async () => {
      const { there } = await joined();
      const { location, attempt } = await begin(running.visitor());
      const query = await home.browser()(location, there);
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => problemOf(comeBack(running.visitor(), attempt, query))));
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(4);
      expect(await problemOf(comeBack(running.visitor(), attempt, query))).toBe('unprocessable');
    });

    test('lasts ten minutes', async () => {
      const { there } = await joined();
      for (const [waitedMs, outcome] of [
        [10 * minute - second, null],
        [10 * minute, 'unprocessable'],
        [-2 * minute, 'unprocessable'],
      ] as const) {
        const { location, attempt } = await begin(running.visitor());
        const query = await home.browser()(location, there);
        running.clock.advance(waitedMs);
        expect(await problemOf(comeBack(running.visitor(), attempt, query)), `after ${waitedMs} ms`).toBe(outcome);
        if (waitedMs < 0) running.clock.advance(-waitedMs);
      }
    });

    test('that was tampered with is refused, whatever was changed', async () => {
      const { there } = await joined();
      const { location, attempt } = await begin(running.visitor());
      const query = await home.browser()(location, there);
      const [body = '', mac = ''] = attempt.split('.');
      const content = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
      const written = (changed: object) => Buffer.from(JSON.stringify({ ...content, ...changed })).toString('base64url');
      for (const forged of [
        `${written({ purpose: 'prove' })}.${mac}`,
        `${written({ issuer: 'work' })}.${mac}`,
        `${written({ beganAt: running.clock.now() + minute })}.${mac}`,
        `${body}.${'A'.repeat(43)}`,
        `${body}.`,
        body,
        '.',
        '',
      ])
        expect(await problemOf(comeBack(running.visitor(), forged, query)), `the attempt ${forged}`).toBe('unprocessable');
      expect(await problemOf(comeBack(running.visitor(), attempt, query)), 'the control').toBeNull();
    });

    test('of one session is nothing to another, nor to nobody', async () => {
      const person = await join(running);
      const there = someone();
      const { location, attempt } = await begin(person.visitor, { purpose: 'link' });
      const query = await home.browser()(location, there);
      const elsewhere = running.visitor();
      await elsewhere.call(api.signIn, { body: { email: person.email, password } });
      expect(await problemOf(comeBack(running.visitor(), attempt, query))).toBe('not-signed-in');
      expect(await problemOf(comeBack((await join(running)).visitor, attempt, query))).toBe('unprocessable');
      expect(await problemOf(comeBack(elsewhere, attempt, query)), 'another browser of the same person').toBe('unprocessable');
      expect(await problemOf(comeBack(person.visitor, attempt, query)), 'the control').toBeNull();
    });

    test('is nothing without the answer that was asked for: wrong state, a used code, another attempt, another issuer', async () => {
      const { there } = await joined();
      const answered = async (issuer = 'home') => {
        const { location, attempt } = await begin(running.visitor(), { issuer });
        const query = new URLSearchParams(await issuerOf(issuer).browser()(location, there));
        return { attempt, query, state: new URL(location).searchParams.get('state') ?? '' };
      };
      const put = (query: URLSearchParams, name: string, value: string) => {
        const changed = new URLSearchParams(query);
        changed.set(name, value);
        return changed.toString();
      };
      const refused = async (attempt: string, query: string) => problemOf(comeBack(running.visitor(), attempt, query));
      const one = await answered();
      expect(await refused(one.attempt, put(one.query, 'state', 'A'.repeat(43))), 'wrong state').toBe('unprocessable');
      const two = await answered();
      expect(await refused(two.attempt, one.query.toString()), 'the answer to another attempt').toBe('unprocessable');
      const three = await answered();
      expect(await refused(three.attempt, put(one.query, 'state', three.state)), 'its code').toBe('unprocessable');
      const four = await answered();
      expect(await refused(four.attempt, four.query.toString()), 'the control').toBeNull();
      const five = await answered();
      expect(await refused(five.attempt, put(four.query, 'state', five.state)), 'a used code').toBe('unprocessable');
      const six = await answered('work');
      const seven = await answered();
      expect(await refused(seven.attempt, put(six.query, 'state', seven.state)), 'a code of another issuer').toBe(
        'unprocessable',
      );
      const eight = await answered();
      expect(await refused(eight.attempt, `${eight.query.toString()}&state=${eight.state}`), 'two states').toBe('unprocessable');
      expect(await refused((await answered()).attempt, ''), 'nothing').toBe('unprocessable');
    });

    test('that was turned back there is told so, and nothing has changed', async () => {
      const { location, attempt } = await begin(running.visitor());
      const query = await home.browser()(location, null);
      expect(await refusalOf(comeBack(running.visitor(), attempt, query))).toMatchObject({
        problem: 'unprocessable',
        message: 'You did not sign in at Home, and nothing has changed here.',
      });
    });

    test('at an issuer that is not set up is not begun', async () => {
      expect(await problemOf(begin(running.visitor(), { issuer: 'elsewhere' }))).toBe('unprocessable');
    });
  });
});

describe.each(engines)('accounts through an issuer on %s', (engine) => {
  /** A server of its own, with one issuer. */
  async function open(environment: Record<string, string>) {
    const port = String(await freePort());
    const home = await startIssuer(`http://localhost:${port}/sign-in/issuer`);
    const settings = { SOTTO_PORT: port, ...issuerSettings({ home }), ...environment };
    const server = await startServer({ features, engine, environment: settings });
    const go = async (person: PersonThere, how: Begin = {}) => {
      const visitor = server.visitor();
      const { location, attempt } = await begin(visitor, how);
      const outcome = await problemOf(comeBack(visitor, attempt, await home.browser()(location, person)));
      return { visitor, outcome };
    };
    return {
      server,
      go,
      async [Symbol.asyncDispose]() {
        await server.stop();
        await home.stop();
      },
    };
  }

  test('are not made where sign-up is closed; who is here comes in', async () => {
    await using closed = await open({ SOTTO_SIGN_UP: 'closed' });
    expect((await closed.go(someone())).outcome).toBe('sign-up-closed');
    await closed.server.platform.vault.addInvite('an-invite', closed.server.clock.now() + day);
    expect((await closed.go(someone(), { invite: 'an-invite' })).outcome).toBe('sign-up-closed');
    expect((await closed.go({ ...someone(), verified: false })).outcome, 'unverified first').toBe('unprocessable');
  });

  test('are made once per invitation where sign-up asks for one', async () => {
    await using invited = await open({ SOTTO_SIGN_UP: 'invite' });
    await invited.server.platform.vault.addInvite('an-invite', invited.server.clock.now() + day);
    const person = someone();
    expect((await invited.go(person)).outcome).toBe('sign-up-closed');
    expect((await invited.go(person, { invite: 'another' })).outcome).toBe('sign-up-closed');
    expect((await invited.go(person, { invite: 'an-invite' })).outcome).toBeNull();
    expect((await invited.go(someone(), { invite: 'an-invite' })).outcome, 'it is used').toBe('sign-up-closed');
    expect((await invited.go(person)).outcome, 'who is here needs none').toBeNull();
  });

  test('are confirmed at once where mail leaves: their address was proved at the issuer', async () => {
    await using mailing = await open({ SOTTO_SMTP_URL: 'smtp://127.0.0.1:1' });
    const person = someone();
    const { visitor, outcome } = await mailing.go(person);
    expect(outcome).toBeNull();
    expect((await visitor.call(api.getAccount, {})).body).toMatchObject({ email: person.email, mailLeaves: true });
    expect(await mailing.server.platform.vault.findLogin(person.email)).toMatchObject({ state: 'active' });
  });
});

test.for(engines)(
  'an issuer that is set up no more signs nobody in; what was linked is told by its address and can go (%s)',
  async (engine) => {
    await using forger = await startForger();
    const environment = { SOTTO_PORT: String(await freePort()), ...issuerSettings({ forger }) };
    await using stores = await freshStores(engine, environment);
    const before = await startServer({ features, stores });
    const person = await join(before);
    const { location, attempt } = await begin(person.visitor, { issuer: 'forger', purpose: 'link' });
    await comeBack(person.visitor, attempt, forger.comeBack(location, 'someone-there'));
    const open = await begin(before.visitor(), { issuer: 'forger' });
    await before.stop();
    await using after = await startServer({ features, stores: { ...stores, settings: { ...stores.settings, issuers: [] } } });
    const query = forger.comeBack(open.location, 'someone-there');
    expect(await problemOf(comeBack(after.visitor(), open.attempt, query))).toBe('unprocessable');
    const [identity] = (await person.visitor.call(api.listIdentities, {})).body.items;
    expect(identity?.issuer).toBe(forger.url);
    expect(await problemOf(person.visitor.call(api.removeIdentity, { params: { id: identity?.id ?? '' } }))).toBeNull();
  },
);

test.for(engines)(
  'nothing of who someone is at an issuer, and nothing of its tokens, is readable in any store or log (%s)',
  async (engine) => {
    await using forger = await startForger();
    const logged: string[] = [];
    const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
    const environment = { SOTTO_PORT: String(await freePort()), ...issuerSettings({ forger }) };
    await using server = await startServer({ features, engine, environment, log });
    const words: string[] = [];
    const trip = async (visitor: Visitor, person: PersonThere, purpose: 'sign-in' | 'link') => {
      forger.forge({ claims: { email: person.email, email_verified: true } });
      const { location, attempt } = await begin(visitor, { issuer: 'forger', purpose });
      const query = forger.comeBack(location, person.subject);
      await comeBack(visitor, attempt, query);
      const { searchParams } = new URL(location);
      const sent = new URLSearchParams(query);
      words.push(person.subject, person.email, attempt, sent.get('code') ?? '');
      words.push(...['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name) ?? ''));
    };
    const visitor = server.visitor();
    const [first, second] = [someone(), someone()];
    await trip(visitor, first, 'sign-in');
    await trip(visitor, second, 'link');
    await trip(server.visitor(), first, 'sign-in');
    const [, linked] = (await visitor.call(api.listIdentities, {})).body.items;
    await visitor.call(api.removeIdentity, { params: { id: linked?.id ?? '' } });
    words.push(forger.accessToken, forger.settings['CLIENT_SECRET'] ?? '', forger.url);

    const login = await server.platform.vault.findLogin(first.email);
    const pieces = [...(await rawPiecesOf(server.stores)), { where: 'log', bytes: Buffer.from(logged.join('')) }];
    expect(readableIn(pieces, words)).toEqual([]);
    expect(
      words.every((word) => word.length >= 12),
      'every word is one',
    ).toBe(true);
    expect(readableIn(pieces, [login?.userId ?? '']), 'the control: what may be read is found').not.toEqual([]);
    const planted = {
      where: 'planted',
      bytes: Buffer.from(words.map((word) => Buffer.from(`x${word}`).toString('base64')).join()),
    };
    expect(readableIn([planted], words)).toHaveLength(words.length);
  },
);
