/**
 * Nobody is told who is here: every public route of accounts answers byte for byte alike for an address that is known, that
 * nobody has, that was not confirmed and that is disabled; and so for people who are named by a token or a passkey.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { UserId } from '@sotto/domain';
import * as account from '@sotto/features/account/api';
import { setAccountDisabled } from '@sotto/features/account/server';
import { type Device, type Mailbox, createDevice, startWithMail } from '@sotto/features/account/testing';
import { openingMakerFor } from '@sotto/schedule';
import { features } from '@sotto/server';
import {
  type Forger,
  type TestServer,
  type Visitor,
  day,
  engines,
  freePort,
  issuerSettings,
  problemOf,
  startForger,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { password } from './testing/people.ts';
import { confirmAddress, idOf, signUpUnconfirmed, someAddress } from './testing/ways-in.ts';

const states = ['known', 'unknown', 'unconfirmed', 'disabled'] as const;
type State = (typeof states)[number];

/** Someone in a state, as far as anyone outside could name them. */
interface Named {
  readonly email: string;
  readonly userId: UserId;
}

interface Scene {
  readonly server: TestServer;
  readonly forger: Forger;
  readonly people: Readonly<Record<State, Named>>;
}

/** What is sent about someone: path and body. */
type Ask = (scene: Scene, named: Named) => Promise<{ readonly path: string; readonly body: object; readonly by?: Visitor }>;

const path = (rest: string) => `/api/v1/account/${rest}`;
const wrong = 'seventeen paper lanterns';

/** Every public route that can be asked about someone, by the name of its endpoint. */
const asks: Readonly<Record<string, Ask>> = {
  signIn: async (_, { email }) => ({ path: path('sign-in'), body: { email, password: wrong } }),
  signUp: async (_, { email }) => ({ path: path('sign-up'), body: { email, password: wrong } }),
  'signUp with a passkey': async ({ server }, { email }) => {
    const { body } = await server.visitor().call(account.makeSignUpPasskeyOptions, { body: { email } });
    return { path: path('sign-up'), body: { email, passkey: deviceOf(server).make(body) } };
  },
  makeSignUpPasskeyOptions: async (_, { email }) => ({ path: path('sign-up/passkey-options'), body: { email } }),
  forgotPassword: async (_, { email }) => ({ path: path('forgot-password'), body: { email } }),
  signInByPasskey: async ({ server }, { userId }) => {
    const { body } = await server.visitor().call(account.makePasskeyQuestion, {});
    return { path: path('sign-in/passkey'), body: { passkey: claiming(server, userId, body) } };
  },
  returnFromIssuer: async ({ server, forger }, { email }) => {
    forger.forge({ claims: { email, email_verified: false } });
    const { body } = await server.visitor().call(account.beginAtIssuer, { body: { issuer: 'there', purpose: 'sign-in' } });
    const query = forger.comeBack(body.location, `subject-${email}`);
    return { path: path('sign-in/issuer/return'), body: { attempt: body.attempt, query } };
  },
  resetPassword: async (_, { userId }) => ({
    path: path('reset-password'),
    body: { token: tokenNaming(userId), password: wrong },
  }),
  verifyEmail: async (_, { userId }) => ({ path: path('verify-email'), body: { token: tokenNaming(userId) } }),
  undoEmailChange: async (_, { userId }) => ({ path: path('email/undo'), body: { token: tokenNaming(userId) } }),
  connect: async (_, { userId }) => ({ path: '/api/v1/access-keys/connect', body: { code: tokenNaming(userId) } }),
  completeSignIn: async ({ server }, { userId }) => {
    const by = server.visitor();
    by.cookies.set(`sotto_session_${new URL(server.origin).port}`, tokenNaming(userId));
    return { path: path('sign-in/second-factor'), body: { code: '123456' }, by };
  },
};

/** Public routes of accounts that nobody can be named to, with why. */
const namesNobody: Readonly<Record<string, string>> = {
  getSignUpTerms: 'takes nothing',
  checkInvitation: 'takes an invitation, which is nobody’s',
  getSecondFactorWays: 'takes what the cookie holds, and answers alike without',
  listIssuers: 'takes nothing',
  beginAtIssuer: 'takes an issuer',
  makePasskeyQuestion: 'takes nothing',
  signOut: 'ends what the cookie holds, and answers alike without',
};

const deviceOf = ({ origin }: TestServer): Device => createDevice({ origin });

/** An answer to `question` by a device that says its owner is `userId`, and is not theirs. */
function claiming(server: TestServer, userId: UserId, question: { challenge: string }): object {
  const device = deviceOf(server);
  device.make({ challenge: '', rp: { id: 'localhost' }, user: { id: bytesOf(userId).toString('base64url') } });
  return device.show(question);
}

const bytesOf = (userId: UserId): Buffer => Buffer.from(userId.replaceAll('-', ''), 'hex');

