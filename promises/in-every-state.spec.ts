/**
 * An account can be made, used and deleted in every state it can be in: not confirmed, with a second factor that was only
 * begun, with nothing but a passkey, with nothing but an issuer, disabled, frozen by its owner. Nothing of it is left, in no table and no store.
 */
import { ownedTables } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { beginTwoFactor, confirmTwoFactor, deleteAccount, getAccount, reauthenticate, signIn } from '@sotto/features/account/api';
import { deleteAccountOf, setAccountDisabled } from '@sotto/features/account/server';
import { type Mailbox, openMailbox } from '@sotto/features/account/testing';
import { freezeAccount } from '@sotto/features/support/api';
import { exportEverything } from '@sotto/features/transfer/api';
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
  minute,
  problemOf,
  startForger,
  startServer,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Installation, makeInstallation, storesAt } from './testing/installation.ts';
import { everythingOf } from './testing/left-behind.ts';
import { apply, join, password } from './testing/people.ts';
import { type Word, tracesOf } from './testing/traces.ts';
import { enterByPasskey, goToIssuer, joinByIssuer, joinByPasskey, signUpUnconfirmed } from './testing/ways-in.ts';

interface Scene {
  /** From which no mail leaves. */
  readonly server: TestServer;
  /** From which mail leaves. */
  readonly mailing: TestServer;
  readonly forger: Forger;
}

/** An account in some state, and how its owner comes back to it. */
interface Made {
  readonly at: TestServer;
  readonly userId: UserId;
  readonly email: string;
  /** Signed in; `null`: nobody is let in yet. */
  readonly visitor: Visitor | null;
  /** In another browser. */
  comeBack(): Promise<Visitor>;
  /** How it ends; by its owner's hand when nothing is said. */
  end?(): Promise<unknown>;
  /** What else must be nowhere afterwards. */
  readonly words?: readonly Word[];
}

const comeByPassword =
  (server: TestServer, { email }: { email: string }) =>
  async () => {
    const visitor = server.visitor();
    await visitor.call(signIn, { body: { email, password } });
    return visitor;
  };

const states: Readonly<Record<string, (scene: Scene) => Promise<Made>>> = {
  async 'whose address nobody confirmed, where no mail leaves'({ server }) {
    const person = await join(server);
    return { at: server, ...person, comeBack: comeByPassword(server, person) };
  },
  async 'whose address was not confirmed in a week, where mail leaves'({ mailing }) {
    const email = await signUpUnconfirmed(mailing);
    const end = async () => {
      mailing.clock.advance(8 * day);
      await mailing.runJob('unconfirmed');
    };
    return { ...(await unconfirmed(mailing, email)), end };
  },
  async 'whose address was not confirmed, by the operator’s hand'({ mailing }) {
    const made = await unconfirmed(mailing, await signUpUnconfirmed(mailing));
    return { ...made, end: () => deleteAccountOf(mailing.platform, opening(made.userId, 'account')) };
  },
  async 'whose second factor was begun and not confirmed'({ server }) {
    const person = await join(server);
    const { secret } = (await person.visitor.call(beginTwoFactor, {})).body;
    expect(await problemOf(person.visitor.call(confirmTwoFactor, { body: { code: '000000' } }))).toBe('wrong-credentials');
    return { at: server, ...person, comeBack: comeByPassword(server, person), words: [secret] };
  },
  async 'with nothing but a passkey'({ server }) {
    const person = await joinByPasskey(server);
    const comeBack = async () => {
      const visitor = server.visitor();
      await enterByPasskey(visitor, person.device);
      return visitor;
    };
    const [held] = person.device.held;
    return { at: server, ...person, comeBack, words: [Buffer.from(held?.credentialId ?? '', 'base64url')] };
  },
  async 'with nothing but an issuer'({ server, forger }) {
    const person = await joinByIssuer(server, forger);
    const comeBack = async () => {
      const visitor = server.visitor();
      await goToIssuer(visitor, forger, person);
      return visitor;
    };
    return { at: server, ...person, comeBack, words: [person.subject] };
  },
  async 'that is disabled'({ server }) {
    const person = await join(server);
    await apply(person, 'Gardener');
    await setAccountDisabled(server.platform, opening(person.userId, 'account'), true);
    const comeBack = async () => {
      const visitor = await comeByPassword(server, person)();
      await visitor.call(reauthenticate, { body: { password } });
      return visitor;
    };
    return { at: server, ...person, comeBack };
  },
  async 'that its owner froze'({ server }) {
    const person = await join(server);
    await apply(person, 'Gardener');
    await person.visitor.call(freezeAccount, {});
    const comeBack = async () => {
      const visitor = await comeByPassword(server, person)();
      await visitor.call(reauthenticate, { body: { password } });
      return visitor;
    };
    return { at: server, ...person, comeBack };
  },
};

const opening = openingMakerFor({ name: 'operator', purposes: ['account'] });

