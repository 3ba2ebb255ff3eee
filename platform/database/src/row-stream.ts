/**
 * All rows of the database as a stream, and back into an empty one: what a backup is made of. The same on both engines.
 *
 * Rows come in the order of their primary keys, so that two databases with the same rows give the same stream.
 */
import { type Kysely, sql } from 'kysely';
import type { Database, Reader, Statement } from './door.ts';
import { type BackedUpTable, backedUpTables } from './inventory.ts';
import { asSweep } from './owner-lock.ts';
import type { SottoTables } from './schema.ts';

export type Value = string | number | null | Uint8Array;
/** One row, values by column. */
export type Row = Readonly<Record<string, Value>>;

/** Rows of one table, at least one. */
export interface RowPage {
  readonly table: BackedUpTable;
  readonly rows: readonly Row[];
}

/** By what the rows of a table are told apart, and in which order they come. A test holds it against the live schema. */
export const primaryKeys: Readonly<Record<BackedUpTable, readonly string[]>> = {
  installation: ['id'],
  policy_version: ['document', 'version'],
  tally: ['name', 'month'],
  workspace: ['user_id'],
  record: ['user_id', 'id'],
  chunk: ['user_id', 'file_id', 'position'],
  alarm: ['user_id', 'record_id'],
  credential: ['user_id', 'kind', 'id'],
  totp: ['user_id', 'state'],
  recovery_code: ['user_id', 'code_hash'],
  notice: ['user_id', 'id'],
  disclosure: ['user_id', 'id'],
  sent_mail: ['user_id', 'id'],
  activity: ['user_id', 'position'],
  reminded: ['user_id', 'record_id', 'moment'],
};

/** Pieces of files have up to 64 KiB each: a page stays below 16 MiB. */
const rowsPerPage = 200;

/**
 * Every row that a backup holds, as one reader sees them. Read within a snapshot: then all of them are of one moment.
 * `tables`: those of an older schema. @default all that a backup holds
 */
export async function* rowPages(
  reader: Reader<SottoTables>,
  tables: readonly BackedUpTable[] = backedUpTables,
): AsyncGenerator<RowPage> {
  for (const table of tables) {
    let last: Row | undefined;
    for (;;) {
      const rows = await pageAfter(reader, table, last);
      if (rows.length > 0) yield { table, rows };
      if (rows.length < rowsPerPage) break;
      last = rows.at(-1);
    }
  }
}

function pageAfter(reader: Reader<SottoTables>, table: BackedUpTable, last: Row | undefined): Promise<Row[]> {
  const keys = primaryKeys[table];
  const refs = sql.join(keys.map((key) => sql.ref(key)));
  const after = last && sql<boolean>`(${refs}) > (${sql.join(keys.map((key) => last[key]))})`;
  const all = untyped(reader.build).selectFrom(table).selectAll();
  const found = after === undefined ? all : all.where(after);
  const ordered = keys.reduce((query, key) => query.orderBy(key), found).limit(rowsPerPage);
  return reader.rows(asSweep('whole database', ordered)) as Promise<Row[]>;
}

/**
 * Writes rows into a database without any. The row that names the installation is kept for last: one that is filled
 * half is refused at the next start, not taken for an older copy.
 */
export async function fill(database: Database<SottoTables>, pages: AsyncIterable<RowPage>): Promise<void> {
  const last: Statement[] = [];
  for await (const { table, rows } of pages) {
    const statement = { query: untyped(database.build).insertInto(table).values(rows), rows: rows.length };
    if (table === 'installation') last.push(statement);
    else await database.write([statement]);
  }
  await database.write(last);
}

/** Safe: tables and columns come from `inventory` and from rows of these tables. */
const untyped = (build: Kysely<SottoTables>) => build as unknown as Kysely<Record<string, Record<string, Value>>>;
