/**
 * Filters of the table of applications: `column:operation:value`, all of which must hold.
 *
 * Absence: `is`, `in`, `from` and `to` never hold for an absent value; `not` does (what has no source does not come from LinkedIn).
 */
import { endOfDay, startOfDay, type Zone } from './calendar-date.ts';
import {
  columnNamed,
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

export const operations = ['is', 'not', 'in', 'from', 'to', 'empty'] as const;
export type Operation = (typeof operations)[number];

/** What may be asked of each type of column. */
const operationsOf = {
  text: ['is', 'not', 'in', 'empty'],
  texts: ['is', 'not', 'in', 'empty'],
  choice: ['is', 'not', 'in', 'empty'],
  ref: ['is', 'not', 'in'],
  number: ['is', 'not', 'in', 'from', 'to', 'empty'],
  date: ['is', 'not', 'in', 'from', 'to', 'empty'],
  instant: ['is', 'not', 'from', 'to', 'empty'],
} as const satisfies Record<Column['type'], readonly Operation[]>;

/** The operations a column takes, in the order to offer them. */
export function operationsFor(column: AnyColumnName, custom = noCustomColumns): readonly Operation[] {
  return operationsOf[columnNamed(column, custom).type];
}

/** One condition, read and found sensible. `values`: one, for `in` one or more, for `empty` none. */
export interface Condition {
  readonly column: AnyColumnName;
  readonly operation: Operation;
  readonly values: readonly string[];
  /** With `empty`: whether absence is asked for (`true`) or presence. */
  readonly wanted: boolean;
}

/**
 * Reads `column:operation:value`. The value may hold colons; `in` takes several between commas, a comma inside one is written `\,`;
 * `empty` takes `true`, `false` or nothing (`true`). `from` and `to` include their value.
 *
 * `custom`: the columns of the person's own fields; without them a condition on one is taken as it is written, and `checkCondition`
 * says later whether it is sensible. The error is a sentence for people.
 *
 * @example parseCondition('workMode:in:remote,hybrid')
 */
export function parseCondition(filter: string, custom?: CustomColumns): Result<Condition, string> {
  const [, column = '', operation = '', value = ''] = /^([^:]*):([^:]*):?(.*)$/s.exec(filter) ?? [];
  if (!isAnyColumnName(column)) return failed(`There is no column "${column}". The columns are ${columnNames.join(', ')}.`);
  if (!isOneOf(operations, operation)) return failed(`"${column}" takes ${operations.join(', ')}, not "${operation}".`);
  if (operation === 'empty')
    return value === '' || value === 'true' || value === 'false'
      ? checked({ column, operation, values: [], wanted: value !== 'false' }, custom)
      : failed('"empty" takes true or false.');
  const values = operation === 'in' ? splitList(value) : [value.trim()];
  return checked({ column, operation, values, wanted: true }, custom);
}

function checked(condition: Condition, custom: CustomColumns | undefined): Result<Condition, string> {
  if (custom === undefined && !isColumnName(condition.column)) return ok(condition);
  const wrong = checkCondition(condition, custom ?? noCustomColumns);
  return wrong === null ? ok(condition) : failed(wrong);
}

/** What is wrong with a condition, in a sentence for people; `null`: it is sensible. */
export function checkCondition({ column, operation, values }: Condition, custom: CustomColumns): string | null {
  if (!isColumnName(column) && !custom.has(column)) return `There is no field "${column}" any more.`;
  const allowed = operationsFor(column, custom);
  if (!allowed.includes(operation)) return `"${column}" takes ${allowed.join(', ')}, not "${operation}".`;
  const asked = columnNamed(column, custom);
  const wrong = values.find((one) => !fits(asked, one));
  return wrong === undefined ? null : `"${wrong}" is not a value of "${column}"${hintOf(asked)}.`;
}

/** A condition in the form `parseCondition` reads. */
export function formatCondition(condition: Condition): string {
  const value =
    condition.operation === 'empty'
      ? String(condition.wanted)
      : condition.operation === 'in'
        ? condition.values.map((one) => one.replaceAll(/[\\,]/g, '\\$&')).join(',')
        : condition.values[0];
  return `${condition.column}:${condition.operation}:${value}`;
}

function isOneOf<const T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}

