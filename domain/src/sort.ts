/**
 * Orders of the table of applications: `column,-column`, always ended by id, so that every order is total.
 *
 * Absent values come last, whichever way a column is sorted.
 */
import {
  columnNamed,
  columns,
  columnNames,
  isAnyColumnName,
  isColumnName,
  noCustomColumns,
  type AnyColumnName,
  type Column,
  type TableRow,
} from './column.ts';
import type { CustomColumns } from './custom-field.ts';
import { failed, ok, type Result } from './result.ts';
import { fold } from './text.ts';

/** One column of an order. */
export interface SortStep {
  readonly column: AnyColumnName;
  readonly descending: boolean;
}

/** Most columns an order may name. */
export const sortSteps = 5;

/** Newest first: what someone has just entered is on top. */
export const defaultSort: readonly SortStep[] = [{ column: 'createdAt', descending: true }];

/** Reads `field,-field`. The error is a sentence for people. */
export function parseSort(sort: string): Result<readonly SortStep[], string> {
  const steps: SortStep[] = [];
  for (const part of sort.split(',').map((one) => one.trim())) {
    const column = part.replace(/^-/, '');
    if (!isAnyColumnName(column))
      return failed(`There is no column "${column}" to sort by. The columns are ${columnNames.filter(isSortable).join(', ')}.`);
    if (!isSortable(column)) return failed(`"${column}" holds several values and cannot be sorted by.`);
    if (steps.some((step) => step.column === column)) return failed(`"${column}" is named twice.`);
    steps.push({ column, descending: part.startsWith('-') });
  }
  return steps.length > sortSteps ? failed(`More than ${sortSteps} columns to sort by.`) : ok(steps);
}

export function formatSort(steps: readonly SortStep[]): string {
  return steps.map((step) => (step.descending ? '-' : '') + step.column).join(',');
}

/** Fields of one's own hold one value each. */
function isSortable(name: AnyColumnName): boolean {
  if (!isColumnName(name)) return true;
  const column: Column = columns[name];
  return column.type !== 'texts' || column.sortValue !== undefined;
}

/** A row's place in an order: the value of each step, `null` where absent, then the id. Text is folded; a choice is its position. */
export type SortKey = readonly [...values: (string | number | null)[], id: string];

/** The place of a row in the order of `steps`. */
export function sortKey(row: TableRow, steps: readonly SortStep[], custom = noCustomColumns): SortKey {
  return [...steps.map((step) => sortValue(row, columnNamed(step.column, custom))), row.id];
}

function sortValue(row: TableRow, column: Column): string | number | null {
  switch (column.type) {
    case 'text': {
      const value = column.value(row);
      // Ranks sort by code unit as they are; folding would change their order.
      return value === null ? null : column === columns.rank ? value : fold(value);
    }
    case 'texts': {
      const value = column.sortValue?.(row) ?? null;
      return value === null ? null : fold(value);
    }
    case 'choice': {
      const position = column.choices.indexOf(column.value(row) ?? '');
      return position < 0 ? null : position;
    }
    case 'ref':
      return column.sortValue(row);
    default:
      return column.value(row);
  }
}

/** Orders keys of the same steps. */
export function compareKeys(a: SortKey, b: SortKey, steps: readonly SortStep[]): number {
  for (let index = 0; index < steps.length; index++) {
    const order = compareValues(a[index]!, b[index]!, steps[index]!.descending);
    if (order !== 0) return order;
  }
  return compareValues(a[steps.length]!, b[steps.length]!, false);
}

function compareValues(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b === descending ? 1 : -1;
}

/** The rows in order. */
export function sortRows<R extends TableRow>(rows: readonly R[], steps: readonly SortStep[], custom = noCustomColumns): R[] {
  return rows
    .map((row) => ({ row, key: sortKey(row, steps, custom) }))
    .toSorted((a, b) => compareKeys(a.key, b.key, steps))
    .map(({ row }) => row);
}

/** How many of the ordered rows come before or at `key`: where a page after it begins. The row of `key` need not be there any more. */
export function positionAfter(
  rows: readonly TableRow[],
  { key, steps, custom = noCustomColumns }: { key: SortKey; steps: readonly SortStep[]; custom?: CustomColumns },
): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sortKey(rows[middle]!, steps, custom), key, steps) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
