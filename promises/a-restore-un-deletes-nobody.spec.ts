/**
 * Backups put in place after people left: each of them is gone again before the port opens, and nobody else is touched. What
 * they had opens with nothing that is left. Records deleted one by one come back, and whoever they belong to is told the date.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join as inFolder } from 'node:path';
import { listBackups, readName, restoreBackup } from '@sotto/backup';
import { type Database, type SottoTables, openSqlite, ownedTables, sottoStore } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { deleteData } from '@sotto/features/account/api';
import { deleteApplication, listApplications, undoChange } from '@sotto/features/applications/api';
import { listNotices } from '@sotto/features/notices/api';
import { beginEverything, commitEverything, exportEverything, previewEverything, putPart } from '@sotto/features/transfer/api';
import { silentLog } from '@sotto/log';
import { type OpenPlatform, openPlatform, vaultPlaces } from '@sotto/runtime';
import { features } from '@sotto/server';
import {
  type Clock,
  type TestServer,
  createClock,
  createRandomBytes,
  day,
  engines,
  startServer,
  uniqueName,
  sized,
} from '@sotto/testing';
import { archiveOpener, DidNotOpen, KeyShredded } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, makeInstallation, storesAt } from './testing/installation.ts';
import { namedInKeyring } from './testing/keyring.ts';
import { type Person, apply, join, leave, returning, titlesOf } from './testing/people.ts';
import { backUp, putBack } from './testing/restores.ts';

/** Backups, one after each round of new people; each is put in place once. */
const rounds = { sqlite: sized({ everyday: 5, full: 50 }), postgres: sized({ everyday: 3, full: 50 }) };
const peopleEach = 2;
const applicationsEach = sized({ everyday: 2, full: 60 });

interface Sealed {
  readonly user_id: string;
  readonly id: string;
  readonly kind: number;
  readonly revision: number;
  readonly sealed: Uint8Array;
}

interface Dweller extends Person {
  readonly titles: readonly string[];
  /** The first backup that holds them. */
  readonly since: number;
}

interface Life {
  readonly installation: Installation;
  readonly clock: Clock;
  /** Backups, oldest first. */
  readonly files: readonly string[];
  readonly madeAt: readonly number[];
  /** Deleted their account after the last of them. */
  readonly gone: readonly Dweller[];
  /** Deleted all their data, and began anew. */
  readonly emptied: Dweller;
  /** Deleted the first of their applications. */
  readonly pruned: Dweller;
  /** Did nothing. */
  readonly steady: readonly Dweller[];
  /** Whom the keyring named afterwards, while nothing ran. */
  readonly inKeyring: ReadonlySet<string>;
}

async function live(installation: Installation): Promise<Life> {
  const clock = createClock();
  const people: Dweller[] = [];
  const files: string[] = [];
  const madeAt: number[] = [];
  const server = await startServer({ features, stores: storesAt(installation.engine, installation.settings), clock });
  for (let round = 0; round < rounds[installation.engine]; round++) {
    for (let nth = 0; nth < peopleEach; nth++) people.push(await settle(server, round));
    files.push(await backUp(server));
    madeAt.push(clock.now());
    clock.advance(day / 2);
  }
  const [emptied, pruned, first, steadyOne, ...others] = people;
  if (!emptied || !pruned || !first || !steadyOne) throw new Error('too few people');
  const chance = createRandomBytes('who leaves');
  const gone = [first, ...others.filter(() => (chance(1)[0] ?? 0) < 128)];
  for (const person of gone) await leave({ visitor: await returning(server, person) });
  await (await returning(server, emptied)).call(deleteData, { body: { confirm: 'DELETE' } });
  await deleteFirst(await returning(server, pruned));
  // From here on an older copy of keyring and keys opens nothing either: see deleted-is-deleted-in-copies-too.
  clock.advance(8 * day);
  await server.platform.vault.rotateEpoch();
  await server.stop();
  const steady = [steadyOne, ...others.filter((person) => !gone.includes(person))];
  const inKeyring = await namedInKeyring(installation.settings, people);
  return { installation, clock, files, madeAt, gone, emptied, pruned, steady, inKeyring };
}

async function settle(server: TestServer, since: number): Promise<Dweller> {
  const person = await join(server);
  const titles = Array.from({ length: applicationsEach }, () => uniqueName()).toSorted();
  for (const title of titles) await apply(person, title);
  return { ...person, titles, since };
}

