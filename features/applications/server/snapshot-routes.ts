/** Who, may they, open, decide, keep, answer: for the snapshot of an application. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, SnapshotKind, type Id, type Snapshot, type Stored } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { createSnapshot, deleteSnapshot, getSnapshot, type SnapshotView } from '../api.ts';
import { changeOne } from './one.ts';
import { draftSnapshot, snapshotOf } from './snapshots.ts';
import { snapshotView } from './views.ts';

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
      const snapshotId = chosen ?? ids.record();
      await changeOne(platform, { by, id, revision }, (_, draft, stored) => {
        if (stored.content.snapshot !== null)
          throw new Problem('conflict', { detail: 'There is a snapshot already. Delete it first.' });
        const withUrl = { ...snapshot, url: body.url === undefined ? stored.content.url : body.url };
        const ref = draftSnapshot(draft, { applicationId: id, id: snapshotId, snapshot: withUrl });
        draft.update(ApplicationKind, id, revision, { ...stored.content, snapshot: ref });
      });
      return { status: 201, body: await viewSnapshot(platform, by, id) };
    }),

    route(getSnapshot, 'track', async ({ by, params: { id } }) => ({ status: 200, body: await viewSnapshot(platform, by, id) })),

    route(deleteSnapshot, 'track', async ({ by, params: { id }, query: { revision } }) => {
      await changeOne(platform, { by, id, revision }, (_, draft, stored) => {
        if (stored.content.snapshot === null) throw new Problem('not-found');
        // Never edited: its revision is the first.
        draft.remove(SnapshotKind, stored.content.snapshot.id, 1);
        draft.update(ApplicationKind, id, revision, { ...stored.content, snapshot: null });
      });
      return { status: 200, body: { revision: revision + 1 } };
    }),
  ];
}

/** Whether this snapshot is what the same request would have made. */
function isRepeat(before: Stored<Snapshot>, applicationId: Id, { sha256 }: Snapshot): boolean {
  return before.parentId === applicationId && before.content.sha256 === sha256;
}

async function viewSnapshot({ workspaces }: Platform, by: Opening, applicationId: Id): Promise<SnapshotView> {
  const ref = (await workspaces.read(by)).get(ApplicationKind, applicationId)?.content.snapshot;
  const snapshot = ref == null ? undefined : await workspaces.open(by, SnapshotKind, ref.id);
  if (snapshot === undefined) throw new Problem('not-found');
  return snapshotView(snapshot);
}
