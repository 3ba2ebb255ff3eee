/** Taking everything along from the browser: making the copy, watching it, saving it, and being reminded of the next one. */
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ExportsView, forgetExport, getExports, makeExport, remindOfExport } from '../api.ts';
import { transferLinks } from './links.ts';
import { texts } from './texts-taking.ts';

const key = ['exports'];

/** `undefined` until it is known. `watching`: a copy is being made, so that its progress shows. */
export function useExports({ watching = false } = {}): ExportsView | undefined {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api(getExports, {}, signal)).body,
    refetchInterval: ({ state }) => (watching || state.data?.latest?.state === 'making' ? 400 : 60_000),
    staleTime: 0,
  }).data;
}

/** Makes a copy and saves it. Asks who they are first, when that was long ago. */
export function useTakeEverything() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => (await api(makeExport, {})).body,
    onSuccess: ({ id }) => saveCopy(id),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
}

/** By the browser's own download: it shows how far it is, keeps nothing in memory, and goes on after a broken line. */
export function saveCopy(id: string): void {
  Object.assign(document.createElement('a'), { href: transferLinks.copy(id), download: 'sotto.zip' }).click();
}

export function useForgetCopy() {
  const api = useApi();
  return useMutation({
    mutationFn: (id: string) => api(forgetExport, { params: { id } }),
    onSuccess: async (_none, _id, _kept, { client }) => {
      await client.invalidateQueries({ queryKey: key });
      notify({ text: texts.forgotten });
    },
  });
}

export function useRemindOfCopy() {
  const api = useApi();
  return useMutation({
    mutationFn: async (every: ExportsView['reminder']['every']) => (await api(remindOfExport, { body: { every } })).body,
    onSuccess: (reminder, _every, _kept, { client }) => {
      client.setQueryData<ExportsView>(key, (known) => known && { ...known, reminder });
      return client.invalidateQueries({ queryKey: ['reminders'] });
    },
  });
}
