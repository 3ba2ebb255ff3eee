/**
 * Opens people's workspaces, keeps them coherent with the database, and commits what is decided on them.
 *
 * [Note: Coherence] Every read asks the database for one row: the person's revision and data key. The same revision: the
 * state in memory is the truth. A later one: only rows and deletions with a later sequence are fetched, in one snapshot.
 * Another key, an earlier revision or another incarnation: everything is read anew. No row: the person is erased.
 * Every unit changes that same row under the condition that neither revision nor key have moved.
 */
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { type Database, type Reader, type SottoTables, type Statement, WrongRowCount } from '@sotto/database';
import type { Content, Id, Kind, Stored, UserId } from '@sotto/domain';
import { DidNotOpen, KeyShredded, type Opening, type UserSealers, type Vault, VaultUnavailable } from '@sotto/vault';
import type { Log } from '@sotto/log';
import { type Cache, type CacheLimits, createCache, type Kept } from './cache.ts';
import { AbsentRecord, type Draft, NewerVersion, StaleRevision, type Workspace, type Workspaces } from './door.ts';
import { createDraft, type Drafted, StaleApart } from './draft.ts';
import { createFiles } from './files.ts';
import { createQueries, type Queries, type WorkspaceRow } from './queries.ts';
import { openRow, recordRow, type SealedRow } from './record.ts';
import { type Changes, createWorkspace, emptyState, nextState, type Skeleton, type State } from './state.ts';
import { createTurns } from './turns.ts';

/** What of the vault is needed here. */
export type Keys = Pick<Vault, 'sealers' | 'cachedSealers' | 'forgetSealers' | 'incarnation' | 'onKeysChanged'>;

export interface WorkspacesOptions {
  readonly database: Database<SottoTables>;
  readonly vault: Keys;
  /** Every kind this version of Sotto knows. Records of other kinds are carried along unopened. */
  readonly kinds: readonly Kind[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
}

export interface Limits extends CacheLimits {
  /** Greatest number of records of one person, of all kinds. */
  readonly records: number;
}

const mebibyte = 2 ** 20;

/** Sources: architecture, "Storage"; measures, resident memory ≤ 250 MB. */
export const defaultLimits: Limits = { records: 50_000, totalBytes: 96 * mebibyte, largestBytes: 64 * mebibyte, idleMs: 15 * 60_000 };

// How often a decision is made anew, or a state read anew, because another process was faster.
const attempts = 8;
const rowsPerPage = 2000;
const rowsPerPageApart = 200;

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const limits = { ...defaultLimits, ...options.limits };
  const context: Context = {
    ...options,
    limits,
    cache: createCache(limits, options.now),
    queries: createQueries(
      options.database.build,
      options.kinds.filter((kind) => !kind.apart).map((kind) => kind.number),
    ),
    kindsByNumber: new Map(options.kinds.map((kind) => [kind.number, kind])),
    loading: new Map(),
  };
  const turns = createTurns<UserId>();
  options.vault.onKeysChanged((userId) => context.cache.evict(userId));

  return {
    async read(by) {
      const { kept } = await present(context, by);
      return createWorkspace(kept.state, kept.memos);
    },
    change: (by, decide) => turns.take(by.userId, () => change(context, by, decide)),
    open: (by, kind, id) => openOne(context, by, { kind, id }),
    openAll: (by, kind, parentId) => openAll(context, by, { kind, parentId }),
    initialRows: (sealers, records) => initialRows(context, sealers, records),
    evict: (userId) => context.cache.evict(userId),
    files: createFiles(options.database, (by) => currentSealers(context, by.userId)),
    close() {
      context.cache.clear();
    },
  };
}

interface Context extends WorkspacesOptions {
  readonly limits: Limits;
  readonly cache: Cache;
  readonly queries: Queries;
  readonly kindsByNumber: ReadonlyMap<number, Kind>;
  /** Loads under way, so that many requests of one person wait for one. */
  readonly loading: Map<UserId, Promise<Kept>>;
}

interface Present {
  readonly kept: Kept;
  readonly sealers: UserSealers;
}

/** The person's state as last committed. */
async function present(context: Context, by: Opening): Promise<Present> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { row, sealers } = await currentKeys(context, by.userId);
    const cached = context.cache.get(by.userId);
    if (cached !== undefined && isUpToDate(context, cached.state, row)) return { kept: cached, sealers };
    const kept = await loadOnce(context, by, { sealers, from: cached?.state });
    // A load that was already under way when the row was read may have begun before it.
    if (kept.state.keyId === row.data_key_id && kept.state.revision >= row.revision) return { kept, sealers };
  }
  throw new Error('The workspace did not hold still.');
}