/** The one who signed up last and is not confirmed. */
async function unconfirmed(mailing: TestServer, email: string): Promise<Made> {
  const everyone = await mailing.platform.vault.listPeople({ after: null, limit: 1000 });
  const made = everyone.toSorted((a, b) => a.createdAt - b.createdAt).findLast(({ state }) => state === 'unconfirmed');
  if (!made) throw new Error('Nobody waits to be confirmed.');
  return { at: mailing, email, userId: made.userId, visitor: null, comeBack: comeByPassword(mailing, { email }) };
}

/** Tables that hold rows of someone, and whether the keyring knows them. */
async function heldOf({ at, userId }: Pick<Made, 'at' | 'userId'>): Promise<string[]> {
  const { rows, build } = at.platform.database;
  const counted = await Promise.all(
    ownedTables.map(async (table) => {
      const found = await rows(build.selectFrom(table).select('user_id').where('user_id', '=', userId));
      return found.length > 0 ? [table] : [];
    }),
  );
  const listed = await at.platform.vault.listPeople({ after: null, limit: 1000 });
  return [...counted.flat(), ...(listed.some((person) => person.userId === userId) ? ['keyring'] : [])];
}

describe.each(engines)('on %s', (engine) => {
  let opened: AsyncDisposableStack;
  let quiet: Installation;
  let busy: Installation;
  let scene: Scene;
  const gone: { readonly name: string; readonly words: readonly Word[] }[] = [];
  beforeAll(async () => {
    opened = new AsyncDisposableStack();
    const mailbox: Mailbox = opened.use(await openMailbox());
    const forger = opened.use(await startForger());
    const port = async () => ({ SOTTO_PORT: String(await freePort()) });
    quiet = opened.use(await makeInstallation(engine, { ...(await port()), ...issuerSettings({ there: forger }) }));
    busy = opened.use(await makeInstallation(engine, { ...(await port()), SOTTO_SMTP_URL: mailbox.url }));
    const start = async ({ settings }: Installation) => startServer({ features, stores: storesAt(engine, settings) });
    scene = { server: opened.use(await start(quiet)), mailing: opened.use(await start(busy)), forger };
  });
  afterAll(() => opened.disposeAsync());
  beforeEach(() => [scene.server, scene.mailing].forEach(({ clock }) => clock.advance(day)));

  test.each(Object.entries(states))('an account %s is made, used and deleted, and no row of it is left', async (name, make) => {
    const made = await make(scene);
    if (made.visitor) await use(name, made);
    else expect(await problemOf(made.comeBack())).toBe('wrong-credentials');
    // The control: until then it is there.
    expect(await heldOf(made)).toEqual(expect.arrayContaining(['workspace', 'credential', 'keyring']));
    if (made.end) await made.end();
    else await (await made.comeBack()).call(deleteAccount, { body: { confirm: 'DELETE' } });
    expect(await heldOf(made)).toEqual([]);
    if (!/issuer/.test(name)) expect(await problemOf(made.comeBack())).toBe('wrong-credentials');
    gone.push({ name, words: [made.userId, bytesOf(made.userId), made.email, ...(made.words ?? [])] });
  });

  test('nothing of any of them is left in a store, not even in pages and files that were not yet written over', async () => {
    expect(gone.map(({ name }) => name)).toEqual(Object.keys(states));
    const stays = await join(scene.server);
    const words = gone.flatMap((each) => each.words);
    const said = [...scene.server.said, ...scene.mailing.said];
    await Promise.all([scene.server.stop(), scene.mailing.stop()]);
    const left = await Promise.all([quiet, busy].map((each) => everythingOf(each, '/nowhere', { logged: [], said, begun: '' })));
    const pieces = left.flat();
    // PostgreSQL marks deleted rows dead and overwrites them later: what is left there is an id, and ciphertext whose key is gone.
    const inUse = engine === 'sqlite' ? pieces : pieces.filter(({ where }) => !where.startsWith('pages of '));
    expect(tracesOf(words, inUse)).toEqual([]);
    const readable = words.filter((word) => !gone.some((each) => each.words.slice(0, 2).includes(word)));
    expect(tracesOf(readable, pieces)).toEqual([]);
    // The control: of someone who stayed there is the id.
    expect(tracesOf([stays.userId], inUse)).not.toEqual([]);
  });

  async function use(name: string, { visitor, comeBack, userId, email }: Made): Promise<void> {
    if (!visitor) return;
    const halt = /disabled|froze/.exec(name)?.[0];
    const refusal = halt === undefined ? null : halt === 'disabled' ? 'account-disabled' : 'account-frozen';
    expect(await problemOf(apply({ visitor }, 'Night porter'))).toBe(refusal);
    scene.server.clock.advance(11 * minute);
    const back = await comeBack();
    expect((await back.call(getAccount, {})).body.email).toBe(email);
    const everything = await (await back.call(exportEverything, {})).body.text();
    expect(everything).toContain(halt === undefined ? 'Night porter' : 'Gardener');
    expect(userId).not.toBe('');
  }
});

function bytesOf(userId: UserId): Buffer {
  return Buffer.from(userId.replaceAll('-', ''), 'hex');
}
