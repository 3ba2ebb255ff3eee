/**
 * What ended lets nobody in: sessions, access keys, links, codes, questions, invitations, challenges and attempts that were
 * used, revoked or have run out are refused, however often they are shown, at the next request and in every server process.
 */
import * as account from '@sotto/features/account/api';
import { type Mailbox, codeOf, createDevice, openMailbox } from '@sotto/features/account/testing';
import { setAccountDisabled } from '@sotto/features/account/server';
import { openingMakerFor } from '@sotto/schedule';
import { features } from '@sotto/server';
import {
  type Engine,
  type Forger,
  type TestServer,
  type Visitor,
  createClock,
  day,
  engines,
  freePort,
  freshStores,
  issuerSettings,
  minute,
  problemOf,
  second,
  startForger,
  startServer,
  sized,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, join, makeKey, password, returning } from './testing/people.ts';
import { confirmAddress, enrol, signUpUnconfirmed, someAddress, tokenMailed } from './testing/ways-in.ts';

const times = sized({ everyday: 100, full: 1000 });
/** Shown together: of what is shown at the same moment none gets through either. */
const atOnce = 20;

interface Scene {
  /** From which no mail leaves. */
  readonly server: TestServer;
  /** From which mail leaves. */
  readonly mailing: TestServer;
  readonly mailbox: Mailbox;
  /** Which asks for invitations. */
  readonly inviting: TestServer;
  readonly forger: Forger;
}

/** Shows something once more: `true` when it is accepted. */
type Show = () => Promise<boolean>;

/** Something that is good at first. */
interface Good {
  readonly show: Show;
  /** Ends it; `null`: showing it does. */
  readonly end: (() => Promise<unknown> | void) | null;
}

/** A server that fails refuses nothing: that is no answer. */
async function accepted(call: Promise<unknown>): Promise<boolean> {
  const problem = await problemOf(call);
  expect(problem).not.toBe('unexpected');
  return problem === null;
}

function withCookies(server: TestServer, { cookies }: Visitor): Visitor {
  const thief = server.visitor();
  for (const [name, value] of cookies) thief.cookies.set(name, value);
  return thief;
}

/** Each stolen copy in a browser of its own. */
const isIn = (server: TestServer, visitor: Visitor) => accepted(withCookies(server, visitor).call(account.getAccount, {}));

const session = async ({ server }: Scene, end: (there: Visitor, here: Visitor) => Promise<unknown> | void): Promise<Good> => {
  const person = await join(server);
  const there = await returning(server, person);
  const stolen = withCookies(server, there);
  return { show: () => isIn(server, stolen), end: () => end(there, person.visitor) };
};

const accessKey = async ({ server }: Scene, end: (person: Person, key: string) => Promise<unknown> | void): Promise<Good> => {
  const person = await join(server);
  const key = await makeKey(person, ['export:read']);
  return { show: () => accepted(server.visitor({ key }).call(account.getCurrentAccessKey, {})), end: () => end(person, key) };
};

const endKeys = async ({ visitor }: Person) => {
  const { items } = (await visitor.call(account.listAccessKeys, {})).body;
  for (const { id } of items) await visitor.call(account.endAccessKey, { params: { id } });
};

const byMail = async ({ mailing, mailbox }: Scene): Promise<Person> => {
  const email = await signUpUnconfirmed(mailing);
  await confirmAddress(mailing, mailbox, email);
  const visitor = mailing.visitor();
  await visitor.call(account.signIn, { body: { email, password } });
  return {
    visitor,
    email,
    password,
    userId: (await mailing.platform.vault.findLogin(email))?.userId ?? ('' as Person['userId']),
  };
};

const confirmLink = async ({ mailing, mailbox }: Scene, end: Good['end']): Promise<Good> => {
  const token = await tokenMailed(mailbox, await signUpUnconfirmed(mailing), 'verify-email');
  return { show: () => accepted(mailing.visitor().call(account.verifyEmail, { body: { token } })), end };
};