/** Deletes the application that comes first by its title. Answers what brings it back. */
async function deleteFirst(visitor: Person['visitor']): Promise<string> {
  const { items } = (await visitor.call(listApplications, { query: { limit: 200 } })).body;
  const [one] = items.toSorted((left, right) => (left.title < right.title ? -1 : 1));
  if (!one) throw new Error('There is no application.');
  const { id, revision } = one;
  return (await visitor.call(deleteApplication, { params: { id }, query: { revision } })).body.undo;
}

/** How many rows of a person there are, by table; tables without any are left out. */
async function rowsOf(database: Database<SottoTables>, userId: UserId): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ownedTables) {
    const found = await database.rows(database.build.selectFrom(table).select('user_id').where('user_id', '=', userId));
    if (found.length > 0) counts[table] = found.length;
  }
  return counts;
}

function recordsOf(database: Database<SottoTables>, userId: UserId): Promise<Sealed[]> {
  const { build } = database;
  return database.rows(
    build.selectFrom('record').select(['user_id', 'id', 'kind', 'revision', 'sealed']).where('user_id', '=', userId),
  );
}

/** Whether a value opens under the data key of `userId`. */
async function opens({ vault }: OpenPlatform, { id, kind, revision, sealed }: Sealed, userId: UserId): Promise<boolean> {
  const { data } = await vault.sealers(userId);
  try {
    data.open({ table: `record:${kind}`, id, revision }, sealed, makeOpening(userId, 'user', 'track'));
    return true;
  } catch (error) {
    if (error instanceof DidNotOpen) return false;
    throw error;
  }
}

/** At full size it takes as long as the machine needs. */
const timeout = sized({ everyday: 240_000, full: 3_600_000 });

