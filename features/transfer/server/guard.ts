/**
 * The formula guard of our CSV files, and its exact reverse.
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front. A cell that already looks like a
 * guarded one gets one more, so that taking one away always gives back what was there.
 * Only files whose header row is ours are unguarded; other people's cells are read as they are.
 */

/** First characters at which spreadsheets start to calculate, full-width forms included, behind any number of apostrophes. */
const formulaStart = /^'*[=+\-@\t\r\0＝＋－＠]/u;
const guardedStart = /^'+[=+\-@\t\r\0＝＋－＠]/u;

/** The value as it may lie in a spreadsheet: never a formula. */
export function guardCell(value: string): string {
  return formulaStart.test(value) ? `'${value}` : value;
}

/** The value that `guardCell` was given. */
export function unguardCell(cell: string): string {
  return guardedStart.test(cell) ? cell.slice(1) : cell;
}
