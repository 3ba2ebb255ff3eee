/** Snapshots of postings: kept apart, never edited, one per application. */
import { countWords, SnapshotKind, type Id, type Snapshot, type SnapshotRef } from '@sotto/domain';
import type { Draft } from '@sotto/workspace';

/** A snapshot of a text, with its hash. */
export async function snapshotOf(text: string, more: Omit<Snapshot, 'text' | 'sha256'>): Promise<Snapshot> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return { ...more, text, sha256: Buffer.from(digest).toString('hex') };
}

/** Drafts the snapshot below its application; answers what the application remembers of it. */
export function draftSnapshot(
  draft: Draft,
  { id, applicationId, snapshot }: { id: Id; applicationId: Id; snapshot: Snapshot },
): SnapshotRef {
  draft.create(SnapshotKind, { id, parentId: applicationId, content: snapshot });
  return { id, capturedAt: snapshot.capturedAt, words: countWords(snapshot.text) };
}
