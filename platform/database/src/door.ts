/**
 * WHERE DATA IS STORED: one door before SQLite and PostgreSQL.
 *
 * Whoever comes through it builds queries with Kysely and hands them over compiled; no caller knows the engine.
 * Reading happens before writing; a write is a unit without an await inside. See docs/decisions/002.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';

/** A query that was built for the engine it is handed to. */
export type Query<Row = unknown> = Compilable<Row> | CompiledQuery<Row>;

/** One statement of a unit and the number of rows it must touch; `null`: any number. */
export interface Statement {
  readonly query: Query;
  readonly rows: number | null;
}

/** All statements take effect or none does. Rows of `returning` clauses come back by position. */
export type Unit = readonly Statement[];

/** A statement of a unit touched another number of rows than it must: the unit was rolled back, alone. */
export class WrongRowCount extends Error {
  override readonly name = 'WrongRowCount';
  /** Position of the statement in its unit. */
  readonly position: number;
  constructor(position: number, expected: number, actual: number) {
    super(`statement ${position} touched ${actual} rows instead of ${expected}`);
    this.position = position;
  }
}

/** A unique or primary key was already taken: the unit was rolled back, alone. */
export class AlreadyExists extends Error {
  override readonly name = 'AlreadyExists';
}

/**
 * The engine refused a row: a value is not sealed, missing, of the wrong type, or points nowhere.
 * A mistake of ours, never of a person. The message names the rule, never a value.
 */
export class RefusedRow extends Error {
  override readonly name = 'RefusedRow';
}

/**
 * The engine does not answer, or the connection broke. Edge: 503.
 * Of a write it is then not known whether it took effect; repeating it with the same ids and revisions is safe.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** Asked of a database after it was closed. */
export class DatabaseClosed extends Error {
  override readonly name = 'DatabaseClosed';
  constructor() {
    super('The database was closed.');
  }
}

/** Reads that see one state of the database. */
export interface Reader<Schema> {
  /** Builds queries; running one from here throws. */
  readonly build: Kysely<Schema>;
  /** Rows of one query, in its order. A query that writes is refused with a `TypeError`. */
  rows<Row>(query: Query<Row>): Promise<Row[]>;
}

export interface Database<Schema> extends Reader<Schema> {
  readonly engine: 'sqlite' | 'postgres';
  /** Units take effect in the order in which `write` was called, so one may be built on another that is under way. */
  readonly keepsOrder: boolean;
  /**
   * Runs `read` in one snapshot: writes that commit meanwhile are not seen.
   * Keep it short: on SQLite the write-ahead log cannot shrink below the oldest snapshot.
   */
  snapshot<Result>(read: (reader: Reader<Schema>) => Promise<Result>): Promise<Result>;
  /**
   * Carries out a unit durably and answers the rows of each statement (empty without `returning`).
   *
   * On SQLite all units of a tick share one transaction, each in a savepoint; resolves after COMMIT has reached the disk.
   * Throws `WrongRowCount`, `AlreadyExists` or `RefusedRow`, and then nothing of the unit is kept; other units are not
   * touched. Throws `DatabaseUnavailable` when the engine does not answer.
   */
  write(unit: Unit): Promise<readonly (readonly unknown[])[]>;
  /**
   * Engine housekeeping after deletions, so that no bytes of deleted rows stay behind.
   * SQLite: `wal_checkpoint(TRUNCATE)`, repeated until it succeeds; later snapshots wait for it. PostgreSQL: nothing
   * (remnants are ciphertext).
   */
  scrub(): Promise<void>;
  /**
   * `hook` is awaited on every connection that is made from now on, before anything else runs there; when it rejects,
   * the connection is closed and whoever wanted it gets that error. It must read only through the reader it is given:
   * another connection would run the hook as well. Never called on SQLite, where a file does not go back in time under
   * a running process.
   */
  onConnect(hook: (reader: Reader<Schema>) => Promise<void>): void;
  /** Finishes what was begun, then closes. Everything asked for afterwards is refused with `DatabaseClosed`. */
  close(): Promise<void>;
}

/** What both engines are opened with. */
export interface StoreOptions {
  readonly migrations: readonly Migration[];
  /** Name of the last migration that shall be applied; `null`: none, everything is undone. @default the last one */
  readonly target?: string | null;
  /**
   * Tables whose rows belong to a person. On them every query must name its `user_id`, but for sweeps
   * (see `asSweep`): the second lock behind the features' own conditions.
   */
  readonly owned?: ReadonlySet<string>;
}

/** A named step from one form of the schema to the next, for both engines. Never edited once it has shipped. */
export interface Migration {
  /** `0001-begin`: the number is its place in the order. */
  readonly name: string;
  up(make: Maker): readonly Query[];
  down(make: Maker): readonly Query[];
}

/** `sealed`: bytes that must start like an envelope of the vault, so that plaintext is refused. `?`: may be null. */
export type ColumnType = 'text' | 'integer' | 'bytes' | 'sealed' | 'text?' | 'integer?' | 'bytes?' | 'sealed?';

/** Makes statements that change the schema, in the words of the engine at hand. */
export interface Maker {
  /** Statements built with Kysely, for what the two functions below do not cover. */
  readonly build: Kysely<unknown>;
  table(name: string, columns: Readonly<Record<string, ColumnType>>, keys: TableKeys): Query;
  /** `where`: a condition in SQL that both engines understand; makes the index partial. */
  index(name: string, on: { table: string; columns: readonly string[]; unique?: boolean; where?: string }): Query;
  dropTable(name: string): Query;
  /** A new column must be nullable: there may be rows already. */
  addColumn(table: string, column: string, type: 'text?' | 'integer?' | 'bytes?'): Query;
  dropColumn(table: string, column: string): Query;
}

export interface TableKeys {
  readonly primary: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly foreign?: readonly {
    readonly columns: readonly string[];
    readonly table: string;
    readonly references: readonly string[];
  }[];
}
