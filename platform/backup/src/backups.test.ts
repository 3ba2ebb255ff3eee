import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, stat, utimes, writeFile, readdir } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { basename, join } from 'node:path';
import { type Database, openPostgres, openSqlite, rowPages, sottoStore, type SottoTables } from '@sotto/database';
import { makeStore } from '@sotto/database/testing';
import { archiveOpener, VaultRefused } from '@sotto/vault';
import {
  type Copy,
  day,
  engines,
  makeSite,
  type Opened,
  readSecret,
  rowsOf,
  signUp,
  type Site,
  start,
} from '@sotto/vault/testing';
import { describe, expect, test } from 'vitest';
import { openedPieces, nameBytes } from './archive.ts';
import {
  type BackupPlaces,
  createBackup,
  DamagedBackup,
  listBackups,
  pruneBackups,
  readName,
  restoreBackup,
  verifyBackup,
} from './index.ts';
import { writeArchive } from './backups.ts';
import { expired } from './retention.ts';
import { linesOf } from './rows.ts';

const folderOf = (site: Site) => join(site.folder, 'backups');
const placesOf = (site: Site, { vault }: Opened): BackupPlaces => ({
  folder: folderOf(site),
  vault,
  now: () => site.clock,
});

/** Opens the database of a site at a migration, past its vault. */
function openerOf(site: Site, address: string) {
  return (target: string | null): Promise<Database<SottoTables>> =>
    site.engine === 'sqlite'
      ? openSqlite({ file: address, ...sottoStore, target })
      : openPostgres({ url: address, ...sottoStore, target });
}

/** Makes a backup, and says where it lies. */
async function backUp(site: Site, opened: Opened): Promise<string> {
  const { file } = await createBackup(opened.database, placesOf(site, opened));
  return file ?? '';
}

async function restore(site: Site, file: string, address: string) {
  const opener = await archiveOpener(site.places, await readName(file));
  return restoreBackup({ file, folder: folderOf(site), opener }, openerOf(site, address));
}

/** Rows of a table in an order of their own: a database gives them in none. */
const inOrder = (copy: Copy, table: string) => (copy.get(table) ?? []).map((row) => JSON.stringify(row)).toSorted();

