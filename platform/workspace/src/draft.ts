/**
 * What one decision changes, gathered against one state: the features' `Draft`, and the unit it becomes.
 *
 * A record that is touched twice becomes one statement; one that is made and removed again becomes none.
 */
import { AlreadyExists, type Statement, type Unit } from '@sotto/database';
import type { Id, Kind, Stored } from '@sotto/domain';
import type { UserSealers } from '@sotto/vault';
import { AbsentRecord, type Draft, NewerVersion, StaleRevision, WorkspaceFull } from './door.ts';
import type { Queries } from './queries.ts';
import { recordRow } from './record.ts';
import { type Changes, isTaken, rowOf, type Skeleton, type State, withDescendants } from './state.ts';

/** A record kept apart was changed elsewhere: its present content has to be read before the refusal can name it. */
export class StaleApart extends Error {
  override readonly name = 'StaleApart';
  readonly kind: Kind;
  readonly id: Id;
  constructor(kind: Kind, id: Id) {
    super('A record kept apart has changed in the meantime.');
    this.kind = kind;
    this.id = id;
  }
}

interface Put {
  readonly kind: Kind;
  readonly stored: Stored<unknown>;
  readonly isNew: boolean;
}

export interface Drafted {
  readonly draft: Draft;
  /** Records kept apart that are changed: whether they are of a newer version is seen only when they are opened. */
  apartUpdates(): readonly { kind: Kind; id: Id }[];
  /** `null`: nothing was changed. Throws `WorkspaceFull`. */
  finish(parts: { queries: Queries; sealers: UserSealers; greatestCount: number }): { unit: Unit; next: Changes } | null;
}

export function createDraft(state: State, now: number, kindsByNumber: ReadonlyMap<number, Kind>): Drafted {
  const puts = new Map<Id, Put>();
  const removed = new Set<Id>();
  const further: ((sealers: UserSealers) => readonly Statement[])[] = [];

  /** The record as it was before this draft, if it is still there in it. */
  function existing(kind: Kind, id: Id, revision: number): Stored<unknown> | Skeleton {
    const row = removed.has(id) ? undefined : rowOf(state, kind, id);
    if (row === undefined) throw new AbsentRecord('There is no such record.');
    if (row.revision === revision) return row;
    throw 'content' in row ? new StaleRevision(row) : new StaleApart(kind, id);
  }

  const draft: Draft = {
    create(kind, { id, parentId = null, content, createdAt = now }) {
      if (puts.has(id) || (!removed.has(id) && isTaken(state, id)))
        throw new AlreadyExists('A record of this id is there already.');
      puts.set(id, {
        kind,
        isNew: true,
        stored: { id, parentId, revision: 1, createdAt, updatedAt: now, readOnly: false, content },
      });
    },
    bringBack({ kind: number, ...record }) {
      const kind = kindsByNumber.get(number);
      if (kind === undefined) throw new AbsentRecord('This version knows no such kind of record.');
      draft.create(kind, record);
    },
    update(kind, id, revision, content) {
      const made = puts.get(id);
      if (made?.isNew === true) {
        puts.set(id, { ...made, stored: { ...made.stored, content } });
        return;
      }
      const row = existing(kind, id, revision);
      if ('readOnly' in row && row.readOnly) throw new NewerVersion('This record was written by a newer version of Sotto.');
      if (!kind.apart && !('content' in row)) throw new AbsentRecord('This record did not open.');
      const createdAt = 'createdAt' in row ? row.createdAt : now;
      const stored = { id, parentId: row.parentId, revision: revision + 1, createdAt, updatedAt: now, readOnly: false, content };
      puts.set(id, { kind, isNew: false, stored });
    },
    place(id, parentId) {
      const put = puts.get(id);
      if (put === undefined) throw new AbsentRecord('Only a record that is written is put elsewhere.');
      puts.set(id, { ...put, stored: { ...put.stored, parentId } });
    },
    remove(kind, id, revision) {
      if (puts.get(id)?.isNew !== true) existing(kind, id, revision);
      for (const gone of withDescendants(state, id)) drop(gone);
      for (const child of draftedDescendants(puts, id)) drop(child);
    },
    also(statements) {
      further.push(statements);
    },
  };

  function drop(id: Id): void {
    const isNew = puts.get(id)?.isNew === true;
    puts.delete(id);
    if (!isNew || isTaken(state, id)) removed.add(id);
  }

  return {
    draft,
    apartUpdates: () =>
      [...puts.values()].filter(({ kind, isNew }) => kind.apart && !isNew).map(({ kind, stored }) => ({ kind, id: stored.id })),
    finish({ queries, sealers, greatestCount }) {
      if (puts.size === 0 && removed.size === 0 && further.length === 0) return null;
      const made = [...puts.values()].filter(({ isNew }) => isNew);
      if (made.length > 0 && state.count - removed.size + made.length > greatestCount)
        throw new WorkspaceFull(`A workspace holds ${greatestCount} records.`);
      const sequence = state.revision + 1;
      const rows = [...puts.values()].map((put) => ({ put, ...recordRow(state.userId, sealers.data, { ...put, sequence }) }));
      const unit = [
        queries.advance(state.userId, state),
        ...queries.remove(state.userId, [...removed], { sequence, goneAt: now }),
        ...rows.filter(({ put }) => !put.isNew).map(({ row }) => queries.update(row)),
        ...queries.insert(rows.filter(({ put }) => put.isNew).map(({ row }) => row)),
        ...further.flatMap((statements) => statements(sealers)),
      ];
      return { unit, next: changesOf(rows, [...removed]) };
    },
  };
}

function changesOf(rows: readonly { put: Put; bytes: number }[], removed: readonly Id[]): Changes {
  return {
    removed,
    opened: rows
      .filter(({ put }) => !put.kind.apart)
      .map(({ put, bytes }) => ({ kindNumber: put.kind.number, stored: put.stored, bytes })),
    skeletons: rows
      .filter(({ put }) => put.kind.apart)
      .map(({ put: { kind, stored } }) => ({
        id: stored.id,
        parentId: stored.parentId,
        revision: stored.revision,
        kindNumber: kind.number,
      })),
  };
}

/** Ids of records made in this draft below `id`. */
function draftedDescendants(puts: ReadonlyMap<Id, Put>, id: Id): Id[] {
  const children = [...puts.values()].filter(({ stored }) => stored.parentId === id).map(({ stored }) => stored.id);
  return children.flatMap((child) => [child, ...draftedDescendants(puts, child)]);
}
