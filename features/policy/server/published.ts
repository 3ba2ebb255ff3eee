/**
 * A published text: sentences with ids, each with where it comes from and the spec that proves it.
 *
 * Pure data: apps/server hands in the texts of the `promises` workspace. What is hashed is what is read, so a changed
 * sentence is a changed hash; a test there asks for a new version with it.
 */
import { createHash } from 'node:crypto';
import type { DocumentName, DocumentView, ShownSentence } from '../api.ts';

export interface Sentence {
  /** Stable within all texts; its anchor on the page: `one-cookie`. */
  readonly id: string;
  readonly text: string;
  /** Row of the list of promises it comes from: `A6`. `null`: a plain fact, or a limit. */
  readonly source: string | null;
  /** Name of the spec that proves it; `null`: nothing is promised that could fail. */
  readonly proof: string | null;
}

export interface Section {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}

export interface PublishedText {
  readonly name: DocumentName;
  readonly title: string;
  readonly lead: string;
  /** `1`, `2`, …: one more with every change. */
  readonly version: string;
  /** `YYYY-MM-DD`, the day from which it holds. */
  readonly date: string;
  readonly sections: readonly Section[];
}

/** Every text there is, and the promises shown at the front door. */
export interface Published {
  readonly texts: readonly PublishedText[];
  /** Ids of sentences shown on the home page and beside the sign-in form. */
  readonly shown: readonly string[];
}

/** SHA-256, in hex, of everything that is read: title, lead, headings, sentences. Not of version and date. */
export function hashOf({ title, lead, sections }: PublishedText): string {
  const lines = [
    title,
    lead,
    ...sections.flatMap(({ heading, sentences }) => [heading, ...sentences.map(({ id, text }) => `${id} ${text}`)]),
  ];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

export function viewOf(text: PublishedText): DocumentView {
  const { name, title, version, date } = text;
  return { name, title, version, date, sha256: hashOf(text) };
}

/** The sentences of the front door. Throws when one of the ids is in no text. */
export function shownOf({ texts, shown }: Published): ShownSentence[] {
  return shown.map((id) => {
    for (const { name, sections } of texts) {
      const found = sections.flatMap(({ sentences }) => sentences).find((sentence) => sentence.id === id);
      if (found) return { id, text: found.text, document: name };
    }
    throw new RangeError(`no published sentence has the id ${id}`);
  });
}
