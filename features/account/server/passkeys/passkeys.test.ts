/** Passkeys on a real server, with a device in software that can also lie: making, showing, losing them, and what is refused. */
import type { Log } from '@sotto/log';
import {
  type TestServer,
  type Visitor,
  day,
  engines,
  minute,
  problemOf,
  refusalOf,
  startServer,
  uniqueName,
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { readChallenge, spendChallenge } from './challenges.ts';
import { enrol, features, join, password, returning } from '../testing/people.ts';
import { wholeAnswer } from '../testing/answers.ts';
import { type Device, type Lies, type Sort, createDevice } from '../testing/authenticator.ts';
import { bytesToUserId, userIdToBytes } from '../tokens/tokens.ts';

/** Someone new whose account holds one passkey and nothing else, signed in. */
async function joinByPasskey(server: TestServer, device: Device) {
  const email = `${uniqueName()}@example.org`;
  const visitor = server.visitor();
  const { body } = await visitor.call(api.makeSignUpPasskeyOptions, { body: { email } });
  await visitor.call(api.signUp, { body: { email, passkey: device.make(body) } });
  return { email, visitor };
}

async function add(visitor: Visitor, device: Device, name?: string) {
  const { body } = await visitor.call(api.makePasskeyOptions, {});
  return (await visitor.call(api.addPasskey, { body: { passkey: device.make(body), ...(name !== undefined && { name }) } })).body;
}

/** What the device answers to a question asked now. */
async function shown(visitor: Visitor, device: Device, lies?: Lies): Promise<api.ShownPasskey> {
  return device.show((await visitor.call(api.makePasskeyQuestion, {})).body, lies);
}

async function enter(visitor: Visitor, device: Device, lies?: Lies) {
  return visitor.call(api.signInByPasskey, { body: { passkey: await shown(visitor, device, lies) } });
}

async function isLetIn(server: TestServer, device: Device, lies?: Lies): Promise<boolean> {
  return (await problemOf(enter(server.visitor(), device, lies))) === null;
}

const passkeysOf = async (visitor: Visitor) => (await visitor.call(api.listPasskeys, {})).body.items;

const answerTo = (server: TestServer, passkey: object) =>
  wholeAnswer(server.visitor(), '/api/v1/account/sign-in/passkey', { passkey });

async function userIdOf(server: TestServer, email: string) {
  const login = await server.platform.vault.findLogin(email);
  if (!login) throw new Error('nobody has this address');
  return login.userId;
}

/** What a page or a device may say that is not so; each alone must be enough to be refused. */
const lies: Readonly<Record<string, Lies>> = {
  'of another page': { origin: 'https://sotto.example.net' },
  'of our host on another port': { origin: 'http://localhost:1' },
  'of our page in a frame of another site': { crossOrigin: true },
  'of a device that was asked for another site': { rpId: 'example.net' },
  'of an owner who was not there': { userPresent: false },
  'of an owner whom the device did not look at': { userVerified: false },
  'to a question nobody asked': { challenge: Buffer.alloc(71, 7).toString('base64url') },
  'to no question': { challenge: '' },
};

describe.each(engines)('passkeys on %s', (engine) => {
  let server: TestServer;
  const warnings: unknown[] = [];
  const log: Log = { info: () => {}, warn: (...line) => void warnings.push(line), error: (...line) => void warnings.push(line) };
  beforeAll(async () => {
    server = await startServer({ features, engine, log });
  });
  afterAll(() => server.stop());

  const newDevice = (options: { sort?: Sort; step?: number; synced?: boolean } = {}) =>
    createDevice({ origin: server.origin, ...options });

  describe('an account with nothing but a passkey', () => {
    test('begins with it, and is signed in', async () => {
      const { visitor, email } = await joinByPasskey(server, newDevice());
      const { body: account } = await visitor.call(api.getAccount, {});
      expect(account).toMatchObject({ email, passwordChangedAt: null, proofs: ['passkey'] });
      expect(account.freshUntil).not.toBeNull();
      expect(await passkeysOf(visitor)).toEqual([
        { id: expect.any(String), name: expect.any(String), createdAt: expect.any(String), usedOn: null, synced: false },
      ]);
    });

    test('is entered again with it, without an address or a password', async () => {
      const device = newDevice();
      const { email } = await joinByPasskey(server, device);
      const visitor = server.visitor();
      expect((await enter(visitor, device)).body).toEqual({ next: 'done' });
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(email);
      const today = new Date(server.clock.now()).toISOString().slice(0, 10);
      expect((await passkeysOf(visitor))[0]?.usedOn).toBe(today);
    });

    test('is no help in guessing at another one, whose session someone came by: what was guessed there stays counted', async () => {
      const device = newDevice();
      await joinByPasskey(server, device);
      const owner = await join(server);
      server.clock.advance(11 * minute);
      const stolen = () => {
        const thief = server.visitor();
        for (const [name, value] of owner.visitor.cookies) thief.cookies.set(name, value);
        return thief;
      };
      const outcomes: unknown[] = [];
      for (let guessed = 0; guessed < 6; guessed++) {
        outcomes.push(await problemOf(stolen().call(api.reauthenticate, { body: { password: `a guess ${guessed}` } })));
        if (guessed === 3) expect((await enter(stolen(), device)).body).toEqual({ next: 'done' });
      }
      expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'wrong-credentials'), 'too-many-requests']);
    });

    test('has no password that anyone could type', async () => {
      const { email } = await joinByPasskey(server, newDevice());
      expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
    });

    test('takes a password later, and gives it back', async () => {
      const device = newDevice();
      const { email, visitor } = await joinByPasskey(server, device);
      await visitor.call(api.changePassword, { body: { next: password } });
      await server.visitor().call(api.signIn, { body: { email, password } });
      await visitor.call(api.removePassword, {});
      expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
      expect(await isLetIn(server, device)).toBe(true);
    });

    test('is deleted by whoever shows it again, and then nobody is let in', async () => {
      const device = newDevice();
      const { email } = await joinByPasskey(server, device);
      const visitor = server.visitor();
      await enter(visitor, device);
      server.clock.advance(11 * minute);
      const gone = () => visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
      expect(await problemOf(gone())).toBe('reauthentication-required');
      await visitor.call(api.reauthenticate, { body: { passkey: await shown(visitor, device) } });
      await gone();
      expect(await isLetIn(server, device)).toBe(false);
      await joinByPasskey(server, newDevice());
      const again = server.visitor();
      const { body } = await again.call(api.makeSignUpPasskeyOptions, { body: { email } });
      await again.call(api.signUp, { body: { email, passkey: newDevice().make(body) } });
    });

    test('is refused for an address that is known, where no mail leaves', async () => {
      const { email } = await join(server);
      const visitor = server.visitor();
      const { body } = await visitor.call(api.makeSignUpPasskeyOptions, { body: { email } });
      expect(await problemOf(visitor.call(api.signUp, { body: { email, passkey: newDevice().make(body) } }))).toBe(
        'already-exists',
      );
    });

    test('is not begun where the operator closed sign-up', async () => {
      await using closed = await startServer({ features, engine, environment: { SOTTO_SIGN_UP: 'closed' } });
      const asked = closed.visitor().call(api.makeSignUpPasskeyOptions, { body: { email: 'a@example.org' } });
      expect(await problemOf(asked)).toBe('sign-up-closed');
    });
  });

  describe('adding', () => {
    test('puts several side by side, each with its name, newest first, and each lets in', async () => {
      const { visitor } = await join(server);
      const [phone, stick] = [newDevice({ synced: true }), newDevice({ step: 1 })];
      const first = await add(visitor, phone, 'Phone');
      const second = await add(visitor, stick, 'Stick on the key ring');
      expect(await passkeysOf(visitor)).toEqual([second, first]);
      expect([second, first].map(({ name, synced }) => ({ name, synced }))).toEqual([
        { name: 'Stick on the key ring', synced: false },
        { name: 'Phone', synced: true },
      ]);
      expect(await isLetIn(server, phone)).toBe(true);
      expect(await isLetIn(server, stick)).toBe(true);
    });

    test('without a name calls it after the device', async () => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const response = await visitor.fetch('/api/v1/account/passkeys', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        },
        body: JSON.stringify({ passkey: newDevice().make(body) }),
      });
      expect(await response.json()).toMatchObject({ name: 'Firefox on Linux' });
    });

    test('asks the device for what a sign-in without an address needs', async () => {
      const { visitor, email } = await join(server);
      const device = newDevice();
      await add(visitor, device);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const userId = await userIdOf(server, email);
      expect(body).toMatchObject({
        rp: { name: 'Sotto', id: 'localhost' },
        user: { id: userIdToBytes(userId).toString('base64url'), name: email, displayName: email },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        attestation: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: [{ id: device.held[0]?.credentialId, type: 'public-key', transports: ['internal'] }],
      });
      expect(() => device.make(body)).toThrow('InvalidStateError');
      const { body: question } = await server.visitor().call(api.makePasskeyQuestion, {});
      expect(question).toEqual({
        challenge: expect.any(String),
        rpId: 'localhost',
        timeout: 5 * minute,
        userVerification: 'required',
      });
    });

    test.each(['ES256', 'EdDSA', 'RS256'] as const)('takes a key of %s, which lets in', async (sort) => {
      const { visitor } = await join(server);
      const device = newDevice({ sort });
      await add(visitor, device);
      expect(await isLetIn(server, device)).toBe(true);
      expect(await isLetIn(server, device, { otherKey: true }), 'but no other key of that kind').toBe(false);
    });

    test('does not look at who made the device', async () => {
      const { visitor } = await join(server);
      const device = newDevice();
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      await visitor.call(api.addPasskey, { body: { passkey: device.make(body, { attested: true }) } });
      expect(await isLetIn(server, device)).toBe(true);
    });

    test('needs fresh proof', async () => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const passkey = newDevice().make(body);
      server.clock.advance(11 * minute);
      expect(await problemOf(visitor.call(api.makePasskeyOptions, {}))).toBe('reauthentication-required');
      expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey } }))).toBe('reauthentication-required');
    });

    test('of one that is there already is refused', async () => {
      const { visitor } = await join(server);
      const device = newDevice();
      await add(visitor, device);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const again = device.make({ ...body, excludeCredentials: [] });
      const { credentialId = '' } = device.held[0] ?? {};
      const forged = withCredentialId(again, device.held[1]?.credentialId ?? '', credentialId);
      expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey: forged } }))).toBe('already-exists');
      expect(await passkeysOf(visitor)).toHaveLength(1);
    });

    test.each(Object.entries(lies))('refuses the answer %s', async (_, lie) => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const answer = (told: Lies) => visitor.call(api.addPasskey, { body: { passkey: newDevice().make(body, told) } });
      expect(await problemOf(answer(lie))).toBe('unprocessable');
      expect(await passkeysOf(visitor)).toEqual([]);
      expect(await problemOf(answer({})), 'the control: a refused answer uses nothing up').toBeNull();
    });

    test.each<[string, { sort?: Sort }, Lies]>([
      ['a key of a kind that was not offered', { sort: 'ES384' }, {}],
      ['the answer to showing a passkey', {}, { type: 'webauthn.get' }],
      ['a name of a passkey longer than there are', {}, { idLength: 1024 }],
    ])('refuses %s', async (_, options, lie) => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const call = visitor.call(api.addPasskey, { body: { passkey: newDevice(options).make(body, lie) } });
      expect(await problemOf(call)).toBe('unprocessable');
    });

    test('refuses bytes that are cut off, turned round or nonsense, without an error of ours', async () => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const right = newDevice().make(body);
      const { attestationObject, clientDataJSON } = right.response;
      const deep = Buffer.alloc(9_000, 0x81).toString('base64url');
      const wrong = [
        ...[1, 40, 90, 200].map((length) => ({ attestationObject: attestationObject.slice(0, length) })),
        { attestationObject: [...attestationObject].toReversed().join('') },
        { attestationObject: deep },
        { attestationObject: '' },
        { attestationObject: '%%%' },
        { clientDataJSON: clientDataJSON.slice(0, 30) },
        { clientDataJSON: Buffer.from('null').toString('base64url') },
        { clientDataJSON: '' },
      ];
      for (const bytes of wrong) {
        const passkey = { ...right, response: { ...right.response, ...bytes } };
        expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey } }))).toBe('unprocessable');
      }
      expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey: right } })), 'the control').toBeNull();
    });

    test('reads no more bytes than a device may have to send: looking through many takes seconds', async () => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const device = newDevice();
      const made = device.make(body);
      const present = await shown(visitor, device);
      const long = 'A'.repeat(12_001);
      const making = (field: string) => ({ ...made, response: { ...made.response, [field]: long } });
      const showing = (field: string) => ({ ...present, response: { ...present.response, [field]: long } });
      for (const passkey of [
        making('attestationObject'),
        making('clientDataJSON'),
        { ...made, id: long },
        { ...made, rawId: long },
      ])
        expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey } }))).toBe('invalid-input');
      for (const field of ['authenticatorData', 'clientDataJSON', 'signature', 'userHandle'])
        expect(await problemOf(server.visitor().call(api.signInByPasskey, { body: { passkey: showing(field) } }))).toBe(
          'invalid-input',
        );
    });

    test('takes no answer twice, and of twenty at once one', async () => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const answers = Array.from({ length: 20 }, () => newDevice().make(body));
      const outcomes = await Promise.all(
        answers.map((passkey) => problemOf(visitor.call(api.addPasskey, { body: { passkey } }))),
      );
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'unprocessable')).toHaveLength(19);
      expect(await passkeysOf(visitor)).toHaveLength(1);
    });

    test('takes no answer that was meant for something or someone else', async () => {
      const { visitor } = await join(server);
      const { visitor: neighbour } = await join(server);
      const [forSignUp, forNeighbour, forShowing] = [
        (await visitor.call(api.makeSignUpPasskeyOptions, { body: { email: `${uniqueName()}@example.org` } })).body,
        (await neighbour.call(api.makePasskeyOptions, {})).body,
        (await visitor.call(api.makePasskeyQuestion, {})).body,
      ];
      const { body: own } = await visitor.call(api.makePasskeyOptions, {});
      for (const { challenge } of [forSignUp, forNeighbour, forShowing]) {
        const passkey = newDevice().make(own, { challenge });
        expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey } }))).toBe('unprocessable');
      }
      const email = `${uniqueName()}@example.org`;
      const asNew = newDevice().make(own);
      expect(await problemOf(server.visitor().call(api.signUp, { body: { email, passkey: asNew } }))).toBe('unprocessable');
      expect(await passkeysOf(visitor)).toEqual([]);
    });

    test('takes an answer for five minutes, and no longer', async () => {
      const { visitor } = await join(server);
      const { body } = await visitor.call(api.makePasskeyOptions, {});
      const [early, late] = [newDevice().make(body), newDevice().make((await visitor.call(api.makePasskeyOptions, {})).body)];
      server.clock.advance(5 * minute - 1);
      expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey: early } }))).toBeNull();
      server.clock.advance(1);
      expect(await problemOf(visitor.call(api.addPasskey, { body: { passkey: late } }))).toBe('unprocessable');
    });

    test('stops at twenty, also when a hundred are added at once', async () => {
      const { visitor } = await join(server);
      for (let count = 0; count < api.mostPasskeys - 2; count++) await add(visitor, newDevice());
      const { body: account } = await visitor.call(api.getAccount, {});
      const { body: early } = await visitor.call(api.makePasskeyOptions, {});
      const asked = await Promise.all(
        Array.from({ length: 100 }, async () => (await visitor.call(api.makePasskeyOptions, {})).body),
      );
      const answers = asked.map((options) => newDevice().make(options));
      const outcomes = await Promise.all(
        answers.map((passkey) => problemOf(visitor.call(api.addPasskey, { body: { passkey } }))),
      );
      const added = outcomes.filter((outcome) => outcome === null).length;
      expect(added).toBeGreaterThanOrEqual(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(100 - added);
      const held = await passkeysOf(visitor);
      expect(held).toHaveLength(api.mostPasskeys - 2 + added);
      expect(held.length).toBeLessThanOrEqual(api.mostPasskeys);
      while ((await passkeysOf(visitor)).length < api.mostPasskeys) await add(visitor, newDevice());
      const oneMore = visitor.call(api.addPasskey, { body: { passkey: newDevice().make(early) } });
      expect(await problemOf(oneMore), 'asked for while there was room').toBe('conflict');
      expect((await refusalOf(visitor.call(api.makePasskeyOptions, {}))).body.detail).toContain('20');
      expect((await visitor.call(api.getAccount, {})).body).toEqual(account);
    });
  });

  describe('showing', () => {
    test.each(
      Object.entries({ ...lies, 'to making a passkey': { type: 'webauthn.create' }, 'of another key': { otherKey: true } }),
    )('an answer %s lets nobody in', async (_, lie) => {
      const device = newDevice();
      await joinByPasskey(server, device);
      const visitor = server.visitor();
      const { body } = await visitor.call(api.makePasskeyQuestion, {});
      const tryWith = (told: Lies) => visitor.call(api.signInByPasskey, { body: { passkey: device.show(body, told) } });
      expect(await problemOf(tryWith(lie))).toBe('wrong-credentials');
      expect(visitor.cookies.size).toBe(0);
      expect(await problemOf(tryWith({})), 'the control: a refused answer uses nothing up').toBeNull();
    });

    test('is answered byte for byte alike, whoever is named and whatever is wrong', async () => {
      const [device, neighbours] = [newDevice(), newDevice()];
      const { email } = await joinByPasskey(server, device);
      await joinByPasskey(server, neighbours);
      const own = await userIdOf(server, email);
      const handleOf = (userId = server.platform.ids.user()) => userIdToBytes(userId).toString('base64url');
      const visitor = server.visitor();
      const wrong = await answerTo(server, await shown(visitor, device, { otherKey: true }));
      expect(wrong.status).toBe(401);
      for (const lie of [
        { userHandle: handleOf() },
        { userHandle: null },
        { userHandle: '' },
        { userHandle: 'AAAA' },
        { userHandle: neighbours.held[0]?.userHandle ?? '' },
        { credentialId: neighbours.held[0]?.credentialId ?? '' },
        { credentialId: Buffer.alloc(32, 1).toString('base64url') },
        { challenge: 'AAAA' },
        { userVerified: false },
      ])
        expect(await answerTo(server, await shown(visitor, device, lie))).toEqual(wrong);
      await server.platform.vault.eraseAccount(own);
      expect(await answerTo(server, await shown(visitor, device)), 'the account is gone').toEqual(wrong);
      expect(await answerTo(server, await shown(visitor, neighbours)), 'the control').not.toEqual(wrong);
    });

    test('someone else’s name or passkey beside one’s own lets nobody in', async () => {
      const [mine, theirs] = [newDevice(), newDevice()];
      await joinByPasskey(server, mine);
      await joinByPasskey(server, theirs);
      const [own, other] = [mine.held[0], theirs.held[0]];
      expect(await isLetIn(server, mine, { userHandle: other?.userHandle ?? '' })).toBe(false);
      expect(await isLetIn(server, mine, { credentialId: other?.credentialId ?? '' })).toBe(false);
      const both = { userHandle: other?.userHandle ?? '', credentialId: other?.credentialId ?? '' };
      expect(await isLetIn(server, mine, both), 'both, signed with one’s own key').toBe(false);
      expect(await isLetIn(server, mine, { userHandle: own?.userHandle ?? '' }), 'the control').toBe(true);
    });

    test('one answer twenty times at once begins one session, and never another one', async () => {
      const device = newDevice();
      const { visitor } = await joinByPasskey(server, device);
      const passkey = await shown(visitor, device);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => problemOf(server.visitor().call(api.signInByPasskey, { body: { passkey } }))),
      );
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'wrong-credentials')).toHaveLength(19);
      expect((await visitor.call(api.listSessions, {})).body.items).toHaveLength(2);
      expect(await problemOf(server.visitor().call(api.signInByPasskey, { body: { passkey } }))).toBe('wrong-credentials');
    });

    test('an answer counts for five minutes, and marks of answered questions go after a day', async () => {
      const device = newDevice();
      await joinByPasskey(server, device);
      const visitor = server.visitor();
      const [early, late] = [await shown(visitor, device), await shown(visitor, device)];
      server.clock.advance(5 * minute - 1);
      await visitor.call(api.signInByPasskey, { body: { passkey: early } });
      server.clock.advance(1);
      expect(await problemOf(server.visitor().call(api.signInByPasskey, { body: { passkey: late } }))).toBe('wrong-credentials');
      const marks = async () => {
        const { database } = server.platform;
        return (await database.rows(database.build.selectFrom('spent').select('key'))).length;
      };
      await server.runJob('purge');
      expect(await marks()).toBeGreaterThan(0);
      server.clock.advance(day);
      await server.runJob('purge');
      expect(await marks()).toBe(0);
    });

    test('ten at once with a device that counts never put its counter back', async () => {
      const device = newDevice({ step: 1 });
      await joinByPasskey(server, device);
      const visitor = server.visitor();
      const answers: api.ShownPasskey[] = [];
      for (let count = 0; count < 10; count++) answers.push(await shown(visitor, device));
      const outcomes = await Promise.all(
        answers.map((passkey) => problemOf(server.visitor().call(api.signInByPasskey, { body: { passkey } }))),
      );
      expect(outcomes).toContain(null);
      expect(outcomes.filter((outcome) => outcome !== null && outcome !== 'wrong-credentials')).toEqual([]);
      expect(await isLetIn(server, device, { counter: 1 }), 'the first count again').toBe(false);
      expect(await isLetIn(server, device), 'the next count').toBe(true);
    });

    test('a counter that stays or goes back is refused with a line in the log, without values; one that never counts is not', async () => {
      const device = newDevice({ step: 5 });
      const { visitor } = await joinByPasskey(server, device);
      expect(await isLetIn(server, device)).toBe(true);
      warnings.length = 0;
      expect(await isLetIn(server, device, { counter: 10 }), 'the same count').toBe(false);
      expect(await isLetIn(server, device, { counter: 3 }), 'a lower one').toBe(false);
      expect(await isLetIn(server, device, { counter: 0 }), 'none any more').toBe(false);
      expect(warnings).toEqual(Array.from({ length: 3 }, () => ['passkey refused: its counter went back']));
      expect(await isLetIn(server, device), 'the control: it counts on').toBe(true);
      const uncounted = newDevice();
      await add(visitor, uncounted);
      expect([await isLetIn(server, uncounted), await isLetIn(server, uncounted)]).toEqual([true, true]);
      expect(warnings).toHaveLength(3);
    });

    test('notes the day and whether it is synced by now, at most once a day', async () => {
      const device = newDevice();
      const { email, visitor } = await joinByPasskey(server, device);
      const rows = async () => {
        const { database } = server.platform;
        const userId = await userIdOf(server, email);
        const query = database.build.selectFrom('credential').select('version').where('user_id', '=', userId);
        return database.rows(query.where('kind', '=', 'passkey'));
      };
      await enter(server.visitor(), device);
      const once = await rows();
      await enter(server.visitor(), device);
      expect(await rows(), 'nothing to note').toEqual(once);
      server.clock.advance(day);
      await enter(server.visitor(), device);
      expect(await rows()).not.toEqual(once);
      const today = new Date(server.clock.now()).toISOString().slice(0, 10);
      expect((await passkeysOf(visitor))[0]?.usedOn).toBe(today);
    });

    test('rows older than the keyring, as after a restored copy, let nobody in', async () => {
      const device = newDevice();
      const { email } = await joinByPasskey(server, device);
      expect(await isLetIn(server, device), 'the control').toBe(true);
      await server.platform.vault.raiseCredentialsVersion(await userIdOf(server, email), 2);
      expect(await isLetIn(server, device)).toBe(false);
    });

    test('still lets someone in whose account is disabled, to take what is theirs', async () => {
      const device = newDevice();
      const { email } = await joinByPasskey(server, device);
      await server.platform.vault.setDisabled(await userIdOf(server, email), true);
      const visitor = server.visitor();
      await enter(visitor, device);
      expect((await visitor.call(api.getAccount, {})).body.disabledAt).not.toBeNull();
      expect(await problemOf(visitor.call(api.makePasskeyOptions, {}))).toBe('account-disabled');
      await visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
    });
  });

  describe('as a proof', () => {
    test('is the second factor after a password, once', async () => {
      const person = await join(server);
      const [device, strangers] = [newDevice(), newDevice()];
      await add(person.visitor, device);
      await enrol(server, person);
      await joinByPasskey(server, strangers);
      const visitor = await returning(server, person);
      expect(await problemOf(visitor.call(api.getAccount, {})), 'not signed in yet').toBe('not-signed-in');
      const answer = async (from: Device, lie?: Lies) =>
        visitor.call(api.completeSignIn, { body: { passkey: await shown(visitor, from, lie) } });
      expect(await problemOf(answer(strangers)), 'of someone else').toBe('wrong-credentials');
      expect(await problemOf(answer(device, { otherKey: true }))).toBe('wrong-credentials');
      expect((await answer(device)).body).toEqual({ next: 'done' });
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(person.email);
      expect(await problemOf(answer(device)), 'the question is answered').toBe('unprocessable');
    });

    test('is both factors where it comes first: no code is asked for', async () => {
      const person = await join(server);
      const device = newDevice();
      await add(person.visitor, device);
      await enrol(server, person);
      const visitor = server.visitor();
      expect((await enter(visitor, device)).body).toEqual({ next: 'done' });
      expect((await visitor.call(api.getAccount, {})).body.email).toBe(person.email);
    });

    test('proves again who is there, with one’s own passkey only', async () => {
      const { visitor } = await join(server);
      const [device, strangers] = [newDevice(), newDevice()];
      await add(visitor, device);
      await joinByPasskey(server, strangers);
      server.clock.advance(11 * minute);
      const guarded = () => problemOf(visitor.call(api.makePasskeyOptions, {}));
      const prove = async (from: Device, lie?: Lies) =>
        problemOf(visitor.call(api.reauthenticate, { body: { passkey: await shown(visitor, from, lie) } }));
      expect(await guarded()).toBe('reauthentication-required');
      expect(await prove(strangers)).toBe('wrong-credentials');
      expect(await prove(device, { userVerified: false })).toBe('wrong-credentials');
      expect(await guarded()).toBe('reauthentication-required');
      expect(await prove(device)).toBeNull();
      expect(await guarded()).toBeNull();
    });

    test('of one answer is good for one thing: signing in or proving again, not both', async () => {
      const device = newDevice();
      const { visitor } = await joinByPasskey(server, device);
      const passkey = await shown(visitor, device);
      await server.visitor().call(api.signInByPasskey, { body: { passkey } });
      expect(await problemOf(visitor.call(api.reauthenticate, { body: { passkey } }))).toBe('wrong-credentials');
    });
  });

  describe('naming and removing', () => {
    test('a new name is kept, and the passkey goes on letting in', async () => {
      const device = newDevice({ step: 1 });
      const { visitor } = await joinByPasskey(server, device);
      const [{ id } = { id: '' }] = await passkeysOf(visitor);
      const { body } = await visitor.call(api.renamePasskey, { params: { id }, body: { name: '  Old phone ' } });
      expect(body.name).toBe('Old phone');
      expect(await passkeysOf(visitor)).toEqual([body]);
      expect(await isLetIn(server, device)).toBe(true);
      expect((await passkeysOf(visitor))[0]?.name).toBe('Old phone');
    });

    test('of names given at once one is kept, and the others are told so', async () => {
      const { visitor } = await joinByPasskey(server, newDevice());
      const [{ id } = { id: '' }] = await passkeysOf(visitor);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          problemOf(visitor.call(api.renamePasskey, { params: { id }, body: { name: `Name ${index}` } })),
        ),
      );
      const kept = outcomes.flatMap((outcome, index) => (outcome === null ? [`Name ${index}`] : []));
      expect(kept.length).toBeGreaterThan(0);
      expect(outcomes.filter((outcome) => outcome !== null && outcome !== 'conflict')).toEqual([]);
      expect(kept).toContain((await passkeysOf(visitor))[0]?.name);
    });

    test('a removed one lets nobody in; sessions stay, and an open question for a second factor ends', async () => {
      const person = await join(server);
      const { visitor } = person;
      const [kept, lost] = [newDevice(), newDevice()];
      await add(visitor, kept);
      const { id } = await add(visitor, lost);
      const elsewhere = server.visitor();
      await enrol(server, person);
      await enter(elsewhere, lost);
      const asked = await returning(server, person);
      await visitor.call(api.removePasskey, { params: { id } });
      expect(await isLetIn(server, lost)).toBe(false);
      expect(await isLetIn(server, kept), 'the control').toBe(true);
      expect((await elsewhere.call(api.getAccount, {})).body.email).toBe(person.email);
      const answer = asked.call(api.completeSignIn, { body: { passkey: await shown(asked, kept) } });
      expect(await problemOf(answer)).toBe('unprocessable');
      expect(await problemOf(visitor.call(api.removePasskey, { params: { id } })), 'it is gone').toBe('not-found');
    });

    test('the last way in stays', async () => {
      const device = newDevice();
      const { visitor } = await joinByPasskey(server, device);
      const [{ id } = { id: '' }] = await passkeysOf(visitor);
      expect(await problemOf(visitor.call(api.removePasskey, { params: { id } }))).toBe('conflict');
      await visitor.call(api.changePassword, { body: { next: password } });
      expect(await problemOf(visitor.call(api.removePasskey, { params: { id } }))).toBeNull();
      expect(await problemOf(visitor.call(api.removePassword, {}))).toBe('conflict');
    });

    test('of two ways in that are removed at once one stays', async () => {
      for (let round = 0; round < 5; round++) {
        const { visitor } = await join(server);
        const { id } = await add(visitor, newDevice());
        const outcomes = await Promise.all([
          problemOf(visitor.call(api.removePasskey, { params: { id } })),
          problemOf(visitor.call(api.removePassword, {})),
        ]);
        expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
        expect(outcomes).toContain('conflict');
        expect((await visitor.call(api.getAccount, {})).body.proofs).toHaveLength(1);
      }
    });

    test('needs fresh proof to remove, none to name', async () => {
      const { visitor } = await join(server);
      const { id } = await add(visitor, newDevice());
      server.clock.advance(11 * minute);
      expect(await problemOf(visitor.call(api.removePasskey, { params: { id } }))).toBe('reauthentication-required');
      expect(await problemOf(visitor.call(api.renamePasskey, { params: { id }, body: { name: 'Phone' } }))).toBeNull();
    });

    test('of someone else’s is not possible', async () => {
      const { visitor } = await join(server);
      const { id } = await add(visitor, newDevice());
      const { visitor: stranger } = await join(server);
      expect(await problemOf(stranger.call(api.removePasskey, { params: { id } }))).toBe('not-found');
      expect(await problemOf(stranger.call(api.renamePasskey, { params: { id }, body: { name: 'Mine' } }))).toBe('not-found');
      expect(await passkeysOf(visitor)).toHaveLength(1);
    });
  });

  test('what lies in the database names no passkey and no key of one', async () => {
    const device = newDevice();
    const { visitor, email } = await joinByPasskey(server, device);
    await visitor.call(api.signInByPasskey, { body: { passkey: await shown(visitor, device) } });
    const { database } = server.platform;
    const userId = await userIdOf(server, email);
    const rows = await database.rows(database.build.selectFrom('credential').selectAll().where('user_id', '=', userId));
    expect(rows.map(({ kind }) => kind).toSorted(), 'the control').toEqual(['account', 'passkey']);
    const marks = await database.rows(database.build.selectFrom('spent').selectAll());
    expect(marks.length).toBeGreaterThan(0);
    const dump = JSON.stringify([rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed).toString('latin1') })), marks]);
    const [{ credentialId, userHandle } = { credentialId: '', userHandle: '' }] = device.held;
    for (const secret of [credentialId, userHandle, Buffer.from(credentialId, 'base64url').toString('latin1')])
      expect(dump).not.toContain(secret);
  });

  test('a challenge is read only as it was made, for its purpose, and is answered once', async () => {
    const { platform } = server;
    const { challenge } = (await server.visitor().call(api.makePasskeyQuestion, {})).body;
    expect(readChallenge(platform, challenge, 'show')).not.toBeNull();
    expect(readChallenge(platform, challenge, 'add')).toBeNull();
    expect(readChallenge(platform, `${challenge}=`, 'show')).toBeNull();
    const bytes = Buffer.from(challenge, 'base64url');
    for (let position = 0; position < bytes.length; position++) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(readChallenge(platform, changed.toString('base64url'), 'show')).toBeNull();
    }
    server.clock.advance(-2 * minute);
    expect(readChallenge(platform, challenge, 'show'), 'a clock that was set back').toBeNull();
    server.clock.advance(2 * minute);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => spendChallenge(platform, challenge)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });
});

test('an id comes back from its bytes, and from no others', () => {
  const id = '0b2e1f7a-3c4d-4e5f-8a9b-0c1d2e3f4a5b' as ReturnType<typeof bytesToUserId> & string;
  expect(bytesToUserId(userIdToBytes(id))).toBe(id);
  expect(bytesToUserId(Buffer.alloc(16))).toBeNull();
  expect(bytesToUserId(Buffer.alloc(0))).toBeNull();
  expect(bytesToUserId(Buffer.concat([userIdToBytes(id), Buffer.of(0)]))).toBeNull();
});

/** The same answer with another id of the same length in it. */
function withCredentialId(passkey: api.NewPasskey, from: string, to: string): api.NewPasskey {
  const object = Buffer.from(passkey.response.attestationObject, 'base64url');
  const at = object.indexOf(Buffer.from(from, 'base64url'));
  Buffer.from(to, 'base64url').copy(object, at);
  const attestationObject = object.toString('base64url');
  return { ...passkey, id: to, rawId: to, response: { ...passkey.response, attestationObject } };
}