const addressLink = async (scene: Scene, end: (person: Person) => Good['end']): Promise<Good> => {
  const { mailing, mailbox } = scene;
  const [person, next] = [await byMail(scene), someAddress()];
  await person.visitor.call(account.changeEmail, { body: { email: next } });
  const token = await tokenMailed(mailbox, next, 'verify-email');
  return { show: () => accepted(mailing.visitor().call(account.verifyEmail, { body: { token } })), end: end(person) };
};

const wayBack = async (scene: Scene, end: Good['end']): Promise<Good> => {
  const { mailing, mailbox } = scene;
  const [person, next] = [await byMail(scene), someAddress()];
  await person.visitor.call(account.changeEmail, { body: { email: next } });
  const token = await tokenMailed(mailbox, next, 'verify-email');
  await mailing.visitor().call(account.verifyEmail, { body: { token } });
  const back = await tokenMailed(mailbox, person.email, 'undo-email');
  return { show: () => accepted(mailing.visitor().call(account.undoEmailChange, { body: { token: back } })), end };
};

const resetLink = async (scene: Scene, end: (person: Person) => Good['end']): Promise<Good> => {
  const { mailing, mailbox } = scene;
  const person = await byMail(scene);
  await mailing.visitor().call(account.forgotPassword, { body: { email: person.email } });
  const token = await tokenMailed(mailbox, person.email, 'reset-password');
  const body = { token, password: 'seventeen paper lanterns' };
  return { show: () => accepted(mailing.visitor().call(account.resetPassword, { body })), end: end(person) };
};

/** Someone whom a browser asks for the second factor, and what answers it. */
async function asked({ server }: Scene) {
  const person = await join(server);
  const { secret, recoveryCodes } = await enrol(server, person.visitor);
  return { person, recoveryCodes, code: () => codeOf(secret, server.clock.now()), ask: () => returning(server, person) };
}

const code = async (scene: Scene, end: Good['end']): Promise<Good> => {
  const { person, code: now } = await asked(scene);
  const shown = now();
  // In an open session: there a code that was refused counts for that session alone.
  return { show: () => accepted(person.visitor.call(account.reauthenticate, { body: { code: shown } })), end };
};

const recoveryCode = async (scene: Scene): Promise<Good> => {
  const { recoveryCodes, ask } = await asked(scene);
  const [first = ''] = recoveryCodes;
  let open = await ask();
  const show = async () => {
    const there = withCookies(scene.server, open);
    const isAccepted = await accepted(there.call(account.completeSignIn, { body: { recoveryCode: first } }));
    // The question was answered: the code is shown to another one, which is open.
    if (isAccepted) open = await ask();
    return isAccepted;
  };
  return { show, end: null };
};

const question = async (scene: Scene, end: Good['end']): Promise<Good> => {
  const { recoveryCodes, ask } = await asked(scene);
  const stolen = withCookies(scene.server, await ask());
  let used = 0;
  const show = () => {
    const recovery = recoveryCodes[used++ % recoveryCodes.length] ?? '';
    return accepted(withCookies(scene.server, stolen).call(account.completeSignIn, { body: { recoveryCode: recovery } }));
  };
  return { show, end };
};

const connectCode = async ({ server }: Scene, end: (person: Person) => Good['end']): Promise<Good> => {
  const person = await join(server);
  const body = { name: 'Extension', scopes: ['capture:write' as const] };
  const { code: shown } = (await person.visitor.call(account.makeConnectCode, { body })).body;
  return { show: () => accepted(server.visitor().call(account.connect, { body: { code: shown } })), end: end(person) };
};

const invitation = async ({ inviting }: Scene, end: Good['end']): Promise<Good> => {
  const invite = `${someAddress()}-of-an-invitation`;
  await inviting.platform.vault.addInvite(invite, inviting.clock.now() + day);
  const show = () => accepted(inviting.visitor().call(account.signUp, { body: { email: someAddress(), password, invite } }));
  return { show, end };
};

const challenge = async ({ server }: Scene, end: Good['end']): Promise<Good> => {
  const device = createDevice({ origin: server.origin });
  const { visitor } = await join(server);
  const { body: options } = await visitor.call(account.makePasskeyOptions, {});
  await visitor.call(account.addPasskey, { body: { passkey: device.make(options) } });
  const { body } = await server.visitor().call(account.makePasskeyQuestion, {});
  const passkey = device.show(body);
  return { show: () => accepted(server.visitor().call(account.signInByPasskey, { body: { passkey } })), end };
};

