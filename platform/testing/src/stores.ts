/** Fresh, empty stores of either engine, gone with the scope that asked for them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment, type Settings } from '@sotto/config';
import { Client } from 'pg';
import type { Engine } from '@sotto/database/testing';
import { uniqueName } from './chance.ts';

export { engines, type Engine } from '@sotto/database/testing';

/** A folder of its own under the system's temporary folder, removed with its scope. */
export async function freshFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'sotto-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** An empty PostgreSQL database with a name of its own, dropped with its scope, connections and all. */
export async function freshPostgres(): Promise<AsyncDisposable & { readonly url: string }> {
  const name = `sotto_test_${uniqueName()}`;
  await administer(`create database ${name} template template0`);
  const url = new URL(postgresUrl());
  url.pathname = `/${name}`;
  return { url: url.href, [Symbol.asyncDispose]: () => administer(`drop database if exists ${name} with (force)`) };
}

/** Where the three stores of one installation lie; empty. */
export interface Stores extends AsyncDisposable {
  readonly engine: Engine;
  readonly settings: Settings;
}

/**
 * Stores for one installation: three folders, and on PostgreSQL three databases.
 *
 * `environment` adds settings by their names, as an operator would.
 */
export async function freshStores(engine: Engine, environment: Readonly<Record<string, string>> = {}): Promise<Stores> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.use(await freshFolder());
  const places: Record<string, string> = {};
  if (engine === 'postgres') {
    for (const name of ['DATABASE_URL', 'KEYRING_URL', 'SOTTO_EPOCH_URL']) places[name] = opened.use(await freshPostgres()).url;
  }
  const settings = parseEnvironment({ SOTTO_LOG: 'silent', ...places, ...environment }, folder.path);
  const kept = opened.move();
  return { engine, settings, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** What a process that is to run on the stores of `settings` is started with; its log says nothing. */
export function environmentOf({ folders, databaseUrl, keyringUrl, epochUrl }: Settings): Record<string, string> {
  const urls = { DATABASE_URL: databaseUrl, KEYRING_URL: keyringUrl, SOTTO_EPOCH_URL: epochUrl };
  return {
    PATH: process.env['PATH'] ?? '',
    SOTTO_DATA: folders.data,
    SOTTO_KEYS: folders.keys,
    SOTTO_EPOCH: folders.epoch,
    SOTTO_LOG: 'silent',
    ...Object.fromEntries(Object.entries(urls).flatMap(([name, url]) => (url === null ? [] : [[name, url]]))),
  };
}

/** The address of the cluster the tests use; `setup-postgres.ts` put it there when nobody else had. */
function postgresUrl(): string {
  const url = process.env['SOTTO_TEST_DATABASE_URL'];
  if (!url) throw new Error('No PostgreSQL for this test: run it through vitest (npm test), or set SOTTO_TEST_DATABASE_URL.');
  return url;
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: postgresUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
