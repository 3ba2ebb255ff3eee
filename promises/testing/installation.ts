/**
 * An installation whose stores can be copied while it is down, as a backup or a thief would, and that can be started on any
 * mixture of what is there, what was copied, and what belongs to someone else.
 */
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '@sotto/config';
import { type Engine, type Stores, freePort, freshFolder, freshPostgres, freshStores } from '@sotto/testing';
import { Client } from 'pg';

/** `keys`: keyring and root key, which lie together. */
export type Part = 'database' | 'keys' | 'epoch';

/** Where one part lies. */
export interface Place {
  readonly part: Part;
  readonly folder: string;
  /** `null` on SQLite. */
  readonly url: string | null;
}

export interface Installation extends AsyncDisposable {
  readonly engine: Engine;
  readonly settings: Settings;
  /** The part as it is now. Nothing may have it open. */
  copy(part: Part): Promise<Place>;
  /** A copy of a copy, so that a scenario does not change what the next one begins with. */
  copyOf(place: Place): Promise<Place>;
  /** A place for the part with nothing in it. */
  empty(part: Part): Promise<Place>;
}

/** Everything it made goes with its scope. */
export async function makeInstallation(
  engine: Engine,
  environment: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  await using opened = new AsyncDisposableStack();
  const stores = opened.use(await freshStores(engine, { SOTTO_PORT: String(await freePort()), ...environment }));
  const attic = opened.use(await freshFolder());
  const kept = opened.move();
  let places = 0;

  const newFolder = () => join(attic.path, String(places++));
  async function copyOf({ part, folder, url }: Place): Promise<Place> {
    const to = newFolder();
    // On PostgreSQL a part may have no folder: nothing but the root key and mails lie in files there.
    if (existsSync(folder)) await cp(folder, to, { recursive: true });
    return { part, folder: to, url: url === null ? null : await copyDatabase(url, kept) };
  }
  return {
    engine,
    settings: stores.settings,
    copyOf,
    copy: (part) => copyOf(placeOf(stores.settings, part)),
    async empty(part) {
      const url = engine === 'postgres' ? kept.use(await freshPostgres()).url : null;
      return { part, folder: newFolder(), url };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export function placeOf({ folders, databaseUrl, keyringUrl, epochUrl }: Settings, part: Part): Place {
  if (part === 'database') return { part, folder: folders.data, url: databaseUrl };
  return part === 'keys' ? { part, folder: folders.keys, url: keyringUrl } : { part, folder: folders.epoch, url: epochUrl };
}

/** The settings with some parts lying elsewhere. */
export function settingsOn(settings: Settings, ...places: readonly Place[]): Settings {
  return places.reduce<Settings>(({ folders, ...rest }, { part, folder, url }) => {
    if (part === 'database') return { ...rest, folders: { ...folders, data: folder }, databaseUrl: url };
    if (part === 'keys') return { ...rest, folders: { ...folders, keys: folder }, keyringUrl: url };
    return { ...rest, folders: { ...folders, epoch: folder }, epochUrl: url };
  }, settings);
}

/** Stores to start on, which stay when the server goes. */
export function storesAt(engine: Engine, settings: Settings): Stores {
  return { engine, settings, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** PostgreSQL waits up to five seconds for connections that are just closing. */
async function copyDatabase(url: string, scope: AsyncDisposableStack): Promise<string> {
  const target = scope.use(await freshPostgres()).url;
  const [from, to] = [url, target].map((each) => new URL(each).pathname.slice(1));
  const client = new Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  await client.query(`drop database ${to}`);
  await client.query(`create database ${to} template ${from}`);
  await client.end();
  return target;
}
