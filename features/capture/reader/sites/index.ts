/** The sites that have a reader of their own, first match first. */
import type { SiteReader } from '../site.ts';

export const sites: readonly SiteReader[] = [];
