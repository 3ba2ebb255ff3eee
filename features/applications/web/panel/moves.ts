/** Moves of one application in its panel: to a stage, into its past, and back. */
import type { Id } from '@sotto/domain';
import { notify, useApi } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ApplicationView, type StageMove, moveApplication, voidStep } from '../../api.ts';
import { refreshApplications, showApplication } from '../queries.ts';
import { texts } from '../texts.ts';

/** Enters a step. `at` in the past enters it there; the application moves only if it is the latest. */
export function useMoveTo(application: ApplicationView) {
  const api = useApi();
  const queries = useQueryClient();
  const takeBack = useTakeBack(application.id);
  return useMutation({
    scope: { id: `application-${application.id}` },
    mutationFn: async (move: Omit<StageMove, 'revision'>) =>
      (await api(moveApplication, { params: { id: application.id }, body: { ...move, revision: application.revision } })).body,
    onSuccess: async (moved) => {
      const step = moved.history.find((one) => application.history.every((known) => known.id !== one.id));
      showApplication(queries, moved);
      if (step && moved.stage.id !== application.stage.id) {
        notify({
          text: `${texts.movedTo(moved.company.name)} ${moved.stage.name}`,
          undo: () => takeBack.mutate({ stepId: step.id, revision: moved.revision }),
        });
      }
      await refreshApplications(queries);
    },
  });
}

/** A step that was a mistake counts nowhere; it stays in the history. */
export function useTakeBack(id: Id) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `application-${id}` },
    mutationFn: async ({ stepId, revision }: { stepId: Id; revision: number }) =>
      (await api(voidStep, { params: { id, stepId }, body: { revision } })).body,
    onSuccess: async (application) => {
      showApplication(queries, application);
      await refreshApplications(queries);
    },
  });
}
