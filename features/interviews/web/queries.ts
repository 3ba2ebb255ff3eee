/** Interviews in the browser: reading and changing them, each change with its way back. */
import type { Id, NamedRef } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { notify, saveOver, useApi } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type InterviewPatch,
  type InterviewView,
  type NewInterview,
  createInterview,
  deleteInterview,
  getInterview,
  listInterviews,
  patchInterview,
} from '../api.ts';
import { texts } from './texts.ts';
import { wordsWith } from './words.ts';

export const keys = {
  all: ['interviews', 'all'] as const,
  one: (id: Id) => ['interviews', 'one', id] as const,
  of: (applicationId: Id) => ['interviews', 'of', applicationId] as const,
};

/** All interviews, earliest first. */
export function useInterviews() {
  const api = useApi();
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) => (await api(listInterviews, { query: {} }, signal)).body.items,
  });
}

/** Interviews of an application, earliest first. */
export function useInterviewsOf(applicationId: Id): readonly InterviewView[] | undefined {
  const api = useApi();
  return useQuery({
    queryKey: keys.of(applicationId),
    queryFn: async ({ signal }) => (await api(listInterviews, { query: { applicationId } }, signal)).body.items,
  }).data;
}

export function useInterview(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.one(id),
    queryFn: async ({ signal }) => (await api(getInterview, { params: { id } }, signal)).body,
  });
}

/** Everything that shows interviews asks again. */
export async function refreshInterviews(queries: QueryClient): Promise<void> {
  const shown = ['interviews', 'today', 'tasks', 'calendar'];
  await Promise.all(shown.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export function useCreateInterview() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (interview: NewInterview) => (await api(createInterview, { body: interview })).body,
    onSuccess: () => refreshInterviews(queries),
    meta: { shownBeside: ['invalid-input'] },
  });
}

interface InterviewToChange extends InterviewPatch {
  readonly id: Id;
  /** As a form showed it; where it changed elsewhere since, the person chooses. */
  readonly before?: InterviewView;
  /** Contacts, for naming them then. */
  readonly known?: readonly NamedRef[];
}

export function usePatchInterview() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, before, known = [], revision, ...changes }: InterviewToChange) => {
      const patch = async (some: typeof changes, now: number) =>
        (await api(patchInterview, { params: { id }, body: { ...some, revision: now } })).body;
      return before ? saveOver(before, changes, { patch, ...wordsWith(known) }) : patch(changes, revision);
    },
    onSuccess: (interview) => queries.setQueryData(keys.one(interview.id), interview),
    onSettled: () => refreshInterviews(queries),
    meta: { shownBeside: ['invalid-input'] },
  });
}

/** Deletes an interview; it can be brought back, with its tasks, while the notice shows. */
export function useDeleteInterview() {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refreshInterviews(queries));
  return useMutation({
    mutationFn: async ({ id, revision }: InterviewView) =>
      (await api(deleteInterview, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { id }) => {
      queries.removeQueries({ queryKey: keys.one(id) });
      notify({ text: texts.deleted, undo: () => restore.mutate(undo) });
      await refreshInterviews(queries);
    },
  });
}