const attempt = async ({ server, forger }: Scene, end: Good['end']): Promise<Good> => {
  forger.forge({ claims: { email: someAddress(), email_verified: true } });
  const begun = await server.visitor().call(account.beginAtIssuer, { body: { issuer: 'there', purpose: 'sign-in' } });
  const { attempt: text, location } = begun.body;
  const query = forger.comeBack(location, `subject-${someAddress()}`);
  return { show: () => accepted(server.visitor().call(account.returnFromIssuer, { body: { attempt: text, query } })), end };
};

/** What there is, and how it ends. `null`: by being used. */
const table: Readonly<Record<string, (scene: Scene) => Promise<Good>>> = {
  'a session that was signed out': (scene) => session(scene, (there) => there.call(account.signOut, {})),
  'a session that was ended from elsewhere': (scene) => session(scene, (_, here) => here.call(account.endOtherSessions, {})),
  'a session of someone who revoked everything': (scene) => session(scene, (_, here) => here.call(account.revokeEverything, {})),
  'a session of someone who is deleted': (scene) =>
    session(scene, (_, here) => here.call(account.deleteAccount, { body: { confirm: 'DELETE' } })),
  'a session that was not used for a week': (scene) => session(scene, () => scene.server.clock.advance(7 * day)),
  'an access key that was revoked': (scene) => accessKey(scene, endKeys),
  'an access key with everything else': (scene) => accessKey(scene, ({ visitor }) => visitor.call(account.revokeEverything, {})),
  'an access key of someone who is deleted': (scene) =>
    accessKey(scene, ({ visitor }) => visitor.call(account.deleteAccount, { body: { confirm: 'DELETE' } })),
  'an access key of someone who is disabled': (scene) =>
    accessKey(scene, ({ userId }) => setAccountDisabled(scene.server.platform, opening(userId, 'account'), true)),
  'an access key after its last day': (scene) => accessKey(scene, () => scene.server.clock.advance(182 * day)),
  'a link to confirm an address that was used': (scene) => confirmLink(scene, null),
  'a link to confirm an address after a quarter of an hour': (scene) =>
    confirmLink(scene, () => scene.mailing.clock.advance(15 * minute)),
  'a link to a new address that was used': (scene) => addressLink(scene, () => null),
  'a link to a new address after a quarter of an hour': (scene) =>
    addressLink(scene, () => () => scene.mailing.clock.advance(15 * minute)),
  'a link to a new address when everything was revoked': (scene) =>
    addressLink(scene, (person) => () => person.visitor.call(account.revokeEverything, {})),
  'a way back to an address that was used': (scene) => wayBack(scene, null),
  'a way back to an address after a week': (scene) => wayBack(scene, () => scene.mailing.clock.advance(7 * day)),
  'a link to a new password that was used': (scene) => resetLink(scene, () => null),
  'a link to a new password after a quarter of an hour': (scene) =>
    resetLink(scene, () => () => scene.mailing.clock.advance(15 * minute)),
  'a link to a new password when the password was changed': (scene) =>
    resetLink(
      scene,
      (person) => () =>
        person.visitor.call(account.changePassword, { body: { current: password, next: 'four grey paper kites' } }),
    ),
  'a code of the app that was used': (scene) => code(scene, null),
  'a code of the app two minutes later': (scene) => code(scene, () => scene.server.clock.advance(2 * minute)),
  'a recovery code that was used': recoveryCode,
  'a question that was answered': (scene) => question(scene, null),
  'a question after ten minutes': (scene) => question(scene, () => scene.server.clock.advance(10 * minute)),
  'a connect code that was used': (scene) => connectCode(scene, () => null),
  'a connect code after five minutes': (scene) => connectCode(scene, () => () => scene.server.clock.advance(5 * minute)),
  'a connect code when everything was revoked': (scene) =>
    connectCode(scene, (person) => () => person.visitor.call(account.revokeEverything, {})),
  'an invitation that was used': (scene) => invitation(scene, null),
  'an invitation after its time': (scene) => invitation(scene, () => scene.inviting.clock.advance(day)),
  'an answer of a passkey that was shown before': (scene) => challenge(scene, null),
  'an answer of a passkey after five minutes': (scene) => challenge(scene, () => scene.server.clock.advance(5 * minute)),
  'an attempt at an issuer that was answered': (scene) => attempt(scene, null),
  'an attempt at an issuer after ten minutes': (scene) => attempt(scene, () => scene.server.clock.advance(10 * minute)),
};