function isUpToDate({ vault }: Context, state: State, row: WorkspaceRow): boolean {
  return state.revision === row.revision && state.keyId === row.data_key_id && state.incarnation === vault.incarnation();
}

/** The person's row, and the sealers of the keys that it names. Throws `KeyShredded` when the row is gone. */
async function currentKeys(context: Context, userId: UserId): Promise<{ row: WorkspaceRow; sealers: UserSealers }> {
  const { vault, cache, queries, database } = context;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const [row] = await database.rows(queries.workspaceRow(userId));
    if (row === undefined) {
      cache.evict(userId);
      throw new KeyShredded('This person is erased.');
    }
    const sealers = vault.cachedSealers(userId) ?? (await vault.sealers(userId));
    if (sealers.data.keyId === row.data_key_id) return { row, sealers };
    // Another process replaced the key, or is about to name the new one in the row.
    vault.forgetSealers(userId);
    await pause(5 * 2 ** attempt);
  }
  throw new VaultUnavailable('The data key is being replaced.');
}

/** Reads the state, or what is newer than `from`; one read at a time for each person. */
function loadOnce(context: Context, by: Opening, how: { sealers: UserSealers; from: State | undefined }): Promise<Kept> {
  const { loading, cache } = context;
  const running = loading.get(by.userId) ?? load(context, by, how).then((state) => cache.keep(state));
  loading.set(by.userId, running);
  const done = () => {
    if (loading.get(by.userId) === running) loading.delete(by.userId);
  };
  running.then(done, done);
  return running;
}

async function load(context: Context, by: Opening, { sealers, from }: { sealers: UserSealers; from: State | undefined }): Promise<State> {
  const { database, queries, vault } = context;
  const keyId = sealers.data.keyId;
  const incarnation = vault.incarnation();
  return database.snapshot(async (reader) => {
    const [row] = await reader.rows(queries.workspaceRow(by.userId));
    const start = emptyState({ userId: by.userId, incarnation, keyId });
    // Erased or given another key since: answered as it was found, and seen as outdated by whoever compares.
    if (row === undefined || row.data_key_id !== keyId) return start;
    const open = { context, reader, sealer: sealers.data, by };
    const mayCatchUp = from?.keyId === keyId && from.incarnation === incarnation && from.revision <= row.revision;
    return mayCatchUp ? nextState(from, row.revision, await readSince(open, from.revision)) : nextState(start, row.revision, await readAll(open));
  });
}

interface OpenRows {
  readonly context: Context;
  readonly reader: Reader<SottoTables>;
  readonly sealer: UserSealers['data'];
  readonly by: Opening;
}

async function readAll(open: OpenRows): Promise<Changes> {
  const { reader, by, context } = open;
  const skeletons = (await reader.rows(context.queries.skeletons(by.userId))).map(skeletonOf);
  const opened: Changes['opened'][number][] = [];
  for (let after = ''; ; ) {
    const rows = await reader.rows(context.queries.openPage(by.userId, after, rowsPerPage));
    const page = openRows(open, rows);
    opened.push(...page.opened);
    skeletons.push(...page.skeletons);
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerPage) return { opened, skeletons, removed: [] };
    after = last.id;
    // Opening a page takes some 20 ms of the processor: others have their turn in between.
    await setImmediate();
  }
}

async function readSince(open: OpenRows, sequence: number): Promise<Changes> {
  const { reader, by, context } = open;
  const gone = await reader.rows(context.queries.goneSince(by.userId, sequence));
  const apart = await reader.rows(context.queries.skeletonsSince(by.userId, sequence));
  const { opened, skeletons } = openRows(open, await reader.rows(context.queries.openSince(by.userId, sequence)));
  return { opened, skeletons: [...skeletons, ...apart.map(skeletonOf)], removed: gone.map(({ id }) => id) };
}

/** Rows that do not open are carried along as skeletons and counted in the log: one damaged record does not hide the others. */
function openRows({ context, sealer, by }: OpenRows, rows: readonly SealedRow[]): Pick<Changes, 'opened' | 'skeletons'> {
  const opened: Changes['opened'][number][] = [];
  const skeletons: Skeleton[] = [];
  for (const row of rows) {
    const record = openOrNull({ sealer, by }, context.kindsByNumber.get(row.kind), row);
    if (record === null) skeletons.push(skeletonOf(row));
    else opened.push({ kindNumber: row.kind, ...record });
  }
  if (skeletons.length > 0) context.log.error('records-did-not-open', { count: skeletons.length });
  return { opened, skeletons };
}

