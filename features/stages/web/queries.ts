/** Stages in the browser: reading and changing them. */
import type { Client } from '@sotto/contract';
import type { StageLook } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NewStage, type StagePatch, type StageView, createStage, deleteStage, listStages, patchStage } from '../api.ts';
import { looksOf } from './looks.ts';

/** A stage with the look it wears. */
export interface DressedStage extends StageView {
  readonly look: StageLook;
}

export const stagesQuery = (api: Client) =>
  queryOptions({
    queryKey: ['stages'],
    queryFn: async ({ signal }) => (await api(listStages, {}, signal)).body.items,
    select: dressed,
  });

/** All stages in order, hidden ones too, each with its look; `undefined` until they are known. */
export function useStages(): readonly DressedStage[] | undefined {
  return useQuery(stagesQuery(useApi())).data;
}

function dressed(stages: readonly StageView[]): readonly DressedStage[] {
  const looks = looksOf(stages);
  return stages.map((stage) => ({ ...stage, look: looks.get(stage.id) ?? 'saved' }));
}

function useReread(): () => Promise<void> {
  const queries = useQueryClient();
  return async () =>
    void (await Promise.all(
      [['stages'], ['board'], ['applications']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    ));
}

export function useCreateStage() {
  const api = useApi();
  return useMutation({
    mutationFn: async (stage: NewStage) => (await api(createStage, { body: stage })).body,
    onSuccess: useReread(),
    meta: { shownBeside: ['invalid-input', 'already-exists', 'conflict'] },
  });
}

type Change = Omit<StagePatch, 'revision'> & { readonly stage: StageView };

/** Shown at once, put back when the server refuses. */
export function usePatchStage() {
  const api = useApi();
  const queries = useQueryClient();
  const reread = useReread();
  return useMutation({
    mutationFn: ({ stage, ...change }: Change) =>
      api(patchStage, { params: { id: stage.id }, body: { revision: stage.revision, ...change } }),
    onMutate: async (change: Change) => {
      await queries.cancelQueries({ queryKey: ['stages'] });
      const before = queries.getQueryData<readonly StageView[]>(['stages']);
      if (before) queries.setQueryData(['stages'], withChange(before, change));
      return before;
    },
    onError: (_error, _change, before) => queries.setQueryData(['stages'], before),
    onSettled: reread,
  });
}

/** The list as it will be: `after` moves the stage, the rest replaces its words. */
export function withChange(stages: readonly StageView[], { stage, after, name, hidden }: Change): readonly StageView[] {
  const changed = { ...stage, name: name ?? stage.name, hidden: hidden ?? stage.hidden };
  if (after === undefined) return stages.map((one) => (one.id === stage.id ? changed : one));
  const others = stages.filter((one) => one.id !== stage.id);
  const place = after === null ? 0 : others.findIndex((one) => one.id === after) + 1;
  return [...others.slice(0, place), changed, ...others.slice(place)];
}

export function useDeleteStage() {
  const api = useApi();
  return useMutation({
    mutationFn: ({ stage, to }: { stage: StageView; to: string | null }) =>
      api(deleteStage, { params: { id: stage.id }, query: { revision: stage.revision, ...(to !== null && { to }) } }),
    onSuccess: useReread(),
  });
}
