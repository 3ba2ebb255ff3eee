/** Text of a page: tidied for showing, folded for comparing. */
import { fold } from '@sotto/domain';
import { L, N, globalPattern } from './letters.ts';

export { fold };

// Also what turns the direction of letters: of a title that means to mislead, one shall see what is sent.
const invisible = /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

// A blank that stands alone stays: replacing each by itself would copy every text.
const spaces = /\s{2,}|[^\S ]/g;

/** One line: no invisible characters, single spaces, none at either end. */
export function tidy(text: string): string {
  return text.replace(invisible, '').replace(spaces, ' ').trim();
}

const noWord = globalPattern` *[^${L}${N}+# ][^${L}${N}+#]*| {2,}`;

/** The form in which names and titles are compared: folded, words only, single spaces. Keeps `+` and `#`. */
export function key(text: string): string {
  return fold(tidy(text))
    .replaceAll('&', ' and ')
    .replace(/['’`´]/g, '')
    .replace(noWord, ' ')
    .trim();
}

export const wordCount = (text: string) => (text === '' ? 0 : text.split(/\s+/).length);

/**
 * A text of HTML (a description in JSON-LD) as lines, without its tags. Inert: parsed by hand, never by the document. A script that
 * is not closed goes on to the end, as in a browser: looking for each end anew would take forever.
 */
export function linesOfHtml(html: string): string {
  return html
    .slice(0, 200_000)
    .replace(/<(script|style)[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<\/?(p|div|ul|ol|h[1-6]|section|table|tr)\b[^>]*>/gi, '\n\n')
    .replace(/<(br|li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entity(name.toLowerCase()) ?? whole)
    .split('\n')
    .map(tidy)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  bull: '•',
  euro: '€',
  pound: '£',
};

/** Texts that were escaped twice keep what we do not know. */
function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(named, name) ? named[name] : undefined;
  const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : undefined;
}
