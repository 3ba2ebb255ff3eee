/** A small page of a shape that real sites have, and what a person reads on it. Employers and postings are made up. */
export interface Sample {
  readonly name: string;
  readonly address: string;
  readonly html: string;
  readonly says: Says;
  /** What is not found on it, so that nothing is said instead of something wrong. */
  readonly misses?: readonly (keyof Says)[];
}

/** What is left out, the page does not say: finding it all the same is a fault. */
export interface Says {
  readonly title?: string;
  readonly company?: string;
  /** Must be part of the first place; with several, any of them. */
  readonly place?: string;
  /** No part of any place. */
  readonly notPlace?: string;
  readonly workMode?: string;
  readonly employmentType?: string;
  /** min, max, currency, period */
  readonly pay?: readonly [number | null, number | null, string | null, string | null];
  readonly postedOn?: string;
  readonly closesOn?: string;
  readonly isClosed?: boolean;
}

/** Samples were written in November 2026; "3 days ago" counts from here. */
export const readAt = Date.parse('2026-11-20T12:00:00Z');
