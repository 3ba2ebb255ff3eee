/** Saved views in the browser: reading and changing them. */
import { undoChange } from '@sotto/features/applications/api';
import { notify, useApi, useChangeListed, useSearch } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createView, deleteView, listViews, type NewView, patchView, type SavedViewView, type ViewPatch } from '../api.ts';
import { texts } from './texts.ts';

export type { SavedViewView } from '../api.ts';

// Begins as every query of the table does, so that whatever changes an application counts anew.
const queryKey = ['applications', 'views'] as const;
const keyIn = (groupId: string) => [...queryKey, groupId] as const;

/** All views in order, counted in this group; `undefined` until they are known. */
export function useViews(groupId: string): readonly SavedViewView[] | undefined {
  const api = useApi();
  return useQuery({
    queryKey: keyIn(groupId),
    queryFn: async ({ signal }) => (await api(listViews, { query: { groupId } }, signal)).body.items,
  }).data;
}

/** The view the address names, or the default where it names nothing at all; `null`: none; `undefined`: not known yet. */
export function useActiveView(groupId: string, layout: 'table' | 'board'): SavedViewView | null | undefined {
  const views = useViews(groupId);
  const search = useSearch();
  if (views === undefined) return undefined;
  const ofLayout = views.filter((view) => view.shows.layout === layout && (view.groupId === null || view.groupId === groupId));
  if (search['view'] !== undefined) return ofLayout.find(({ id }) => id === search['view']) ?? null;
  const says = ['q', 'filter', 'sort', 'columns'].some((part) => search[part] !== undefined);
  return says ? null : (ofLayout.find(({ isDefault }) => isDefault) ?? null);
}

function useReread(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey });
}

export function useCreateView() {
  const api = useApi();
  return useMutation({
    mutationFn: async (view: NewView) => (await api(createView, { body: view })).body,
    onSuccess: useReread(),
    meta: { shownBeside: ['invalid-input', 'conflict'] },
  });
}

export function usePatchView() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ view, ...change }: Omit<ViewPatch, 'revision'> & { readonly view: SavedViewView }) =>
      (await api(patchView, { params: { id: view.id }, body: { revision: view.revision, ...change } })).body,
    onSettled: useReread(),
  });
}

/** A new place among the views, as they are counted in this group, shows at once, and is put back when the server refuses. */
export function useMoveView(groupId: string) {
  const api = useApi();
  return useChangeListed<SavedViewView, ViewPatch>({
    queryKey: keyIn(groupId),
    patch: async (id, body) => (await api(patchView, { params: { id }, body })).body,
    reread: useReread(),
  });
}

/** Deletes a view; it comes back while the notice shows. */
export function useDeleteView() {
  const api = useApi();
  const reread = useReread();
  const restore = useMutation({ mutationFn: (undo: string) => api(undoChange, { body: { undo } }), onSettled: reread });
  return useMutation({
    mutationFn: async ({ id, revision }: SavedViewView) => (await api(deleteView, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { name }) => {
      notify({ text: texts.deleted(name), undo: () => restore.mutate(undo) });
      await reread();
    },
  });
}
