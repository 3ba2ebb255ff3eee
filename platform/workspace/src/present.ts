/**
 * The person's state as last committed by any process.
 *
 * [Note: Coherence] Every read asks the database for one row: the person's revision and data key. The same revision: the
 * state in memory is the truth. A later one: only rows and deletions with a later sequence are fetched, in one snapshot.
 * Another key, an earlier revision or another incarnation: everything is read anew. No row: the person is erased.
 * Every unit changes that same row under the condition that neither revision nor key have moved.
 */
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable, type Reader, type SottoTables } from '@sotto/database';
import type { Kind, UserId } from '@sotto/domain';
import { DidNotOpen, KeyShredded, type Opening, type UserSealers, VaultUnavailable } from '@sotto/vault';
import type { Kept } from './cache.ts';
import { attempts, type Context } from './context.ts';
import type { WorkspaceRow } from './queries.ts';
import { openRow, type SealedRow } from './record.ts';
import { type Changes, emptyState, nextState, type Skeleton, type State } from './state.ts';

const rowsPerPage = 2000;

export interface Present {
  readonly kept: Kept;
  readonly sealers: UserSealers;
}

export async function present(context: Context, by: Opening): Promise<Present> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { row, sealers } = await currentKeys(context, by.userId);
    const cached = context.cache.get(by.userId);
    if (cached !== undefined && isUpToDate(context, cached.state, row)) return { kept: cached, sealers };
    const kept = await loadOnce(context, by, { sealers, from: cached?.state });
    // A load that was already under way when the row was read may have begun before it.
    if (kept.state.keyId === row.data_key_id && kept.state.revision >= row.revision) return { kept, sealers };
  }
  throw new DatabaseUnavailable('Other processes change this workspace all the time.');
}

function isUpToDate({ vault }: Context, state: State, row: WorkspaceRow): boolean {
  return state.revision === row.revision && state.keyId === row.data_key_id && state.incarnation === vault.incarnation();
}

/** The person's row, and the sealers of the keys that it names. Throws `KeyShredded` when the row is gone. */
export async function currentKeys(context: Context, userId: UserId): Promise<{ row: WorkspaceRow; sealers: UserSealers }> {
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
  const { loading } = context;
  const running = loading.get(by.userId) ?? loadAndKeep(context, by, how);
  loading.set(by.userId, running);
  const leave = () => {
    if (loading.get(by.userId) === running) loading.delete(by.userId);
  };
  running.then(leave, leave);
  return running;
}

async function loadAndKeep(context: Context, by: Opening, how: { sealers: UserSealers; from: State | undefined }): Promise<Kept> {
  return context.cache.keep(await load(context, by, how));
}

async function load(
  context: Context,
  by: Opening,
  { sealers, from }: { sealers: UserSealers; from: State | undefined },
): Promise<State> {
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
    return mayCatchUp
      ? nextState(from, row.revision, await readSince(open, from.revision))
      : nextState(start, row.revision, await readAll(open));
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
  for (let after = ''; ;) {
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

function openOrNull(
  keys: Pick<OpenRows, 'sealer' | 'by'>,
  kind: Kind | undefined,
  row: SealedRow,
): ReturnType<typeof openRow> | null {
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
