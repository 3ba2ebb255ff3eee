/**
 * What ended stays ended when a backup from before is put in place: sessions, keys, feeds, links, passwords, second factors,
 * recovery codes, passkeys, issuers and addresses that were used, changed or withdrawn since let nobody in. Whoever changed
 * how they sign in comes in by their mailbox, and by nothing else; whoever changed nothing comes in as before.
 */
import { asSweep, endedAtRestore } from '@sotto/database';
import * as account from '@sotto/features/account/api';
import { type Device, type Mailbox, codeOf, createDevice, openMailbox, stepMs } from '@sotto/features/account/testing';
import { fetchFeed, listFeeds, makeFeed, endFeed } from '@sotto/features/feed/api';
import { features } from '@sotto/server';
import {
  type Engine,
  type Forger,
  type TestServer,
  type Visitor,
  createClock,
  day,
  engines,
  hour,
  issuerSettings,
  problemOf,
  startForger,
  startServer,
  sized,
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, makeInstallation, storesAt } from './testing/installation.ts';
import { apply, makeKey, password, titlesOf } from './testing/people.ts';
import { backUp, putBack } from './testing/restores.ts';
import {
  confirmAddress,
  countMailed,
  enrol,
  enterByPasskey,
  goToIssuer,
  signUpUnconfirmed,
  someAddress,
  tokenMailed,
} from './testing/ways-in.ts';

const another = 'seventeen paper lanterns';
const times = sized({ everyday: 2, full: 80 });

interface Scene {
  readonly mailbox: Mailbox;
  readonly forger: Forger;
}

interface Member {
  readonly email: string;
  /** Signed in. */
  readonly visitor: Visitor;
}

/** Something that lets in when the backup is made, and ends afterwards. */
interface Ending {
  readonly member: Member;
  /** Shows what lets in: `true` when it is accepted. */
  show(server: TestServer): Promise<boolean>;
  end(server: TestServer): Promise<unknown>;
  /** That such a thing is accepted at first, where showing it would use it up. @default `show` */
  control?(server: TestServer): Promise<boolean>;
  /** How its owner signs in is as it was: no new password has to be chosen. @default false */
  readonly signsInAsBefore?: true;
  /** What its owner is asked by a sign-in after they chose a new password by mail. @default 'done' */
  readonly asked?: 'second-factor';
  /** The address by which its owner is found after it ended. @default the one of `member` */
  readonly movedTo?: string;
  /** What still lets the owner in afterwards, as it did. */
  still?(server: TestServer): Promise<boolean>;
}

const accepted = async (call: Promise<unknown>) => (await problemOf(call)) === null;
const passwordOpens = (server: TestServer, email: string, secret = password) =>
  accepted(server.visitor().call(account.signIn, { body: { email, password: secret } }));

async function member(server: TestServer, { mailbox }: Scene): Promise<Member> {
  const email = await signUpUnconfirmed(server);
  await confirmAddress(server, mailbox, email);
  const visitor = server.visitor();
  await visitor.call(account.signIn, { body: { email, password } });
  return { email, visitor };
}

/** The same browser, when the server was started anew. */
function again(server: TestServer, { cookies }: Visitor): Visitor {
  const visitor = server.visitor();
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  return visitor;
}

async function withPasskey(server: TestServer, { visitor }: Member): Promise<{ device: Device; id: string }> {
  const device = createDevice({ origin: server.origin });
  const { body: options } = await visitor.call(account.makePasskeyOptions, {});
  const { id } = (await visitor.call(account.addPasskey, { body: { passkey: device.make(options) } })).body;
  return { device, id };
}

/** Answers the question for a second factor after the password `secret`; `false`: it is not let in, or not asked. */
async function answers(
  server: TestServer,
  { email }: Member,
  { secret = password, ...factor }: { secret?: string; code?: string; recoveryCode?: string },
): Promise<boolean> {
  const visitor = server.visitor();
  const asked = await visitor.call(account.signIn, { body: { email, password: secret } }).catch(() => null);
  if (asked?.body.next !== 'second-factor') return false;
  return accepted(visitor.call(account.completeSignIn, { body: factor }));
}

