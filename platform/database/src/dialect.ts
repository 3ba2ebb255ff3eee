/**
 * Every difference between SQLite and PostgreSQL, in one file.
 *
 * The rest of this package, and everything above it, is written once. Differences in how a connection is held lie in
 * `sqlite.ts` and `postgres.ts`; this file knows types, checks, bound values and error codes.
 *
 * [Note: Values] What is bound: text, finite numbers, bytes and null. Booleans, Dates and undefined are refused on both
 * engines alike, because each would store something else on the other. Bytes come back as Buffer, integers as number.
 */
import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type Dialect as KyselyDialect,
  type Driver,
  type RawBuilder,
} from 'kysely';
import { AlreadyExists, DatabaseUnavailable, RefusedRow } from './door.ts';

export interface Dialect {
  readonly engine: 'sqlite' | 'postgres';
  readonly types: Readonly<Record<'text' | 'integer' | 'bytes', RawBuilder<unknown>>>;
  /** What ends a CREATE TABLE. */
  readonly tableEnd: RawBuilder<unknown> | null;
  /** Kysely that builds and compiles, and runs nothing. */
  builder<Schema>(): Kysely<Schema>;
  /** Tells an engine's error in our words; anything unknown comes back as it is. */
  translated(error: unknown): unknown;
}

/**
 * A sealed value is at least format, nonce and tag (29 bytes), and its format byte is 1 to 8: no text begins so.
 * See the envelope in platform/vault.
 */
export const sealedCheck: Readonly<Record<Dialect['engine'], (column: string) => RawBuilder<boolean>>> = {
  sqlite: (column) => sql<boolean>`length(${sql.ref(column)}) >= 29 and substr(${sql.ref(column)}, 1, 1) between x'01' and x'08'`,
  postgres: (column) => sql<boolean>`octet_length(${sql.ref(column)}) >= 29 and get_byte(${sql.ref(column)}, 0) between 1 and 8`,
};

export const sqlite: Dialect = {
  engine: 'sqlite',
  types: { text: sql`text`, integer: sql`integer`, bytes: sql`blob` },
  // STRICT: a column takes only its own type, as on PostgreSQL.
  tableEnd: sql`strict`,
  builder: () =>
    compileOnly({
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    }),
  translated(error) {
    const code = codeOf(error);
    if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE')
      return new AlreadyExists('This key is already taken.', { cause: error });
    if (code.startsWith('SQLITE_CONSTRAINT')) return new RefusedRow(`The row was refused: ${code}.`, { cause: error });
    if (/^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM)/.test(code))
      return new DatabaseUnavailable(`The database file does not answer: ${code}.`, { cause: error });
    return error;
  },
};

export const postgres: Dialect = {
  engine: 'postgres',
  // Collation C: ids compare byte by byte, as SQLite compares them, and an index serves `id > ?`.
  types: { text: sql`text collate "C"`, integer: sql`bigint`, bytes: sql`bytea` },
  tableEnd: null,
  builder: () =>
    compileOnly({
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    }),
  translated(error) {
    const code = codeOf(error);
    if (code === '23505') return new AlreadyExists('This key is already taken.');
    // The engine's own message and detail repeat the row ("Failing row contains …"): they do not travel on.
    if (/^2[23]/.test(code)) return new RefusedRow(`The row was refused: ${constraintOf(error) ?? code}.`);
    if (isConnectionLoss(error) || code.startsWith('53'))
      return new DatabaseUnavailable('The database does not answer.', { cause: error });
    return error;
  },
};

/** The connection is gone or could not be had: nothing more can be said through it. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P|53300)/.test(code) || /^E(CONN|PIPE|HOST|NET|TIMEDOUT|NOTFOUND|AI_AGAIN)/.test(code)) return true;
  return (
    error instanceof Error &&
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/.test(
      error.message,
    )
  );
}

/** Two transactions stood in each other's way; the engine undid this one, and it may be tried again as it is. */
export function isCollision(error: unknown): boolean {
  return codeOf(error) === '40P01' || codeOf(error) === '40001';
}

/** Values as both engines take them. See [Note: Values]. */
export function boundValues(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    throw new TypeError(
      `A ${value instanceof Date ? 'Date' : typeof value} cannot be bound: use text, finite numbers, bytes or null.`,
    );
  });
}

/**
 * PostgreSQL's int8 (also `count(*)`) and numeric (`sum`) as a number.
 * Throws a RangeError where a double would lie.
 */
export function parseInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('An integer from the database does not fit.');
  return value;
}

/** Type ids of PostgreSQL that need `parseInteger`. */
export const integerTypeIds: readonly number[] = [20, 1700];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function constraintOf(error: unknown): string | null {
  return error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null;
}

function compileOnly<Schema>(parts: Omit<KyselyDialect, 'createDriver'>): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: { ...parts, createDriver: () => refusingDriver } });
}

// Kysely's own DummyDriver answers no rows: a query run by mistake would look like an empty table.
const refuse = (): Promise<never> =>
  Promise.reject(new TypeError('Queries are built here and run through the door of @sotto/database.'));
const refusingDriver: Driver = {
  init: async () => {},
  acquireConnection: refuse,
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
  releaseConnection: async () => {},
  destroy: async () => {},
};