const opening = openingMakerFor({ name: 'operator', purposes: ['account'] });

async function openScene(engine: Engine): Promise<Scene & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const mailbox = opened.use(await openMailbox());
  const forger = opened.use(await startForger());
  const start = async (environment: Record<string, string>) =>
    opened.use(await startServer({ features, engine, environment: { SOTTO_PORT: String(await freePort()), ...environment } }));
  const server = await start(issuerSettings({ there: forger }));
  const mailing = await start({ SOTTO_SMTP_URL: mailbox.url });
  const inviting = await start({ SOTTO_SIGN_UP: 'invite' });
  const kept = opened.move();
  return { server, mailing, mailbox, inviting, forger, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

describe.each(engines)('on %s', (engine) => {
  let scene: Scene & AsyncDisposable;
  beforeAll(async () => {
    scene = await openScene(engine);
  });
  afterAll(() => scene[Symbol.asyncDispose]());
  // Accounts and letters are counted by the day.
  beforeEach(() => [scene.server, scene.mailing, scene.inviting].forEach(({ clock }) => clock.advance(2 * day)));

  test.each(Object.entries(table))('%s is accepted 0 of 1,000 times', async (_, begin) => {
    // The control: at first it is good.
    const control = await begin(scene);
    expect(await control.show()).toBe(true);
    const { show, end } = await begin(scene);
    if (end) await end();
    else expect(await show()).toBe(true);
    const outcomes: boolean[] = [];
    while (outcomes.length < times)
      outcomes.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, times - outcomes.length) }, show))));
    expect(outcomes.filter((isAccepted) => isAccepted)).toHaveLength(0);
  });
});

/** In everyday runs other tests on the same cores stretch what one person would see. */
const slowness = sized({ everyday: 5, full: 1 });