/** What ends, by name. Everything is made before the backup and ended after it. */
const endings: Readonly<Record<string, (server: TestServer, scene: Scene) => Promise<Ending>>> = {
  async 'a session that was signed out'(server, scene) {
    const someone = await member(server, scene);
    const stolen = again(server, someone.visitor);
    return {
      member: someone,
      signsInAsBefore: true,
      show: (now) => accepted(again(now, stolen).call(account.getAccount, {})),
      end: () => someone.visitor.call(account.signOut, {}),
    };
  },
  async 'an access key that was revoked'(server, scene) {
    const someone = await member(server, scene);
    const key = await makeKey(someone, ['export:read']);
    return {
      member: someone,
      signsInAsBefore: true,
      show: (now) => accepted(now.visitor({ key }).call(account.getCurrentAccessKey, {})),
      async end() {
        const { items } = (await someone.visitor.call(account.listAccessKeys, {})).body;
        for (const { id } of items) await someone.visitor.call(account.endAccessKey, { params: { id } });
      },
    };
  },
  async 'the secret address of a calendar feed that was revoked'(server, scene) {
    const someone = await member(server, scene);
    const body = { name: 'phone', detail: 'busy', contents: 'interviews', notes: false, expiresOn: null } as const;
    const { url } = (await someone.visitor.call(makeFeed, { body })).body;
    const secret = new URL(url).pathname.split('/').at(-2) ?? '';
    return {
      member: someone,
      signsInAsBefore: true,
      show: (now) => accepted(now.visitor().call(fetchFeed, { params: { secret } })),
      async end() {
        const { items } = (await someone.visitor.call(listFeeds, {})).body;
        for (const { id } of items) await someone.visitor.call(endFeed, { params: { id } });
      },
    };
  },
  async 'a link to a new password when the password was changed'(server, scene) {
    const someone = await member(server, scene);
    await server.visitor().call(account.forgotPassword, { body: { email: someone.email } });
    const token = await tokenMailed(scene.mailbox, someone.email, 'reset-password');
    const body = { token, password: 'four grey paper kites' };
    return {
      member: someone,
      async control(now) {
        const other = await member(now, scene);
        await now.visitor().call(account.forgotPassword, { body: { email: other.email } });
        const good = await tokenMailed(scene.mailbox, other.email, 'reset-password');
        return accepted(now.visitor().call(account.resetPassword, { body: { ...body, token: good } }));
      },
      show: (now) => accepted(now.visitor().call(account.resetPassword, { body })),
      end: () => someone.visitor.call(account.changePassword, { body: { current: password, next: another } }),
    };
  },
  async 'a password that was changed'(server, scene) {
    const someone = await member(server, scene);
    return {
      member: someone,
      show: (now) => passwordOpens(now, someone.email),
      end: () => someone.visitor.call(account.changePassword, { body: { current: password, next: another } }),
    };
  },
  async 'a password that was taken away'(server, scene) {
    const someone = await member(server, scene);
    await withPasskey(server, someone);
    return {
      member: someone,
      show: (now) => passwordOpens(now, someone.email),
      end: () => someone.visitor.call(account.removePassword, {}),
    };
  },
  async 'a password alone, when a second factor was turned on'(server, scene) {
    const someone = await member(server, scene);
    const enrolled = { secret: '' };
    return {
      member: someone,
      asked: 'second-factor',
      show: async (now) =>
        (
          await now
            .visitor()
            .call(account.signIn, { body: { email: someone.email, password } })
            .catch(() => null)
        )?.body.next === 'done',
      end: async (now) => Object.assign(enrolled, await enrol(now, someone.visitor)),
      still: (now) => answers(now, someone, { secret: another, code: codeOf(enrolled.secret, now.clock.now()) }),
    };
  },
  async 'an app that was turned off'(server, scene) {
    const someone = await member(server, scene);
    const { secret } = await enrol(server, someone.visitor);
    return {
      member: someone,
      async show(now) {
        now.clock.advance(stepMs);
        return answers(now, someone, { code: codeOf(secret, now.clock.now()) });
      },
      end: () => someone.visitor.call(account.endTwoFactor, {}),
    };
  },
  async 'a recovery code that was used'(server, scene) {
    const someone = await member(server, scene);
    const { recoveryCodes } = await enrol(server, someone.visitor);
    const [first = '', second = '', third = ''] = recoveryCodes;
    return {
      member: someone,
      control: (now) => answers(now, someone, { recoveryCode: third }),
      asked: 'second-factor',
      // With whichever password is the present one: the code must not count with either.
      show: async (now) =>
        (await answers(now, someone, { recoveryCode: first })) || answers(now, someone, { secret: another, recoveryCode: first }),
      end: (now) => answers(now, someone, { recoveryCode: first }),
      still: (now) => answers(now, someone, { secret: another, recoveryCode: second }),
    };
  },
  async 'recovery codes that were replaced'(server, scene) {
    const someone = await member(server, scene);
    const { recoveryCodes } = await enrol(server, someone.visitor);
    const [first = '', second = ''] = recoveryCodes;
    const made = { recoveryCodes: [''] };
    return {
      member: someone,
      control: (now) => answers(now, someone, { recoveryCode: second }),
      asked: 'second-factor',
      show: async (now) =>
        (await answers(now, someone, { recoveryCode: first })) || answers(now, someone, { secret: another, recoveryCode: first }),
      end: async () => Object.assign(made, (await someone.visitor.call(account.makeRecoveryCodes, {})).body),
      still: (now) => answers(now, someone, { secret: another, recoveryCode: made.recoveryCodes[0] ?? '' }),
    };
  },
  async 'a passkey that was removed'(server, scene) {
    const someone = await member(server, scene);
    const { device, id } = await withPasskey(server, someone);
    return {
      member: someone,
      show: (now) => accepted(enterByPasskey(now.visitor(), device)),
      end: () => someone.visitor.call(account.removePasskey, { params: { id } }),
    };
  },
  async 'an issuer that was unlinked'(server, scene) {
    const someone = await member(server, scene);
    const subject = `subject-${someone.email}`;
    await goToIssuer(someone.visitor, scene.forger, { subject, purpose: 'link' });
    return {
      member: someone,
      show: async (now) => {
        const visitor = now.visitor();
        // An address that is somebody's: a stranger at the issuer begins no account here.
        scene.forger.forge({ claims: { email: someone.email, email_verified: true } });
        await goToIssuer(visitor, scene.forger, { subject }).catch(() => {});
        return accepted(visitor.call(account.getAccount, {}));
      },
      async end() {
        const { items } = (await someone.visitor.call(account.listIdentities, {})).body;
        for (const { id } of items) await someone.visitor.call(account.removeIdentity, { params: { id } });
      },
    };
  },
  async 'an address that was left for another'(server, scene) {
    const someone = await member(server, scene);
    const next = someAddress();
    return {
      member: someone,
      movedTo: next,
      show: (now) => passwordOpens(now, someone.email),
      async end(now) {
        await someone.visitor.call(account.changeEmail, { body: { email: next } });
        const token = await tokenMailed(scene.mailbox, next, 'verify-email');
        await now.visitor().call(account.verifyEmail, { body: { token } });
      },
    };
  },
};

