/** The rows of the table, a page at a time. */
import type { Id } from '@sotto/domain';
import { useApi } from '@sotto/ui/app';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listApplications } from '../../api.ts';
import { keys } from '../queries.ts';

/** Which rows, in which order, as the address says it. */
export interface TableView {
  readonly groupId: Id;
  readonly q: string;
  /** `column:operation:value` each. */
  readonly filter: readonly string[];
  /** `column` or `-column`; empty: newest first. */
  readonly sort: string;
}

const pageRows = 200;

/** `enabled`: it is known what the view asks for. */
export function useRows({ groupId, q, filter, sort }: TableView, enabled: boolean) {
  const api = useApi();
  const query = {
    groupId,
    limit: pageRows,
    ...(q !== '' && { q }),
    ...(filter.length > 0 && { filter: [...filter] }),
    ...(sort !== '' && { sort }),
  };
  return useInfiniteQuery({
    queryKey: [...keys.table, query],
    queryFn: async ({ pageParam, signal }) =>
      (await api(listApplications, { query: { ...query, ...(pageParam !== null && { cursor: pageParam }) } }, signal)).body,
    enabled,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
