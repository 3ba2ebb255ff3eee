/** What the views of the question bank ask the server, and what they tell it. */
import type { Id, QuestionUse } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { type AutosaveOf, notify, useApi, useAutosaveOf } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type NewQuestion,
  type QuestionPatch,
  type QuestionView,
  createQuestion,
  deleteQuestions,
  getQuestion,
  linkQuestions,
  listQuestions,
  patchQuestion,
} from '../api.ts';
import { texts } from './texts.ts';

export const keys = {
  all: ['questions', 'all'] as const,
  one: (id: Id) => ['questions', 'one', id] as const,
};

/** All questions, in the order in which they were noted. */
export function useQuestions() {
  const api = useApi();
  return useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }): Promise<readonly QuestionView[]> => (await api(listQuestions, { query: {} }, signal)).body.items,
  });
}

export function useQuestion(id: Id) {
  const api = useApi();
  return useQuery({
    queryKey: keys.one(id),
    queryFn: async ({ signal }) => (await api(getQuestion, { params: { id } }, signal)).body,
  });
}

export async function refreshQuestions(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['questions'] });
}

export type QuestionChanges = Omit<QuestionPatch, 'revision'>;
export type QuestionAutosave = AutosaveOf<QuestionChanges>;

export function useQuestionAutosave(question: QuestionView): QuestionAutosave {
  const api = useApi();
  const params = { id: question.id };
  return useAutosaveOf<QuestionView, QuestionChanges>(question, {
    name: 'question',
    queryKey: keys.one(question.id),
    read: async () => (await api(getQuestion, { params })).body,
    patch: async (changes, revision) => (await api(patchQuestion, { params, body: { ...changes, revision } })).body,
    onSaved: (_view, queries) => queries.invalidateQueries({ queryKey: keys.all }),
    words: {
      labels: {
        text: texts.text,
        kind: texts.kind,
        tags: texts.tags,
        answer: texts.answer,
        star: texts.asStory,
        confidence: texts.confidence,
      },
    },
  });
}

/** `onMade` is called also when what asked is no longer shown: the line that was kept is gone. */
export function useCreateQuestion(onMade?: (question: QuestionView) => void) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (question: NewQuestion) => (await api(createQuestion, { body: question })).body,
    onSuccess: async (question) => {
      onMade?.(question);
      await refreshQuestions(queries);
    },
    meta: { shownBeside: ['invalid-input'] },
  });
}

/** Changes one or several questions that are not open: their kind, how sure one was. */
export function usePatchQuestions() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ questions, changes }: { questions: readonly QuestionView[]; changes: QuestionChanges }) => {
      for (const { id, revision } of questions) await api(patchQuestion, { params: { id }, body: { ...changes, revision } });
    },
    onSettled: () => refreshQuestions(queries),
  });
}

/**
 * Deletes questions; they can be brought back while the notice shows. `onDone` is called also when what asked is no longer shown:
 * deleted rows take their bar with them.
 */
export function useDeleteQuestions(onDone?: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refreshQuestions(queries));
  return useMutation({
    mutationFn: async (questions: readonly Pick<QuestionView, 'id' | 'revision'>[]) => {
      const items = questions.map(({ id, revision }) => ({ id, revision }));
      return (await api(deleteQuestions, { body: { items } })).body;
    },
    onSuccess: async ({ undo }, questions) => {
      for (const { id } of questions) queries.removeQueries({ queryKey: keys.one(id) });
      notify({ text: texts.deletedMany(questions.length), ...(undo !== null && { undo: () => restore.mutate(undo) }) });
      onDone?.();
      await refreshQuestions(queries);
    },
  });
}

export interface Linking {
  readonly interviewId: Id;
  readonly items: readonly { readonly id: Id; readonly role: QuestionUse['role'] | null }[];
}

export function useLinkQuestions() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ interviewId, items }: Linking) =>
      (await api(linkQuestions, { params: { id: interviewId }, body: { items: [...items] } })).body.items,
    onSettled: () => refreshQuestions(queries),
  });
}
