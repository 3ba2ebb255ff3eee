/** Markdown tables → records. Only the first table of a text is read; links and emphasis stay as they are written. */

/** The line beneath the header, blanks taken out. */
const rule = /^\|?:?-{2,}:?(?:\|:?-{2,}:?)*\|?$/;

/** Is there a table in this text: a line with bars, and beneath it a line of dashes and bars? */
export function isMarkdownTable(text: string): boolean {
  return ruleAt(linesOf(text)) !== -1;
}

/** Records of the first table, one per line of the text, so that positions are line numbers. Lines outside the table are empty. */
export function readMarkdownRecords(text: string): string[][] {
  const lines = linesOf(text);
  const at = ruleAt(lines);
  const end = lines.findIndex((line, index) => index > at && !line.includes('|'));
  return lines.map((line, index) => (index >= at - 1 && index !== at && (end === -1 || index < end) ? cellsOf(line) : []));
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function ruleAt(lines: readonly string[]): number {
  return lines.findIndex(
    (line, index) =>
      index > 0 && line.includes('|') && rule.test(line.replaceAll(/[ \t]/g, '')) && (lines[index - 1] ?? '').includes('|'),
  );
}

function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
