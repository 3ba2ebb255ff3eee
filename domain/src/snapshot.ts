/** Snapshots: the posting as it was when saved. May be deleted, never edited. Parent: the application. */
import { z } from 'zod';
import { defineKind } from './kind.ts';
import { limits, prose, WebUrl } from './text.ts';

export const snapshotMakers = ['extension', 'paste', 'upload'] as const;

/** `sha256`: of the text's UTF-8 bytes, lower-case hex, so that the person can show it was not changed since. */
export const Snapshot = z.strictObject({
  /** Epoch ms. */
  capturedAt: z.int(),
  url: WebUrl.nullable(),
  text: prose(limits.snapshot),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.enum(snapshotMakers),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const SnapshotKind = defineKind({
  name: 'snapshot',
  version: 1,
  schema: Snapshot,
  apart: true,
  held: { title: 'Saved postings', purpose: 'To read them after they are gone' },
  comingIn: {
    part: true,
    fault: ({ content }, sha256) => (sha256(content.text) === content.sha256 ? null : 'The text is not the one that was saved.'),
  },
});

/** What an application remembers of its snapshot, so that a list need not open it. `words`: their number. */
export const SnapshotRef = z.strictObject({ id: z.string(), capturedAt: z.int(), words: z.int().min(0) });
export type SnapshotRef = z.infer<typeof SnapshotRef>;

/** Number of words in a posting's text, as a person would count them. */
export function countWords(text: string): number {
  return text.match(/[\p{Letter}\p{Number}]+(?:['’.\-/][\p{Letter}\p{Number}]+)*/gu)?.length ?? 0;
}
