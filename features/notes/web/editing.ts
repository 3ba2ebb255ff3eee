/** What keys do to Markdown while it is written: pure, from text and selection to text and selection. */

/** `start` and `end`: what is selected, in UTF-16 units. */
export interface Edit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Puts marks around what is selected (`**` bold, `*` italic), or takes them away when they are there. With nothing selected
 * at the end of marked words it goes on behind their marks, so that pressing it again ends what it began.
 */
export function wrapped({ text, start, end }: Edit, mark: string): Edit {
  const before = text.slice(0, start);
  const within = text.slice(start, end);
  const after = text.slice(end);
  const size = mark.length;
  if (isMarked(before, after, mark)) {
    return { text: before.slice(0, -size) + within + after.slice(size), start: start - size, end: end - size };
  }
  if (start === end && /[^\s*]$/.test(before) && starsAt(after) === size) return { text, start: start + size, end: end + size };
  return { text: before + mark + within + mark + after, start: start + size, end: end + size };
}

/** Exactly these marks: one star beside two others belongs to bold. */
function isMarked(before: string, after: string, mark: string): boolean {
  const [left = ''] = /\**$/.exec(before) ?? [];
  const fits = (stars: number) => stars === 3 || stars === mark.length;
  return fits(left.length) && fits(starsAt(after));
}

function starsAt(text: string): number {
  return /^\**/.exec(text)?.[0].length ?? 0;
}

const item = /^([ \t>]*)([-+*]|\d{1,9}[.)])([ \t]+)(\[[ xX]\][ \t]+)?/;

/** A new line in a list goes on with the list; in an item without words it ends it. `null`: not in a list, or something is selected. */
export function newLine({ text, start, end }: Edit): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const [whole = '', indent = '', mark = '', space = '', box = ''] = item.exec(line) ?? [];
  if (whole === '') return null;
  const lineEnd = text.indexOf('\n', start);
  const rest = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
  if (line.length === whole.length && rest.trim() === '') {
    const next = text.slice(0, from) + text.slice(start);
    return { text: next, start: from, end: from };
  }
  const added = `\n${indent}${nextMark(mark)}${space}${box === '' ? '' : '[ ] '}`;
  const at = start + added.length;
  return { text: text.slice(0, start) + added + text.slice(start), start: at, end: at };
}

/** `3.`: `4.`; a dash stays a dash. */
function nextMark(mark: string): string {
  const number = Number.parseInt(mark, 10);
  return Number.isNaN(number) ? mark : `${number + 1}${mark.slice(-1)}`;
}

/** Begins every selected line with `mark` (`- `, `- [ ] `, `> `, `# `), or takes it away when all have it. Empty lines among others stay. */
export function listed({ text, start, end }: Edit, mark: string): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const concerned = (line: string) => line.trim() !== '' || lines.length === 1;
  const all = lines.every((line) => !concerned(line) || line.startsWith(mark));
  const changed = lines.map((line) => (concerned(line) ? (all ? line.slice(mark.length) : mark + line) : line)).join('\n');
  const moved = changed.length - (to - from);
  const first = all ? -mark.length : mark.length;
  return {
    text: text.slice(0, from) + changed + text.slice(to),
    start: Math.max(from, start + first),
    end: Math.max(from, end + moved),
  };
}

/** The least that has to be put in place of what: so that the browser can take it back as one step. */
export function difference(before: string, after: string): { readonly from: number; readonly to: number; readonly put: string } {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < most - same && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: same, to: before.length - tail, put: after.slice(same, after.length - tail) };
}
