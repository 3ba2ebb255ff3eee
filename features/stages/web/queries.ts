/** Stages in the browser: reading and changing them. */
import type { Client } from '@sotto/contract';
import type { StageLook } from '@sotto/ui';
import { useApi, useChangeListed } from '@sotto/ui/app';
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

/** Shown at once, put back when the server refuses. */
export function useChangeStage() {
  const api = useApi();
  return useChangeListed<StageView, StagePatch>({
    queryKey: ['stages'],
    patch: async (id, body) => (await api(patchStage, { params: { id }, body })).body,
    reread: useReread(),
    foresee: (stage, { name = stage.name, hidden = stage.hidden }) => ({ ...stage, name, hidden }),
  });
}

export function useDeleteStage() {
  const api = useApi();
  return useMutation({
    mutationFn: ({ stage, to }: { stage: StageView; to: string | null }) =>
      api(deleteStage, { params: { id: stage.id }, query: { revision: stage.revision, ...(to !== null && { to }) } }),
    onSuccess: useReread(),
  });
}
