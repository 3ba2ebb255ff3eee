/** The kind this feature alone writes, in the order the person has given it. */
import { byRank, rankBetween, SavedViewKind, type Id, type Rank, type SavedView, type Stored } from '@sotto/domain';
import { refused } from '@sotto/features/applications/server';
import type { Workspace } from '@sotto/workspace';

export const kinds = [SavedViewKind] as const;

export function viewsInOrder(workspace: Workspace): readonly Stored<SavedView>[] {
  return workspace.derived('saved views in order', [SavedViewKind], () =>
    workspace
      .all(SavedViewKind)
      .map((view) => ({ view, id: view.id, rank: view.content.rank }))
      .toSorted(byRank)
      .map(({ view }) => view),
  );
}

/** A rank directly after the view `after` (`null`: before all; `undefined`: last), for the view `moving`. */
export function rankAfter(workspace: Workspace, after: Id | null | undefined, moving: Id): Rank {
  const others = viewsInOrder(workspace).filter((view) => view.id !== moving);
  const position = after === undefined ? others.length - 1 : others.findIndex((view) => view.id === after);
  if (after != null && position < 0) throw refused('after', 'There is no such view to follow.');
  return rankBetween(others[position]?.content.rank ?? null, others[position + 1]?.content.rank ?? null);
}
