/** A person's settings in the browser. */
import type { Client } from '@sotto/contract';
import { notify, useApi } from '@sotto/ui/app';
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SettingsPatch, type SettingsView, getSettings, patchSettings } from '../api.ts';
import { titles } from './titles.ts';

const settingsKey = ['settings'];
/** Of every call that changes settings, here and in other features: each names the revision that the one before it made. */
export const inTurnWithSettings = { mutationKey: settingsKey, scope: { id: 'settings' } };

export const settingsQuery = (api: Client) =>
  queryOptions({
    queryKey: settingsKey,
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
    ...inTurnWithSettings,
    mutationFn: async (change: SettingsChange) => {
      const { revision } = await queries.query({ ...settingsQuery(api), staleTime: 'static' });
      return (await api(patchSettings, { body: { revision, ...change } })).body;
    },
    onMutate: (change) => show(queries, change),
    // What was changed meanwhile is shown already, and is on its way.
    onSuccess: (now) => show(queries, queries.isMutating({ mutationKey: settingsKey }) > 1 ? { revision: now.revision } : now),
    onError: () => queries.invalidateQueries({ queryKey: settingsKey }),
    // Nobody asked for it: in a frozen account it waits, and says nothing either.
    ...(quiet && { meta: { shownBeside: ['account-frozen'] as const } }),
  });
  return (change: SettingsChange): void => {
    const before = queries.getQueryData<SettingsView>(settingsKey);
    const undo = before && Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof SettingsView]]));
    // Before whoever called looks again: another change of theirs begins with this one.
    show(queries, change);
    mutation.mutate(change, {
      onSuccess: () => quiet || notify({ text: titles.saved, ...(undo && { undo: () => mutation.mutate(undo) }) }),
    });
  };
}

function show(queries: QueryClient, change: Partial<SettingsView> | SettingsChange): void {
  // Safe: a change has the names and values of settings, and those it leaves out stay.
  queries.setQueryData<SettingsView>(settingsKey, (present) => present && ({ ...present, ...change } as SettingsView));
}
