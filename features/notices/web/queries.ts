/** Notices in the browser. */
import { useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dismissNotice, listNotices, type NoticeView } from '../api.ts';

const listKey = ['notices'];
const everyMs = 10 * 60_000;

/** Everything one was told, the latest first; looked at again every few minutes. */
export function useNotices() {
  const api = useApi();
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api(listNotices, {}, signal)).body.items,
    refetchInterval: everyMs,
  });
}

/** Puts a notice away, at once. */
export function useDismiss() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => api(dismissNotice, { params: { id } }),
    async onMutate(id) {
      // The list asked for after the one before would bring this one back.
      await queries.cancelQueries({ queryKey: listKey });
      queries.setQueryData<NoticeView[]>(listKey, (items) =>
        items?.map((item) => (item.id === id ? { ...item, dismissedAt: new Date().toISOString() } : item)),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: listKey }),
  });
}
