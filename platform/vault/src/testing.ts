/**
 * A whole installation for tests of the vault: three stores on either engine, in a temporary place, that can be opened,
 * abandoned in mid-work as kill -9 would, copied, put back, emptied and opened again. Never used outside tests.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  inventory,
  openSqlite,
  sottoStore,
  type Database,
  type SottoTables,
  type Statement,
  type StoreOptions,
} from '@sotto/database';
import { makeStore, type Engine, type Store } from '@sotto/database/testing';
import { createIds, type UserId } from '@sotto/domain';
import type { Log } from '@sotto/log';
import type { Kysely } from 'kysely';
import type { CrashPoint } from './crash-point.ts';
import type { UserSealers, Vault } from './door.ts';
import type { EpochTables } from './epoch-store.ts';
import type { KeyringTables } from './keyring.ts';
import { makeOpening } from './opening.ts';
import { epochSort, keyringSort, type StoreSort, type VaultPlaces } from './places.ts';
import type { Reconciliation } from './reconcile.ts';
import { openVault, type VaultOptions } from './vault.ts';

export { engines, type Engine } from '@sotto/database/testing';

/** What a start finds that finds nothing. */
export const untouched: Reconciliation = { isRestored: false, purged: 0, emptied: 0, shredded: 0, quarantined: [], ended: 0 };
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
export const start = Date.parse('2026-03-02T09:00:00Z');
export const day = 24 * 60 * 60 * 1000;
const ids = createIds(() => start, randomBytes);

type Part = 'database' | 'keyring' | 'epochs';
/** All rows of a store, by table. */
export type Copy = ReadonlyMap<string, readonly Record<string, unknown>[]>;

export interface Site extends AsyncDisposable {
  readonly engine: Engine;
  readonly folder: string;
  readonly places: VaultPlaces;
  /** The clock of every vault that is opened here; may be set. */
  clock: number;
  /** What the record of an emptied workspace says; `null`: nobody says what it begins with. */
  beginning: string | null;
  /** People whose files were asked to be removed. */
  readonly filesRemoved: UserId[];
  open(options?: Partial<VaultOptions>): Promise<Opened>;
  /**
   * Opens, prepares, works until `point` is reached for the `nth` time, and leaves everything as a killed process would.
   * Counted from the beginning of `work`; with `from: 'open'` also what opening does. Answers what was prepared.
   */
  crash<Prepared>(
    point: CrashPoint,
    work: (opened: Opened, prepared: Prepared) => Promise<unknown>,
    how?: { nth?: number; from?: 'open' | 'work'; prepare?: (opened: Opened) => Promise<Prepared> },
  ): Promise<Prepared | undefined>;
  /** Reads and writes a store past the vault. Only while no vault is open. */
  within<Result>(part: 'keyring', work: (store: Database<KeyringTables>) => Promise<Result>): Promise<Result>;
  within<Result>(part: 'epochs', work: (store: Database<EpochTables>) => Promise<Result>): Promise<Result>;
  within<Result>(part: 'database', work: (store: Database<SottoTables>) => Promise<Result>): Promise<Result>;
  copy(part: Part): Promise<Copy>;
  putBack(part: Part, copy: Copy): Promise<void>;
}

export interface Opened extends AsyncDisposable {
  readonly vault: Vault;
  readonly database: Database<SottoTables>;
  /** Path of the file, or URL. */
  readonly databaseFile: string;
  close(): Promise<void>;
}

const emptyCopy: Copy = new Map();
export const nothing = emptyCopy;