describe.each(engines)('a backup on %s', (engine) => {
  test('brings back every row of its moment, and nobody who was erased since', async () => {
    await using site = await makeSite(engine);
    const first = await site.open();
    const [ada, bela] = [await signUp(first), await signUp(first)];
    const file = await backUp(site, first);
    const before = await site.copy('database');
    await first.vault.eraseAccount(bela.userId);
    const late = await signUp(first);
    await first.close();

    const { rows, createdAt } = await restore(site, file, first.databaseFile);
    const kept = ['workspace', 'record', 'chunk', 'alarm', 'credential', 'activity'];
    const back = await site.copy('database');
    expect(kept.map((table) => inOrder(back, table))).toEqual(kept.map((table) => inOrder(before, table)));
    expect([back.get('session'), back.get('ticket'), back.get('outbox')]).toEqual([[], [], []]);
    expect(createdAt).toBe(start);
    expect(rows).toBeGreaterThan(10);

    await using second = await site.open();
    expect(second.vault.startedWith).toMatchObject({ isRestored: true, purged: 1, quarantined: [] });
    expect(await readSecret(second, ada)).toBe(ada.secret);
    expect((await rowsOf(site, bela))['record']).toBeUndefined();
    expect((await rowsOf(site, late))['record']).toBeUndefined();
  });

  test('is restored into a scratch place and compared, and leaves nothing there', async () => {
    await using site = await makeSite(engine);
    await using opened = await site.open();
    for (let person = 0; person < 30; person++) await signUp(opened);
    const places = placesOf(site, opened);
    const { file } = await createBackup(opened.database, places);
    site.clock += 1000;

    expect(await verifyBackup(file ?? '', places)).toBe(30 * 6 + 1);
    expect(await listBackups(places)).toMatchObject([{ file, createdAt: start, verifiedAt: start + 1000 }]);
    expect(await readdir(folderOf(site))).toHaveLength(1);
    expect([(await stat(file ?? '')).mode & 0o777, (await stat(folderOf(site))).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('that is broken off on its way back leaves a database that no start takes for a whole one', async () => {
    await using site = await makeSite(engine);
    const opened = await site.open();
    const ada = await signUp(opened);
    const file = await backUp(site, opened);
    await opened.close();
    const open = openerOf(site, opened.databaseFile);
    let units = 0;
    const dying = async (target: string | null) => {
      const database = await open(target);
      const write: typeof database.write = async (unit) => {
        units += 1;
        if (units === 3) throw new Error('killed');
        return database.write(unit);
      };
      return { ...database, write };
    };
    const opener = await archiveOpener(site.places, await readName(file));

    await expect(restoreBackup({ file, folder: folderOf(site), opener }, dying)).rejects.toThrow('killed');
    await expect(site.open()).rejects.toThrow(VaultRefused);
    await restore(site, file, opened.databaseFile);
    await using again = await site.open();
    expect(await readSecret(again, ada)).toBe(ada.secret);
  });
});

test.runIf(engines.includes('postgres'))('a backup of one engine comes back on the other', async () => {
  await using site = await makeSite('sqlite');
  await using other = await makeStore('postgres');
  const opened = await site.open();
  const ada = await signUp(opened);
  const file = await backUp(site, opened);
  const { id } = (await opened.database.rows(opened.database.build.selectFrom('installation').selectAll()))[0] ?? { id: '' };
  const opener = await archiveOpener(site.places, await readName(file));
  const { rows } = await restoreBackup({ file, folder: folderOf(site), opener }, (target) =>
    other.open<SottoTables>({ ...sottoStore, target }),
  );

  const there = await other.open<SottoTables>(sottoStore);
  expect((await there.rows(there.build.selectFrom('installation').selectAll()))[0]?.id).toBe(id);
  const record = there.build.selectFrom('record').selectAll().where('user_id', '=', ada.userId);
  expect(await there.rows(record)).toEqual(
    await opened.database.rows(opened.database.build.selectFrom('record').selectAll().where('user_id', '=', ada.userId)),
  );
  expect(rows).toBe(7);
  await opened.close();
});

test('nothing in the file of a backup can be read without the keys, and all of it with them', async () => {
  await using site = await makeSite('sqlite');
  await using opened = await site.open();
  const ada = await signUp(opened);
  const file = await backUp(site, opened);
  const name = await readName(file);
  const raw = (await readFile(file)).toString('latin1');
  const pieces: Buffer[] = [];
  for await (const piece of openedPieces(
    (async function* () {
      yield (await readFile(file)).subarray(nameBytes);
    })(),
    await opened.vault.archives.opener(name),
  ))
    pieces.push(piece);
  const opening = gunzipSync(Buffer.concat(pieces)).toString();
  const words = ['workspace', 'sealed', 'credential', 'user_id', ada.userId, 'SQLite format'];

  expect(words.filter((word) => raw.includes(word))).toEqual([]);
  // The control: opened, the names and ids are there, and what people wrote is still sealed under their own keys.
  expect(words.filter((word) => opening.includes(word))).toEqual(words.slice(0, -1));
  expect(opening).not.toContain(ada.secret);
});

/** A tenth of what `SOTTO_FULL` asks for. */
const isFull = process.env['SOTTO_FULL'] === '1';
const damages = isFull ? 2000 : 200;
const timeout = isFull ? 3_600_000 : 60_000;

test(`a backup that was changed in any of ${damages} ways is refused before anything live is touched`, { timeout }, async () => {
  await using site = await makeSite('sqlite');
  const opened = await site.open();
  for (let person = 0; person < 5; person++) await signUp(opened);
  const file = await backUp(site, opened);
  await opened.close();
  const whole = await readFile(file);
  const damaged = join(site.folder, 'damaged.backup');
  const untouched = async () => {
    throw new Error('The live database was opened.');
  };
  const refusals: string[] = [];
  for (let nth = 0; nth < damages; nth++) {
    await writeFile(damaged, damagedBy(whole, nth));
    const outcome = await readName(damaged)
      .then((name) => archiveOpener(site.places, name))
      .then((opener) => restoreBackup({ file: damaged, folder: folderOf(site), opener }, untouched))
      .then(
        () => 'restored',
        (error: unknown) => (error instanceof DamagedBackup || error instanceof VaultRefused ? 'refused' : String(error)),
      );
    if (outcome !== 'refused') refusals.push(`${nth}: ${outcome}`);
  }

  expect(refusals).toEqual([]);
  // The control: the whole one is not refused.
  const opener = await archiveOpener(site.places, await readName(file));
  await expect(restoreBackup({ file, folder: folderOf(site), opener }, untouched)).rejects.toThrow('was opened');
});

/** One bit turned, an end cut off, something added or put twice: places spread over the whole file. */
function damagedBy(whole: Buffer, nth: number): Buffer {
  const at = Math.floor((nth * 2_654_435_761) % whole.length);
  const copy = Buffer.from(whole);
  if (nth % 4 === 0) return whole.subarray(0, at);
  if (nth % 4 === 1) return Buffer.concat([whole, whole.subarray(at, at + 40)]);
  if (nth % 4 === 2 && nth % 8 === 2) return Buffer.concat([whole.subarray(0, at), Buffer.from([nth % 256]), whole.subarray(at)]);
  copy[at] = (copy[at] ?? 0) ^ (1 << (nth % 8));
  return copy;
}

test('a backup of another installation is refused', async () => {
  await using site = await makeSite('sqlite');
  await using other = await makeSite('sqlite');
  await using opened = await site.open();
  await (await other.open()).close();
  const file = await backUp(site, opened);

  await expect(archiveOpener(other.places, await readName(file))).rejects.toThrow('of another installation');
});

test('a backup of an older schema comes back and is brought to the present one; one of a newer is refused', async () => {
  await using site = await makeSite('sqlite');
  await using opened = await site.open();
  await using older = await makeStore('sqlite');
  await using there = await makeStore('sqlite');
  const { migrations } = sottoStore;
  const before = await older.open<SottoTables>({ ...sottoStore, target: migrations[2].name });
  const row = { user_id: 'someone', revision: 1, account_key_id: 'a', data_key_id: 'b' };
  await before.write([{ query: before.build.insertInto('workspace').values(row), rows: 1 }]);
  const of = async (migration: string) => {
    const begun = await opened.vault.archives.begin();
    const file = join(site.folder, `${migration}.backup`);
    await writeArchive(file, begun, linesOf({ format: 1, createdAt: start, migration }, rowPages(before, ['workspace'])));
    return { file, folder: site.folder, opener: await opened.vault.archives.opener(begun.name) };
  };
  const open = (target: string | null) => there.open<SottoTables>({ ...sottoStore, target });

  expect(await restoreBackup(await of(migrations[2].name), open)).toEqual({ createdAt: start, rows: 1 });
  const now = await open(migrations.at(-1)?.name ?? '');
  expect(await now.rows(now.build.selectFrom('workspace').selectAll().where('user_id', '=', 'someone'))).toEqual([
    { ...row, disabled_at: null, frozen_at: null },
  ]);
  await expect(restoreBackup(await of('9999-later'), open)).rejects.toThrow('newer version of Sotto');
});

test('an expired backup goes with its file and its key: a copy of it that someone kept opens no more', async () => {
  await using site = await makeSite('sqlite');
  await using opened = await site.open();
  const places = placesOf(site, opened);
  await signUp(opened);
  const old = await createBackup(opened.database, places);
  const kept = await readFile(old.file ?? '');
  site.clock += 20 * day;
  const young = await createBackup(opened.database, places);
  expect(await pruneBackups(places)).toBe(0);
  site.clock += 11 * day;

  expect(await pruneBackups(places)).toBe(1);
  expect((await listBackups(places)).map(({ archiveId }) => archiveId)).toEqual([young.archiveId]);
  const copy = join(site.folder, 'kept.backup');
  await writeFile(copy, kept);
  await expect(archiveOpener(site.places, await readName(copy))).rejects.toThrow('opens no more');
  // The control: the younger one opens.
  expect(await verifyBackup(young.file ?? '', places)).toBeGreaterThan(0);
});

test('what a process left behind goes after a day; what others keep in the folder stays', async () => {
  await using site = await makeSite('sqlite');
  await using other = await makeSite('sqlite');
  await using opened = await site.open();
  await using neighbour = await other.open();
  const places = placesOf(site, opened);
  const ours = await createBackup(opened.database, places);
  const theirs = await createBackup(neighbour.database, { ...placesOf(other, neighbour), folder: places.folder });
  const lost = ours.file?.replace(ours.archiveId, randomUUID()) ?? '';
  await copyFile(ours.file ?? '', lost);
  await writeFile(`${lost}.part`, '');
  await writeFile(join(places.folder, 'film.mkv.part'), '');
  await mkdir(join(places.folder, 'scratch-Ab12Cd'));
  await mkdir(join(places.folder, 'scratch-restore'));
  await mkdir(join(places.folder, 'scratch-work'));
  const old = new Date(site.clock - 2 * day);
  for (const entry of await readdir(places.folder)) await utimes(join(places.folder, entry), old, old);

  await pruneBackups(places);
  const kept = [ours.file, theirs.file, 'film.mkv.part', 'scratch-work'].map((file) => basename(file ?? ''));
  expect((await readdir(places.folder)).toSorted()).toEqual(kept.toSorted());
});

test('all backups of a week are kept, then one of each week, none beyond thirty days', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const daily = Array.from({ length: 40 }, (_, age) => ({ createdAt: now - age * day }));
  const gone = new Set(expired(daily, now));
  const ages = daily.flatMap((backup, age) => (gone.has(backup) ? [] : [age]));

  expect(ages.slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(ages.slice(8).length).toBeGreaterThanOrEqual(3);
  expect(ages.slice(8).length).toBeLessThanOrEqual(5);
  expect(Math.max(...ages)).toBeLessThanOrEqual(30);
});
