/**
 * Saving by itself: what is typed is kept in this tab at once, sent when it has rested for a moment, and let go of when the server has it.
 */
import { Problem } from '@sotto/contract';
import { notify, useApi, useDraft } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
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
  /** What the server did not take: it is sent again when it has changed, not before. */
  const [refused, setRefused] = useState<Changes | null>(null);
  const save = useSaveChanges(application.id, { onSaved: letGo, onRefused: setRefused });
  const waiting = Object.keys(draft.value).length > 0;

  function letGo(sent: Changes): void {
    const was = new Map<string, unknown>(Object.entries(sent));
    const rest = Object.entries(draft.value).filter(([field, value]) => !was.has(field) || was.get(field) !== value);
    if (rest.length === 0) draft.clear();
    else draft.change(Object.fromEntries(rest));
  }
  function flush(): void {
    if (waiting && !save.isPending && draft.value !== refused) save.mutate(draft.value);
  }
  const send = useEffectEvent(flush);
  useEffect(() => {
    const timer = setTimeout(() => send(), restMs);
    return () => clearTimeout(timer);
    // Every one of them begins the rest anew; what is to be done is read when it is over.
  }, [draft.value, save.isPending]); // oxlint-disable-line react/exhaustive-effect-dependencies -- as said above
  useEffect(() => () => send(), []);

  const errors = save.error instanceof Problem ? (save.error.body.errors ?? []) : [];
  return {
    waiting: draft.value,
    change: (changes) => draft.change({ ...draft.value, ...changes }),
    flush,
    state: stateOf(save, waiting),
    errorOf: (field) => errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message,
  };
}

function stateOf(save: { readonly isPending: boolean; readonly isError: boolean }, waiting: boolean): Autosave['state'] {
  if (save.isPending) return 'saving';
  if (!waiting) return 'saved';
  return save.isError ? 'failed' : 'waiting';
}

interface SaveListeners {
  onSaved(sent: Changes): void;
  onRefused(sent: Changes): void;
}

/**
 * Changes fields of an application. When it changed elsewhere in the meantime, the other change stays; ours is put on top unless both
 * concern the same field: then the person decides.
 */
function useSaveChanges(id: string, { onSaved, onRefused }: SaveListeners) {
  const api = useApi();
  const queries = useQueryClient();
  const known = () => queries.getQueryData<ApplicationView>(keys.application(id));
  const patch = async (changes: Changes, revision: number) =>
    (await api(patchApplication, { params: { id }, body: { ...changes, revision } })).body;
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
    onSuccess: async (application, changes) => {
      onSaved(changes);
      showApplication(queries, application);
      await refreshApplications(queries);
    },
    onError: (error, changes) => {
      onRefused(changes);
      if (!(error instanceof Problem) || error.problem !== 'stale-revision') return;
      notify({
        text: panelTexts.changedElsewhere,
        tone: 'bad',
        act: { label: panelTexts.keepMine, run: () => mutation.mutate(changes) },
      });
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
