/** Today in the browser. */
import { useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { getToday } from '../api.ts';

/** What there is today. Whoever changes an application, a task or an interview invalidates what begins like its key. */
export function useToday() {
  const api = useApi();
  return useQuery({
    queryKey: ['today'],
    queryFn: async ({ signal }) => (await api(getToday, {}, signal)).body,
  });
}
