/** A file as it was brought → its tables: one for text, one for each CSV file of an archive. */
import { type Result, failed, ok } from '@sotto/domain';
import type { ImportType } from '../../api.ts';
import { countKnownNames } from '../mapping/columns.ts';
import { isOwnHeader } from '../csv/own-columns.ts';
import { unguardCell } from '../guard.ts';
import { type Format, careerOpsScan, formatOf, ownFormat } from '../mapping/formats.ts';
import { isArchive, readArchive } from './archive.ts';
import type { ReadFailure } from './failure.ts';
import { type Table, readTable } from './table.ts';
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
 * Reads what was brought. Of an archive only tables that hold applications are read; the others are said in `remarks` of the first.
 * Fails when there is nothing to import, with the reason.
 */
export function readFile(bytes: Uint8Array, type: ImportType): Result<ReadFile[], ReadFailure> {
  if (type === 'application/zip' || isArchive(bytes)) return readFilesOfArchive(bytes);
  const file = readTableFile(bytes, { name: null, markdown: type === 'text/markdown' });
  if (!file.ok) return file;
  return file.value.format?.refused === undefined ? ok([file.value]) : failed({ row: null, reason: file.value.format.refused });
}

function readTableFile(
  bytes: Uint8Array,
  { name, markdown }: { name: string | null; markdown: boolean },
): Result<ReadFile, ReadFailure> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const table = readTable(text.value.text, { known: countKnownNames, markdown });
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

function readFilesOfArchive(bytes: Uint8Array): Result<ReadFile[], ReadFailure> {
  const archive = readArchive(bytes);
  if (!archive.ok) return archive;
  const known: ReadFile[] = [];
  const left: string[] = [];
  for (const { name, bytes: content } of archive.value) {
    const file = readTableFile(content, { name, markdown: false });
    const isOurs = file.ok && file.value.format !== null && file.value.format.refused === undefined;
    if (isOurs) known.push(file.value);
    else if (!file.ok && /applications|jobs/iu.test(name))
      return failed({ row: file.error.row, reason: `${name}: ${file.error.reason}` });
    else left.push(name);
  }
  if (known.length === 0) return failed({ row: null, reason: 'No table of applications was found in the archive.' });
  const [first, ...others] = known.toSorted((a, b) => rankOf(a) - rankOf(b));
  return first
    ? ok([{ ...first, remarks: [...first.remarks, ...leftRemark(left)] }, ...others])
    : failed({ row: null, reason: 'The archive is empty.' });
}

/** What was applied for comes before what was only saved, so that a posting in both counts as applied for. */
function rankOf({ format }: ReadFile): number {
  return format?.stage === 'Saved' ? 1 : 0;
}

function leftRemark(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `Left alone, since they hold no applications: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`,
  ];
}
