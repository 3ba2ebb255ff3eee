/**
 * Backups: made, looked after, restored. The folder holds one file each, 0600; the keyring holds the register.
 *
 * Promises: a backup is not called made before it is on the disk and registered; nothing live is touched before a backup has
 * been read to its end; an expired one opens nothing any more. Never in a backup: keyring, epoch store, sessions, links, mails.
 */
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, open as openFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import {
  type BackedUpTable,
  type Database,
  fill,
  lastMigration,
  openSqlite,
  rowPages,
  sottoStore,
  type SottoTables,
} from '@sotto/database';
import { type Archives, type PieceOpener, type Registered, type Vault, VaultRefused } from '@sotto/vault';
import { damaged, DamagedBackup, encodeName, measured, type Measure, sealedPieces } from './archive.ts';
import { readName, withContents } from './read.ts';
import { type Counts, countsOf, type Head, linesOf } from './rows.ts';
import { expired } from './retention.ts';

export interface BackupPlaces {
  /** Where the files lie; made when absent, 0700. */
  readonly folder: string;
  /** Whose keys seal them. */
  readonly vault: Pick<Vault, 'archives' | 'markProgress'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type Begun = Awaited<ReturnType<Archives['begin']>>;

/** A backup, as it is listed. */
export interface Listed extends Registered {
  /** `null`: its file is not in the folder any more. */
  readonly file: string | null;
}

/** Makes a backup of one moment of the database. Answers its line of the register, and where it lies. */
export async function createBackup(database: Database<SottoTables>, { folder, vault, now }: BackupPlaces): Promise<Listed> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const begun = await vault.archives.begin();
  const { archiveId, keyVersion } = begun.name;
  const head: Head = { format: 1, createdAt: now(), migration: lastMigration(sottoStore.migrations) };
  const file = join(folder, fileName(head.createdAt, archiveId));
  const measure = await database.snapshot((reader) => writeArchive(`${file}.part`, begun, linesOf(head, rowPages(reader))));
  await rename(`${file}.part`, file);
  await syncFolder(folder);
  const registered = { archiveId, keyVersion, createdAt: head.createdAt, ...measure };
  await vault.archives.register(registered);
  // A copy that is put back must be known as one, also when nothing was done since.
  await vault.markProgress();
  return { ...registered, verifiedAt: null, file };
}

/** Packs, seals and writes lines. Answers how long the file is, and its SHA-256. */
export async function writeArchive(file: string, { name, seal }: Begun, lines: AsyncIterable<string>): Promise<Measure> {
  const packed = createGzip({ level: 1 });
  const written = measured(whole(encodeName(name), sealedPieces(packed, seal)));
  // What is packed is read by what is written: both run together, and the first failure ends both.
  await Promise.all([
    pipeline(Readable.from(lines, { objectMode: false }), packed),
    pipeline(Readable.from(written.stream), createWriteStream(file, { mode: 0o600, flush: true })),
  ]);
  return written.result();
}

