/** What is held and what was done: counted and told truly, to its owner alone. */
import { accountFeature } from '@sotto/features/account/server';
import { makeAccessKey, signIn } from '@sotto/features/account/api';
import { newcomer } from '@sotto/features/account/testing';
import { ownedTables } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { createPurge, openingMakerFor } from '@sotto/schedule';
import { KeyShredded } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { type TestServer, type Visitor, day, engines, minute, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getInventory, listActivity, listSentMails } from '../api.ts';
import { privacyFeature, recordActivity, sentMailsOf } from './index.ts';

const password = 'wandering lilac otter';

describe.each(engines)('privacy on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features: [accountFeature, privacyFeature], engine });
  });
  afterAll(() => server.stop());

  async function join(): Promise<{ email: string; visitor: Visitor }> {
    const email = `${uniqueName()}@example.org`;
    const visitor = await newcomer(server, email);
    return { email, visitor };
  }

  async function countsOf(visitor: Visitor): Promise<Record<string, number>> {
    const { items } = (await visitor.call(getInventory, {})).body;
    return Object.fromEntries(items.map(({ name, count }) => [name, count]));
  }

  test('counts what is held, and counts it anew', async () => {
    const { email, visitor } = await join();
    expect(await countsOf(visitor)).toMatchObject({ session: 1, credential: 2, access_key: 0, activity: 1, workspace: 1 });
    await server.visitor().call(signIn, { body: { email, password } });
    await visitor.call(makeAccessKey, { body: { name: 'script', scopes: ['export:read'] } });
    expect(await countsOf(visitor)).toMatchObject({ session: 2, access_key: 1, activity: 3 });
  });

  test('counts nothing of anyone else', async () => {
    const { visitor } = await join();
    await join();
    expect(await countsOf(visitor)).toMatchObject({ session: 1, activity: 1 });
  });

  test('says of each thing what it is for and when it goes', async () => {
    const { visitor } = await join();
    const { items } = (await visitor.call(getInventory, {})).body;
    expect(items.length).toBeGreaterThan(11);
    for (const item of items)
      for (const said of [item.title, item.purpose, item.until]) expect(said, `of ${item.name}`).toMatch(/^[A-Z0-9].*[^.]$/);
  });

  test('forgets no table that holds something of a person', async () => {
    const { visitor } = await join();
    const told = Object.keys(await countsOf(visitor));
    expect(ownedTables.filter((table) => table !== 'record' && !told.includes(table))).toEqual([]);
  });

  test('numbers what is written at the same moment without gaps', async () => {
    const { visitor } = await join();
    await Promise.all(
      Array.from({ length: 12 }, () => visitor.call(makeAccessKey, { body: { name: 'script', scopes: ['export:read'] } })),
    );
    const { items } = (await visitor.call(listActivity, { query: { limit: '200' } })).body;
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 13 }, (_, index) => 13 - index));
  });

  test('hands the log out page by page, the latest first, to its owner alone', async () => {
    const { visitor } = await join();
    const stranger = await join();
    for (let made = 0; made < 4; made++) {
      server.clock.advance(minute);
      await visitor.call(makeAccessKey, { body: { name: `script ${made}`, scopes: ['export:read'] } });
    }
    const first = (await visitor.call(listActivity, { query: { limit: '2' } })).body;
    expect(first.items.map(({ about }) => about)).toEqual(['script 3', 'script 2']);
    const second = (await visitor.call(listActivity, { query: { limit: '10', before: String(first.nextBefore) } })).body;
    expect(second.items.map(({ position }) => position)).toEqual([3, 2, 1]);
    expect(second.nextBefore).toBeNull();
    expect((await stranger.visitor.call(listActivity, {})).body.items.map(({ happening }) => happening)).toEqual(['signed-up']);
  });

  test('forgets what was done more than a year ago', async () => {
    const { email } = await join();
    server.clock.advance(365 * day + minute);
    const back = server.visitor();
    await back.call(signIn, { body: { email, password } });
    expect((await back.call(listActivity, {})).body.items.map(({ happening }) => happening)).toEqual(['signed-in']);
    expect(await countsOf(back)).toMatchObject({ activity: 1 });
  });

  test('lists the mails that were sent, to their owner alone, for 90 days', async () => {
    const { email, visitor } = await join();
    const stranger = await join();
    await visitor.call(makeAccessKey, { body: { name: 'script', scopes: ['export:read'] } });
    await server.platform.mail.deliver();
    const mailsOf = async (of: Visitor) => (await of.call(listSentMails, {})).body.items;
    expect(await mailsOf(visitor)).toEqual([
      { subject: 'A new access key for your Sotto', writtenAt: expect.any(String), sentAt: expect.any(String) },
    ]);
    expect(await mailsOf(stranger.visitor)).toEqual([]);
    const login = await server.platform.vault.findLogin(email);
    const kept = () => sentMailsOf(server.platform, makeOpening(login!.userId, 'user', 'account'));
    const purge = createPurge(server.platform);
    for (const [wait, left] of [
      [90 * day - minute, 1],
      [minute, 0],
    ] as const) {
      server.clock.advance(wait);
      await purge.run(new AbortController().signal, openingMakerFor(purge));
      expect(await kept()).toHaveLength(left);
    }
  });

  test('is asked by nobody without a session', async () => {
    for (const path of ['/api/v1/privacy/inventory', '/api/v1/privacy/activity'])
      expect((await server.visitor().fetch(path)).status).toBe(401);
  });

  test('of an erased account nothing is written', async () => {
    await expect(
      recordActivity(server.platform, server.platform.ids.user(), { happening: 'exported', by: 'user' }),
    ).rejects.toThrow();
  });

  test('of an account erased in the middle of it nothing is written', async () => {
    const { platform } = server;
    const { visitor } = await join();
    const { rows, build } = platform.database;
    const deeds = (userId: UserId) => rows(build.selectFrom('activity').select('position').where('user_id', '=', userId));
    const userId = platform.ids.user();
    await platform.vault.createUser({ userId, email: `${uniqueName()}@example.org`, confirmed: true }, () => []);
    await recordActivity(platform, userId, { happening: 'exported', by: 'user' });
    expect(await deeds(userId)).toHaveLength(1);
    const sealers: typeof platform.vault.sealers = async (id) => {
      const found = await platform.vault.sealers(id);
      await platform.vault.eraseAccount(id);
      return found;
    };
    const late = recordActivity({ ...platform, vault: { ...platform.vault, sealers } }, userId, {
      happening: 'exported',
      by: 'user',
    });
    await expect(late).rejects.toThrow(KeyShredded);
    expect(await deeds(userId)).toEqual([]);
    expect(await countsOf(visitor)).toMatchObject({ activity: 1 });
  });
});
