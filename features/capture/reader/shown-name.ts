/** How a page writes a name that its address has without blanks or capitals. */
import { headTitles } from './head.ts';
import { L, Ll, Lu, N, pattern, globalPattern } from './letters.ts';
import { isOwn, type Page } from './page.ts';
import { fold } from './text.ts';

/** A name without blanks and small words, folded. */
export const compact = (text: string) =>
  fold(text)
    .replace(/\b(and|und|the)\b/g, '')
    .replace(noWord, '');

const noWord = globalPattern`[^${L}${N}]+`;
const noun = globalPattern`[${Lu}][${L}${N}’']{2,}`;
const capital = pattern`[${Lu}]`;

/** A name often used on the page that the address shortens or prolongs: `ouryahoo`, `mcguire`. */
export function nounOf(page: Page, slug: string): string | null {
  const counts = new Map<string, number>();
  for (const line of page.lines) {
    if (!isOwn(line)) continue;
    for (const [name] of line.text.slice(0, 3_000).matchAll(noun)) {
      const short = compact(name.replace(/['’]s$/, ''));
      if (short.length > 3 && (slug.includes(short) || (slug.length > 4 && short.startsWith(slug)))) {
        const bare = name.replace(/['’]s$/, '');
        counts.set(bare, (counts.get(bare) ?? 0) + 1);
      }
    }
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a);
  return best && best[1] > 1 ? best[0] : null;
}

/** What stands before a part of a longer word or of an address, and after one. */
const within = pattern`[${L}${N}@./]`;
const goesOn = pattern`^(?:[${L}${N}@]|\.[${Ll}])`;

/** The most frequent spelling on the page of a name that the address has without blanks. */
export function asShown(page: Page, slug: string): string | null {
  const counts = new Map<string, number>();
  const beginning = slug.slice(0, 2);
  let left = 40_000;
  const heads = headTitles(page).join('\n');
  for (const text of [heads, ...page.lines.map((line) => line.text)]) {
    if ((left -= text.length) < 0) break;
    if (text.toLowerCase().includes(beginning))
      for (const [from, end] of spellings(text, slug)) {
        if (within.test(text[from - 1] ?? '') || goesOn.test(text.slice(end, end + 2))) continue;
        const found = text.slice(from, end);
        counts.set(found, (counts.get(found) ?? 0) + (capital.test(found) ? 2 : 1));
      }
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** Where the name stands in a text, however it is written. By hand: a pattern of a long name took up to 15 ms to compile. */
function* spellings(text: string, slug: string): Generator<readonly [from: number, end: number]> {
  // The one letter that grows when it is made small.
  const small = text.replaceAll('İ', '\0').toLowerCase();
  for (let from = small.indexOf(slug[0]!); from >= 0; from = small.indexOf(slug[0]!, from)) {
    const end = endOf(small, slug, { at: from + 1, index: 1 });
    if (end !== null) yield [from, end];
    from = end ?? from + 1;
  }
}

const signs = " \n.,'’&-";

/** Behind the last letter of the name, whose letters may have up to three signs or a small word between them; `null`: it is another. */
function endOf(small: string, slug: string, { at, index }: { readonly at: number; readonly index: number }): number | null {
  if (index === slug.length) return at;
  let next = at;
  while (next < at + 3 && next < small.length && signs.includes(small[next]!)) next++;
  const straight = small[next] === slug[index] ? endOf(small, slug, { at: next + 1, index: index + 1 }) : null;
  if (straight !== null || !/^\s(and|und)\s/.test(small.slice(at, at + 5)) || small[at + 5] !== slug[index]) return straight;
  return endOf(small, slug, { at: at + 6, index: index + 1 });
}
