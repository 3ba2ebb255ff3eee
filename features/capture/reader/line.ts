/** What a page is taken apart into: lines, and the marks of elements. */

/** `frame`: navigation, footer, dialogs. `side`: beside the posting. `related`: other postings. `form`: the form for applying. */
export type Zone = 'main' | 'side' | 'frame' | 'related' | 'form';

export interface Line {
  readonly text: string;
  /** As `fold` makes it: asked by every field, made once. */
  readonly folded: string;
  /** The runs that inline elements make: `<b>Place</b> Leeds` has two. */
  readonly parts: readonly string[];
  /** The block that holds it. */
  readonly element: Element;
  /** 1 to 6 in a heading; 0: in none. */
  readonly level: number;
  readonly zone: Zone;
  /** All of it is a link. */
  readonly isLink: boolean;
}

/** An element with names (class, id, data-qa, itemprop …) and little text in it. */
export interface Mark {
  /** Its names as lower-case words between blanks: ` job title text `. */
  readonly names: string;
  readonly text: string;
  readonly element: Element;
  readonly zone: Zone;
  /** Where its first line is, or would be. */
  readonly line: number;
}

const joined = { folded: new WeakMap<readonly Line[], string>(), text: new WeakMap<readonly Line[], string>() };

/**
 * Whether the pattern may be found in a line at all; where it is not, no line needs to be asked. `pattern`: with `m` when it has
 * `^` or `$`, never with `g`. `form`: of the lines, as they are asked.
 */
export function isAnywhere(lines: readonly Line[], pattern: RegExp, form: 'folded' | 'text' = 'folded'): boolean {
  let text = joined[form].get(lines);
  if (text === undefined) joined[form].set(lines, (text = together(lines.map((line) => line[form]))));
  return text.length > longestText || pattern.test(text);
}

/** Longer ones are made to keep patterns busy. */
const longestText = 100_000;

/**
 * Texts as lines of one, for a pattern with `m`: a browser compiles it once for one long text, and up to four times for many
 * short ones.
 */
export function together(texts: readonly string[]): string {
  let whole = '';
  for (const text of texts) {
    if (whole.length > longestText) break;
    whole += `${text}\n`;
  }
  return whole.padEnd(1_000, '\n');
}

/** Shown, and part of what the posting itself says. */
export const isOwn = ({ zone }: { readonly zone: Zone }) => zone === 'main' || zone === 'side';
