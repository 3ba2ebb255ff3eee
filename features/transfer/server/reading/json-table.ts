/**
 * JSON → table: a list of objects, or an object that holds one, as a tracker's API answers it. One row for each, one column for each name.
 *
 * Reads two levels and no deeper, so that what is nested a million times costs nothing. What lies in a cell is text as in any other table.
 */
import { type Result, failed, ok } from '@sotto/domain';
import type { ReadFailure } from './failure.ts';
import { type Row, type Table, tableLimits } from './table.ts';

/** Whether a text is JSON rather than a table, by its first sign and its last. */
export function isJson(text: string): boolean {
  const ends = `${text.trimStart().slice(0, 1)}${text.trimEnd().slice(-1)}`;
  return ends === '[]' || ends === '{}';
}

/** Fails for what is no JSON, holds no list of objects, or is more than `tableLimits`. */
export function readJsonTable(text: string): Result<Table, ReadFailure> {
  const items = listIn(parsed(text));
  if (items === null)
    return failed({
      row: null,
      reason: 'This is JSON, but no list of applications. Bring a table, or an export of everything from Sotto.',
    });
  if (items.length > tableLimits.rows)
    return failed({
      row: tableLimits.rows + 1,
      reason: `At most ${tableLimits.rows.toLocaleString('en')} rows fit into one import. Split the file.`,
    });
  const header = [...new Set(items.flatMap((item) => Object.keys(item)))];
  if (header.length > tableLimits.columns)
    return failed({ row: 1, reason: `At most ${tableLimits.columns} columns fit into one import.` });
  return ok({ separator: 'json', header, headed: true, rows: items.map((item, index) => rowOf(item, header, index + 1)) });
}

type Item = Readonly<Record<string, unknown>>;

function rowOf(item: Item, header: readonly string[], row: number): Row {
  const cells = header.map((name) => textOf(item[name], 2));
  const long = cells.findIndex((cell) => cell.length > tableLimits.cellCharacters);
  const fault =
    long === -1 ? null : `“${header[long] ?? ''}” is longer than ${tableLimits.cellCharacters.toLocaleString('en')} characters.`;
  return { row, cells, fault };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser has no other way to say that it is none.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The list itself, or the longest list that an object holds. */
function listIn(value: unknown): readonly Item[] | null {
  const lists = (isItem(value) ? Object.values(value) : [value])
    .filter((one) => Array.isArray(one))
    .filter((one) => one.length > 0 && one.every(isItem));
  return lists.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `depth`: how many levels below are still read. */
function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (depth === 0 || value === null || typeof value !== 'object') return '';
  const separator = Array.isArray(value) ? (value.every(isItem) ? '\n' : ', ') : ' · ';
  return Object.values(value)
    .map((part) => textOf(part, depth - 1))
    .filter((part) => part !== '')
    .join(separator);
}
