/** What the table shows, kept in its address, so that it can be gone back to and kept as a bookmark. */
import type { Id } from '@sotto/domain';
import { navigate, useParams, useSearch } from '@sotto/ui/app';
import type { TableView } from './queries.ts';

export interface ViewState {
  readonly view: TableView;
  change(part: Partial<Omit<TableView, 'groupId'>>): void;
}

export function useViewState(groupId: Id): ViewState {
  const search = useSearch();
  const { applicationId } = useParams();
  const one = (name: string) => (typeof search[name] === 'string' ? search[name] : '');
  const filter = search['filter'];
  const view: TableView = {
    groupId,
    q: one('q'),
    sort: one('sort'),
    filter: filter === undefined ? [] : typeof filter === 'string' ? [filter] : filter,
  };
  return {
    view,
    change(part) {
      const { q, sort, filter: conditions } = { ...view, ...part };
      const next = {
        group: groupId,
        ...(q !== '' && { q }),
        ...(sort !== '' && { sort }),
        ...(conditions.length > 0 && { filter: conditions }),
      };
      navigate(
        applicationId === undefined
          ? { to: '/table', search: next, replace: true }
          : { to: '/table/$applicationId', params: { applicationId }, search: next, replace: true },
      );
    },
  };
}
