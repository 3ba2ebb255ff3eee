/**
 * A person's workspace: all their (short) records, opened, in memory, kept coherent with the database by sequence.
 *
 * Sits between the features (which see opened records) and vault + database (which see sealed rows).
 * Promises: what a reader sees was committed; a change either commits whole or leaves nothing; a stale cache is never served.
 */
import type { Content, Id, Kind, Stored, UserId } from '@sotto/domain';
import type { Statement, Unit } from '@sotto/database';
import type { Opening, UserSealers } from '@sotto/vault';

/** A record as it was, for bringing it back: plain JSON. `kind`: the number. */
export interface Carried {
  readonly kind: number;
  readonly id: Id;
  readonly parentId: Id | null;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly content: unknown;
}

/** The records of one person at one revision. Immutable: a later revision is another object. */
export interface Workspace {
  readonly userId: UserId;
  /** One more with every committed change. */
  readonly revision: number;
  /** A whole ETag, with its quotes: `"<incarnation>-<revision>"`. */
  readonly tag: string;
  get<K extends Kind>(kind: K, id: Id): Stored<Content<K>> | undefined;
  /** Whether any record has this id, of whatever kind, kept apart or not. */
  has(id: Id): boolean;
  /** All records of a kind, in order of id (that is, of creation). Never of a kind kept apart. Do not mutate. */
  all<K extends Kind>(kind: K): readonly Stored<Content<K>>[];
  /** Records of `kind` whose parent is `parentId`, in order of id. */
  children<K extends Kind>(kind: K, parentId: Id): readonly Stored<Content<K>>[];
  /** Every opened record below `id` (by parent), of whatever kind, parents first: what goes with it when it is removed, but what is kept apart. */
  below(id: Id): readonly Carried[];
  /** What is known of the records of a kind kept apart without opening them, in order of id. */
  outline(kind: Kind): readonly Pick<Stored<unknown>, 'id' | 'parentId' | 'revision'>[];
  /**
   * `build(this)`, computed once per `name` and kept until a record of one of `kinds` changes; without kinds, until
   * anything does. `build` must use nothing else: neither other kinds nor a clock.
   */
  derived<T>(name: string, kinds: readonly Kind[], build: (workspace: Workspace) => T): T;
}

/**
 * When a feature wants to look at which record again, told by the records themselves, so that nobody is opened to be asked.
 * Kept in the unit that changes the records; what is due is the feature's own business.
 */
export interface Alarms {
  /** A change that puts no record of these kinds leaves the alarms as they are. */
  readonly kinds: readonly Kind[];
  /**
   * The next alarm of each record that has another one now, epoch ms after `now`; `null`: none. Records that are not named
   * keep theirs; those of removed records go with them. `put`: records of `kinds` that were made or changed.
   */
  plan(change: {
    readonly before: Workspace;
    readonly after: Workspace;
    readonly put: readonly Id[];
    readonly now: number;
  }): ReadonlyMap<Id, number | null>;
}

/** Changes gathered while deciding, committed together. Every id is the caller's (from `Ids`). */
export interface Draft {
  /** Throws `AlreadyExists` (of @sotto/database) when any record has this id. `createdAt`: when it was first made, for one that is brought back; now when left out. */
  create<K extends Kind>(kind: K, record: { id: Id; parentId?: Id | null; content: Content<K>; createdAt?: number }): void;
  /** Creates a removed record anew, of whatever kind. Throws as `create` does; `AbsentRecord` for a kind this version does not know. */
  bringBack(record: Carried): void;
  /** Throws `StaleRevision` unless `revision` is the record's present one; `NewerVersion` when it is read-only; `AbsentRecord`. */
  update<K extends Kind>(kind: K, id: Id, revision: number, content: Content<K>): void;
  /** Puts a record that this draft creates or updates below another, or below none. For kinds below which nothing lies. Throws `AbsentRecord` for one that is not written. */
  place(id: Id, parentId: Id | null): void;
  /**
   * Removes the record with all its descendants (by parent), and the files and reminders under their ids.
   * Same errors as `update`, but that a record of a newer version may be removed.
   */
  remove(kind: Kind, id: Id, revision: number): void;
  /** Further statements of the same unit (alarms, chunks, activity). */
  also(statements: (sealers: UserSealers) => readonly Statement[]): void;
}