/** Between commas; `\,` is a comma, `\\` a backslash. */
function splitList(value: string): string[] {
  const parts = value.match(/(?:\\.|[^\\,]|\\$)+/gs) ?? [''];
  return parts.map((part) => part.replaceAll(/\\([\\,])/g, '$1').trim());
}

function fits(column: Column, value: string): boolean {
  switch (column.type) {
    case 'choice':
      return column.choices.includes(value);
    case 'number':
      return value !== '' && Number.isFinite(Number(value));
    case 'date':
    case 'instant':
      return isDay(value);
    default:
      return value !== '' && value.length <= 4_000;
  }
}

/** Not by the schema of dates: the browser reads filters too, and has no schemas. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function hintOf(column: Column): string {
  if (column.type === 'choice') return `, which is one of ${column.choices.join(', ')}`;
  if (column.type === 'date' || column.type === 'instant') return ', which takes dates such as 2026-11-21';
  return '';
}

/** A test for rows. `zone`: the person's, in which days of instants are meant. */
export function rowFilter(conditions: readonly Condition[], zone: Zone, custom = noCustomColumns): (row: TableRow) => boolean {
  const tests = conditions.map((condition) => testOf(condition, columnNamed(condition.column, custom), zone));
  return (row) => tests.every((test) => test(row));
}

function testOf(condition: Condition, column: Column, zone: Zone): (row: TableRow) => boolean {
  if (condition.operation === 'empty') {
    const isEmpty =
      column.type === 'texts' ? (row: TableRow) => column.value(row).length === 0 : (row: TableRow) => column.value(row) === null;
    return (row) => isEmpty(row) === condition.wanted;
  }
  switch (column.type) {
    case 'text':
      return membership(condition, column.value, fold);
    case 'choice':
    case 'ref':
      return membership(condition, column.value, (value) => value);
    case 'texts': {
      const asked = new Set(condition.values.map(fold));
      const has = (row: TableRow) => column.value(row).some((value) => asked.has(fold(value)));
      return condition.operation === 'not' ? (row) => !has(row) : has;
    }
    case 'number':
      return comparison(condition, column.value, Number);
    case 'date':
      return comparison(condition, column.value, (value) => value);
    case 'instant':
      return within(condition, column.value, zone);
  }
}

/** `is`, `not` and `in` for values that have no order. */
function membership(
  condition: Condition,
  valueOf: (row: TableRow) => string | null,
  keyOf: (value: string) => string,
): (row: TableRow) => boolean {
  const asked = new Set(condition.values.map(keyOf));
  const has = (row: TableRow) => {
    const value = valueOf(row);
    return value !== null && asked.has(keyOf(value));
  };
  return condition.operation === 'not' ? (row) => !has(row) : has;
}

function comparison<V extends string | number>(
  condition: Condition,
  valueOf: (row: TableRow) => V | null,
  read: (value: string) => V,
): (row: TableRow) => boolean {
  const asked = condition.values.map(read);
  const [bound] = asked as [V];
  switch (condition.operation) {
    case 'from':
      return (row) => present(valueOf(row), (value) => value >= bound);
    case 'to':
      return (row) => present(valueOf(row), (value) => value <= bound);
    case 'not':
      return (row) => valueOf(row) !== bound;
    default:
      return (row) => present(valueOf(row), (value) => asked.includes(value));
  }
}

/** Instants asked for by day: the day's first moment is in, the next day's is not. */
function within(condition: Condition, valueOf: (row: TableRow) => number | null, zone: Zone): (row: TableRow) => boolean {
  const day = condition.values[0]!;
  const start = condition.operation === 'to' ? -Infinity : startOfDay(day, zone);
  const end = condition.operation === 'from' ? Infinity : endOfDay(day, zone);
  const holds = (row: TableRow) => present(valueOf(row), (value) => value >= start && value < end);
  return condition.operation === 'not' ? (row) => !holds(row) : holds;
}

function present<V>(value: V | null, holds: (value: V) => boolean): boolean {
  return value !== null && holds(value);
}
