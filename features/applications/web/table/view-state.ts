/**
 * What the table shows, kept in its address, so that it can be gone back to and kept as a bookmark.
 *
 * An address with a saved view alone shows what the view says; `changed` says that the address itself tells everything, since
 * a filter that was taken away could not be told from one that was never there.
 */
import type { Id, TableShows } from '@sotto/domain';
import { type SavedViewView, useActiveView } from '@sotto/features/views/web';
import { navigate, useParams, useSearch } from '@sotto/ui/app';
import type { TableView } from './queries.ts';

export interface ViewState {
  readonly view: TableView;
  /** Columns by name; `null`: as this browser has chosen. */
  readonly columns: readonly string[] | null;
  /** What is shown, as a saved view keeps it. */
  readonly shows: TableShows;
  /** The saved view; `undefined`: not known yet. */
  readonly active: SavedViewView | null | undefined;
  change(part: Partial<Omit<TableView, 'groupId'>> & { readonly columns?: readonly string[] }): void;
}

export function useViewState(groupId: Id): ViewState {
  const search = useSearch();
  const { applicationId } = useParams();
  const active = useActiveView(groupId, 'table');
  const saved = active?.shows.layout === 'table' && search['changed'] === undefined ? active.shows : null;
  const one = (name: string) => (typeof search[name] === 'string' ? search[name] : '');
  const filter = search['filter'];
  const view: TableView = {
    groupId,
    q: saved?.q ?? one('q'),
    sort: saved?.sort ?? one('sort'),
    filter: saved?.filter ?? (filter === undefined ? [] : typeof filter === 'string' ? [filter] : filter),
  };
  const columns = saved ? saved.columns : one('columns') === '' ? null : one('columns').split(',');
  const named = active ? active.id : one('view');
  return {
    view,
    columns,
    active,
    shows: { layout: 'table', q: view.q, filter: [...view.filter], sort: view.sort, columns: columns && [...columns] },
    change(part) {
      const { q, sort, filter: conditions } = { ...view, ...part };
      const chosen = part.columns ?? columns;
      const next = {
        group: groupId,
        ...(named !== '' && { view: named }),
        ...(active && { changed: '1' }),
        ...(q !== '' && { q }),
        ...(sort !== '' && { sort }),
        ...(conditions.length > 0 && { filter: conditions }),
        ...(chosen !== null && { columns: chosen.join(',') }),
      };
      navigate(
        applicationId === undefined
          ? { to: '/table', search: next, replace: true }
          : { to: '/table/$applicationId', params: { applicationId }, search: next, replace: true },
      );
    },
  };
}