describe.each(engines)('on %s', { timeout }, (engine) => {
  let life: Life;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    life = await live(opened.use(await makeInstallation(engine)));
  }, timeout);
  afterAll(() => opened.disposeAsync());

  const start = (): Promise<TestServer> =>
    startServer({ features, stores: storesAt(engine, life.installation.settings), clock: life.clock });

  test('what the deleted had opens from no backup with any key that is left, and what the living have opens from all', async () => {
    // Before any start: nothing of the deleted lies in the keyring, and a key of each of the others does.
    expect(life.inKeyring).toEqual(new Set([life.emptied, life.pruned, ...life.steady].map(({ userId }) => userId)));
    const platform = await openPlatform(life.installation.settings, features, { now: life.clock.now, log: silentLog });
    const opened = { gone: 0, emptied: 0, living: 0 };
    const held = { gone: 0, emptied: 0, living: 0 };
    const living = [...life.steady, life.pruned];
    for (const [round, file] of life.files.entries()) {
      await using copy = await readBack(life, file);
      for (const { userId, since } of life.gone.filter((person) => person.since <= round)) {
        const values = await recordsOf(copy.database, userId);
        expect([since, values.length]).not.toEqual([since, 0]);
        held.gone += values.length;
        for (const value of values)
          for (const other of [...living, life.emptied]) if (await opens(platform, value, other.userId)) opened.gone += 1;
      }
      for (const value of await recordsOf(copy.database, life.emptied.userId)) {
        held.emptied += 1;
        if (await opens(platform, value, life.emptied.userId)) opened.emptied += 1;
      }
      // The control: the same look at those who stayed.
      for (const { userId } of living.filter((person) => person.since <= round))
        for (const value of await recordsOf(copy.database, userId)) {
          held.living += 1;
          if (await opens(platform, value, userId)) opened.living += 1;
        }
    }
    for (const { userId } of life.gone) await expect(platform.vault.sealers(userId)).rejects.toThrow(KeyShredded);
    await platform.close();
    expect(opened).toEqual({ gone: 0, emptied: 0, living: held.living });
    expect(Math.min(held.gone, held.emptied, held.living)).toBeGreaterThan(0);
  });

  test('each backup that is put in place loses every deleted person before the port opens, and nobody else', async () => {
    for (const [round, file] of life.files.entries()) {
      await putBack(life.installation.settings, file);
      const isThen = ({ since }: Dweller) => since <= round;
      const platform = await openPlatform(life.installation.settings, features, { now: life.clock.now, log: silentLog });
      const { vault, database } = platform;
      expect(vault.startedWith).toMatchObject({
        isRestored: true,
        purged: life.gone.filter(isThen).length,
        emptied: 1,
        quarantined: [],
      });
      for (const { userId } of life.gone) expect(await rowsOf(database, userId)).toEqual({});
      for (const person of life.steady.filter(isThen)) {
        const values = await recordsOf(database, person.userId);
        expect(values.length).toBeGreaterThan(person.titles.length);
        for (const value of values) expect(await opens(platform, value, person.userId)).toBe(true);
      }
      await platform.close();
    }
  });

  test('a record that was deleted by itself comes back with a backup, and its owner is told the date in Sotto and by mail', async () => {
    const [file = ''] = life.files;
    const server = await start();
    // As `backup restore` says it before anything is changed.
    await server.platform.vault.restores.begin(life.madeAt[0] ?? 0);
    await server.stop();
    await putBack(life.installation.settings, file);
    await using again = await start();
    for (let times = 0; times < 2; times++) await again.runJob('notices');
    const visitor = await returning(again, life.pruned);
    expect(await titlesOf(visitor)).toEqual(life.pruned.titles);
    const told = (await visitor.call(listNotices, {})).body.items.filter(({ kind }) => kind === 'restored');
    expect(told.map(({ title, mailed }) => [title, mailed])).toEqual([['This Sotto was put back to 21 November 2026', true]]);
    expect(told[0]?.paragraphs[0]).toContain('A backup of 21 November 2026, 12:00 UTC was put in place');
    // Whoever was emptied stays so, and is told the same.
    const emptied = await returning(again, life.emptied);
    expect(await titlesOf(emptied)).toEqual([]);
    expect((await emptied.call(listNotices, {})).body.items.filter(({ kind }) => kind === 'restored')).toHaveLength(1);
  });

  test('what was deleted and undone, or taken along, deleted and brought back, is there after a restart', async () => {
    const server = await start();
    const person = await settle(server, 0);
    const { visitor } = person;
    await visitor.call(undoChange, { body: { undo: await deleteFirst(visitor) } });
    const everything = new Blob([await (await visitor.call(exportEverything, {})).body.text()]);
    await visitor.call(deleteData, { body: { confirm: 'DELETE' } });
    expect(await titlesOf(visitor)).toEqual([]);
    const { id } = (await visitor.call(beginEverything, { body: { name: 'sotto.json', sizeBytes: everything.size } })).body;
    await visitor.call(putPart, { params: { id, part: '0' }, body: everything, type: 'application/octet-stream' });
    await visitor.call(previewEverything, { params: { id } });
    await visitor.call(commitEverything, { params: { id } });
    await server.stop();
    await using again = await start();
    expect(await titlesOf(await returning(again, person))).toEqual(person.titles);
  });

  test('thirty days later no backup holds anything of them, and a copy of one that was kept aside opens no more', async () => {
    const [file = ''] = life.files;
    const aside = inFolder(life.installation.settings.folders.data, '..', 'aside');
    await mkdir(aside, { recursive: true });
    const kept = inFolder(aside, basename(file));
    await copyFile(file, kept);
    await using server = await start();
    const places = vaultPlaces(life.installation.settings);
    const opener = () => readName(kept).then((name) => archiveOpener(places, name));
    // The control: until then it does.
    await expect(opener()).resolves.toBeDefined();
    const deletedAt = life.clock.now();
    life.clock.advance(30 * day);
    await server.runJob('backup');
    life.clock.advance(day);
    await server.runJob('backup');
    const { folders } = life.installation.settings;
    const left = await listBackups({ folder: folders.backups, vault: server.platform.vault, now: life.clock.now });
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter(({ createdAt }) => createdAt <= deletedAt)).toEqual([]);
    await expect(opener()).rejects.toThrow('expired');
  });
});

/** A backup restored beside everything, as whoever holds its keys would look into it. */
async function readBack({ installation, clock }: Life, file: string) {
  const folder = installation.settings.folders.backups;
  const place = inFolder(folder, '..', `aside-${clock.now()}`, 'database', `${basename(file)}.sqlite`);
  const open = (target?: string | null) =>
    openSqlite<SottoTables>({ file: place, ...sottoStore, ...(target === undefined ? {} : { target }) });
  const opener = await archiveOpener(vaultPlaces(installation.settings), await readName(file));
  await restoreBackup({ file, folder, opener }, open);
  const database = await open();
  return { database, [Symbol.asyncDispose]: () => database.close() };
}
