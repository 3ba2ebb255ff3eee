/** The cells of a row as every kind of table reads them: which say something, and what stands in the notes because no field holds it. */
import { limits } from '@sotto/domain';
import type { Row } from '../reading/table.ts';
import type { Column } from './columns.ts';
import { presentText } from './missing.ts';

/** Cells that say something, in the file's order, without those of columns that are left out. */
export function* cellsOf<Field extends string>(
  { cells }: Row,
  columns: readonly Column<Field>[],
): Generator<{ readonly text: string; readonly column: Column<Field> }> {
  for (const [index, column] of columns.entries()) {
    const text = presentText(cells[index] ?? '');
    if (text !== '' && column.treatment !== 'silent' && column.treatment !== 'ask') yield { text, column };
  }
}

/** What somebody wrote, and beneath it where the rest came from. `kept`: its lines; `null`: there is nothing to note. */
export function notesWith(
  written: string | null | undefined,
  kept: readonly string[],
  { row, fileName }: { row: number; fileName: string },
): string | null {
  if (kept.length === 0) return written || null;
  const note = [`From row ${row} of ${fileName}:`, ...kept].join('\n');
  return written ? `${written}\n\n${note}` : note;
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** The address in a Markdown link, an HTML link or a spreadsheet's HYPERLINK; else the text itself. */
export function linkIn(text: string): string {
  const short = text.slice(0, limits.url + 200).trim();
  return (
    /\]\(<?(https?:[^\s()<>]+)>?\)/iu.exec(short)?.[1] ??
    /(?:href=|hyperlink\()\s*["'](https?:[^"']+)["']/iu.exec(short)?.[1] ??
    short
  );
}
