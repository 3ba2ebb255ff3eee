/** A file as it was brought → its tables: one for text, one for each CSV file of an archive. */
import { type Result, failed, ok } from '@sotto/domain';
import type { ImportType } from '../../api.ts';
import { countKnownNames } from '../mapping/columns.ts';
import { countListNames } from '../mapping/list-words.ts';
import { isOwnHeader } from '../csv/own-columns.ts';
import { unguardCell } from '../guard.ts';
import { type Format, careerOpsScan, formatOf, ownFormat } from '../mapping/formats.ts';
import { isArchive, readArchive } from './archive.ts';
import type { ReadFailure } from './failure.ts';
import { isJson, readJsonTable } from './json-table.ts';
import { type Table, readTable, tableLimits } from './table.ts';
import { damageIn, decodeText } from './text.ts';

export interface ReadFile {
  /** `null`: the name is not known (pasted text, a bare request). */
  readonly name: string | null;
  readonly table: Table;
  /** `null`: no format we know. */
  readonly format: Format | null;
  readonly remarks: readonly string[];
}

/**
 * Reads what was brought. Of an archive tables that hold what we take are read; the others are said in `remarks` of the first.
 * Fails when there is nothing to import, with the reason.
 */
export async function readFile(bytes: Uint8Array, type: ImportType): Promise<Result<ReadFile[], ReadFailure>> {
  if (type === 'application/zip' || isArchive(bytes)) return readFilesOfArchive(bytes);
  const file = readTableFile(bytes, { name: null, markdown: type === 'text/markdown' });
  return file.ok ? ok([file.value]) : file;
}

function readTableFile(
  bytes: Uint8Array,
  { name, markdown }: { name: string | null; markdown: boolean },
): Result<ReadFile, ReadFailure> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const table = isJson(text.value.text)
    ? readJsonTable(text.value.text)
    : readTable(text.value.text, { known: countNames, markdown });
  if (!table.ok) return table;
  const isOwn = isOwnHeader(table.value.header);
  // Our own files may hold NUL characters that a person's text held; elsewhere they are damage.
  const damage = isOwn ? null : damageIn(text.value.text);
  if (damage) return failed(damage);
  if (isOwn) return ok({ name, table: unguarded(table.value), format: ownFormat, remarks: [] });
  const format = table.value.headed ? formatOf(table.value.header) : isScanHistory(table.value) ? careerOpsScan : null;
  const headless = table.value.headed || format ? [] : ['The file has no row of column names: say what each column is.'];
  return ok({
    name,
    table: table.value,
    format,
    remarks: [...(text.value.remark === null ? [] : [text.value.remark]), ...headless],
  });
}

/** How many of these names say something of what a table can be a list of. */
function countNames(names: readonly string[]): number {
  return Math.max(countKnownNames(names), countListNames(names));
}

function unguarded(table: Table): Table {
  return { ...table, rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(unguardCell) })) };
}

/** career-ops keeps what it has seen without a header: address, day, title. */
function isScanHistory({ separator, header, rows }: Table): boolean {
  return (
    separator === 'tab' &&
    header.length === 3 &&
    rows.every(({ cells }) => /^https?:\/\//.test(cells[0] ?? '') && /^\d{4}-\d{2}-\d{2}$/.test(cells[1] ?? ''))
  );
}

async function readFilesOfArchive(bytes: Uint8Array): Promise<Result<ReadFile[], ReadFailure>> {
  const archive = await readArchive(bytes);
  if (!archive.ok) return archive;
  const known: ReadFile[] = [];
  const left: string[] = [];
  for (const { name, bytes: content } of archive.value) {
    const file = readTableFile(content, { name, markdown: false });
    if (file.ok && file.value.format !== null) known.push(file.value);
    else if (!file.ok && content.length > 0 && /applications|jobs/iu.test(name))
      return failed({ row: file.error.row, reason: `${name}: ${file.error.reason}` });
    else left.push(name);
  }
  return gathered(known, left);
}

function gathered(known: readonly ReadFile[], left: readonly string[]): Result<ReadFile[], ReadFailure> {
  const [first, ...others] = known.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (!first)
    return failed({
      row: null,
      reason: 'No table of applications was found in the archive. Unpack it on your computer and bring the CSV file you need.',
    });
  const rows = known.reduce((sum, { table }) => sum + table.rows.length, 0);
  if (rows > mostArchivedRows)
    return failed({
      row: null,
      reason: `The tables of this archive have more than ${mostArchivedRows.toLocaleString('en')} rows. Unpack it and bring them one by one.`,
    });
  return ok([{ ...first, remarks: [...first.remarks, ...leftRemark(left)] }, ...others]);
}

/** Of all tables of an archive together: two full ones. */
const mostArchivedRows = 2 * tableLimits.rows;

/** What was applied for comes before what was only saved, so that a posting in both counts as applied for. Then what is no application. */
function rankOf({ format }: ReadFile): number {
  if (format?.holds !== undefined) return format.holds === 'answers' ? 2 : 3;
  return format?.stage === 'Saved' ? 1 : 0;
}

function leftRemark(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `Left alone, since Sotto has no place for what they hold: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`,
  ];
}