/** A token in the form of ours that names someone, and is none. */
function tokenNaming(userId: UserId): string {
  const body = Buffer.concat([bytesOf(userId), createHash('sha256').update('guess').digest()]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([body, sum]).toString('base64url');
}

describe.each(engines)('on %s', (engine) => {
  let scene: Scene;
  let opened: AsyncDisposableStack;
  beforeAll(async () => {
    opened = new AsyncDisposableStack();
    const forger = opened.use(await startForger());
    const environment = { SOTTO_PORT: String(await freePort()), ...issuerSettings({ there: forger }) };
    const { server, mailbox } = opened.use(await startWithMail({ features, engine, environment }));
    scene = { server, forger, people: await peopleOf(server, mailbox) };
  });
  afterAll(() => opened.disposeAsync());
  beforeEach(() => scene.server.clock.advance(2 * day));

  /** Everything the answer says, without what differs between any two, and without the address itself. */
  async function answerAbout(ask: Ask, named: Named) {
    const { path: at, body, by = scene.server.visitor() } = await ask(scene, named);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await by.fetch(at, init);
    // A server that fails for everyone alike tells nobody anything either.
    expect(response.status).toBeLessThan(500);
    const own = response.headers.get('x-request-id') ?? '';
    const headers = [...response.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
    const without = (text: string) => text.replaceAll(own, '<request>').replaceAll(named.email, '<address>');
    // Chance, of the same length for everyone.
    const drawn = (text: string) =>
      text.replaceAll(/("(?:challenge|id)":")([\w-]{20,})"/g, (_, name: string, value: string) => `${name}${value.length}"`);
    return { status: response.status, headers: headers.map(without), body: drawn(without(await response.text())) };
  }

  const aboutEach = async (ask: Ask) => {
    const answers = new Map<State, Awaited<ReturnType<typeof answerAbout>>>();
    for (const state of states) answers.set(state, await answerAbout(ask, scene.people[state]));
    return answers;
  };

  test.each(Object.entries(asks))(
    '%s answers byte for byte alike for who is known, unknown, not confirmed and disabled',
    async (_, ask) => {
      const answers = await aboutEach(ask);
      for (const [state, answer] of answers) expect([state, answer]).toEqual([state, answers.get('unknown')]);
      expect(answers.get('unknown')?.headers.some((line) => line.startsWith('set-cookie'))).toBe(false);
    },
  );

  test('a change of address is answered byte for byte alike, whoever has the new one', async () => {
    const by = scene.server.visitor();
    await by.call(account.signIn, { body: { email: scene.people.known.email, password } });
    const answers = await aboutEach(async (_, { email }) => ({ path: path('email'), body: { email }, by }));
    for (const [state, answer] of answers) expect([state, answer]).toEqual([state, answers.get('unknown')]);
    expect(answers.get('unknown')?.status).toBe(202);
  });

  test('every public route of accounts is asked, or takes nothing that could name anyone', () => {
    const open = scene.server.routes
      .map(({ endpoint }) => endpoint)
      .filter(({ access, path: at }) => access.kind === 'public' && /^\/api\/v1\/(account|access-keys)/.test(at))
      .map(({ name }) => name);
    const asked = new Set(Object.keys(asks).map((name) => name.split(' ')[0]));
    expect(open.filter((name) => !asked.has(name) && !Object.hasOwn(namesNobody, name))).toEqual([]);
    expect(open.length).toBeGreaterThan(12);
  });

  test('a difference would be seen: the right password is answered otherwise, and only where it is right', async () => {
    const right: Ask = async (_, { email }) => ({ path: path('sign-in'), body: { email, password } });
    const answers = await aboutEach(right);
    expect(states.map((state) => [state, answers.get(state)?.status])).toEqual([
      ['known', 200],
      ['unknown', 401],
      // The account waits for its link: also the right password is answered as if nobody were there.
      ['unconfirmed', 401],
      ['disabled', 200],
    ]);
    expect(answers.get('unconfirmed')).toEqual(answers.get('unknown'));
  });
});

const opening = openingMakerFor({ name: 'operator', purposes: ['account'] });

async function peopleOf(server: TestServer, mailbox: Mailbox): Promise<Record<State, Named>> {
  const confirmed = async (): Promise<Named> => {
    const email = await signUpUnconfirmed(server);
    await confirmAddress(server, mailbox, email);
    return { email, userId: await idOf(server, email) };
  };
  const [known, disabled] = [await confirmed(), await confirmed()];
  await setAccountDisabled(server.platform, opening(disabled.userId, 'account'), true);
  const unconfirmed = await signUpUnconfirmed(server);
  const everyone = await server.platform.vault.listPeople({ after: null, limit: 100 });
  const waiting = everyone.find(({ state }) => state === 'unconfirmed');
  expect(await problemOf(server.visitor().call(account.signIn, { body: { email: unconfirmed, password } }))).toBe(
    'wrong-credentials',
  );
  return {
    known,
    disabled,
    unconfirmed: { email: unconfirmed, userId: waiting?.userId ?? known.userId },
    unknown: { email: someAddress(), userId: server.platform.ids.user() },
  };
}
