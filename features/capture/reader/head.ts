/** What a document calls itself: its titles and its address. */
import { attributeOf, findAll, rawTextOf } from './dom.ts';
import type { Page } from './page.ts';
import { key, tidy } from './text.ts';

export const separator = /\s+[-–—|·•:»›‹«/~]+\s+|\s*[|·•»›«‹]\s*|:\s+|\s[-–—]|,\s(?=.*\bcareers?\b)/u;

/** Titles that the document gives itself: `<title>`, og:title, twitter:title. */
export function headTitles(page: Page): string[] {
  const metas = findAll(
    page.document,
    'meta[property="og:title"], meta[name="og:title"], meta[name="twitter:title"], meta[itemprop="title"]',
    6,
  );
  const title = findAll(page.document, 'head > title, title', 1)[0];
  return [
    ...new Set(
      [title ? rawTextOf(title).slice(0, 400) : '', ...metas.map((meta) => attributeOf(meta, 'content').slice(0, 400))].map(tidy),
    ),
  ].filter((text) => text !== '');
}

export function slugOf(address: URL): string {
  return key(decoded(`${address.pathname} ${address.search}`).replace(/[-_+/.=&]+/g, ' '));
}

function decoded(text: string): string {
  // Text that is no proper escape is left as it is.
  return /%(?![0-9a-f]{2})/i.test(text) ? text : new URLSearchParams(`x=${text.replace(/[&+]/g, ' ')}`).get('x')!;
}