function openOrNull(keys: Pick<OpenRows, 'sealer' | 'by'>, kind: Kind | undefined, row: SealedRow): ReturnType<typeof openRow> | null {
  if (kind === undefined) return null;
  try {
    return openRow(keys, kind, row);
  } catch (error) {
    if (error instanceof DidNotOpen) return null;
    throw error;
  }
}

function skeletonOf(row: Pick<SealedRow, 'id' | 'kind' | 'parent_id' | 'revision'>): Skeleton {
  return { id: row.id, parentId: row.parent_id, revision: row.revision, kindNumber: row.kind };
}

/** Decides on the present state and commits; decides anew when another process committed in between. */
async function change<T>(context: Context, by: Opening, decide: Decide<T>): Promise<{ result: T; workspace: Workspace }> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { kept, sealers } = await present(context, by);
    const workspace = createWorkspace(kept.state, kept.memos);
    const drafted = createDraft(kept.state, context.now());
    const result = await decided(context, by, () => decide(workspace, drafted.draft));
    await assertNotNewer(context, by, drafted);
    const finished = drafted.finish({ queries: context.queries, sealers, greatestCount: context.limits.records });
    if (finished === null) return { result, workspace };
    if (!(await committed(context, finished.unit))) continue;
    const next = context.cache.keep(nextState(kept.state, kept.state.revision + 1, finished.next));
    return { result, workspace: createWorkspace(next.state, next.memos) };
  }
  throw new Error('The workspace did not hold still.');
}

type Decide<T> = (workspace: Workspace, draft: Draft) => T;

/** Runs the decision; a refusal that names a record kept apart gets that record's present content. */
async function decided<T>(context: Context, by: Opening, decide: () => T): Promise<T> {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof StaleApart)) throw error;
    const current = await openOne(context, by, error);
    throw current === undefined ? new AbsentRecord('There is no such record.') : new StaleRevision(current);
  }
}

async function assertNotNewer(context: Context, by: Opening, drafted: Drafted): Promise<void> {
  for (const { kind, id } of drafted.apartUpdates()) {
    const current = await openOne(context, by, { kind, id });
    if (current?.readOnly === true) throw new NewerVersion('This record was written by a newer version of Sotto.');
  }
}

/** `false`: the person's row has moved on, and nothing was written. The first statement of every unit asks for that. */
async function committed({ database }: Context, unit: readonly Statement[]): Promise<boolean> {
  try {
    await database.write(unit);
    return true;
  } catch (error) {
    if (error instanceof WrongRowCount && error.position === 0) return false;
    throw error;
  }
}

async function currentSealers(context: Context, userId: UserId): Promise<UserSealers> {
  return (await currentKeys(context, userId)).sealers;
}

async function openOne<K extends Kind>(context: Context, by: Opening, record: { kind: K; id: Id }): Promise<Stored<Content<K>> | undefined> {
  const sealers = await currentSealers(context, by.userId);
  const [row] = await context.database.rows(context.queries.one(by.userId, record.kind.number, record.id));
  return row === undefined ? undefined : openAs({ sealer: sealers.data, by }, record.kind, row);
}

async function* openAll<K extends Kind>(context: Context, by: Opening, what: { kind: K; parentId: Id | undefined }): AsyncGenerator<Stored<Content<K>>> {
  const { data } = await currentSealers(context, by.userId);
  for (let after = ''; ; ) {
    const page = { after, limit: rowsPerPageApart, parentId: what.parentId };
    const rows = await context.database.rows(context.queries.pageOfKind(by.userId, what.kind.number, page));
    for (const row of rows) yield openAs({ sealer: data, by }, what.kind, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerPageApart) return;
    after = last.id;
  }
}

function openAs<K extends Kind>(keys: Pick<OpenRows, 'sealer' | 'by'>, kind: K, row: SealedRow): Stored<Content<K>> {
  // Safe: the row's kind number was asked for, and its content has the form of that kind's schema.
  return openRow(keys, kind, row).stored as Stored<Content<K>>;
}

// Sequence 0: whoever reads them reads everything, because the account or its data key is new.
function initialRows({ queries, now }: Context, sealers: UserSealers, records: Parameters<Workspaces['initialRows']>[1]): readonly Statement[] {
  const at = now();
  const rows = records.map(({ kind, id, parentId = null, content }) => {
    const stored = { id, parentId, revision: 1, createdAt: at, updatedAt: at, readOnly: false, content };
    return recordRow(sealers.data.userId, sealers.data, { kind, sequence: 0, stored }).row;
  });
  return queries.insert(rows);
}
