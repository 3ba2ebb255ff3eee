/** What the log asks the server, and what it tells it. */
import type { ActivityFields } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { useSettings } from '@sotto/features/settings/web';
import { type ConflictWords, notify, saveOver, useApi } from '@sotto/ui/app';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ActivityPatch, type ActivityView, createActivity, deleteActivity, patchActivity, readLog } from '../api.ts';
import { texts } from './texts.ts';

/** Counted anew when settings changed: the rules are among them. */
export function useLog(span: { readonly from: string; readonly to: string }) {
  const api = useApi();
  const revision = useSettings()?.revision;
  return useQuery({
    queryKey: ['work-search log', span, revision],
    enabled: revision !== undefined,
    // More of the past is shown beneath what stands there already.
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await api(readLog, { query: span }, signal)).body,
  });
}

function useTouched(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['work-search log'] });
}

type ActivityChanges = Omit<ActivityPatch, 'revision'>;
type KeptActivity = ActivityView & { readonly id: string; readonly revision: number };

/** Safe: what is changed is kept under an id; only what another record tells has none. */
const isKept = (activity: ActivityView) => activity as KeptActivity;

const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = { kind: texts.kinds, method: texts.methods };
const words: ConflictWords = {
  labels: texts.fields,
  inWords: (field, value) => choices[field]?.[String(value)],
};

/** Keeps what is said of an activity: a new one, a changed one, or one that a record tells and that is now said differently. */
export function useSayActivity() {
  const api = useApi();
  return useMutation({
    mutationFn: async ({ activity, fields }: { activity: ActivityView | null; fields: ActivityFields }) => {
      const { id = null, revision = null, of } = activity ?? {};
      if (activity === null || id === null || revision === null)
        return (await api(createActivity, { body: { ...fields, ...(of && { of }) } })).body;
      const patch = async (changes: ActivityChanges, now: number) =>
        isKept((await api(patchActivity, { params: { id }, body: { ...changes, revision: now } })).body);
      return saveOver(isKept(activity), fields, { patch, ...words });
    },
    onSuccess: useTouched(),
    meta: { shownBeside: ['invalid-input'] },
  });
}

/** Deletes what was said; it can be taken back while the notice shows. */
export function useDeleteActivity() {
  const api = useApi();
  const touched = useTouched();
  const restore = useRestore(touched);
  return useMutation({
    mutationFn: async ({ id, revision }: { id: string; revision: number; text: string }) =>
      (await api(deleteActivity, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { text }) => {
      notify({ text, undo: () => restore.mutate(undo) });
      await touched();
    },
  });
}

export const said = { of: (activity: ActivityView) => (activity.of === null ? texts.deleted : texts.toldAgain) } as const;
