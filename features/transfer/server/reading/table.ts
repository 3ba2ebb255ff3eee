/**
 * Text → table: CSV with any of the usual separators, tab-separated text, a pasted range, a Markdown table.
 *
 * Reads cells exactly as they are written. What cannot be read without guessing is refused with its row; a single
 * row that does not fit the header keeps a fault and does not spoil the others.
 */
import Papa from 'papaparse';
import { type Result, failed, ok } from '@sotto/domain';
import { importRowLimit } from '../../api.ts';
import type { ReadFailure } from './failure.ts';
import { isMarkdownTable, readMarkdownRecords } from './markdown.ts';

export interface Row {
  /** As a spreadsheet counts: the first row of the file is 1. */
  readonly row: number;
  /** As many as the header has. */
  readonly cells: readonly string[];
  /** Why this row cannot be used; `null`: it can. */
  readonly fault: string | null;
}

export interface Table {
  readonly separator: Separator;
  /** Unique and never empty; made up (`Column 1`) where the file names none. */
  readonly header: readonly string[];
  /** `false`: the file begins with data, the names in `header` are made up. */
  readonly headed: boolean;
  /** Rows with anything in them. */
  readonly rows: readonly Row[];
}

export type Separator = 'comma' | 'semicolon' | 'tab' | 'bar' | 'markdown' | 'json';

/** How the names of columns are known: the number of cells of a row that name something an application has. */
export type CountKnownNames = (cells: readonly string[]) => number;

export const tableLimits = { rows: importRowLimit, columns: 200, cellCharacters: 600_000 } as const;
/** Lines looked at, empty ones included: a file of nothing else must not hold up everyone for a minute. */
const mostRecords = 10 * tableLimits.rows;

/**
 * Reads a table. Fails for a quote that is never closed or closed too early, for an empty file, and above `tableLimits`.
 * `known` settles which row is the header and which separator is meant. `markdown`: look for a Markdown table first.
 */
export function readTable(
  text: string,
  { known, markdown }: { known: CountKnownNames; markdown: boolean },
): Result<Table, ReadFailure> {
  const records =
    markdown && isMarkdownTable(text)
      ? ok({ separator: 'markdown' as const, records: readMarkdownRecords(text) })
      : readSeparated(text, known);
  if (!records.ok) return records;
  return tableOf(records.value.separator, records.value.records, known);
}

const tooManyRows = failed({
  row: tableLimits.rows + 1,
  reason: `At most ${tableLimits.rows.toLocaleString('en')} rows fit into one import. Split the file.`,
});

type Records = readonly (readonly string[])[];

const separators = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;
const separatorNames = ['comma', 'semicolon', 'tab', 'bar'] as const satisfies readonly (keyof typeof separators)[];

function readSeparated(text: string, known: CountKnownNames): Result<{ separator: Separator; records: Records }, ReadFailure> {
  const separator = separatorOf(text, known);
  const parsed = parse(text, separators[separator], mostRecords + 1);
  if (parsed.data.length > mostRecords) return tooManyRows;
  const broken = parsed.errors.find((error) => error.type === 'Quotes');
  if (broken)
    return failed({
      row: (broken.row ?? 0) + 1,
      reason: quoteReasons[broken.code] ?? 'The quotes in this row do not go together.',
    });
  return ok({ separator, records: parsed.data });
}

const quoteReasons: Readonly<Record<string, string>> = {
  MissingQuotes: 'A quote is opened in this row and never closed.',
  InvalidQuotes: 'A quote is closed in the middle of a cell. A quote inside a quoted cell must be doubled.',
};

/** The first `preview` records. */
function parse(text: string, delimiter: string, preview: number) {
  const even = evenLineEnds(text, delimiter);
  return Papa.parse<string[]>(even.text, {
    delimiter,
    newline: even.newline,
    preview,
    // Its fast mode cuts the whole text into lines before it counts any.
    fastMode: false,
    header: false,
    skipEmptyLines: false,
    dynamicTyping: false,
  });
}

/**
 * Line ends made alike outside quotes, where a file mixes them: the parser knows one kind per file.
 * Inside quotes nothing is touched.
 */
function evenLineEnds(text: string, delimiter: string): { text: string; newline: '\n' | '\r' | '\r\n' } {
  const ends = lineEnds.filter(([, pattern]) => pattern.test(text)).map(([end]) => end);
  if (ends.length < 2) return { text, newline: ends[0] ?? '\n' };
  const pieces: string[] = [];
  let from = 0;
  let quoted = false;
  let atStart = true;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted) {
      if (character === '"' && text[index + 1] === '"') index++;
      else if (character === '"') quoted = false;
      continue;
    }
    if (character === '\r') {
      pieces.push(text.slice(from, index), '\n');
      if (text[index + 1] === '\n') index++;
      from = index + 1;
    }
    quoted = character === '"' && atStart;
    atStart = character === delimiter || character === '\n' || character === '\r';
  }
  return { text: pieces.join('') + text.slice(from), newline: '\n' };
}

