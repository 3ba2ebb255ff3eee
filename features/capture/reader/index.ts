/** The door of the reader: what turns a page that shows a posting into a draft. It runs inside somebody else's page. */
export { readPosting, type ReadOptions } from './read.ts';
export type { ReadPay, ReadPosting } from './read-posting.ts';
export { detailsOf } from './details.ts';
