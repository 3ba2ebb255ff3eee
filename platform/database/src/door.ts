/**
 * WHERE DATA IS STORED: one door before SQLite and PostgreSQL.
 *
 * Whoever comes through it builds queries with Kysely and hands them over compiled; no caller knows the engine.
 * Reading happens before writing; a write is a unit without an await inside. See docs/decisions/002.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';

/** One statement of a unit and the number of rows it must touch; `null`: any number. */
export interface Statement {
  readonly query: Compilable | CompiledQuery;
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

/** Reads that see one state of the database. */
export interface Reader<Schema> {
  /** Builds queries; never run from here. */
  readonly build: Kysely<Schema>;
  /** Rows of one query, in its order. */
  rows<Row>(query: Compilable<Row>): Promise<Row[]>;
}

export interface Database<Schema> extends Reader<Schema> {
  readonly engine: 'sqlite' | 'postgres';
  /** Runs `read` in one snapshot: writes that commit meanwhile are not seen. */
  snapshot<Result>(read: (reader: Reader<Schema>) => Promise<Result>): Promise<Result>;
  /**
   * Carries out a unit durably and answers the rows of each statement (empty without `returning`).
   *
   * On SQLite all units of a tick share one transaction, each in a savepoint; resolves after COMMIT has reached the disk.
   * Throws `WrongRowCount` or `AlreadyExists`, and then nothing of the unit is kept; other units are not touched.
   */
  write(unit: Unit): Promise<readonly (readonly unknown[])[]>;
  /**
   * Engine housekeeping after deletions, so that no bytes of deleted rows stay behind.
   * SQLite: `wal_checkpoint(TRUNCATE)`, repeated until it succeeds. PostgreSQL: nothing (remnants are ciphertext).
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
