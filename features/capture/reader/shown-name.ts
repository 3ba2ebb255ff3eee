/** How a page writes a name that its address has without blanks or capitals. */
import { headTitles } from './head.ts';
import { isOwn, type Page } from './page.ts';
import { fold } from './text.ts';

/** A name without blanks and small words, folded. */
export const compact = (text: string) =>
  fold(text)
    .replace(/\b(and|und|the)\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** A name often used on the page that the address shortens or prolongs: `ouryahoo`, `mcguire`. */
export function nounOf(page: Page, slug: string): string | null {
  const counts = new Map<string, number>();
  for (const line of page.lines) {
    if (!isOwn(line)) continue;
    for (const [name] of line.text.slice(0, 3_000).matchAll(/\p{Lu}[\p{L}\p{N}’']{2,}/gu)) {
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

/** The most frequent spelling on the page of a name that the address has without blanks. */
export function asShown(page: Page, slug: string): string | null {
  const letters = [...slug].map((letter) => letter.replace(/[^\p{L}\p{N}]/u, '\\$&'));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}@./])${letters.join("(?:[\\s.,'’&-]{0,3}|\\s(?:and|&|und)\\s)")}(?![\\p{L}\\p{N}@]|\\.\\p{Ll})`,
    'giu',
  );
  const counts = new Map<string, number>();
  const beginning = slug.slice(0, 2);
  let left = 40_000;
  const heads = headTitles(page).join('\n');
  for (const text of [heads, ...page.lines.map((line) => line.text)]) {
    if ((left -= text.length) < 0) break;
    if (text.toLowerCase().includes(beginning))
      for (const [found] of text.matchAll(pattern)) counts.set(found, (counts.get(found) ?? 0) + (/\p{Lu}/u.test(found) ? 2 : 1));
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
