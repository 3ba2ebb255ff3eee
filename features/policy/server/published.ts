/**
 * A published text: sentences with ids, each with where it comes from and the spec that proves it.
 *
 * Pure data: apps/server hands in the texts of the `promises` workspace. What is hashed is what is read, so a changed
 * sentence is a changed hash; a test there asks for a new version with it.
 */
import { createHash } from 'node:crypto';
import type { DocumentName, DocumentView, ShownSentence } from '../api.ts';
import type { Holding } from './holding.ts';

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
  /** `YYYY-MM-DD`, the day it was posted. From when it holds stands in the list of versions. */
  readonly date: string;
  readonly sections: readonly Section[];
}

/** Every text there is, and the promises shown at the front door. */
export interface Published {
  readonly texts: readonly PublishedText[];
  /** Ids of sentences shown on the home page and beside the sign-in form. */
  readonly shown: readonly string[];
}

/** A line of the list of versions: which text was posted when, and what changed with it. */
export interface PublishedVersion {
  readonly text: DocumentName;
  /** `1`, `2`, …, each text by itself. */
  readonly version: string;
  /** `YYYY-MM-DD`, the day it was posted. */
  readonly date: string;
  /** `YYYY-MM-DD`, the earliest day from which it holds; each server tells its people first. @default the day it was posted */
  readonly effective?: string;
  /** What changed, in a sentence or two: shown and mailed before it holds. Absent in versions of before there were people to tell. */
  readonly notice?: string;
  /** In hex, of everything that is read. */
  readonly sha256: string;
}

/** What a version said. Who proved it then is not kept: it is no part of what is read. */
export type KeptText = Pick<PublishedText, 'title' | 'lead'> & {
  readonly sections: readonly {
    readonly heading: string;
    readonly sentences: readonly Pick<Sentence, 'id' | 'source' | 'text'>[];
  }[];
};

/** Every version there ever was, oldest first, with what it said. */
export interface Archive {
  readonly versions: readonly PublishedVersion[];
  /** `null`: the text of that version was not kept. */
  textOf(version: PublishedVersion): KeptText | null;
}

/** The versions of one text, oldest first; the last is the one that is shown. */
export function versionsOf({ versions }: Archive, name: DocumentName): PublishedVersion[] {
  return versions.filter(({ text }) => text === name);
}

/** The earliest day from which a version holds anywhere. */
export function effectiveDayOf({ effective, date }: PublishedVersion): string {
  return effective ?? date;
}

/** SHA-256, in hex, of everything that is read: title, lead, headings, sentences. Not of version and date. */
export function hashOf({ title, lead, sections }: KeptText): string {
  const lines = [
    title,
    lead,
    ...sections.flatMap(({ heading, sentences }) => [heading, ...sentences.map(({ id, text }) => `${id} ${text}`)]),
  ];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

export function viewOf(text: PublishedText, archive: Archive, { fromOf, inForce }: Holding): DocumentView {
  const { name, title, version, date } = text;
  const posted = versionsOf(archive, name).find((each) => each.version === version);
  const effective = posted ? fromOf(posted) : date;
  const said = { name, title, version, date, effective, notice: posted?.notice ?? null };
  return { ...said, inForce: inForce?.version ?? null, sha256: hashOf(text) };
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