export class AbsentRecord extends Error {
  override readonly name = 'AbsentRecord';
}

export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  readonly current: Stored<unknown>;
  constructor(current: Stored<unknown>) {
    super('The record has changed in the meantime.');
    this.current = current;
  }
}

export class NewerVersion extends Error {
  override readonly name = 'NewerVersion';
}

/** More than 50,000 records. Edge: 413. */
export class WorkspaceFull extends Error {
  override readonly name = 'WorkspaceFull';
}

export interface Workspaces {
  /** Every kind of record this installation knows, in order of number. */
  readonly kinds: readonly Kind[];
  /** The person's workspace as last committed, by any process. Throws `KeyShredded` when they are erased. */
  read(by: Opening): Promise<Workspace>;
  /**
   * Decides and commits. `decide` is synchronous; it sees the present workspace and puts its changes into `draft`.
   * It may run again when another process wrote in between, so it must have no effects of its own.
   * Throws what `decide` throws, `WorkspaceFull`, `KeyShredded`. Decisions on one person are made one after the other.
   * Resolves after COMMIT, with what `decide` answered and the workspace that holds the changes.
   */
  change<T>(by: Opening, decide: (workspace: Workspace, draft: Draft) => T): Promise<{ result: T; workspace: Workspace }>;
  /** One record of any kind, also of those kept apart, read from the database. */
  open<K extends Kind>(by: Opening, kind: K, id: Id): Promise<Stored<Content<K>> | undefined>;
  /** All records of a kind kept apart, in order of id, a page of rows at a time. `parentId` narrows. */
  openAll<K extends Kind>(by: Opening, kind: K, parentId?: Id): AsyncIterable<Stored<Content<K>>>;
  /** Rows of what a new or emptied account starts with: for `Vault.createUser` and `Vault.eraseData`. */
  initialRows(
    sealers: UserSealers,
    records: readonly { kind: Kind; id: Id; parentId?: Id | null; content: unknown }[],
  ): readonly Statement[];
  /**
   * Commits a unit on rows that lie beside the records: sessions, access keys, letters, the activity log. What is written
   * for someone who is being erased must not outlive them, so then nothing is, and it throws `KeyShredded`.
   */
  writeBeside(userId: UserId, unit: Unit): Promise<readonly (readonly unknown[])[]>;
  /** Drops a person from the cache. */
  evict(userId: UserId): void;
  readonly files: Files;
  /** Forgets everyone. */
  close(): void;
}

/** Sealed bytes in pieces of 64 KiB: documents people upload, and segments of the search index. */
export interface Files {
  /** Statements for a unit (`draft.also`) that store `bytes` under `fileId`, in place of what is there. */
  put(sealers: UserSealers, fileId: string, bytes: Uint8Array): readonly Statement[];
  /** Statements that remove the file; none is needed for a file under the id of a removed record. */
  remove(userId: UserId, fileId: string): readonly Statement[];
  /** The whole file; `undefined` when there is none. Throws `DidNotOpen` when a piece is missing, moved or damaged. */
  open(by: Opening, fileId: string): Promise<Uint8Array | undefined>;
  /**
   * The file piece by piece, however long it is: a few pieces are in memory at a time. `undefined`: there is none.
   * The pieces end with `DidNotOpen` when one is missing, moved or damaged, also when the file goes while it is read.
   */
  read(
    by: Opening,
    fileId: string,
  ): Promise<{ readonly sizeBytes: number; readonly pieces: AsyncIterable<Uint8Array> } | undefined>;
  /** Stores and removes files in a unit of its own, and leaves the workspace's revision as it is: for what can be made anew. */
  save(
    by: Opening,
    changes: { put?: readonly { fileId: string; bytes: Uint8Array }[]; remove?: readonly string[] },
  ): Promise<void>;
  /** Ids of the files that begin with `prefix` (ASCII), in order. */
  list(by: Opening, prefix: string): Promise<string[]>;
}
