/** The two sorts of sentences there are. */
import type { Sentence } from '@sotto/features/policy/server';

/** `source`: its row in the list of promises (rows.ts). `proof`: `file: name of the test`. */
export function promise(id: string, source: string, text: string, proof: string): Sentence {
  return { id, source, text, proof };
}

/** A limit or a plain fact: it promises nothing, so there is nothing to prove. */
export function fact(id: string, text: string): Sentence {
  return { id, source: null, text, proof: null };
}
