/** Who, may they, open, decide, keep, answer: for the snapshots of an application. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, SnapshotKind, type Application, type Id, type Snapshot, type Stored } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import { createSnapshot, deleteSnapshot, getOneSnapshot, getSnapshot, listSnapshots, type SnapshotView } from '../api.ts';
import { changeOne } from './one.ts';
import { draftSnapshot, greatestSnapshots, latestRef, openSnapshots, snapshotIdsOf, snapshotOf } from './snapshots.ts';
import { snapshotRow, snapshotView } from './views.ts';

export function snapshotRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(createSnapshot, 'track', async ({ by, params: { id }, body: { id: chosen, revision, ...body } }) => {
      const { text, capturedAt, by: maker = 'paste' } = body;
      const at = capturedAt === undefined ? now() : Date.parse(capturedAt);
      const snapshot = await snapshotOf(text, { url: body.url ?? null, capturedAt: at, by: maker });
      const before = chosen === undefined ? undefined : await workspaces.open(by, SnapshotKind, chosen);
      if (before !== undefined && !isRepeat(before, id, snapshot)) throw new Problem('already-exists');
      if (before !== undefined) return { status: 201, body: snapshotView(before) };
      const kept = await openSnapshots(workspaces, by, await storedOne(platform, by, id));
      const snapshotId = chosen ?? ids.record();
      await changeOne(platform, { by, id, revision }, (workspace, draft, stored) => {
        refuseUnseen(workspace, id, kept);
        refuseSame(kept, snapshot);
        const withUrl = { ...snapshot, url: body.url === undefined ? stored.content.url : body.url };
        const ref = draftSnapshot(draft, { applicationId: id, id: snapshotId, snapshot: withUrl });
        const present = stored.content.snapshot;
        const latest = present !== null && present.capturedAt > ref.capturedAt ? present : ref;
        draft.update(ApplicationKind, id, revision, { ...stored.content, snapshot: latest });
      });
      return { status: 201, body: await viewSnapshot(platform, by, { id, snapshotId }) };
    }),

    route(getSnapshot, 'track', async ({ by, params: { id } }) => {
      const ref = (await storedOne(platform, by, id)).content.snapshot;
      if (ref === null) throw new Problem('not-found');
      return { status: 200, body: await viewSnapshot(platform, by, { id, snapshotId: ref.id }) };
    }),

    route(listSnapshots, 'track', async ({ by, params: { id } }) => {
      const snapshots = await openSnapshots(workspaces, by, await storedOne(platform, by, id));
      return { status: 200, body: { items: snapshots.map(snapshotRow) } };
    }),

    route(getOneSnapshot, 'track', async ({ by, params }) => ({ status: 200, body: await viewSnapshot(platform, by, params) })),

    route(deleteSnapshot, 'track', async ({ by, params: { id, snapshotId }, query: { revision } }) => {
      const kept = await openSnapshots(workspaces, by, await storedOne(platform, by, id));
      await changeOne(platform, { by, id, revision }, (workspace, draft, stored) => {
        refuseUnseen(workspace, id, kept);
        removeOne(draft, stored, { snapshotId, kept });
      });
      return { status: 200, body: { revision: revision + 1 } };
    }),
  ];
}

/** Drafts that one goes, and that the application remembers the latest of the others. */
function removeOne(
  draft: Draft,
  { id, revision, content }: Stored<Application>,
  { snapshotId, kept }: { snapshotId: Id; kept: readonly Stored<Snapshot>[] },
): void {
  if (kept.every((snapshot) => snapshot.id !== snapshotId)) throw new Problem('not-found');
  // Never edited: its revision is the first.
  draft.remove(SnapshotKind, snapshotId, 1);
  const snapshot = latestRef(kept.filter((one) => one.id !== snapshotId));
  draft.update(ApplicationKind, id, revision, { ...content, snapshot });
}

/** Another process kept or deleted one between reading them and deciding. */
function refuseUnseen(workspace: Workspace, applicationId: Id, kept: readonly Stored<Snapshot>[]): void {
  const seen = new Set(kept.map(({ id }) => id));
  const present = snapshotIdsOf(workspace, applicationId);
  if (present.length !== seen.size || present.some((id) => !seen.has(id))) throw new Problem('unavailable', { retryAfter: 1 });
}

/** A snapshot that says what the one before it says would tell of a change that never was. */
function refuseSame([latest, ...others]: readonly Stored<Snapshot>[], { sha256 }: Snapshot): void {
  if (latest?.content.sha256 === sha256)
    throw new Problem('conflict', { detail: 'The posting says what it said when you saved it last.' });
  if (others.length + 1 >= greatestSnapshots && latest !== undefined)
    throw new Problem('conflict', { detail: `A posting is kept ${greatestSnapshots} times at most. Delete one first.` });
}

/** Whether this snapshot is what the same request would have made. */
function isRepeat(before: Stored<Snapshot>, applicationId: Id, { sha256 }: Snapshot): boolean {
  return before.parentId === applicationId && before.content.sha256 === sha256;
}

async function storedOne({ workspaces }: Platform, by: Opening, id: Id): Promise<Stored<Application>> {
  const stored = (await workspaces.read(by)).get(ApplicationKind, id);
  if (stored === undefined) throw new Problem('not-found');
  return stored;
}

async function viewSnapshot(
  { workspaces }: Platform,
  by: Opening,
  { id, snapshotId }: { id: Id; snapshotId: Id },
): Promise<SnapshotView> {
  const snapshot = await workspaces.open(by, SnapshotKind, snapshotId);
  if (snapshot === undefined || snapshot.parentId !== id) throw new Problem('not-found');
  return snapshotView(snapshot);
}
