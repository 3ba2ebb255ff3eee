/** The rows of the table, a page at a time, and what is done to many of them at once. */
import type { Id } from '@sotto/domain';
import { notify, useApi } from '@sotto/ui/app';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApplicationRow, type BulkChange, changeApplications, listApplications, undoChange } from '../../api.ts';
import { keys, refreshApplications } from '../queries.ts';
import { tableTexts } from './texts.ts';

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

/** The most that one call takes. */
const bulkItems = 1_000;

export interface BulkAct {
  readonly rows: readonly ApplicationRow[];
  readonly change: BulkChange;
  /** Said when it is done, for the number that changed. */
  readonly said: (count: number) => string;
}

/** Changes many applications, a thousand per call, and takes all of it back when asked. */
export function useBulkChange() {
  const api = useApi();
  const queries = useQueryClient();
  const undo = useUndoAll();
  return useMutation({
    mutationFn: async ({ rows, change }: BulkAct) => {
      const undos: string[] = [];
      let done = 0;
      let left = 0;
      for (let at = 0; at < rows.length; at += bulkItems) {
        const items = rows.slice(at, at + bulkItems).map(({ id, revision }) => ({ id, revision }));
        const { body } = await api(changeApplications, { body: { items, change } });
        if (body.undo !== null) undos.push(body.undo);
        done += body.items.filter(({ result }) => result === 'done').length;
        left += body.items.filter(({ result }) => result !== 'done' && result !== 'unchanged').length;
      }
      return { undos, done, left };
    },
    onSuccess: ({ undos, done, left }, { said }) => {
      const text = left > 0 ? `${said(done)}. ${tableTexts.left(left)}` : said(done);
      notify({ text, ...(undos.length > 0 && { undo: () => undo.mutate(undos) }) });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['application'] });
      await refreshApplications(queries);
    },
  });
}

/** Newest first, as they were done. */
function useUndoAll() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (undos: readonly string[]) => {
      for (const undo of undos.toReversed()) await api(undoChange, { body: { undo } });
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['application'] });
      await refreshApplications(queries);
    },
  });
}
