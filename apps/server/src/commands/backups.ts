/** Commands about backups: made and checked each night by Sotto itself, and here by hand. */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type BackupPlaces,
  createBackup,
  type Listed,
  listBackups,
  pruneBackups,
  readName,
  restoreBackup,
  tryOut,
  verifyBackup,
} from '@sotto/backup';
import type { Settings } from '@sotto/config';
import { tellOfRestores } from '@sotto/features/notices/server';
import { silentLog } from '@sotto/log';
import { type OpenPlatform, openDatabase, openPlatform, vaultPlaces } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { archiveOpener, nameEmptyDatabase, type Reconciliation } from '@sotto/vault';
import { columns, counted, dayOf, instantOf, minuteOf, sizeOf } from './columns.ts';
import { type Command, CommandRefused, type Context, type Outcome, type Preparation } from './command.ts';
import { refuseWhileServed } from './served.ts';

export const backupCommands: readonly Command[] = [
  {
    name: ['backup', 'create'],
    args: [],
    says: 'make a backup now, restore it into a scratch place and compare every row',
    run: create,
  },
  { name: ['backup', 'list'], args: [], says: 'list the backups', run: list },
  {
    name: ['backup', 'verify'],
    args: [],
    flags: { file: 'FILE' },
    says: 'restore the newest backup, or a file, into a scratch place and compare every row',
    run: verify,
  },
  {
    name: ['backup', 'restore'],
    args: ['FILE'],
    says: 'put a backup in the place of the database; Sotto must be stopped. Nobody who was erased since comes back',
    changes: true,
    prepare: lookFirst,
    run: restore,
  },
  { name: ['backup', 'prune'], args: [], says: 'remove expired backups and their keys', run: prune },
];

function placesOf({ platform, settings }: Pick<Context, 'platform' | 'settings'>): BackupPlaces {
  return { folder: settings.folders.backups, vault: platform.vault, now: platform.now };
}

async function create(context: Context): Promise<Outcome> {
  const { platform } = context;
  const places = placesOf(context);
  const made = await createBackup(platform.database, places);
  const rows = await verifyBackup(made.file ?? '', places);
  return {
    lines: [
      `${made.file}`,
      `${counted(rows, 'row')}, ${sizeOf(made.bytes)}, restored into a scratch place and compared: all the same.`,
    ],
    json: { ...shown({ ...made, verifiedAt: platform.now() }), rows },
  };
}

async function list(context: Context): Promise<Outcome> {
  const backups = await listBackups(placesOf(context));
  const rows = backups.map(({ createdAt, bytes, verifiedAt, file }) => [
    minuteOf(createdAt),
    sizeOf(bytes),
    verifiedAt === null ? 'no' : dayOf(verifiedAt),
    file ?? 'gone',
  ]);
  return {
    lines: rows.length === 0 ? ['No backup.'] : columns(['made (UTC)', 'size', 'compared', 'file'], rows),
    json: { items: backups.map(shown) },
  };
}

function shown({ archiveId, createdAt, bytes, verifiedAt, sha256, file }: Listed) {
  return {
    id: archiveId,
    madeAt: instantOf(createdAt),
    bytes,
    sha256: Buffer.from(sha256).toString('hex'),
    comparedAt: verifiedAt === null ? null : instantOf(verifiedAt),
    file,
  };
}

async function verify(context: Context): Promise<Outcome> {
  const places = placesOf(context);
  const file = context.flags['file'] ?? (await listBackups(places))[0]?.file;
  if (file === undefined || file === null) throw new CommandRefused('There is no backup yet: npm run sotto -- backup create');
  const rows = await verifyBackup(resolve(file), places);
  return { lines: [`${counted(rows, 'row')} came back, all the same.`], json: { file, rows } };
}

async function prune(context: Context): Promise<Outcome> {
  const count = await pruneBackups(placesOf(context));
  return { lines: [`${counted(count, 'backup')} removed.`], json: { removed: count } };
}

/**
 * Looks at everything before anyone is asked. While the database is lost or half restored, an empty one in a scratch place
 * stands for it, so that keyring and desk can be opened: the settings that name it.
 */
