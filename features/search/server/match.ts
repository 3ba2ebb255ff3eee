/** The excerpts in which the words that were asked for are shown. */
import { fold } from '@sotto/domain';
import type { SearchedField } from '@sotto/workspace';
import type { SearchMatch } from '../api.ts';

// As much as fits under a title without making the list jump.
const greatestMatches = 3;
const excerptLength = 140;

/** Where the words stand in these texts, the most telling first; no more than a list has room for. */
export function matchesIn(fields: readonly SearchedField[], asked: readonly string[]): SearchMatch[] {
  return fields.flatMap((field) => matchIn(field, asked) ?? []).slice(0, greatestMatches);
}

/** The part of a text around the first word that was asked for, with every such word in it marked; `null`: there is none. */
export function matchIn([field, text]: SearchedField, asked: readonly string[]): SearchMatch | null {
  const first = text == null ? undefined : marks(text, asked).next().value;
  if (text == null || first === undefined) return null;
  const from = text.length <= excerptLength ? 0 : Math.max(0, text.lastIndexOf(' ', Math.max(0, first[0] - 40)) + 1);
  const excerpt = text.slice(from, from + excerptLength).toWellFormed();
  return { field, text: excerpt, highlights: [...marks(excerpt, asked)] };
}

/** Places of words that hold one that was asked for, in order. Exact within the word where it stands there as folding has it. */
function* marks(text: string, asked: readonly string[]): Generator<[number, number], undefined> {
  for (const { 0: word, index } of text.matchAll(/[\p{Letter}\p{Number}\p{Mark}+#]+/gu)) {
    const folded = fold(word);
    const found = asked.find((one) => folded.includes(one));
    if (found === undefined) continue;
    const at = folded.indexOf(found);
    // One letter may fold to two and another to fewer: lengths alone say nothing of where it stands.
    const own = word.slice(at, at + found.length);
    yield fold(own) === found ? [index + at, index + at + own.length] : [index, index + word.length];
  }
}
