/**
 * From a page to a draft: the structured data first, then the site's own reader, then the general one, field by field.
 */
import { openPage, type Page } from './page.ts';
import type { ReadPosting } from './read-posting.ts';
import type { SiteReader } from './site.ts';
import { sites } from './sites/index.ts';

export interface ReadOptions {
  /** Readers of single sites to choose from. @default all we have */
  readonly sites?: readonly SiteReader[];
}

/**
 * What the page says of the posting on it.
 *
 * `address`: where the page lies; `now`: epoch milliseconds, from which "3 days ago" is counted. Never throws for what a page holds.
 */
export function readPosting(document: Document, address: string, now: number, options: ReadOptions = {}): ReadPosting {
  const page = openPage(document, address, now);
  const site = (options.sites ?? sites).find((one) => one.matches(page.address)) ?? null;
  return merge(page, site);
}

function merge(page: Page, site: SiteReader | null): ReadPosting {
  const reading = site?.read(page) ?? {};
  return {
    title: null,
    company: null,
    places: [],
    workMode: null,
    employmentType: null,
    pay: null,
    postedOn: null,
    closesOn: null,
    applyUrl: null,
    isClosed: false,
    text: page.lines.map(({ text }) => text).join('\n'),
    site: site?.name ?? null,
    ...reading,
  };
}
