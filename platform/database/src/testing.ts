/**
 * Fresh, real stores for tests of this package and of what stands on it: a file in a temporary folder, or a database of
 * its own on the PostgreSQL that `SOTTO_TEST_DATABASE_URL` names. Never used outside tests.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database, StoreOptions } from './door.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

const everyEngine = ['sqlite', 'postgres'] as const;
export type Engine = (typeof everyEngine)[number];

/**
 * The engines this run tests on: both, or those that `SOTTO_TEST_ENGINES` names (`npm run check` asks for `sqlite` and says so).
 *
 * @example describe.each(engines)('groups on %s', (engine) => { … });
 */
export const engines: readonly Engine[] = enginesFrom(process.env['SOTTO_TEST_ENGINES']);

/** Throws a `RangeError` for an engine that there is not. */
export function enginesFrom(wanted: string | undefined): readonly Engine[] {
  if (!wanted) return everyEngine;
  const named = wanted.split(',');
  const unknown = named.find((name) => !everyEngine.some((engine) => engine === name));
  if (unknown !== undefined) throw new RangeError(`SOTTO_TEST_ENGINES names ${unknown}; known are ${everyEngine.join(' and ')}`);
  return everyEngine.filter((engine) => named.includes(engine));
}

export interface Store extends AsyncDisposable {
  readonly engine: Engine;
  /** Path of the file (SQLite) or URL of the database (PostgreSQL). */
  readonly address: string;
  /** Opens the store; may be called several times, as several processes would. Closed with the store. */
  open<Schema>(options: StoreOptions): Promise<Database<Schema>>;
}

/** An empty store that is removed when it goes out of scope (`await using`) or is disposed of. */
export async function makeStore(engine: Engine): Promise<Store> {
  return engine === 'sqlite' ? makeFile() : makePostgresDatabase();
}

async function makeFile(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-store-'));
  const address = join(folder, 'database', 'test.db');
  return store(
    'sqlite',
    address,
    (options) => openSqlite({ file: address, ...options }),
    () => rm(folder, { recursive: true }),
  );
}

async function makePostgresDatabase(): Promise<Store> {
  const server = process.env['SOTTO_TEST_DATABASE_URL'];
  if (server === undefined)
    throw new Error('Tests on PostgreSQL need SOTTO_TEST_DATABASE_URL: the address of a server where databases may be made.');
  const name = `sotto_test_${randomBytes(8).toString('hex')}`;
  await runOn(server, `create database ${name}`);
  const address = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  return store(
    'postgres',
    address,
    (options) => openPostgres({ url: address, connections: 4, ...options }),
    () => runOn(server, `drop database ${name} with (force)`),
  );
}

function store(
  engine: Engine,
  address: string,
  open: <Schema>(options: StoreOptions) => Promise<Database<Schema>>,
  remove: () => Promise<void>,
): Store {
  const opened: { close(): Promise<void> }[] = [];
  return {
    engine,
    address,
    async open<Schema>(options: StoreOptions) {
      const database = await open<Schema>(options);
      opened.push(database);
      return database;
    },
    async [Symbol.asyncDispose]() {
      for (const database of opened) await database.close();
      await remove();
    },
  };
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
