/**
 * HTML in a cell → the text a person would read. Markup is never kept, so nothing that is read here can act anywhere.
 *
 * One pass from front to end over a text of any shape: what is no tag is text.
 */

/** Elements whose content nobody reads. */
const unread = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'head', 'title']);
/** Elements that stand on lines of their own. */
const blocks = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'tr',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'blockquote',
  'pre',
  'hr',
]);

/** Whether a cell holds markup that people's editors write. `<Ana>` and `<ana@example.org>` are none. */
export function isHtml(text: string): boolean {
  return /<\/?(?:p|br|div|span|ul|ol|li|b|i|u|strong|em|a|h[1-6]|table|tr|td|pre|font|img|script|style)(?:[\s/][^<>]*)?>/iu.test(
    text,
  );
}

/** Text of an HTML fragment: tags taken out, blocks on lines of their own, points of a list behind a dot, entities of everyday text read. */
export function textOfHtml(html: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    pieces.push(html.slice(at, open === -1 ? html.length : open));
    if (open === -1) break;
    const tag = tagAt(html, open);
    if (tag === null) pieces.push('<');
    else if (!tag.isEnd && tag.name === 'br') pieces.push('\n');
    else if (blocks.has(tag.name)) pieces.push(!tag.isEnd && tag.name === 'li' ? '\n• ' : '\n');
    at = tag === null ? open + 1 : endOf(html, tag);
  }
  return tidy(pieces.join('').replaceAll(entityShape, entity));
}

interface Tag {
  /** In lower case; empty: a comment, a declaration. */
  readonly name: string;
  readonly isEnd: boolean;
  /** Behind its last sign. */
  readonly end: number;
}

const tagShape = /<(\/?)([a-z][a-z\d-]{0,30})(?=[\s/>])/iuy;

/** `null`: what begins here is no tag. */
function tagAt(html: string, open: number): Tag | null {
  if (html.startsWith('<!--', open)) return { name: '', isEnd: false, end: behind(html, '-->', open + 4) };
  if (html[open + 1] === '!' || html[open + 1] === '?') return { name: '', isEnd: false, end: behind(html, '>', open) };
  tagShape.lastIndex = open;
  const named = tagShape.exec(html);
  if (!named) return null;
  return { name: (named[2] ?? '').toLowerCase(), isEnd: named[1] === '/', end: behind(html, '>', open) };
}

/** Where reading goes on: behind the tag, or behind what nobody reads. */
function endOf(html: string, { name, isEnd, end }: Tag): number {
  if (isEnd || !unread.has(name)) return end;
  const closing = new RegExp(`</${name}(?=[\\s/>])`, 'giu');
  closing.lastIndex = end;
  const closed = closing.exec(html);
  return closed ? behind(html, '>', closed.index) : html.length;
}

function behind(html: string, sign: string, from: number): number {
  const found = html.indexOf(sign, from);
  return found === -1 ? html.length : found + sign.length;
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\n+(?=• )/g, '\n')
    .trim();
}

const entityShape = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/giu;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  hellip: '…',
  middot: '·',
  bull: '•',
  euro: '€',
  pound: '£',
};

function entity(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
