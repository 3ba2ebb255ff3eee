/** A person's settings in the browser. */
import type { Client } from '@sotto/contract';
import { notify, useApi } from '@sotto/ui/app';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SettingsPatch, type SettingsView, getSettings, patchSettings } from '../api.ts';
import { texts } from './texts.ts';

export const settingsQuery = (api: Client) =>
  queryOptions({
    queryKey: ['settings'],
    queryFn: async ({ signal }) => (await api(getSettings, {}, signal)).body,
    staleTime: 300_000,
  });

/** Settings; `undefined` until they are known. */
export function useSettings(): SettingsView | undefined {
  return useQuery(settingsQuery(useApi())).data;
}

export type SettingsChange = Omit<SettingsPatch, 'revision'>;

/** Changes settings: shown at once, with Undo; put back when the server refuses. `quiet`: nothing is said. */
export function useChangeSettings({ quiet = false } = {}) {
  const api = useApi();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (change: SettingsChange) => {
      const { revision } = await queries.query({ ...settingsQuery(api), staleTime: 'static' });
      return (await api(patchSettings, { body: { revision, ...change } })).body;
    },
    // One after the other: each names the revision that the one before it made.
    scope: { id: 'settings' },
    onSuccess: (now) => queries.setQueryData(['settings'], now),
    onError: () => queries.invalidateQueries({ queryKey: ['settings'] }),
  });
  return (change: SettingsChange): void => {
    const before = queries.getQueryData<SettingsView>(['settings']);
    const undo = before && Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof SettingsView]]));
    mutation.mutate(change, {
      onSuccess: () => quiet || notify({ text: texts.saved, ...(undo && { undo: () => mutation.mutate(undo) }) }),
    });
  };
}
