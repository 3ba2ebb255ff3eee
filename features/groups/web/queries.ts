/** Groups in the browser: reading them, changing them, and which one is looked at. */
import { useApi, useSearch } from '@sotto/ui/app';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client } from '@sotto/contract';
import { type GroupPatch, type GroupView, type NewGroup, createGroup, deleteGroup, listGroups, patchGroup } from '../api.ts';

export const groupsQuery = (api: Client) =>
  queryOptions({ queryKey: ['groups'], queryFn: async ({ signal }) => (await api(listGroups, {}, signal)).body.items });

/** All groups, archived ones last; `undefined` until they are known. */
export function useGroups(): readonly GroupView[] | undefined {
  return useQuery(groupsQuery(useApi())).data;
}

/** The group of the present address (`?group=`), else the first that is not archived; `undefined` until they are known. */
export function useCurrentGroup(): GroupView | undefined {
  const groups = useGroups();
  const { group } = useSearch();
  return groups?.find(({ id }) => id === group) ?? groups?.[0];
}

/** What else shows groups or their counts, and must be read again after a change. */
const touched = [['groups'], ['board'], ['applications']] as const;

function useTouched(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => void (await Promise.all(touched.map((queryKey) => queries.invalidateQueries({ queryKey }))));
}

export function useCreateGroup() {
  const api = useApi();
  return useMutation({
    mutationFn: async (group: NewGroup) => (await api(createGroup, { body: group })).body,
    onSuccess: useTouched(),
    meta: { shownBeside: ['invalid-input', 'already-exists', 'conflict'] },
  });
}

export function usePatchGroup() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ id, ...body }: GroupPatch & { id: string }) => (await api(patchGroup, { params: { id }, body })).body,
    onSuccess: useTouched(),
    meta: { shownBeside: ['invalid-input', 'already-exists'] },
  });
}

export interface GroupRemoval {
  readonly group: GroupView;
  /** What becomes of its applications; `null`: it has none. */
  readonly applications: { readonly move: string } | 'delete' | null;
}

export function useDeleteGroup() {
  const api = useApi();
  return useMutation({
    mutationFn: ({ group, applications }: GroupRemoval) =>
      api(deleteGroup, { params: { id: group.id }, query: { revision: group.revision, ...becomes(group, applications) } }),
    onSuccess: useTouched(),
  });
}

function becomes(group: GroupView, applications: GroupRemoval['applications']) {
  if (applications === null) return {};
  if (applications === 'delete') return { applications, count: group.applications } as const;
  return { applications: 'move', to: applications.move } as const;
}
