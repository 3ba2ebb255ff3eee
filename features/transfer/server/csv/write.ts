/** Records → CSV text by RFC 4180: CRLF, quotes where they are needed, every cell guarded against being taken for a formula. */
import { guardCell } from '../guard.ts';

/** One line with its line end. */
export function csvLine(cells: readonly string[]): string {
  return `${csvCells(cells)}\r\n`;
}

/** Cells beside each other, as a part of a line. */
export function csvCells(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

/** Nothing in it needs a guard or a quote: as nearly every cell. Tested first, for it is the one test that most cells cost. */
const plain = /^[A-Za-z0-9](?:[^",\r\n]*[^\s",])?$/;

export function csvCell(value: string): string {
  if (value === '' || plain.test(value)) return value;
  const cell = guardCell(value);
  // A blank at either end is quoted too: some programs take it off otherwise.
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
