/** The words of a text, as they are indexed and looked up. */
import { fold } from '@sotto/domain';

// A word longer than this is a token, a link or noise; its beginning is enough to find it.
const longestWord = 40;

/**
 * Words of a text, folded, each once, in no order. Scripts without spaces give long runs: they are found by their
 * beginnings.
 */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of fold(text).matchAll(/[\p{Letter}\p{Number}]+(?:[+#]+|['’.\-/][\p{Letter}\p{Number}]+)*/gu)) {
    words.add(word.slice(0, longestWord));
    // "full-stack" is also found by "stack".
    if (/['’.\-/]/.test(word)) for (const part of word.split(/['’.\-/]/)) words.add(part.slice(0, longestWord));
  }
  return words;
}

/** The words someone asks for, in order, each once. */
export function queryWords(query: string): string[] {
  return [...new Set(fold(query).split(' '))].filter((word) => word !== '').map((word) => word.slice(0, longestWord));
}
