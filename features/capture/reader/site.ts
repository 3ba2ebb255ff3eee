/** What a file of `sites/` is: one site's own marks, read where the general reader would have to weigh. */
import type { Page } from './page.ts';
import type { ReadPosting } from './read-posting.ts';

/** What a site says. What is left out, `null` or empty is filled by the general reader. */
export type SiteReading = Partial<Omit<ReadPosting, 'site' | 'text'>>;

export interface SiteReader {
  /** As in `ReadPosting.site`: `linkedin`. */
  readonly name: string;
  matches(address: URL): boolean;
  /** Takes only what the site's own marks name plainly: when they are gone, nothing, so that the general reader decides. */
  read(page: Page): SiteReading;
}