interface Life extends Scene {
  readonly installation: Installation;
  readonly held: ReadonlyMap<string, Ending>;
  /** Changed nothing since the backup was made. */
  readonly steady: Member & { readonly device: Device };
  /** The server on the restored database. */
  readonly server: TestServer;
}

const titles = ['Keeper of the lamp', 'Second mate'];

async function live(engine: Engine, opened: AsyncDisposableStack): Promise<Life> {
  const scene = { mailbox: opened.use(await openMailbox()), forger: opened.use(await startForger()) };
  const environment = { SOTTO_SMTP_URL: scene.mailbox.url, ...issuerSettings({ there: scene.forger }) };
  const installation = opened.use(await makeInstallation(engine, environment));
  const clock = createClock();
  const start = () => startServer({ features, stores: storesAt(engine, installation.settings), clock });

  const first = await start();
  const held = new Map<string, Ending>();
  for (const [name, begin] of Object.entries(endings)) {
    const ending = await begin(first, scene);
    // The control: it lets in until it ends.
    expect([name, await (ending.control ?? ending.show)(first)]).toEqual([name, true]);
    held.set(name, ending);
  }
  const someone = await member(first, scene);
  const { device } = await withPasskey(first, someone);
  for (const title of titles) await apply(someone, title);
  const file = await backUp(first);
  for (const [name, ending] of held) {
    await ending.end(first);
    expect([name, await ending.show(first)]).toEqual([name, false]);
  }
  await first.stop();
  clock.advance(day);
  await putBack(installation.settings, file);
  return { ...scene, installation, held, steady: { ...someone, device }, server: opened.use(await start()) };
}

describe.each(engines)('a backup from before, put in place on %s', (engine) => {
  let life: Life;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    life = await live(engine, opened);
  }, 180_000);
  afterAll(() => opened.disposeAsync());

  test('is known as one, and brings no session, key, feed, link or waiting mail with it', async () => {
    const { vault, database } = life.server.platform;
    expect(vault.startedWith).toMatchObject({ isRestored: true, purged: 0, quarantined: [] });
    for (const table of endedAtRestore) {
      const rows = await database.rows(asSweep('ended by a restore', database.build.selectFrom(table).select('user_id')));
      expect([table, rows.length]).toEqual([table, 0]);
    }
  });

  test('lets whoever changed nothing in as before, with all they had', async () => {
    const { server, steady } = life;
    expect(await passwordOpens(server, steady.email)).toBe(true);
    const visitor = server.visitor();
    await enterByPasskey(visitor, steady.device);
    expect(await titlesOf(visitor)).toEqual(titles);
  });

  test.each(Object.keys(endings))('%s lets nobody in any more, and its owner comes in', async (name) => {
    const { server, mailbox, held } = life;
    const ending = held.get(name);
    if (!ending) throw new Error('It was not made.');
    const { email } = ending.member;
    const present = ending.movedTo ?? email;
    const shown = async () => {
      const outcomes: boolean[] = [];
      for (let nth = 0; nth < times; nth++) {
        outcomes.push(await ending.show(server));
        server.clock.advance(hour);
      }
      return outcomes.filter((isAccepted) => isAccepted).length;
    };
    expect(await shown()).toBe(0);
    if (ending.signsInAsBefore) {
      expect(await passwordOpens(server, email)).toBe(true);
      return;
    }
    for (const secret of [password, another]) expect(await passwordOpens(server, present, secret)).toBe(false);

    const before = await countMailed(mailbox, present, 'reset-password');
    await server.visitor().call(account.forgotPassword, { body: { email: present } });
    const token = await tokenMailed(mailbox, present, 'reset-password', before);
    await server.visitor().call(account.resetPassword, { body: { token, password: another } });
    const { next } = (await server.visitor().call(account.signIn, { body: { email: present, password: another } })).body;
    expect(next).toBe(ending.asked ?? 'done');
    expect(await shown(), 'after a new password was chosen').toBe(0);
    if (ending.still) expect(await ending.still(server)).toBe(true);
  });
});
