/**
 * Where a mirror lies: a folder of its own, or a database of its own on another PostgreSQL.
 *
 * Never: who connects, or with what, in a sentence or a row.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres, openSqlite, type Database, type Migration } from '@sotto/database';

/** What is the same wherever a copy of this store lies. */
interface Sort {
  readonly file: string;
  readonly migrations: readonly Migration[];
}

/** Two connections do: changes come one after the other, and one may look meanwhile. */
const connections = 2;

export function isUrl(place: string): boolean {
  return /^postgres(ql)?:\/\//.test(place);
}

/** A place as it may be said: host, port and database of an address, a folder as it is. */
export function saidPlace(place: string): string {
  if (!isUrl(place)) return place;
  const { hostname, port, pathname } = new URL(place);
  return `postgres://${hostname}:${port === '' ? '5432' : port}${pathname}`;
}

/** Opens the copy at `place`; makes it when absent. A damaged file is removed: a copy is worth nothing then, and is refilled. */
export async function openMirror<Schema>({ file, migrations }: Sort, place: string): Promise<Database<Schema>> {
  if (isUrl(place)) return openPostgres<Schema>({ url: place, migrations, connections });
  const path = join(place, file);
  try {
    return await openSqlite<Schema>({ file: path, migrations });
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const part of [path, `${path}-wal`, `${path}-shm`]) rmSync(part, { force: true });
    return openSqlite<Schema>({ file: path, migrations });
  }
}

/** The file is no SQLite database, or a broken one. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
  );
}
