/**
 * Order that people choose: a text that sorts between any two others, so that moving writes one record.
 *
 * Compared by code unit (`<`), never by locale. Two records may hold the same rank when two people's devices moved at once;
 * the id then decides, and the next move between them parts them.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { z } from 'zod';

/** A fractional index as `rankBetween` makes it. The length is bounded: after thousands of moves into one gap, ranks are dealt anew. */
export const Rank = z.string().max(200).refine(isRank, { error: 'This is not a rank.' });
export type Rank = z.infer<typeof Rank>;

/** Reads the first character of a fractional index as the length of its whole part. */
function isRank(text: string): boolean {
  if (!/^[A-Za-z][0-9A-Za-z]*$/.test(text)) return false;
  const head = text.charCodeAt(0);
  const wholeLength = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  return text.length >= wholeLength && (text.length === wholeLength || !text.endsWith('0')) && text !== `A${'0'.repeat(26)}`;
}

/**
 * A rank after `before` and ahead of `after`; `null` stands for the end of the list on that side.
 *
 * When the two are the same or the wrong way round (both were moved elsewhere), it comes directly after `before`.
 */
export function rankBetween(before: Rank | null, after: Rank | null): Rank {
  if (before !== null && after !== null && before >= after) return generateKeyBetween(before, null);
  return generateKeyBetween(before, after);
}

/** `count` ranks in order after `before` and ahead of `after`, evenly spaced. */
export function ranksBetween(before: Rank | null, after: Rank | null, count: number): Rank[] {
  return generateNKeysBetween(before, after !== null && before !== null && before >= after ? null : after, count);
}

/** Orders by rank, then by id. */
export function byRank(a: { readonly id: string; readonly rank: Rank }, b: { readonly id: string; readonly rank: Rank }): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