async function* whole(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** The register beside the files of the folder, the newest first. */
export async function listBackups({ folder, vault: { archives } }: BackupPlaces): Promise<Listed[]> {
  const files = await filesIn(folder);
  return (await archives.list()).map((registered) => ({ ...registered, file: fileOf(registered.archiveId, files, folder) }));
}

/**
 * Restores a backup into a scratch database, compares every row, brings that to the present schema, and removes it.
 * Answers how many rows there are. Throws `DamagedBackup`.
 */
export async function verifyBackup(file: string, { folder, vault: { archives }, now }: BackupPlaces): Promise<number> {
  const name = await readName(file);
  const counts = await tryOut(file, await archives.opener(name), folder);
  await archives.noteVerified(name.archiveId, now());
  return rowsIn(counts);
}

/** Restored into a scratch database beside the backups: what is written there is as sealed as it was. */
export async function tryOut(file: string, open: PieceOpener, folder: string): Promise<Counts> {
  const scratch = await mkdtemp(join(folder, 'scratch-'));
  const place = join(scratch, 'database', 'scratch.sqlite');
  try {
    const { counts, head } = await withContents(file, open, async ({ head, pages, counts }) => {
      assertKnown(head);
      await using database = disposable(await openSqlite<SottoTables>({ file: place, ...sottoStore, target: head.migration }));
      await fill(database.store, pages);
      const told = counts();
      // Safe: what was counted are tables of the inventory.
      const found = await countsOf(rowPages(database.store, Object.keys(told) as BackedUpTable[]));
      if (JSON.stringify(found) !== JSON.stringify(told)) throw damaged();
      return { counts: told, head };
    });
    if (head.migration !== lastMigration(sottoStore.migrations)) await assertMigrates(place, counts);
    return counts;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What an older schema held is all there in the present one. */
async function assertMigrates(place: string, counts: Counts): Promise<void> {
  await using database = disposable(await openSqlite<SottoTables>({ file: place, ...sottoStore }));
  const found = await countsOf(rowPages(database.store, Object.keys(counts) as BackedUpTable[]));
  if (rowsIn(found) !== rowsIn(counts))
    throw new DamagedBackup('This backup does not come through to the present version whole.');
}

/** A store that closes with its scope. */
function disposable<Schema>(store: Database<Schema>) {
  return { store, [Symbol.asyncDispose]: () => store.close() };
}

/**
 * Puts a backup in the place of the database, which `open` opens at a migration (`null`: with nothing in it). Everything is
 * tried out first. A kill on the way leaves a database that no start takes for a whole one: restore again.
 *
 * Nothing comes back that ended since: the next start finds an older copy, see [Note: Reconciliation].
 * Throws `DamagedBackup` or `VaultRefused`, and then nothing was changed.
 */
export async function restoreBackup(
  { file, folder, opener }: { file: string; folder: string; opener: PieceOpener },
  open: (target: string | null) => Promise<Database<SottoTables>>,
): Promise<{ readonly createdAt: number; readonly rows: number }> {
  const counts = await tryOut(file, opener, folder);
  return withContents(file, opener, async ({ head, pages }) => {
    // First without any table: whatever the schema was, the rows go into that of their time.
    await (await open(null)).close();
    await using database = disposable(await open(head.migration));
    await fill(database.store, pages);
    return { createdAt: head.createdAt, rows: rowsIn(counts) };
  });
}

/** Removes what has expired: file, line of the register, and the keys that no archive needs any more. Answers how many. */
export async function pruneBackups(places: BackupPlaces): Promise<number> {
  const {
    folder,
    vault: { archives },
    now,
  } = places;
  const gone = expired(await listBackups(places), now());
  for (const { file } of gone) if (file !== null) await rm(file, { force: true });
  await archives.forget(gone.map(({ archiveId }) => archiveId));
  await removeUnregistered(places);
  await syncFolder(folder);
  return gone.length;
}

/** What a process that died left behind: parts, scratch folders, files that never came into the register. */
async function removeUnregistered({ folder, vault: { archives }, now }: BackupPlaces): Promise<void> {
  const known = new Set((await archives.list()).map(({ archiveId }) => archiveId));
  for (const entry of await filesIn(folder)) {
    const id = ofBackup.exec(entry)?.groups?.['id'];
    if (id === undefined ? !ofScratch.test(entry) : known.has(id) && entry.endsWith('.backup')) continue;
    const place = join(folder, entry);
    const { mtimeMs } = await lstat(place);
    if (now() - mtimeMs <= 24 * 60 * 60 * 1000) continue;
    // Several installations may keep theirs in one folder, and each knows only its own.
    if (entry.endsWith('.backup') && !(await isOf(archives.installationId, place))) continue;
    await rm(place, { recursive: true, force: true });
  }
}

/** Whether a file says that it is a backup of this installation. */
async function isOf(installationId: string, file: string): Promise<boolean> {
  try {
    return (await readName(file)).installationId === installationId;
  } catch (error) {
    if (error instanceof DamagedBackup) return false;
    throw error;
  }
}

function assertKnown({ migration }: Head): void {
  if (!sottoStore.migrations.some(({ name }) => name === migration))
    throw new VaultRefused('This backup was made by a newer version of Sotto. Update Sotto first. Nothing was changed.');
}

/** How many rows there are in all. */
export function rowsIn(counts: Counts): number {
  return Object.values(counts).reduce((sum, { rows }) => sum + rows, 0);
}

/** As `mkdtemp` calls the folders of `tryOut`, and the command that restores its own. */
const ofScratch = /^scratch-(?:restore|[A-Za-z\d]{6})$/;
const ofBackup = /^sotto-\d{8}T\d{6}Z-(?<id>[\da-f-]{36})\.backup/;

/** `sotto-20261122T093000Z-<id>.backup`, in UTC. */
function fileName(createdAt: number, archiveId: string): string {
  const moment = new Date(createdAt).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  return `sotto-${moment}-${archiveId}.backup`;
}

function fileOf(archiveId: string, files: readonly string[], folder: string): string | null {
  const found = files.find((file) => ofBackup.exec(file)?.groups?.['id'] === archiveId && file.endsWith('.backup'));
  return found === undefined ? null : join(folder, found);
}

async function filesIn(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder)).toSorted();
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await openFile(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