// SQLite belongs to one process.
describe.runIf(engines.includes('postgres'))('two server processes on PostgreSQL', () => {
  let one: Scene & AsyncDisposable;
  let other: TestServer;
  let opened: AsyncDisposableStack;
  beforeAll(async () => {
    opened = new AsyncDisposableStack();
    const clock = createClock();
    const mailbox = opened.use(await openMailbox());
    const forger = opened.use(await startForger());
    const environment = {
      SOTTO_PORT: String(await freePort()),
      SOTTO_SMTP_URL: mailbox.url,
      ...issuerSettings({ there: forger }),
    };
    const stores = opened.use(await freshStores('postgres', environment));
    const server = opened.use(await startServer({ features, stores, clock }));
    const port = await freePort();
    const settings = { ...stores.settings, port, origin: `http://localhost:${port}` };
    other = opened.use(await startServer({ features, stores: { ...stores, settings }, clock }));
    one = { server, mailing: server, inviting: server, mailbox, forger, [Symbol.asyncDispose]: () => opened.disposeAsync() };
  });
  afterAll(() => one[Symbol.asyncDispose]());

  /** The same browser at the other process. */
  const there = ({ cookies }: Visitor): Visitor => {
    const visitor = other.visitor();
    for (const value of cookies.values()) visitor.cookies.set(`sotto_session_${new URL(other.origin).port}`, value);
    return visitor;
  };
  const member = () => byMail(one);

  interface Shared {
    /** Shown at the other process. */
    readonly show: Show;
    /** Done at the first one. */
    end(): Promise<unknown>;
    /** `true`: showing it is no control, for that would use it up. */
    readonly once?: true;
  }

  const shared: Readonly<Record<string, () => Promise<Shared>>> = {
    async 'a session'() {
      const person = await member();
      const seen = there(person.visitor);
      return { show: () => accepted(seen.call(account.getAccount, {})), end: () => person.visitor.call(account.signOut, {}) };
    },
    async 'an access key'() {
      const person = await member();
      const key = await makeKey(person, ['export:read']);
      return { show: () => accepted(other.visitor({ key }).call(account.getCurrentAccessKey, {})), end: () => endKeys(person) };
    },
    async 'a session with everything else'() {
      const person = await member();
      const elsewhere = there(await returning(one.server, person));
      const end = () => person.visitor.call(account.revokeEverything, {});
      return { show: () => accepted(elsewhere.call(account.getAccount, {})), end };
    },
    async 'an access key with everything else'() {
      const person = await member();
      const key = await makeKey(person, ['export:read']);
      const end = () => person.visitor.call(account.revokeEverything, {});
      return { show: () => accepted(other.visitor({ key }).call(account.getCurrentAccessKey, {})), end };
    },
    async 'an access key of someone who is being disabled'() {
      const person = await member();
      const key = await makeKey(person, ['export:read']);
      const end = () => setAccountDisabled(one.server.platform, opening(person.userId, 'account'), true);
      return { show: () => accepted(other.visitor({ key }).call(account.getCurrentAccessKey, {})), end };
    },
    async 'a password that is being changed'() {
      const { visitor, email } = await member();
      const body = { current: password, next: 'four grey paper kites' };
      const show = () => accepted(other.visitor().call(account.signIn, { body: { email, password } }));
      return { show, end: () => visitor.call(account.changePassword, { body }) };
    },
    async 'a passkey'() {
      const { visitor } = await member();
      const device = createDevice({ origin: one.server.origin });
      const { body: options } = await visitor.call(account.makePasskeyOptions, {});
      const { id } = (await visitor.call(account.addPasskey, { body: { passkey: device.make(options) } })).body;
      const show = async () => {
        const { body } = await other.visitor().call(account.makePasskeyQuestion, {});
        return accepted(
          other
            .visitor()
            .call(account.signInByPasskey, { body: { passkey: device.show(body, { origin: other.stores.settings.origin }) } }),
        );
      };
      return { show, end: () => visitor.call(account.removePasskey, { params: { id } }) };
    },
    async 'a link to a new password'() {
      const { visitor, email } = await member();
      await one.server.visitor().call(account.forgotPassword, { body: { email } });
      const token = await tokenMailed(one.mailbox, email, 'reset-password');
      const show = () =>
        accepted(other.visitor().call(account.resetPassword, { body: { token, password: 'seventeen paper lanterns' } }));
      return { show, end: () => visitor.call(account.revokeEverything, {}), once: true };
    },
    async 'a connect code'() {
      const { visitor } = await member();
      const { code: shown } = (
        await visitor.call(account.makeConnectCode, { body: { name: 'Extension', scopes: ['capture:write'] } })
      ).body;
      const show = () => accepted(other.visitor().call(account.connect, { body: { code: shown } }));
      return { show, end: () => visitor.call(account.revokeEverything, {}), once: true };
    },
    async 'a recovery code'() {
      const person = await member();
      const {
        recoveryCodes: [first = ''],
      } = await enrol(one.server, person.visitor);
      const [here, elsewhere] = [await returning(one.server, person), there(await returning(one.server, person))];
      const body = { recoveryCode: first };
      const show = () => accepted(elsewhere.call(account.completeSignIn, { body }));
      return { show, end: () => here.call(account.completeSignIn, { body }), once: true };
    },
    async 'a question for the second factor'() {
      const person = await member();
      const {
        recoveryCodes: [first = ''],
      } = await enrol(one.server, person.visitor);
      const elsewhere = there(await returning(one.server, person));
      const show = () => accepted(elsewhere.call(account.completeSignIn, { body: { recoveryCode: first } }));
      return { show, end: () => person.visitor.call(account.revokeEverything, {}), once: true };
    },
  };

  test.each(Object.entries(shared))(
    '%s that ends in the one is refused by the other at its next request, within a second',
    async (_, begin) => {
      // The control: until then the other takes it.
      const control = await begin();
      expect(await control.show()).toBe(true);
      const { show, end } = await begin();
      await end();
      const ended = performance.now();
      expect(await show()).toBe(false);
      expect(performance.now() - ended).toBeLessThan(second * slowness);
    },
  );
});
