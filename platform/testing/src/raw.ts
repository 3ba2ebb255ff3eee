/** Everything that stores hold, as whoever takes a copy of them would have it: to look for what must not be readable. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Stores } from './stores.ts';

/** Bytes with where they lie: the path of a file, or `keyring table login`. */
export interface RawPiece {
  readonly where: string;
  readonly bytes: Buffer;
}

/** Every file of the three folders, logs of changes included, and on PostgreSQL every row of every table. */
export async function rawPiecesOf({ settings }: Pick<Stores, 'settings'>): Promise<RawPiece[]> {
  const { data, keys, epoch } = settings.folders;
  const files = await Promise.all([data, keys, epoch].map(filesUnder));
  const urls = { database: settings.databaseUrl, keyring: settings.keyringUrl, epoch: settings.epochUrl };
  const given = Object.entries(urls).flatMap(([store, url]) => (url === null ? [] : [{ store, url }]));
  const tables = await Promise.all(given.map(({ store, url }) => tablesOf(store, url)));
  return [...files, ...tables].flat();
}

/**
 * `word in place` for each of `words` that can be read in `pieces`: as it is, in hex, or in base64 at any offset.
 * A word is at least twelve bytes long: shorter ones vanish between the bits of base64.
 */
export function readableIn(pieces: readonly RawPiece[], words: readonly string[]): string[] {
  return pieces.flatMap(({ where, bytes }) =>
    words.filter((word) => formsOf(word).some((form) => bytes.includes(form))).map((word) => `${word} in ${where}`),
  );
}

function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  const whole = [word, bytes.toString('hex'), encodeURIComponent(word)];
  // The characters at either end also hold bits of the neighbours.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64url')
      .slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6)),
  );
  return [...whole, ...base64, ...base64.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'))];
}

/** Every file under a folder, at its path, byte by byte; none when there is no folder. A running server may move files meanwhile. */
export async function filesUnder(folder: string): Promise<RawPiece[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessAbsent([]));
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pieces = await Promise.all(
    paths.map(async (path) => ({ where: path, bytes: await readFile(path).catch(unlessAbsent(null)) })),
  );
  const found = pieces.flatMap(({ where, bytes }) => (bytes === null ? [] : [{ where, bytes }]));
  // One was renamed between the list and the reading: what it holds lies under a name that the list has not.
  return found.length === pieces.length ? found : filesUnder(folder);
}

const unlessAbsent =
  <T>(instead: T) =>
  (cause: NodeJS.ErrnoException): T => {
    if (cause.code === 'ENOENT') return instead;
    throw cause;
  };

async function tablesOf(store: string, url: string): Promise<RawPiece[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const pieces: RawPiece[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from "${name}"`);
      const values = rows.flatMap((row) => Object.values(row));
      const bytes = values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${String(value)}\n`)));
      pieces.push({ where: `${store} table ${name}`, bytes: Buffer.concat(bytes) });
    }
    return pieces;
  } finally {
    await client.end();
  }
}
