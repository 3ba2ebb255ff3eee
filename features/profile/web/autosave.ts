/**
 * Saving by itself: what is typed is kept in this tab at once, sent when it has rested for a moment, and let go of when the
 * server has it. A field that the server does not take waits here with its reason, and does not keep the others from being saved.
 */
import { type Client, Problem } from '@sotto/contract';
import type { ProfileFields } from '@sotto/domain';
import { notify, useApi, useDraft } from '@sotto/ui/app';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ProfileView, getProfile, putProfile } from '../api.ts';
import { profileKey, profileScope } from './queries.ts';
import { texts } from './texts.ts';

/** Fields and their new values. */
export type Changes = Partial<ProfileFields>;

const restMs = 700;

type FieldErrors = NonNullable<Problem['body']['errors']>;

export interface Autosave {
  /** The profile with what is typed on top of it. */
  readonly values: ProfileFields;
  change(changes: Changes): void;
  /** Sends what waits, now: on leaving a field. */
  flush(): void;
  /** Lets go of everything that waits. */
  forget(): void;
  readonly state: keyof typeof texts.state;
  /** What the server did not take, by field: `phone`, `education.0.school`. */
  errorOf(field: string): string | undefined;
}

export function useAutosave(profile: ProfileView): Autosave {
  const draft = useDraft<Changes>('profile', {});
  /** What the server did not take: it is sent again when it has changed, not before. */
  const [refused, setRefused] = useState<Changes | null>(null);
  const save = useSaveChanges({ onSaved: letGo, onRefused: setRefused });
  const waiting = Object.keys(draft.value).length > 0;
  // Two fields left at once are two savings, and the first of them knows no more than what was typed when it began.
  const latest = useRef(draft.value);
  useEffect(() => {
    latest.current = draft.value;
  });

  function letGo(sent: Changes): void {
    const was = new Map<string, unknown>(Object.entries(sent));
    const rest = Object.entries(latest.current).filter(([field, value]) => !was.has(field) || was.get(field) !== value);
    if (rest.length === 0) draft.clear();
    else draft.change(Object.fromEntries(rest));
  }
  function flush(): void {
    if (waiting && !save.isPending && !sameChanges(draft.value, refused)) save.mutate(draft.value);
  }
  const send = useEffectEvent(flush);
  useEffect(() => {
    const timer = setTimeout(() => send(), restMs);
    return () => clearTimeout(timer);
    // Every one of them begins the rest anew; what is to be done is read when it is over.
  }, [draft.value, save.isPending]); // oxlint-disable-line react/exhaustive-effect-dependencies -- as said above
  useEffect(() => () => send(), []);

  const { resume: _, revision: __, ...kept } = profile;
  const errors = save.data?.errors ?? [];
  return {
    values: { ...kept, ...draft.value },
    change: (changes) => draft.change({ ...draft.value, ...changes }),
    flush,
    forget: draft.clear,
    state: save.isPending ? 'saving' : !waiting ? 'saved' : save.isError || errors.length > 0 ? 'failed' : 'waiting',
    errorOf: (field) => (waiting ? errors.find((one) => one.field === field)?.message : undefined),
  };
}

/** Whether the same fields wait with the same values. */
function sameChanges(one: Changes, other: Changes | null): boolean {
  if (other === null) return false;
  const was = new Map<string, unknown>(Object.entries(other));
  const entries = Object.entries(one);
  return entries.length === was.size && entries.every(([field, value]) => was.get(field) === value);
}

interface SaveListeners {
  onSaved(sent: Changes): void;
  onRefused(refused: Changes | null): void;
}

interface Saved {
  readonly now: ProfileView;
  readonly sent: Changes;
  readonly left: Changes;
  readonly errors: FieldErrors;
}

/**
 * Puts the profile with changes made. When it changed elsewhere in the meantime, the other change stays; ours is put on top
 * unless both concern the same field: then the person decides.
 */
function useSaveChanges({ onSaved, onRefused }: SaveListeners) {
  const api = useApi();
  const queries = useQueryClient();
  const mutation = useMutation({
    scope: profileScope,
    mutationFn: async (changes: Changes): Promise<Saved> => {
      const before = queries.getQueryData<ProfileView>(profileKey) ?? (await api(getProfile, {})).body;
      try {
        return await putWhatIsTaken(api, before, changes);
      } catch (error) {
        if (!(error instanceof Problem) || error.problem !== 'stale-revision') throw error;
        const now = (await api(getProfile, {})).body;
        queries.setQueryData(profileKey, now);
        if (touchesSame(changes, before, now)) throw error;
        return putWhatIsTaken(api, now, changes);
      }
    },
    onSuccess: ({ now, sent, left, errors }) => {
      queries.setQueryData(profileKey, now);
      onSaved(sent);
      onRefused(errors.length === 0 ? null : left);
    },
    onError: (error, changes) => {
      onRefused(changes);
      if (!(error instanceof Problem) || error.problem !== 'stale-revision') return;
      notify({ text: texts.changedElsewhere, tone: 'bad', act: { label: texts.keepMine, run: () => mutation.mutate(changes) } });
    },
    meta: { shownBeside: ['stale-revision'] },
  });
  return mutation;
}

/** Puts all changes, else those whose fields nothing is wrong with. Throws whatever else the server refuses. */
async function putWhatIsTaken(api: Client, before: ProfileView, changes: Changes): Promise<Saved> {
  const put = async (some: Changes) => {
    const { resume: _, ...kept } = before;
    return (await api(putProfile, { body: { ...kept, ...some } })).body;
  };
  try {
    return { now: await put(changes), sent: changes, left: {}, errors: [] };
  } catch (error) {
    const errors = error instanceof Problem && error.problem === 'invalid-input' ? (error.body.errors ?? []) : [];
    const wrong = new Set(errors.map(({ field }) => field.split('.')[0]));
    const isWrong = ([field]: readonly [string, unknown]) => wrong.has(field);
    const left = Object.fromEntries(Object.entries(changes).filter(isWrong));
    const sent = Object.fromEntries(Object.entries(changes).filter((entry) => !isWrong(entry)));
    if (Object.keys(left).length === 0) throw error;
    return { now: Object.keys(sent).length === 0 ? before : await put(sent), sent, left, errors };
  }
}

/** Whether one of the changed fields holds something else than it did. */
function touchesSame(changes: Changes, before: ProfileView, now: ProfileView): boolean {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(now));
  return Object.keys(changes).some((field) => JSON.stringify(was.get(field)) !== JSON.stringify(is.get(field)));
}
