/**
 * Where the vault's stores lie, and the rule that no two of them lie in one place.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DatabaseUnavailable, openPostgres, openSqlite, type Database, type Migration } from '@sotto/database';
import { epochCopied, epochMigrations } from './epoch-store.ts';
import { keyringCopied, keyringMigrations } from './keyring.ts';
import { isDamage, readMeta } from './mirror.ts';
import { isUrl, openMirror, saidPlace } from './mirror-place.ts';
import type { StoreMeta } from './mirrored.ts';
import { VaultRefused } from './refusal.ts';
import type { RootKeySource } from './root-key.ts';

/** Folders are absolute paths; each holds one store and nothing else (`keysFolder`: also the root key). */
export interface VaultPlaces {
  readonly keysFolder: string;
  readonly epochFolder: string;
  /** PostgreSQL; `null`: SQLite in the folder. @default null */
  readonly keyringUrl?: string | null;
  readonly epochUrl?: string | null;
  /** Folders, or addresses of PostgreSQL. @default [] */
  readonly keyringMirrors?: readonly string[];
  readonly epochMirrors?: readonly string[];
  /** @default `{ kind: 'file' }`: `root.key` in `keysFolder`, made at the first start */
  readonly rootKey?: RootKeySource;
}

/** What is the same wherever a store of this sort lies. */
export interface StoreSort {
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly copied: readonly (readonly [string, string])[];
}

export const keyringSort = {
  file: 'keyring.sqlite',
  migrations: keyringMigrations,
  copied: keyringCopied,
} as const satisfies StoreSort;
export const epochSort = { file: 'epoch.sqlite', migrations: epochMigrations, copied: epochCopied } as const satisfies StoreSort;

/** Throws `VaultRefused` when one folder holds, or lies within, another, or two stores one database: a copy of it would hold both. */
export function assertApart(places: VaultPlaces): void {
  const mirrors = [...(places.keyringMirrors ?? []), ...(places.epochMirrors ?? [])];
  assertOwnDatabases([places.keyringUrl, places.epochUrl, ...mirrors.filter(isUrl)].flatMap((url) => url ?? []));
  const folders = [places.keysFolder, places.epochFolder, ...mirrors.filter((place) => !isUrl(place))].map((folder) =>
    resolve(folder),
  );
  for (const [index, folder] of folders.entries()) {
    const other = folders.find((candidate, place) => place !== index && !relative(folder, candidate).startsWith('..'));
    if (other !== undefined)
      throw new VaultRefused(
        `${other} lies within ${folder}. Keyring, epoch store and every mirror need a folder of their own, best on a disk of its own.`,
      );
  }
}

function assertOwnDatabases(urls: readonly string[]): void {
  const said = urls.map(saidPlace);
  const twice = said.find((place, index) => said.indexOf(place) !== index);
  if (twice !== undefined)
    throw new VaultRefused(`${twice} is named twice. Keyring, epoch store and every mirror need a database of their own.`);
}

/** Opens a store; makes it when absent. Throws `VaultRefused` when the file is damaged. */
export async function openStore<Schema>(
  sort: StoreSort,
  folder: string,
  url: string | null | undefined,
): Promise<Database<Schema>> {
  if (url !== null && url !== undefined) return openPostgres<Schema>({ url, migrations: sort.migrations });
  const file = join(folder, sort.file);
  try {
    return await openSqlite<Schema>({ file, migrations: sort.migrations });
  } catch (error) {
    if (isDamage(error))
      throw new VaultRefused(`${file} is damaged. Bring the store back from a mirror with npm run sotto -- keyring restore.`, {
        cause: error,
      });
    throw error;
  }
}

/**
 * As `openStore`, but `null` when there is no file: looking must not make one.
 * An empty database on PostgreSQL gets its (empty) tables: there is no looking without.
 */
export async function openPresent<Schema>(
  sort: StoreSort,
  folder: string,
  url: string | null | undefined,
): Promise<Database<Schema> | null> {
  const isFile = url === null || url === undefined;
  return isFile && !hasFile(join(folder, sort.file)) ? null : openStore<Schema>(sort, folder, url);
}

/** What a mirror says of itself, without making anything in a folder; `null`: nothing, or it does not answer. */
export async function peekMirror<Schema extends { meta: StoreMeta }>(
  sort: StoreSort,
  place: string,
): Promise<Schema['meta'] | null> {
  if (isUrl(place)) return peekDatabase(sort, place);
  const file = join(place, sort.file);
  if (!hasFile(file)) return null;
  try {
    const copy = await openSqlite<Schema>({ file, migrations: sort.migrations });
    const meta = await readMeta(copy);
    await copy.close();
    return meta;
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

async function peekDatabase<Schema extends { meta: StoreMeta }>(sort: StoreSort, url: string): Promise<Schema['meta'] | null> {
  try {
    const copy = await openMirror<Schema>(sort, url);
    const meta = await readMeta(copy);
    await copy.close();
    return meta;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null;
    throw error;
  }
}

function hasFile(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}
