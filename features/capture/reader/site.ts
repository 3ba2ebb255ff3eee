/** What a file of `sites/` is: one site's own marks, read where the general reader would have to weigh. */
import type { Page } from './page.ts';
import type { ReadPosting } from './read-posting.ts';

/** What a site says. What is left out, `null` or empty is filled by the general reader. */
export type SiteReading = Partial<Omit<ReadPosting, 'site' | 'text'>>;

export interface SiteReader {
  /** As in `ReadPosting.site`: `linkedin`. */
  readonly name: string;
  /** As people know it, and as it is named as a source: `LinkedIn`. */
  readonly label: string;
  matches(address: URL): boolean;
  /**
   * The part of the page that shows the open posting, for sites that show a list or other postings beside it: what is read,
   * by the general reader too, is read in there alone. `null`: the mark is not on this page, the whole page counts.
   */
  region?(document: Document): Element | null;
  /** The address is of a list beside which one posting is open: without its region, nothing is read there. */
  isList?(address: URL): boolean;
  /** Fields of which the site shows its own guesses too (an estimate of pay): nothing but its marks and its structured data fill them. */
  readonly only?: readonly (keyof SiteReading)[];
  /** Takes only what the site's own marks name plainly: when they are gone, nothing, so that the general reader decides. */
  read(page: Page): SiteReading;
}
