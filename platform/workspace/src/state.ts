/**
 * All that is known of a person's records at one revision, and how it becomes what is known at the next.
 *
 * Nothing here is ever changed. Records of kinds that are kept apart, that this version does not know, or that did not
 * open, are there as skeletons: enough to count them, to check a revision, and to find the children of what is removed.
 */
import type { Id, Kind, Stored, UserId } from '@sotto/domain';
import { createTable, type Row, type Table } from './table.ts';
import type { Carried, Workspace } from './door.ts';

export interface Skeleton extends Row {
  readonly kindNumber: number;
}

export interface State {
  readonly userId: UserId;
  /** Of the vault, when this was read: a restored database makes another. */
  readonly incarnation: string;
  /** The data key all of this was sealed with. */
  readonly keyId: string;
  readonly revision: number;
  readonly opened: ReadonlyMap<number, Table<Stored<unknown>>>;
  readonly skeletons: Table<Skeleton>;
  readonly count: number;
  /** Estimated size in memory, in bytes. */
  readonly bytes: number;
}

/** What a change, of this process or another, put and removed. */
export interface Changes {
  readonly opened: readonly { readonly kindNumber: number; readonly stored: Stored<unknown>; readonly bytes: number }[];
  readonly skeletons: readonly Skeleton[];
  /** Ids of any kind, also unknown ones: they are then left alone. */
  readonly removed: readonly Id[];
}

const none: Table<never> = createTable<never>([]);

export function emptyState(from: Pick<State, 'userId' | 'incarnation' | 'keyId'>): State {
  return { ...from, revision: 0, opened: new Map(), skeletons: none, count: 0, bytes: 0 };
}

export function tableOfKind(state: State, kindNumber: number): Table<Stored<unknown>> {
  return state.opened.get(kindNumber) ?? none;
}

/** The state after `changes`, at `revision`. Removals come first: an id that is removed and put is there anew. */
export function nextState(state: State, revision: number, changes: Changes): State {
  const put = Map.groupBy(changes.opened, ({ kindNumber }) => kindNumber);
  const opened = new Map(state.opened);
  for (const number of new Set([...opened.keys(), ...put.keys()])) {
    const table = tableOfKind(state, number);
    const rows = (put.get(number) ?? []).map(({ stored }) => stored);
    opened.set(number, table.changed(rows, present(table, changes.removed)));
  }
  const skeletons = state.skeletons.changed(changes.skeletons, present(state.skeletons, changes.removed));
  const count = sum(opened.values()) + skeletons.rows.length;
  return { ...state, revision, opened, skeletons, count, bytes: bytesAfter(state, changes, count) };
}

/** The row of a record of any kind: opened, or only its skeleton. */
export function rowOf(state: State, kind: Kind, id: Id): Stored<unknown> | Skeleton | undefined {
  const skeleton = state.skeletons.get(id);
  return tableOfKind(state, kind.number).get(id) ?? (skeleton?.kindNumber === kind.number ? skeleton : undefined);
}

/** Whether any record has this id. */
export function isTaken(state: State, id: Id): boolean {
  return state.skeletons.get(id) !== undefined || [...state.opened.values()].some((table) => table.get(id) !== undefined);
}

/** Ids of the record and of everything below it, each once, parents first. */
export function withDescendants(state: State, id: Id): Id[] {
  const found = new Set([id]);
  // A Set is walked in order of insertion, also over what is added on the way.
  for (const parent of found) {
    for (const table of state.opened.values()) for (const child of table.children(parent)) found.add(child.id);
    for (const child of state.skeletons.children(parent)) found.add(child.id);
  }
  return [...found];
}

function carriedOf(state: State, id: Id): Carried[] {
  for (const [kind, table] of state.opened) {
    const stored = table.get(id);
    if (stored !== undefined)
      return [{ kind, id, parentId: stored.parentId, createdAt: stored.createdAt, content: stored.content }];
  }
  return [];
}

function present(table: Table<Row>, ids: readonly Id[]): Id[] {
  return ids.filter((id) => table.get(id) !== undefined);
}

function sum(tables: Iterable<Table<Row>>): number {
  let rows = 0;
  for (const table of tables) rows += table.rows.length;
  return rows;
}

/** What went is taken to have been of average size: exact enough to bound a cache, and no size is kept per record. */
function bytesAfter(state: State, changes: Changes, count: number): number {
  const added = changes.opened.reduce((bytes, change) => bytes + change.bytes, 0);
  const putRows = changes.opened.length + changes.skeletons.length;
  const wentRows = state.count + putRows - count;
  const average = state.count === 0 ? 0 : state.bytes / state.count;
  return Math.max(0, state.bytes + added + changes.skeletons.length * skeletonBytes - wentRows * average);
}

const skeletonBytes = 200;

/** Values derived from a person's records, kept from one revision to the next. Lives as long as the person is in the cache. */
export type Memos = Map<string, { readonly revision: number; readonly inputs: readonly unknown[]; readonly value: unknown }>;

/** The state as features see it. */
export function createWorkspace(state: State, memos: Memos): Workspace {
  // Casts: a table of a kind's number holds only what was stored under that kind (see record.ts).
  const workspace: Workspace = {
    userId: state.userId,
    revision: state.revision,
    tag: `"${state.incarnation}-${state.revision}"`,
    get: (kind, id) => tableOfKind(state, kind.number).get(id) as never,
    has: (id) => isTaken(state, id),
    all: (kind) => tableOfKind(state, kind.number).rows as never,
    children: (kind, parentId) => tableOfKind(state, kind.number).children(parentId) as never,
    below: (id) =>
      withDescendants(state, id)
        .slice(1)
        .flatMap((below) => carriedOf(state, below)),
    outline: (kind) => state.skeletons.rows.filter(({ kindNumber }) => kindNumber === kind.number),
    derived(name, kinds, build) {
      const inputs =
        kinds.length === 0 ? [state] : kinds.map((kind) => (kind.apart ? state.skeletons : tableOfKind(state, kind.number)));
      const memo = memos.get(name);
      if (memo !== undefined && memo.inputs.every((input, place) => input === inputs[place]))
        return memo.value as ReturnType<typeof build>;
      const value = build(workspace);
      // A slow request that still holds an older revision must not push the newer value out.
      if (memo === undefined || memo.revision <= state.revision) memos.set(name, { revision: state.revision, inputs, value });
      return value;
    },
  };
  return workspace;
}