export async function makeSite(engine: Engine, { mirrors = 0 } = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-vault-'));
  const stores = {
    database: await makeStore(engine),
    ...(engine === 'postgres' ? { keyring: await makeStore(engine), epochs: await makeStore(engine) } : {}),
  };
  const places: VaultPlaces = {
    keysFolder: join(folder, 'keys'),
    epochFolder: join(folder, 'epoch'),
    keyringUrl: stores.keyring?.address ?? null,
    epochUrl: stores.epochs?.address ?? null,
    keyringMirrors: Array.from({ length: mirrors }, (_, index) => join(folder, `keyring-mirror-${index}`)),
    epochMirrors: Array.from({ length: mirrors }, (_, index) => join(folder, `epoch-mirror-${index}`)),
  };
  const kept = new Map<Part, Promise<Database<never>>>();
  /** On PostgreSQL one pool for each store and site; files are opened and closed each time, for tests move them. */
  async function onPart<Result>(part: Part, work: (store: Database<never>) => Promise<Result>): Promise<Result> {
    if (engine === 'postgres') {
      const opening = kept.get(part) ?? openOne(part, stores, places);
      kept.set(part, opening);
      return work(await opening);
    }
    const store = await openOne(part, stores, places);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  const site: Site = {
    engine,
    folder,
    places,
    clock: start,
    beginning: null,
    filesRemoved: [],
    async open(options = {}) {
      const { beginning } = site;
      const database = await stores.database.open<SottoTables>(sottoStore);
      const vault = await openVault({
        places,
        database,
        log: silentLog,
        now: () => site.clock,
        randomBytes,
        alone: true,
        removeFiles: async (userId) => void site.filesRemoved.push(userId),
        ...(beginning === null
          ? {}
          : { beginnings: (sealers: UserSealers) => dataRows(database, sealers, beginning).slice(0, 1) }),
        ...options,
      });
      let closing: Promise<void> | null = null;
      const close = () => (closing ??= vault.close().then(() => database.close()));
      return { vault, database, databaseFile: stores.database.address, close, [Symbol.asyncDispose]: close };
    },
    async crash<Prepared>(
      point: CrashPoint,
      work: (opened: Opened, prepared: Prepared) => Promise<unknown>,
      how: { nth?: number; from?: 'open' | 'work'; prepare?: (opened: Opened) => Promise<Prepared> } = {},
    ) {
      const killed = Promise.withResolvers<void>();
      let isArmed = how.from === 'open';
      let times = 0;
      let prepared: Prepared | undefined;
      const crashAt = async (reached: CrashPoint): Promise<void> => {
        if (!isArmed || reached !== point || ++times !== (how.nth ?? 1)) return;
        killed.resolve();
        // Never returns: nothing after this line runs any more, no `catch` and no `finally`, as after kill -9.
        await new Promise<never>(() => {});
      };
      const run = async (): Promise<string> => {
        const opened = await site.open({ crashAt });
        prepared = await how.prepare?.(opened);
        isArmed = true;
        // Safe: `work` takes something prepared only where `prepare` is given.
        await work(opened, prepared as Prepared);
        return 'done';
      };
      const outcome = await Promise.race([killed.promise.then(() => 'killed'), run()]);
      if (outcome !== 'killed') throw new Error(`The work was done without coming to "${point}" (${times} times).`);
      return prepared;
    },
    within: async (part: Part, work: (store: never) => Promise<unknown>) =>
      (await onPart(part, (store) => work(store as never))) as never,
    copy: (part) => onPart(part, (store) => copyOf(store, tablesOf(part))),
    putBack: (part, copy) => onPart(part, (store) => replaceBy(store, tablesOf(part), copy)),
    async [Symbol.asyncDispose]() {
      for (const store of Object.values(stores)) await store[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
  return site;
}

async function openOne(
  part: Part,
  stores: { database: Store; keyring?: Store; epochs?: Store },
  places: VaultPlaces,
): Promise<Database<never>> {
  // Without `owned`: tests go past the second lock.
  if (part === 'database') return stores.database.open<never>({ migrations: sottoStore.migrations });
  const sort: StoreSort = part === 'keyring' ? keyringSort : epochSort;
  const folder = part === 'keyring' ? places.keysFolder : places.epochFolder;
  const options: StoreOptions = { migrations: sort.migrations };
  return stores[part]?.open<never>(options) ?? openSqlite<never>({ file: join(folder, sort.file), ...options });
}

function tablesOf(part: Part): readonly string[] {
  if (part === 'database') return Object.keys(inventory);
  return ['meta', ...(part === 'keyring' ? keyringSort : epochSort).copied.map(([table]) => table)];
}

type AnyBuild = Kysely<Record<string, Record<string, unknown>>>;

async function copyOf(store: Database<never>, tables: readonly string[]): Promise<Copy> {
  const build = store.build as unknown as AnyBuild;
  const rows = new Map<string, Record<string, unknown>[]>();
  for (const table of tables) rows.set(table, await store.rows(build.selectFrom(table).selectAll()));
  return rows;
}

async function replaceBy(store: Database<never>, tables: readonly string[], copy: Copy): Promise<void> {
  const build = store.build as unknown as AnyBuild;
  await store.write([
    ...tables.toReversed().map((table) => ({ query: build.deleteFrom(table), rows: null })),
    ...tables.flatMap((table) => (copy.get(table) ?? []).map((row) => ({ query: build.insertInto(table).values(row), rows: 1 }))),
  ]);
}

/** Copies a folder as a thief or a careless backup would. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

export interface Person {
  readonly userId: UserId;
  readonly email: string;
  /** What their one record says. */
  readonly secret: string;
}

const recordId = '01920000-0000-7000-8000-000000000001';
const place = { table: 'record:2', id: recordId, revision: 1 };

/** Signs someone up, with a credential, a session, a record, a chunk and a row in every other table that takes one. */
export async function signUp(
  { vault, database }: Opened,
  { email = `${ids.user()}@example.org`, confirmed = true } = {},
): Promise<Person> {
  const userId = ids.user();
  const secret = `canary ${userId}`;
  await vault.createUser({ userId, email, confirmed }, (sealers) => [
    ...accountRows(database, sealers),
    ...dataRows(database, sealers, secret),
  ]);
  return { userId, email, secret };
}

/** Rows of the account, one in each table. */
function accountRows({ build }: Database<SottoTables>, { account }: UserSealers): Statement[] {
  const user_id = account.userId;
  const id = recordId;
  const key_id = account.keyId;
  const at = start;
  const sealedIn = (table: string) => account.seal({ table, id, revision: 0 }, Buffer.from('of the account'));
  const token_hash = randomBytes(32);
  return [
    build
      .insertInto('credential')
      .values({ user_id, id, kind: 'password', version: 1, key_id, created_at: at, sealed: sealedIn('credential') }),
    build.insertInto('session').values({
      user_id,
      id,
      token_hash,
      created_at: at,
      used_at: at,
      fresh_at: at,
      idle_ms: day,
      absolute_ms: day,
      ends_at: at + day,
      key_id,
      sealed: sealedIn('session'),
    }),
    build.insertInto('access_key').values({
      user_id,
      id,
      token_hash,
      scopes: '',
      created_at: at,
      used_on: null,
      expires_at: null,
      key_id,
      sealed: sealedIn('access_key'),
    }),
    build
      .insertInto('ticket')
      .values({ user_id, id, purpose: 'confirm', token_hash, created_at: at, ends_at: at, key_id, sealed: sealedIn('ticket') }),
    build
      .insertInto('outbox')
      .values({ user_id, id, due_at: at, attempts: 0, created_at: at, key_id, sealed: sealedIn('outbox') }),
    build.insertInto('activity').values({ user_id, position: 1, at, key_id, sealed: sealedIn('activity') }),
  ].map((query) => ({ query, rows: 1 }));
}

/** Rows of the data, one in each table. */
export function dataRows({ build }: Database<SottoTables>, { data }: UserSealers, secret: string): Statement[] {
  const user_id = data.userId;
  const key_id = data.keyId;
  const sealed = data.seal(place, Buffer.from(secret));
  return [
    build.insertInto('record').values({
      user_id,
      id: recordId,
      kind: 2,
      parent_id: null,
      key_id,
      revision: 1,
      sequence: 1,
      created_at: start,
      updated_at: start,
      sealed,
    }),
    build.insertInto('chunk').values({ user_id, file_id: recordId, position: 0, key_id, sealed }),
    build.insertInto('gone').values({ user_id, id: recordId, sequence: 1, gone_at: start }),
    build.insertInto('alarm').values({ user_id, record_id: recordId, due_at: start }),
  ].map((query) => ({ query, rows: 1 }));
}

/** What a person's record says, opened with the keys of this vault. Throws as the vault does. */
export async function readSecret({ vault, database }: Opened, { userId }: Pick<Person, 'userId'>): Promise<string> {
  const sealers = await vault.sealers(userId);
  const [row] = await database.rows(database.build.selectFrom('record').select('sealed').where('user_id', '=', userId));
  if (row === undefined) throw new Error('The record is not there.');
  return Buffer.from(sealers.data.open(place, row.sealed, makeOpening(userId, 'user', 'track'))).toString();
}

/** How many rows a person has, by table; tables without any are left out. */
export async function rowsOf(site: Site, person: Pick<Person, 'userId'>): Promise<Record<string, number>> {
  return (await rowsByPerson(site))(person);
}

/** As `rowsOf`, for many people at one moment. */
export async function rowsByPerson(site: Site): Promise<(person: Pick<Person, 'userId'>) => Record<string, number>> {
  const all = [...(await site.copy('database')), ...(await site.copy('keyring'))];
  return ({ userId }) => {
    const counts = all.map(([table, rows]) => [table, rows.filter((row) => row['user_id'] === userId).length] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  };
}

/** Every table of the database that `signUp` fills, and the person's rows in the keyring. */
export const rowsOfLiving = {
  workspace: 1,
  record: 1,
  gone: 1,
  chunk: 1,
  alarm: 1,
  credential: 1,
  session: 1,
  access_key: 1,
  ticket: 1,
  outbox: 1,
  activity: 1,
  user_key: 2,
  login: 1,
} as const;

const { session: _session, access_key: _accessKey, ticket: _ticket, outbox: _outbox, ...notEnded } = rowsOfLiving;
/** The same person after an older copy of the database was put in place. */
export const rowsOfRestored = notEnded;
