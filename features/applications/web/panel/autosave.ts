/**
 * Saving by itself: what is typed is kept in this tab at once, sent when it has rested for a moment, and let go of when the server has it.
 */
import { Problem } from '@sotto/contract';
import { notify, useApi, useDraft } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { type ApplicationPatch, type ApplicationView, getApplication, patchApplication } from '../../api.ts';
import { keys, refreshApplications, showApplication } from '../queries.ts';
import { panelTexts } from './texts.ts';

/** Fields and their new values. */
export type Changes = Omit<ApplicationPatch, 'revision'>;

const restMs = 700;

export interface Autosave {
  /** What is typed and not saved yet: stands before what the application holds. */
  readonly waiting: Changes;
  change(changes: Changes): void;
  /** Sends what waits, now: on leaving a field. */
  flush(): void;
  readonly state: 'saved' | 'waiting' | 'saving' | 'failed';
  /** What the server did not take, by field. */
  errorOf(field: string): string | undefined;
}

export function useAutosave(application: ApplicationView): Autosave {
  const draft = useDraft<Changes>(`application-${application.id}`, {});
  const save = useSaveChanges(application.id);
  const waiting = Object.keys(draft.value).length > 0;

  const send = useEffectEvent(() => {
    const sent = draft.value;
    if (Object.keys(sent).length === 0 || save.isPending) return;
    save.mutate(sent, { onSuccess: () => letGo(sent) });
  });
  const letGo = useEffectEvent((sent: Changes) => {
    const rest = Object.entries(draft.value).filter(([field, value]) => Object.entries(sent).every(([name, was]) => name !== field || was !== value));
    if (rest.length === 0) draft.clear();
    else draft.change(Object.fromEntries(rest));
  });
  useEffect(() => {
    if (!waiting || save.isPending) return;
    const timer = setTimeout(() => send(), restMs);
    return () => clearTimeout(timer);
  }, [draft.value, waiting, save.isPending]);

  const errors = save.error instanceof Problem ? (save.error.body.errors ?? []) : [];
  return {
    waiting: draft.value,
    change: (changes) => draft.change({ ...draft.value, ...changes }),
    flush: () => {
      const sent = draft.value;
      if (waiting && !save.isPending) save.mutate(sent, { onSuccess: () => letGo(sent) });
    },
    state: save.isPending ? 'saving' : save.isError ? 'failed' : waiting ? 'waiting' : 'saved',
    errorOf: (field) => errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message,
  };
}

/**
 * Changes fields of an application. When it changed elsewhere in the meantime, the other change stays; ours is put on top unless both
 * concern the same field: then the person decides.
 */
function useSaveChanges(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const known = () => queries.getQueryData<ApplicationView>(keys.application(id));
  const patch = async (changes: Changes, revision: number) => (await api(patchApplication, { params: { id }, body: { ...changes, revision } })).body;
  const mutation = useMutation({
    scope: { id: `application-${id}` },
    mutationFn: async (changes: Changes): Promise<ApplicationView> => {
      const before = known();
      try {
        return await patch(changes, before?.revision ?? 1);
      } catch (error) {
        if (!(error instanceof Problem) || error.problem !== 'stale-revision') throw error;
        const now = (await api(getApplication, { params: { id } })).body;
        queries.setQueryData(keys.application(id), now);
        if (before && touchesSame(changes, before, now)) throw error;
        return patch(changes, now.revision);
      }
    },
    onSuccess: async (application) => {
      showApplication(queries, application);
      await refreshApplications(queries);
    },
    onError: (error, changes) => {
      if (!(error instanceof Problem) || error.problem !== 'stale-revision') return;
      notify({ text: panelTexts.changedElsewhere, tone: 'bad', act: { label: panelTexts.keepMine, run: () => mutation.mutate(changes) } });
    },
    meta: { shownBeside: ['invalid-input', 'stale-revision'] },
  });
  return mutation;
}

/** Whether one of the changed fields holds something else than it did. */
function touchesSame(changes: Changes, before: ApplicationView, now: ApplicationView): boolean {
  const was = new Map(Object.entries(before));
  const is = new Map(Object.entries(now));
  return Object.keys(changes).some((field) => JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field)));
}
