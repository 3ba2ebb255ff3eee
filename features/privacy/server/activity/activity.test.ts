/** The chain of the activity log: whole through all that may happen to it, and found to be changed whoever changes it. */
import { accountFeature } from '@sotto/features/account/server';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { VaultUnavailable } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { type TestServer, day, engines, isFull, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privacyFeature } from '../index.ts';
import { faultsOf, type Row, Sealed } from './chain.ts';
import { examineActivity, faultsOfActivity, readActivity, recordActivity } from './index.ts';
import { authenticIn, placeOf, readRows } from './rows.ts';
import { createDice, tamperings } from './testing.ts';

describe.each(engines)('the activity log on %s', (engine) => {
  let server: TestServer;
  let platform: Platform;
  beforeAll(async () => {
    server = await startServer({ features: [accountFeature, privacyFeature], engine });
    platform = server.platform;
  });
  afterAll(() => server.stop());

  async function someone(entries: number): Promise<UserId> {
    const userId = platform.ids.user();
    await platform.vault.createUser({ userId, email: `${uniqueName()}@example.org`, confirmed: true }, () => []);
    for (let entry = 1; entry <= entries; entry++) await add(userId, `file ${entry}`);
    return userId;
  }

  const add = (userId: UserId, about: string, on: Platform = platform) =>
    recordActivity(on, userId, { happening: 'exported', by: 'user', about, count: 3 });
  const by = (userId: UserId) => makeOpening(userId, 'user', 'account');
  const faults = async (userId: UserId) => (await examineActivity(platform, by(userId))).faults;
  const rowsOf = (userId: UserId) => readRows(platform, userId, {});

  async function put(userId: UserId, rows: readonly Row[]): Promise<void> {
    const { build } = platform.database;
    await platform.database.write([
      { query: build.deleteFrom('activity').where('user_id', '=', userId), rows: null },
      ...rows.map((row) => ({ query: build.insertInto('activity').values({ ...row, user_id: userId }), rows: 1 })),
    ]);
  }

  test('is whole and in order, and says so with the hash of its last entry', async () => {
    const userId = await someone(5);
    const { entries, first, last, hash, faults: found, happenings } = await examineActivity(platform, by(userId));
    expect({ entries, first, last, found, happenings }).toEqual({
      entries: 5,
      first: 1,
      last: 5,
      found: [],
      happenings: [{ happening: 'exported', count: 5 }],
    });
    const [latest, before] = await readActivity(platform, by(userId), { limit: 2 });
    expect(latest).toMatchObject({ position: 5, about: 'file 5', hash, previous: before?.hash });
  });

  test('tells what was changed in the database, in each of its ways, and what was not', async () => {
    const userId = await someone(12);
    const foreign = await rowsOf(await someone(3));
    const rows = await rowsOf(userId);
    for (const [name, tamper] of Object.entries(tamperings)) {
      const dice = createDice(name);
      for (let run = 0; run < (isFull ? 55 : 2); run++) {
        await put(userId, tamper(rows, dice, foreign));
        expect(await faults(userId), `${name}, run ${run}`).not.toEqual([]);
        expect(await faultsOfActivity(platform, userId), `${name}, run ${run}, unopened`).not.toEqual([]);
      }
      await put(userId, rows);
      expect(await faults(userId), `nothing, after ${name}`).toEqual([]);
    }
  });

  test(`finds each of ${isFull ? '10,000' : '1,000'} seeded edits, removals, reorderings and forgeries`, async () => {
    const userId = await someone(24);
    const foreign = await rowsOf(await someone(6));
    const rows = await rowsOf(userId);
    const sealer = (await platform.vault.sealers(userId)).account;
    const known = {
      head: await platform.vault.activityHead(userId),
      incarnation: platform.vault.incarnation(),
      isAuthentic: authenticIn(platform, userId),
    };
    const opened = ({ position, sealed }: Row): Sealed =>
      Sealed.parse(JSON.parse(Buffer.from(sealer.open(placeOf(position), sealed, by(userId))).toString()));
    const ways = Object.entries(tamperings);
    const dice = createDice(`tampering on ${engine}`);
    const missed: string[] = [];
    for (let run = 0; run < (isFull ? 10_000 : 1000); run++) {
      const [name, tamper] = ways[run % ways.length]!;
      if (faultsOf(tamper(rows, dice, foreign), known).length === 0) missed.push(`${name}, run ${run}`);
    }
    expect(missed).toEqual([]);
    expect(faultsOf(rows, { ...known, opened }), 'untouched').toEqual([]);
  });

  test('names the place of what is missing and of what was changed', async () => {
    const userId = await someone(9);
    const rows = await rowsOf(userId);
    await put(userId, rows.toSpliced(3, 2).slice(0, -1));
    expect(await faults(userId)).toEqual([
      { what: 'missing', from: 4, to: 5 },
      { what: 'missing', from: 9, to: 9 },
    ]);
    await put(
      userId,
      rows.map((row) => (row.position === 7 ? { ...row, at: row.at - day } : row)),
    );
    expect(await faults(userId)).toEqual([{ what: 'changed', from: 7, to: 7 }]);
  });

  test('goes on behind what was cut off its end, writes that down, and never forgets it', async () => {
    const userId = await someone(6);
    const rows = await rowsOf(userId);
    await put(userId, rows.slice(0, 4));
    await add(userId, 'later');
    const [latest, gap] = await readActivity(platform, by(userId), { limit: 2 });
    expect([latest?.position, gap?.position, gap?.happening, gap?.count]).toEqual([8, 7, 'log-cut', 2]);
    expect(gap?.missing).toMatchObject({ from: 5, to: 6 });
    expect(await faults(userId)).toEqual([{ what: 'missing', from: 5, to: 6 }]);
    await put(userId, [...rows.slice(0, 3), ...(await rowsOf(userId)).slice(4)]);
    expect(await faults(userId)).toEqual([{ what: 'missing', from: 4, to: 6 }]);
  });

  test('of a database that was put back says which entries are gone, and cries no forgery', async () => {
    const userId = await someone(7);
    const untouched = await someone(2);
    const rows = await rowsOf(userId);
    const { build } = platform.database;
    const [{ mark }] = (await platform.database.rows(build.selectFrom('installation').select('mark'))) as [{ mark: number }];
    await put(userId, rows.slice(0, 4));
    // What `compare` looks at: a mark that is lower than the keyring remembers is an older copy.
    await platform.database.write([{ query: build.updateTable('installation').set({ mark: mark - 1 }), rows: 1 }]);
    await platform.vault.compare();
    expect(await faults(userId)).toEqual([{ what: 'restored', from: 5, to: 7 }]);
    await add(userId, 'later');
    await add(userId, 'later still');
    const [, , gap] = await readActivity(platform, by(userId), { limit: 3 });
    expect(gap).toMatchObject({ position: 8, happening: 'log-restored', by: 'system', count: 3, missing: { from: 5, to: 7 } });
    expect(await faults(userId)).toEqual([{ what: 'restored', from: 5, to: 7 }]);
    expect(await faultsOfActivity(platform, userId)).toEqual([{ what: 'restored', from: 5, to: 7 }]);
    expect(await faults(untouched)).toEqual([]);
    const restored = await rowsOf(userId);
    await put(userId, restored.toSpliced(2, 1));
    expect(await faults(userId), 'a removal is still found').toContainEqual({ what: 'missing', from: 3, to: 3 });
    await put(userId, restored.toSpliced(3, 1));
    expect(await faults(userId), 'the gap covers no entry more').not.toEqual([{ what: 'restored', from: 5, to: 7 }]);
  });

  test('takes over what was written before it was chained, and holds it fast from then on', async () => {
    const userId = await someone(3);
    const older = (await rowsOf(userId)).map((row) => ({ ...row, digest: null, mac: null }));
    const sealer = (await platform.vault.sealers(userId)).account;
    const asBefore = older.map((row) => {
      const content = { happening: 'exported', by: 'user', about: `older ${row.position}`, count: null };
      return { ...row, sealed: sealer.seal(placeOf(row.position), Buffer.from(JSON.stringify(content))) };
    });
    const unchained = { ...platform, vault: { ...platform.vault, activityHead: async () => null } };
    await put(userId, asBefore);
    expect((await examineActivity(unchained, by(userId))).faults).toEqual([]);
    await add(userId, 'now', unchained);
    const rows = await rowsOf(userId);
    expect(rows.map(({ position, mac }) => [position, mac !== null])).toEqual([1, 2, 3, 4].map((position) => [position, true]));
    expect(await faults(userId)).toEqual([]);
    expect((await readActivity(platform, by(userId), { limit: 9 })).map(({ about }) => about)).toEqual([
      'now',
      'older 3',
      'older 2',
      'older 1',
    ]);
    await put(userId, rows.toSpliced(1, 1));
    expect(await faults(userId)).toEqual([{ what: 'missing', from: 2, to: 2 }]);
  });

  test('goes on while the keyring is silent, and is whole when it answers again', async () => {
    const userId = await someone(2);
    const silent = async () => {
      throw new VaultUnavailable('The keyring does not answer.');
    };
    const alone = { ...platform, vault: { ...platform.vault, activityHead: silent, keepActivityHead: silent } };
    await add(userId, 'unheard', alone);
    expect(await faults(userId)).toEqual([]);
    await add(userId, 'heard');
    expect(await faults(userId)).toEqual([]);
    expect((await rowsOf(userId)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  test('is one chain when two processes write at the same moment', async () => {
    const userId = await someone(1);
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(userId, `at once ${index}`)));
    expect((await examineActivity(platform, by(userId))).entries).toBe(21);
    expect(await faults(userId)).toEqual([]);
  });

  test('loses what is older than a year from its beginning, and nothing by a date that was changed from outside', async () => {
    const userId = await someone(4);
    const rows = await rowsOf(userId);
    await put(
      userId,
      rows.map((row) => (row.position < 3 ? { ...row, at: row.at - 400 * day } : row)),
    );
    await add(userId, 'one more');
    expect(await faults(userId)).toEqual([
      { what: 'changed', from: 1, to: 1 },
      { what: 'changed', from: 2, to: 2 },
    ]);
    await put(userId, [...rows, ...(await rowsOf(userId)).slice(4)]);
    server.clock.advance(366 * day);
    await add(userId, 'next year');
    expect((await rowsOf(userId)).map(({ position }) => position)).toEqual([6]);
    expect(await faults(userId)).toEqual([]);
    await put(userId, rows);
    expect(await faults(userId)).toEqual([{ what: 'missing', from: 6, to: 6 }]);
  });

  test('stays whole through an emptied account, another epoch key and the erasure of others', async () => {
    const userId = await someone(3);
    await platform.vault.eraseData(userId, () => []);
    await platform.vault.rotateEpoch();
    for (let other = 0; other < (isFull ? 100 : 10); other++) await platform.vault.eraseAccount(await someone(1));
    await add(userId, 'afterwards');
    expect(await faults(userId)).toEqual([]);
    expect((await examineActivity(platform, by(userId))).entries).toBe(4);
  });
});
