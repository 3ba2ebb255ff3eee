/** Snapshots of postings: kept apart, never edited, several of one application. */
import { countWords, SnapshotKind, type Application, type Id, type Snapshot, type SnapshotRef, type Stored } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace, Workspaces } from '@sotto/workspace';

/** Greatest number of snapshots of one application: so many can be deleted with it and brought back. */
export const greatestSnapshots = 20;

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
  return refOf(id, snapshot);
}

function refOf(id: Id, { capturedAt, text }: Snapshot): SnapshotRef {
  return { id, capturedAt, words: countWords(text) };
}

/** Ids of an application's snapshots, without opening them. */
export function snapshotIdsOf(workspace: Workspace, applicationId: Id): readonly Id[] {
  const byApplication = workspace.derived('snapshots by application', [SnapshotKind], () =>
    Map.groupBy(workspace.outline(SnapshotKind), ({ parentId }) => parentId),
  );
  return (byApplication.get(applicationId) ?? []).map(({ id }) => id);
}

/** An application's snapshots, opened, latest first. Asks nothing where there is none. */
export async function openSnapshots(
  workspaces: Workspaces,
  by: Opening,
  { id, content }: Stored<Application>,
): Promise<Stored<Snapshot>[]> {
  if (content.snapshot === null) return [];
  const snapshots: Stored<Snapshot>[] = [];
  for await (const snapshot of workspaces.openAll(by, SnapshotKind, id)) snapshots.push(snapshot);
  return snapshots.toSorted(latestFirst);
}

function latestFirst(a: Stored<Snapshot>, b: Stored<Snapshot>): number {
  return b.content.capturedAt - a.content.capturedAt || (a.id < b.id ? 1 : -1);
}

/** What an application remembers when only these are left: the latest. */
export function latestRef(snapshots: readonly Stored<Snapshot>[]): SnapshotRef | null {
  const [latest] = snapshots.toSorted(latestFirst);
  return latest === undefined ? null : refOf(latest.id, latest.content);
}