async function lookFirst({ settings, args: [file = ''], say }: Preparation): Promise<Settings | undefined> {
  await refuseWhileServed(settings, 'restore');
  await tryOut(
    resolve(file),
    await archiveOpener(vaultPlaces(settings), await readName(resolve(file))),
    settings.folders.backups,
  );
  if (await isWhole(settings)) return undefined;
  say('The database is empty, or was left half restored.');
  const standIn = { ...settings, databaseUrl: null, folders: { ...settings.folders, data: scratchOf(settings) } };
  await rm(scratchOf(settings), { recursive: true, force: true });
  const database = await openDatabase(standIn, silentLog);
  await nameEmptyDatabase(vaultPlaces(settings), database);
  await database.close();
  return standIn;
}

async function isWhole(settings: Settings): Promise<boolean> {
  const database = await openDatabase(settings, silentLog);
  const [named] = await database.rows(database.build.selectFrom('installation').select('id'));
  await database.close();
  return named !== undefined;
}

const scratchOf = ({ folders }: Settings) => join(folders.backups, 'scratch-restore');

async function restore(context: Context): Promise<Outcome> {
  const { settings, platform, ask, note } = context;
  const file = resolve(context.args[0] ?? '');
  await context.whoIsThere();
  const name = await readName(file);
  const opener = await platform.vault.archives.opener(name);
  const answer = await ask('Everything entered since this backup was made will be gone. Type "restore" to go on:');
  if (answer !== 'restore') throw new CommandRefused('Nothing was changed.');
  // Before anything is changed, for the log lies in the keyring, which is not touched.
  await note();
  const registered = (await platform.vault.archives.list()).find(({ archiveId }) => archiveId === name.archiveId);
  if (registered) await platform.vault.restores.begin(registered.createdAt);
  await platform.close();
  const { createdAt, rows } = await restoreBackup({ file, folder: settings.folders.backups, opener }, (target) =>
    openDatabase(settings, silentLog, target),
  );
  await rm(scratchOf(settings), { recursive: true, force: true });
  const found = await reconciled(settings);
  return {
    lines: [
      `${counted(rows, 'row')} of ${minuteOf(createdAt)} UTC came back.`,
      ...reconciledLines(found),
      'Everybody signs in anew and makes new access keys. What was deleted one by one since then is back; everybody is told so, with the date, in Sotto and by mail.',
      'Whoever changed how they sign in since comes in by a link to their mailbox alone. Where no mail leaves you make one: npm run sotto -- user reset ID',
      'Start Sotto.',
    ],
    json: { madeAt: instantOf(createdAt), rows, purged: found.purged, emptied: found.emptied, ended: found.ended },
  };
}

function reconciledLines({ purged, emptied, ended }: Reconciliation): string[] {
  const lines = [purgedLine(purged)];
  if (emptied > 0) lines.push(emptied === 1 ? '1 account was emptied again.' : `${emptied} accounts were emptied again.`);
  if (ended > 0)
    lines.push(ended === 1 ? '1 session, access key or link ended.' : `${ended} sessions, access keys and links ended.`);
  return lines;
}

function purgedLine(purged: number): string {
  if (purged === 0) return 'No account that was deleted since came back.';
  return purged === 1
    ? '1 account that was deleted since was deleted again.'
    : `${purged} accounts that were deleted since were deleted again.`;
}

/** Opens what was restored once, as the next start would: whoever was erased since goes again now. */
async function reconciled(settings: Settings): Promise<Reconciliation> {
  // Loaded here alone: the list of commands needs none of it.
  const { features } = await import('../app.ts');
  await using platform = disposable(await openPlatform(settings, features, { log: silentLog, alone: false }));
  await tellOfRestores(platform.opened, openingMakerFor({ name: 'backup restore', purposes: ['account'] }));
  return platform.opened.vault.startedWith;
}

function disposable(opened: OpenPlatform) {
  return { opened, [Symbol.asyncDispose]: () => opened.close() };
}
