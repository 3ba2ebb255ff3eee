/** Fields of one's own in the browser: reading and changing them. */
import { undoChange } from '@sotto/features/applications/api';
import { notify, useApi, useChangeListed } from '@sotto/ui/app';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createField, deleteField, type FieldPatch, type FieldView, listFields, type NewField, patchField } from '../api.ts';
import { texts } from './texts.ts';

export type { FieldView } from '../api.ts';

const queryKey = ['fields'] as const;

/** All fields in order; `undefined` until they are known. */
export function useFields(): readonly FieldView[] | undefined {
  const api = useApi();
  return useQuery({ queryKey, queryFn: async ({ signal }) => (await api(listFields, {}, signal)).body.items }).data;
}

/** Asks again for everything that shows a field or a value. */
function useReread(): () => Promise<void> {
  const queries = useQueryClient();
  return async () =>
    void (await Promise.all(
      [queryKey, ['applications'], ['application'], ['views']].map((key) => queries.invalidateQueries({ queryKey: key })),
    ));
}

const shownBeside = ['invalid-input', 'conflict'] as const;

export function useCreateField() {
  const api = useApi();
  return useMutation({
    mutationFn: async (field: NewField) => (await api(createField, { body: field })).body,
    onSuccess: useReread(),
    meta: { shownBeside },
  });
}

export function usePatchField() {
  const api = useApi();
  return useMutation({
    mutationFn: ({ field, ...change }: Omit<FieldPatch, 'revision'> & { readonly field: FieldView }) =>
      api(patchField, { params: { id: field.id }, body: { revision: field.revision, ...change } }),
    onSettled: useReread(),
    meta: { shownBeside },
  });
}

/** A new place in the list shows at once, and is put back when the server refuses. */
export function useMoveField() {
  const api = useApi();
  return useChangeListed<FieldView, FieldPatch>({
    queryKey,
    patch: async (id, body) => (await api(patchField, { params: { id }, body })).body,
    reread: useReread(),
  });
}

/** Deletes a field with its values; all of it comes back while the notice shows. */
export function useDeleteField() {
  const api = useApi();
  const reread = useReread();
  const restore = useMutation({
    mutationFn: (undo: string) => api(undoChange, { body: { undo } }),
    onSettled: reread,
  });
  return useMutation({
    mutationFn: async ({ id, revision }: FieldView) => (await api(deleteField, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo, values }, { name }) => {
      notify({ text: texts.deleted(name, values), undo: () => restore.mutate(undo) });
      await reread();
    },
  });
}
