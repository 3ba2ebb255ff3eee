/**
 * What a backup holds, as lines of JSON: a head, each table's columns and rows, and how many there were with their digest.
 *
 * A value of bytes is a list with its base64; everything else stands for itself.
 */
import { createHash } from 'node:crypto';
import { backedUpTables, type BackedUpTable, type Row, type RowPage, type Value } from '@sotto/database';
import { damaged } from './archive.ts';

/** What is said first. */
export interface Head {
  readonly format: 1;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** The last migration of the database at that time: where its rows go back in. */
  readonly migration: string;
}

/** How many rows a table had, and the SHA-256 of their lines. */
export interface Count {
  readonly rows: number;
  readonly sha256: string;
}
export type Counts = Readonly<Partial<Record<BackedUpTable, Count>>>;

type Line =
  | Head
  | { readonly table: BackedUpTable; readonly columns: readonly string[] }
  | readonly Cell[]
  | { readonly counts: Counts };
type Cell = string | number | null | readonly [base64: string];

/** Lines of everything, the head first and the counts last. */
export async function* linesOf(head: Head, pages: AsyncIterable<RowPage>): AsyncGenerator<string> {
  yield lineOf(head);
  const tally = createTally();
  let last = '';
  let columns: readonly string[] = [];
  for await (const { table, rows } of pages) {
    if (table !== last) {
      last = table;
      columns = columnsOf(rows);
      yield lineOf({ table, columns });
    }
    for (const row of rows) yield tally.add(table, rowLine(row, columns));
  }
  yield lineOf({ counts: tally.counts() });
}

/** Counts and digests of rows, as `linesOf` has them: what a restored database is compared by. */
export async function countsOf(pages: AsyncIterable<RowPage>): Promise<Counts> {
  const tally = createTally();
  for await (const { table, rows } of pages) for (const row of rows) tally.add(table, rowLine(row, columnsOf(rows)));
  return tally.counts();
}

function createTally() {
  const tables = new Map<BackedUpTable, { rows: number; hash: ReturnType<typeof createHash> }>();
  return {
    add(table: BackedUpTable, line: string): string {
      const entry = tables.get(table) ?? { rows: 0, hash: createHash('sha256') };
      entry.rows += 1;
      entry.hash.update(line);
      tables.set(table, entry);
      return line;
    },
    counts: (): Counts =>
      Object.fromEntries([...tables].map(([table, { rows, hash }]) => [table, { rows, sha256: hash.digest('hex') }])),
  };
}

/** In the order of their names: engines list them in the order in which they were made. */
function columnsOf(rows: readonly Row[]): readonly string[] {
  return Object.keys(rows[0] ?? {}).toSorted();
}

function rowLine(row: Row, columns: readonly string[]): string {
  return lineOf(columns.map((column) => cellOf(row[column] ?? null)));
}

function lineOf(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

function cellOf(value: Value): Cell {
  return value instanceof Uint8Array ? [Buffer.from(value).toString('base64')] : value;
}

function valueOf(cell: Cell): Value {
  return Array.isArray(cell) ? Buffer.from(String(cell[0]), 'base64') : (cell as string | number | null);
}

/** What was read back. The counts are there when all pages have been taken. */
export interface Contents {
  readonly head: Head;
  readonly pages: AsyncIterable<RowPage>;
  counts(): Counts;
}

const rowsPerPage = 200;

/**
 * Reads lines back. The first is read before this resolves; pages must be taken to their end.
 * Throws `DamagedBackup` when rows and counts differ, also while pages are taken.
 */
export async function readContents(lines: AsyncIterable<string>): Promise<Contents> {
  const each = lines[Symbol.asyncIterator]();
  const next = async (): Promise<Line | null> => {
    const { done, value } = await each.next();
    return done === true ? null : parsed(value);
  };
  const head = await next();
  if (head === null || !('format' in head) || head.format !== 1) throw damaged();
  const told: { counts: Counts | null } = { counts: null };

  async function* pages(): AsyncGenerator<RowPage> {
    const tally = createTally();
    let present: { table: BackedUpTable; columns: readonly string[] } | null = null;
    let rows: Row[] = [];
    for (let line = await next(); line !== null; line = await next()) {
      const isRow = Array.isArray(line);
      if (present && rows.length > 0 && (!isRow || rows.length === rowsPerPage)) {
        yield { table: present.table, rows };
        rows = [];
      }
      if (isRow) {
        if (!present) throw damaged();
        rows.push(rowOf(line as readonly Cell[], present.columns));
        tally.add(present.table, lineOf(line));
      } else if ('table' in line) present = tableIn(line);
      else if ('counts' in line) told.counts = line.counts;
    }
    if (told.counts === null || JSON.stringify(told.counts) !== JSON.stringify(tally.counts())) throw damaged();
  }

  return {
    head,
    pages: pages(),
    counts() {
      if (told.counts === null) throw damaged();
      return told.counts;
    },
  };
}

function tableIn<Named extends { readonly table: string }>(line: Named): Named {
  if (!backedUpTables.some((table) => table === line.table)) throw damaged();
  return line;
}

function rowOf(cells: readonly Cell[], columns: readonly string[]): Row {
  if (cells.length !== columns.length) throw damaged();
  return Object.fromEntries(columns.map((column, place) => [column, valueOf(cells[place] ?? null)]));
}

function parsed(text: string): Line {
  // Safe: what opens as an archive was written by `linesOf`.
  return JSON.parse(text) as Line;
}
