/**
 * The records of one kind at one revision: sorted by id, never changed; a change makes the next table.
 *
 * [Note: Tables] Why a sorted array and not a Map: the next revision copies one array of pointers (10,000 of them are
 * 80 kB, a few microseconds), where a Map would be hashed anew. A look-up by id is a binary search of some 14 steps.
 * Records themselves are shared between revisions, and so are all tables of kinds that did not change.
 */
import type { Id } from '@sotto/domain';
import { createLayers, type Layers } from './layers.ts';

/** What a table needs to know of a record. */
export interface Row {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly revision: number;
}

export interface Table<R extends Row> {
  /** In order of id. */
  readonly rows: readonly R[];
  get(id: Id): R | undefined;
  /** Rows of this parent, in order of id. */
  children(parentId: Id): readonly R[];
  /** The next table: `put` rows replace those of the same id or are new; `removed` ids go. */
  changed(put: readonly R[], removed: readonly Id[]): Table<R>;
}

// Above this many changes at once (an import), sorting all rows again is cheaper than moving them one by one.
const fewChanges = 32;

/** A table of rows in any order. */
export function createTable<R extends Row>(rows: readonly R[]): Table<R> {
  return tableOf(rows.toSorted(byId), null);
}

function tableOf<R extends Row>(rows: readonly R[], parents: Layers<Id, readonly R[]> | null): Table<R> {
  // Made when first asked for: most kinds are never looked at by parent.
  let byParent = parents;
  const childrenByParent = () => (byParent ??= createLayers(groupByParent(rows)));
  const table: Table<R> = {
    rows,
    get: (id) => rows[placeOf(rows, id)],
    children: (parentId) => childrenByParent().get(parentId) ?? [],
    changed(put, removed) {
      if (put.length === 0 && removed.length === 0) return table;
      const next = put.length + removed.length > fewChanges ? merged(rows, put, removed) : patched(rows, put, removed);
      return tableOf(next, byParent?.changed(changedFamilies(table, put, removed)) ?? null);
    },
  };
  return table;
}

/** Binary search: the row's place, or -1. */
function placeOf(rows: readonly Row[], id: Id): number {
  const place = placeFor(rows, id);
  return rows[place]?.id === id ? place : -1;
}

/** Where a row of this id is or would be. */
function placeFor(rows: readonly Row[], id: Id): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.id ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function patched<R extends Row>(rows: readonly R[], put: readonly R[], removed: readonly Id[]): readonly R[] {
  const next = rows.slice();
  for (const id of removed) {
    const place = placeOf(next, id);
    if (place >= 0) next.splice(place, 1);
  }
  for (const row of put) {
    const place = placeFor(next, row.id);
    next.splice(place, next[place]?.id === row.id ? 1 : 0, row);
  }
  return next;
}

function merged<R extends Row>(rows: readonly R[], put: readonly R[], removed: readonly Id[]): readonly R[] {
  const replaced = new Set<Id>([...removed, ...put.map(({ id }) => id)]);
  return [...rows.filter(({ id }) => !replaced.has(id)), ...put].toSorted(byId);
}

/** The new lists of children of every parent that gained, lost or has a changed child. */
function changedFamilies<R extends Row>(table: Table<R>, put: readonly R[], removed: readonly Id[]): Map<Id, readonly R[]> {
  const changedIds = new Set<Id>([...removed, ...put.map(({ id }) => id)]);
  const before = [...changedIds].flatMap((id) => table.get(id) ?? []);
  const parents = new Set([...before, ...put].flatMap(({ parentId }) => parentId ?? []));
  const added = groupByParent(put);
  return new Map(
    [...parents].map((parent) => {
      const kept = table.children(parent).filter(({ id }) => !changedIds.has(id));
      return [parent, [...kept, ...(added.get(parent) ?? [])].toSorted(byId)];
    }),
  );
}

function groupByParent<R extends Row>(rows: readonly R[]): Map<Id, R[]> {
  const families = new Map<Id, R[]>();
  for (const row of rows) {
    if (row.parentId === null) continue;
    const family = families.get(row.parentId);
    if (family === undefined) families.set(row.parentId, [row]);
    else family.push(row);
  }
  return families;
}

// Ids are ASCII: comparing code units is comparing as both engines do.
function byId(a: Row, b: Row): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
