/** Someone whose rows or keys are damaged: told as far as can be, counted where not, and nobody else waits for it. */
import { startWithMail } from '@sotto/features/account/testing';
import { UserId } from '@sotto/domain';
import { openingMakerFor } from '@sotto/schedule';
import { engines, type TestServer } from '@sotto/testing';
import { DidNotOpen } from '@sotto/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginTelling, changeBreach, closeBreach, listBreaches, missingOf, openBreach, tellOfBreaches } from './index.ts';
import { breachWords as words, features, people } from './testing/people.ts';

const open = openingMakerFor({ name: 'notices', purposes: ['account'] });

describe.each(engines)('someone who is damaged, on %s', { timeout: 120_000 }, (engine) => {
  let world: Awaited<ReturnType<typeof startWithMail>>;
  let server: TestServer;
  beforeAll(async () => {
    world = await startWithMail({ features, engine });
    ({ server } = world);
  });
  afterAll(() => world.stop());

  const idOf = async (email: string) => UserId.parse((await server.platform.vault.findLogin(email))?.userId);
  const find = async (id: string) => (await listBreaches(server.platform)).find((each) => each.id === id) ?? expect.fail();
  const noticesOf = async (userId: UserId) =>
    server.platform.database.rows(server.platform.database.build.selectFrom('notice').selectAll().where('user_id', '=', userId));
  const mailed = () => world.mailbox.arrived.filter(({ subject }) => subject.startsWith('A breach')).map(({ to }) => to);
  /** Turns a bit in what a person's address lies sealed in. */
  async function damageAddress(userId: UserId): Promise<void> {
    const { build, rows, write } = server.platform.database;
    const [row] = await rows(
      build.selectFrom('credential').select(['id', 'sealed']).where('user_id', '=', userId).where('kind', '=', 'account'),
    );
    const sealed = Uint8Array.from(row?.sealed ?? expect.fail());
    sealed[sealed.length - 1]! ^= 1;
    const query = build
      .updateTable('credential')
      .set({ sealed })
      .where('user_id', '=', userId)
      .where('id', '=', row?.id ?? '');
    await write([{ query, rows: 1 }]);
  }
  /** The same, where this person's keys do not open: as with a keyring that lies damaged. */
  function withoutKeysOf(userId: UserId): TestServer['platform'] {
    const { platform } = server;
    const sealers: typeof platform.vault.sealers = async (asked) => {
      if (asked === userId) throw new DidNotOpen();
      return platform.vault.sealers(asked);
    };
    return { ...platform, vault: { ...platform.vault, sealers } };
  }

  test('is told in the app where the address does not open, and keeps nobody from being told of this breach and the next', async () => {
    const [whole = '', torn = ''] = await people(server.platform, 2);
    const tornId = await idOf(torn);
    await damageAddress(tornId);
    const begun = { by: 'system', knownAt: server.clock.now(), words, scope: { sort: 'all' } } as const;
    const breaches = [await openBreach(server.platform, begun), await openBreach(server.platform, begun)];
    for (const { id } of breaches) await beginTelling(server.platform, id);
    expect(await tellOfBreaches(server.platform, open)).toEqual({ now: 4, before: 0, nobody: 0 });
    await server.platform.mail.deliver();
    expect(mailed()).toEqual([whole, whole]);
    expect(await noticesOf(tornId)).toMatchObject([{ mailed: 0 }, { mailed: 0 }]);
    for (const { id } of breaches) expect(await find(id)).toMatchObject({ told: 2, failed: 0, untold: [] });
  });

  test('is counted and named where nothing can be sealed for them, and the breach ends only with a reason', async () => {
    const [whole = '', torn = ''] = await people(server.platform, 2);
    const [wholeId, tornId] = [await idOf(whole), await idOf(torn)];
    const scope = { sort: 'people', ids: [wholeId, tornId] } as const;
    const { id } = await openBreach(server.platform, {
      by: 'system',
      knownAt: server.clock.now(),
      words,
      scope: { ...scope, ids: [...scope.ids] },
    });
    await beginTelling(server.platform, id);
    expect(await tellOfBreaches(withoutKeysOf(tornId), open)).toEqual({ now: 1, before: 0, nobody: 0 });
    expect(await noticesOf(wholeId)).toHaveLength(1);
    expect(await find(id)).toMatchObject({ told: 1, gone: 0, failed: 1, untold: [tornId] });
    expect(missingOf(await find(id))[0]).toContain('1 could not be told');
    await changeBreach(server.platform, id, () => ({ untoldBecause: 'They were told by telephone.' }));
    expect(missingOf(await find(id)).filter((sentence) => sentence.includes('not be told'))).toEqual([]);
    expect(await closeBreach(server.platform, id)).toMatchObject({ failed: 1, untold: [] });
  });

  test('is told of a breach whose number was that of another one', async () => {
    const [email = ''] = await people(server.platform, 1);
    const userId = await idOf(email);
    const tell = async () => {
      const scope = { sort: 'people', ids: [userId] } as const;
      const { id } = await openBreach(server.platform, {
        by: 'system',
        knownAt: server.clock.now(),
        words,
        scope: { ...scope, ids: [...scope.ids] },
      });
      await beginTelling(server.platform, id);
      await tellOfBreaches(server.platform, open);
      await server.platform.vault.cases.remove([id]);
      return id;
    };
    const ids = [await tell(), await tell()];
    expect(ids[0]).toBe(ids[1]);
    expect(await noticesOf(userId)).toHaveLength(2);
  });
});
