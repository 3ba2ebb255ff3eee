/** An account can be made, used and deleted in every state it can be in; here: not verified, and disabled. */
import { ownedTables } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { listActivity } from '@sotto/features/privacy/api';
import { openingMakerFor } from '@sotto/schedule';
import { type TestServer, day, engines, problemOf, startServer, uniqueName } from '@sotto/testing';
import { KeyShredded } from '@sotto/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';
import { deleteAccountOf, setAccountDisabled, signOutEverywhere } from './by-operator.ts';
import { type Mailbox, startWithMail, tokenIn } from './testing/mailbox.ts';
import { codeOf, enrol, features, join, password, returning, stepMs } from './testing/people.ts';

const open = openingMakerFor({ name: 'operator', purposes: ['account'] });
const openingFor = (userId: UserId) => open(userId, 'account');

const everyone = ({ platform }: TestServer) => platform.vault.listPeople({ after: null, limit: 1000 });

/** In how many tables of the database, and in the list of people, someone is; 0: they were never here. */
async function traces(server: TestServer, userId: UserId): Promise<number> {
  const { rows, build } = server.platform.database;
  const found = await Promise.all(
    ownedTables.map((table) => rows(build.selectFrom(table).select('user_id').where('user_id', '=', userId).limit(1))),
  );
  return found.flat().length + (await everyone(server)).filter((person) => person.userId === userId).length;
}

/** Who came since `work` began. */
async function newcomer(server: TestServer, work: () => Promise<unknown>) {
  const known = new Set((await everyone(server)).map(({ userId }) => userId));
  await work();
  const made = (await everyone(server)).find(({ userId }) => !known.has(userId));
  if (!made) throw new Error('The sign-up made nobody.');
  return made;
}

describe.each(engines)('without SMTP on %s, an account whose address nobody verified', (engine) => {
  test('is made, used and deleted like any other', async () => {
    await using server = await startServer({ features, engine });
    const { visitor, email } = await join(server);
    const userId = (await server.platform.vault.findLogin(email))?.userId as UserId;
    expect((await visitor.call(api.getAccount, {})).body).toMatchObject({ email, mailLeaves: false, disabledAt: null });
    await visitor.call(api.makeAccessKey, { body: { name: 'script', scopes: ['export:read'] } });
    expect(await traces(server, userId)).toBeGreaterThan(4);
    await visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
    expect(await traces(server, userId)).toBe(0);
  });

  test('is deleted by its owner, and by the operator, while it is disabled', async () => {
    await using server = await startServer({ features, engine });
    const [ada, bela] = [await join(server), await join(server)];
    const [adaId, belaId] = await Promise.all(
      [ada, bela].map(async ({ email }) => (await server.platform.vault.findLogin(email))?.userId as UserId),
    );
    for (const userId of [adaId!, belaId!]) await setAccountDisabled(server.platform, openingFor(userId), true);
    await ada.visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
    await deleteAccountOf(server.platform, openingFor(belaId!));
    for (const [{ visitor }, userId] of [[ada, adaId!] as const, [bela, belaId!] as const]) {
      expect(await problemOf(visitor.call(api.getAccount, {}))).toBe('not-signed-in');
      expect(await traces(server, userId)).toBe(0);
      await expect(deleteAccountOf(server.platform, openingFor(userId))).rejects.toThrow(KeyShredded);
    }
  });
});

test.each(engines)(
  'on %s, signing someone out everywhere ends sessions and the sign-in that waits for its code',
  async (engine) => {
    await using server = await startServer({ features, engine });
    const ada = await enrol(server, await join(server));
    const userId = (await server.platform.vault.findLogin(ada.email))?.userId as UserId;
    server.clock.advance(2 * stepMs);
    const waiting = await returning(server, ada);
    expect(await signOutEverywhere(server.platform, userId)).toBe(1);
    expect(await problemOf(ada.visitor.call(api.getAccount, {}))).toBe('not-signed-in');
    const code = () => ({ body: { code: codeOf(ada.secret, server.clock.now()) } });
    expect(await problemOf(waiting.call(api.completeSignIn, code()))).toBe('unprocessable');
    // Nothing else was ended: whoever begins again comes in with the same code.
    const again = await returning(server, ada);
    expect(await problemOf(again.call(api.completeSignIn, code()))).toBeNull();
    expect((await again.call(listActivity, {})).body.items).toContainEqual(
      expect.objectContaining({ happening: 'session-ended', by: 'operator', count: 1 }),
    );
  },
);

