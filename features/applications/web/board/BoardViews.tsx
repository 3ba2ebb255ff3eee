/** The saved views above the board. A view that is opened puts its filter in the place of the board's own. */
import type { BoardShows } from '@sotto/domain';
import { useActiveView, ViewTabs } from '@sotto/features/views/web';
import { useSearch } from '@sotto/ui/app';
import { useEffect, useEffectEvent } from 'react';
import type { BoardFilter } from './columns.ts';

export interface BoardViewsProps {
  readonly group: { readonly id: string; readonly name: string };
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
}

export function BoardViews({ group, filter, onFilter }: BoardViewsProps) {
  const active = useActiveView(group.id, 'board');
  const opened = active?.id;
  const { view: asked } = useSearch();
  const open = useEffectEvent(() => {
    if (active?.shows.layout === 'board') onFilter(filterOf(active.shows));
    else if (asked === 'all') onFilter({});
  });
  // The board keeps its filter itself and begins without one; only opening another view sets it.
  useEffect(() => open(), [opened, asked]); // oxlint-disable-line react/exhaustive-effect-dependencies -- as said above
  const shows = showsOf(filter);
  return <ViewTabs group={group} shows={shows} isNarrowed={JSON.stringify(shows) !== everything} />;
}

function filterOf({ q, workMode, tag, dueWithin }: BoardShows): BoardFilter {
  return { words: q, workMode: workMode ?? undefined, tag: tag ?? undefined, dueWithin: dueWithin ?? undefined };
}

function showsOf({ words = '', workMode, tag, dueWithin }: BoardFilter): BoardShows {
  return { layout: 'board', q: words, workMode: workMode ?? null, tag: tag ?? null, dueWithin: dueWithin ?? null };
}

const everything = JSON.stringify(showsOf({}));
