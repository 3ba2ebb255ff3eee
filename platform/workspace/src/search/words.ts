/** The words of a text, as they are indexed and looked up. */
import { fold } from '@sotto/domain';

// A word longer than this is a token, a link or noise; its beginning is enough to find it.
const longestWord = 40;

/**
 * Words of a text, folded, each once, in no order. Scripts without spaces give long runs: they are found by their
 * beginnings.
 */
export function wordsOf(text: string): Set<string> {
  const folded = fold(text);
  const words = new Set<string>();
  for (const word of new Set(folded.match(ascii.test(folded) ? asciiWord : anyWord))) {
    words.add(word.slice(0, longestWord));
    // "full-stack" is also found by "stack".
    if (joint.test(word)) for (const part of word.split(joint)) words.add(part.slice(0, longestWord));
  }
  return words;
}

// Runs of letters and digits, also joined ("node.js") or marked ("c++"). The pattern without properties is several times
// faster, and most texts are plain (measured).
const ascii = /^[\0-\x7f]*$/;
const asciiWord = /[a-z0-9]+(?:[+#]+|['.\-/][a-z0-9]+)*/g;
const anyWord = /[\p{Letter}\p{Number}]+(?:[+#]+|['’.\-/][\p{Letter}\p{Number}]+)*/gu;
const joint = /['’.\-/]/;

/** The words someone asks for, in order, each once. */
export function queryWords(query: string): string[] {
  return [...new Set(fold(query).split(' '))].filter((word) => word !== '').map((word) => word.slice(0, longestWord));
}