const lineEnds = [
  ['\r\n', /\r\n/],
  ['\n', /(?<!\r)\n/],
  ['\r', /\r(?!\n)/],
] as const;

/** The separator whose columns are named most, then the one that cuts most rows alike, then most finely. */
function separatorOf(text: string, known: CountKnownNames): keyof typeof separators {
  const beginning = text.slice(0, 64 * 1024);
  const scored = separatorNames.map((separator) => {
    const records = parse(beginning, separators[separator], 40).data.filter(isFilled);
    const common = commonWidth(records);
    const width = common < 2 ? 0 : common;
    const alike = width === 0 ? 0 : records.filter((record) => record.length === width).length / records.length;
    return { separator, names: Math.max(0, ...records.slice(0, headerDepth).map(known)), alike, width };
  });
  const [best] = scored.toSorted((a, b) => b.names - a.names || b.alike - a.alike || b.width - a.width);
  return best?.separator ?? 'comma';
}

/** A header stands among the first rows: exports put notes and titles above it. */
const headerDepth = 20;

function tableOf(separator: Separator, records: Records, known: CountKnownNames): Result<Table, ReadFailure> {
  const numbered = records.map((cells, index) => ({ row: index + 1, cells })).filter(({ cells }) => isFilled(cells));
  const headerAt = headerPosition(
    numbered.map(({ cells }) => cells),
    known,
  );
  if (headerAt === null) return failed({ row: null, reason: 'There is nothing in this file.' });
  const body = numbered.slice(headerAt.headed ? headerAt.position + 1 : 0);
  if (body.length > tableLimits.rows) return tooManyRows;
  const header = namesOf(
    headerAt.headed ? (numbered[headerAt.position]?.cells ?? []) : [],
    headerAt.headed ? 0 : commonWidth(numbered.map(({ cells }) => cells)),
  );
  if (header.length > tableLimits.columns)
    return failed({
      row: numbered[headerAt.position]?.row ?? 1,
      reason: `At most ${tableLimits.columns} columns fit into one import.`,
    });
  return ok({ separator, header, headed: headerAt.headed, rows: body.map(({ row, cells }) => fit(row, cells, header.length)) });
}

function headerPosition(records: Records, known: CountKnownNames): { position: number; headed: boolean } | null {
  if (records.length === 0) return null;
  const named = records.slice(0, headerDepth).map(known);
  const most = Math.max(...named);
  const width = commonWidth(records);
  if (most >= 2 || (most === 1 && width <= 2)) return { position: named.indexOf(most), headed: true };
  const position = Math.max(
    0,
    records.findIndex((record) => record.length === width),
  );
  return { position, headed: !records[position]?.some(looksLikeData) };
}

/** A date, an address, a number, a long text: names of columns never are. */
function looksLikeData(cell: string): boolean {
  const text = cell.trim();
  return text.length > 120 || dataShapes.some((shape) => shape.test(text));
}

const dataShapes = [
  /^https?:\/\/\S+$/iu,
  /^[^\s@]+@[^\s@]+$/u,
  /^\d{4}-\d{2}-\d{2}/u,
  /^\d{1,2}[./]\d{1,2}[./]\d{2,4}/u,
  /^[\d.,]+$/u,
];

/** The most frequent number of cells; the greater one of two. */
function commonWidth(records: Records): number {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  const [best] = [...counts].toSorted(([widthA, countA], [widthB, countB]) => countB - countA || widthB - widthA);
  return best?.[0] ?? 0;
}

function namesOf(cells: readonly string[], atLeast: number): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  const taken = new Set<string>();
  return Array.from({ length: Math.max(last + 1, atLeast) }, (_, index) => {
    const name = (cells[index] ?? '').trim() || `Column ${index + 1}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

function fit(row: number, cells: readonly string[], width: number): Row {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const fitted = Array.from({ length: width }, (_, index) => cells[index] ?? '');
  if (filled > width)
    return {
      row,
      cells: fitted,
      fault: `This row has ${filled} cells, the header has ${width}. A cell with a separator in it must stand in quotes.`,
    };
  const long = fitted.findIndex((cell) => cell.length > tableLimits.cellCharacters);
  if (long !== -1)
    return {
      row,
      cells: fitted,
      fault: `Cell ${long + 1} is longer than ${tableLimits.cellCharacters.toLocaleString('en')} characters.`,
    };
  return { row, cells: fitted, fault: null };
}

function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