describe.each(engines)('with SMTP on %s, an account', (engine) => {
  const contact = 'privacy@sotto.example';
  let server: TestServer;
  let mailbox: Mailbox;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, engine, environment: { SOTTO_CONTACT: contact } }));
  });
  afterAll(() => stop());

  async function begun() {
    const email = `${uniqueName()}@example.org`;
    const { userId, state } = await newcomer(server, () => server.visitor().call(api.signUp, { body: { email, password } }));
    expect(state).toBe('unconfirmed');
    return { email, userId };
  }

  async function confirmed() {
    const person = await begun();
    const [mail] = await mailbox.mailsTo(person.email, 1);
    await server.visitor().call(api.verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } });
    return person;
  }

  test('that is not verified lets nobody in, and goes after seven days', async () => {
    const { email, userId } = await begun();
    expect(await problemOf(server.visitor().call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
    expect(await traces(server, userId)).toBeGreaterThan(3);
    server.clock.advance(8 * day);
    await server.runJob('unconfirmed');
    expect(await traces(server, userId)).toBe(0);
  });

  test('that is not verified is disabled, signed out and deleted by the operator, and its address is told nothing', async () => {
    const { email, userId } = await begun();
    await mailbox.mailsTo(email, 1);
    expect(await setAccountDisabled(server.platform, openingFor(userId), true)).toBe(true);
    expect(await signOutEverywhere(server.platform, userId)).toBe(0);
    await deleteAccountOf(server.platform, openingFor(userId));
    expect(await traces(server, userId)).toBe(0);
    // The next letter shows that no other one came before it.
    await server.visitor().call(api.signUp, { body: { email, password } });
    const mails = await mailbox.mailsTo(email, 2);
    expect(mails.map(({ subject }) => subject)).toEqual(['Confirm your address for Sotto', 'Confirm your address for Sotto']);
  });

  test('that is verified is used and deleted by its owner while it is disabled, and they are told each time', async () => {
    const { email, userId } = await confirmed();
    expect(await setAccountDisabled(server.platform, openingFor(userId), true)).toBe(true);
    await mailbox.mailsTo(email, 2);
    const visitor = server.visitor();
    await visitor.call(api.signIn, { body: { email, password } });
    expect((await visitor.call(api.getAccount, {})).body.disabledAt).not.toBeNull();
    await mailbox.mailsTo(email, 3);
    await visitor.call(api.deleteAccount, { body: { confirm: 'DELETE' } });
    const mails = await mailbox.mailsTo(email, 4);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Confirm your address for Sotto',
      'Your Sotto account was disabled',
      'A new sign-in to your Sotto',
      'Your Sotto account is gone',
    ]);
    expect(mails[1]?.text).toContain(`Whom to ask: ${contact}`);
    expect(await traces(server, userId)).toBe(0);
  });

  test('that is disabled finishes nothing that it began: no code becomes a key, no address changes, until it is enabled', async () => {
    const { email, userId } = await confirmed();
    const visitor = server.visitor();
    await visitor.call(api.signIn, { body: { email, password } });
    const { code } = (await visitor.call(api.makeConnectCode, { body: { name: 'Theirs', scopes: ['export:read'] } })).body;
    const next = `${uniqueName()}@example.org`;
    await visitor.call(api.changeEmail, { body: { email: next } });
    const token = tokenIn((await mailbox.mailsTo(next, 1))[0], 'verify-email');
    const finish = async () => [
      await problemOf(server.visitor().call(api.connect, { body: { code } })),
      await problemOf(server.visitor().call(api.verifyEmail, { body: { token } })),
    ];
    await setAccountDisabled(server.platform, openingFor(userId), true);
    expect(await finish()).toEqual(['account-disabled', 'account-disabled']);
    await setAccountDisabled(server.platform, openingFor(userId), false);
    expect(await finish(), 'the control').toEqual([null, null]);
  });

  test('that is verified is enabled again and deleted by the operator, and its owner is told at the address opened before', async () => {
    const { email, userId } = await confirmed();
    for (const disabled of [true, false]) await setAccountDisabled(server.platform, openingFor(userId), disabled);
    await mailbox.mailsTo(email, 3);
    await deleteAccountOf(server.platform, openingFor(userId));
    expect((await mailbox.mailsTo(email, 4)).slice(2).map(({ subject }) => subject)).toEqual([
      'Your Sotto account is enabled again',
      'Your Sotto account is gone',
    ]);
    expect(await traces(server, userId)).toBe(0);
  });
});
