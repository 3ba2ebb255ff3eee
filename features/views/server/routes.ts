/** Who, may they, open, decide, keep, answer: for saved views. */
import { Problem } from '@sotto/contract';
import { refused, removeRecord, sealUndo } from '@sotto/features/applications/server';
import { GroupKind, SavedViewKind, stampsOf, viewLimits, withChanges, type Id, type SavedView, type Stored } from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import { createView, deleteView, listViews, patchView, type SavedViewView } from '../api.ts';
import { countOf } from './counts.ts';
import { rankAfter, viewsInOrder } from './records.ts';

export function viewRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;

  async function viewOf(by: Opening, workspace: Workspace, view: Stored<SavedView>, groupId?: Id): Promise<SavedViewView> {
    const { rank: _, importRef: __, createdFrom: ___, ...fields } = view.content;
    return { ...stampsOf(view), ...fields, count: await countOf(platform, by, { workspace, view, groupId }) };
  }

  return [
    route(listViews, 'track', async ({ by, query: { groupId } }) => {
      const workspace = await workspaces.read(by);
      const items = await Promise.all(viewsInOrder(workspace).map((view) => viewOf(by, workspace, view, groupId)));
      return { status: 200, body: { items } };
    }),

    route(createView, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(SavedViewKind, id));
        if (made !== null) return made;
        if (present.all(SavedViewKind).length >= viewLimits.views)
          throw new Problem('conflict', {
            detail: `There are ${viewLimits.views} views already, which is the most there can be.`,
          });
        const { id = ids.record(), name, shows, groupId = null, isDefault = false, after } = body;
        refuseUnknownGroup(present, groupId);
        const rank = rankAfter(present, after, id);
        const content: SavedView = { name, shows, groupId, isDefault, rank, importRef: null, createdFrom };
        if (isDefault) dethrone(present, draft, { id, content });
        draft.create(SavedViewKind, { id, content });
        return id;
      });
      return { status: 201, body: await viewOf(by, workspace, there(workspace, result)) };
    }),

    route(patchView, 'track', async ({ by, params: { id }, body: { revision, after, ...changes } }) => {
      const seen = await workspaces.read(by);
      const current = await viewOf(by, seen, there(seen, id));
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const view = there(present, id);
        if (view.revision !== revision) throw new Problem('stale-revision', { current });
        refuseUnknownGroup(present, changes.groupId ?? null);
        const rank = after === undefined ? view.content.rank : rankAfter(present, after, id);
        const content = { ...withChanges<SavedView>(view.content, changes), rank };
        if (content.isDefault) dethrone(present, draft, { id, content });
        draft.update(SavedViewKind, id, revision, content);
      });
      return { status: 200, body: await viewOf(by, workspace, there(workspace, id)) };
    }),

    route(deleteView, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const seen = await workspaces.read(by);
      const current = await viewOf(by, seen, there(seen, id));
      const { result } = await workspaces.change(by, (present, draft) => {
        const stored = there(present, id);
        if (stored.revision !== revision) throw new Problem('stale-revision', { current });
        return removeRecord(present, draft, { kind: SavedViewKind, stored });
      });
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

/** Drafts that no other view of this layout is the default. */
function dethrone(workspace: Workspace, draft: Draft, { id, content }: Pick<Stored<SavedView>, 'id' | 'content'>): void {
  for (const other of workspace.all(SavedViewKind)) {
    if (other.id === id || !other.content.isDefault || other.content.shows.layout !== content.shows.layout) continue;
    draft.update(SavedViewKind, other.id, other.revision, { ...other.content, isDefault: false });
  }
}

function refuseUnknownGroup(workspace: Workspace, groupId: Id | null): void {
  if (groupId !== null && workspace.get(GroupKind, groupId) === undefined) throw refused('groupId', 'There is no such group.');
}

function there(workspace: Workspace, id: Id): Stored<SavedView> {
  const view = workspace.get(SavedViewKind, id);
  if (view === undefined) throw new Problem('not-found');
  return view;
}
