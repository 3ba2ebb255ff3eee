/**
 * Saving by itself: what is typed is kept in this tab at once, sent when it has rested for a moment, and let go of when the server has it.
 *
 * When the record changed elsewhere in the meantime, the other change stays; ours is put on top unless both concern the same field: then
 * the person decides, field by field. What a field held when one began to type is kept with what is typed, so that a change from
 * elsewhere is seen however it came here.
 */
import { Problem } from '@sotto/contract';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { type ConflictWords, askWhatStays } from './conflict.ts';
import { currentConflict } from './current-conflict.ts';
import { useDraft } from './drafts.ts';
import { isSame, mergeChanges, settleChanges } from './merge.ts';
import { notify } from './notices.ts';
import { texts } from './texts.ts';

const restMs = 700;

interface Revised {
  readonly id: string;
  readonly revision: number;
}

/** How a record is saved. `Changes`: its fields as a patch names them, each replaced whole. */
export interface Saving<View extends Revised, Changes extends object> {
  /** Names what is typed among the drafts of this tab, with the record's id: `application`. */
  readonly name: string;
  /** Of the query that holds the record. */
  readonly queryKey: readonly unknown[];
  readonly read: () => Promise<View>;
  readonly patch: (changes: Changes, revision: number) => Promise<View>;
  /** The record as a patch names its fields. @default the record itself */
  readonly fieldsOf?: (view: View) => object;
  /** How the fields read, should two changes meet in one. */
  readonly words?: ConflictWords;
  /** It is saved: shows it wherever else it is shown. */
  readonly onSaved: (view: View, queries: QueryClient) => Promise<void> | void;
  /** What the server says no to, besides wrong input and a stale revision, that the form itself shows. */
  readonly shownBeside?: readonly Problem['problem'][];
}

export interface AutosaveOf<Changes extends object> {
  /** What is typed and not saved yet: stands before what the record holds. */
  readonly waiting: Changes;
  change(changes: Changes): void;
  /** Sends what waits, now: on leaving a field. */
  flush(): void;
  readonly state: 'saved' | 'waiting' | 'saving' | 'failed';
  /** What the server did not take, by field. */
  errorOf(field: string): string | undefined;
  /** Another number when the fields hold something that was not typed here: the `key` of inputs that keep their text themselves. */
  readonly drawn: number;
}

/** What is typed, and what each of those fields held before. */
interface Typed<Changes> {
  readonly changes: Changes;
  readonly base: object;
}

export function useAutosaveOf<View extends Revised, Changes extends object>(
  record: View,
  saving: Saving<View, Changes>,
): AutosaveOf<Changes> {
  const fieldsOf = saving.fieldsOf ?? itself;
  // Safe: a patch may name no field.
  const draft = useDraft<Typed<Changes>>(`${saving.name}-${record.id}`, { changes: {} as Changes, base: {} });
  const { changes } = draft.value;
  const waiting = Object.keys(changes).length > 0;
  /** What the server did not take, or the person has to decide: it is sent again when it has changed, not before. */
  const [refused, setRefused] = useState<Changes | null>(null);
  const { drawn, shown, redraw, know } = useDrawn(record, { fieldsOf, waiting });
  const save = useSaveChanges(record.id, { ...saving, fieldsOf }, { onSaved: letGo, onRefused: setRefused });
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });

  function letGo({ view, sent, left }: Saved<View, Changes>): void {
    know(view);
    const rest = afterSaving(latest.current.value, { sent, left, fields: fieldsOf(view) });
    if (Object.keys(rest.changes).length === 0) draft.clear();
    else latest.current.change(rest);
    if (left.length === 0) return;
    if (Object.keys(rest.changes).every((field) => left.includes(field))) setRefused(rest.changes);
    const run = () => void decide(view, left);
    // While one question stands, the next waits: what it is about is still here and is asked then.
    if (currentConflict.get() === null) notify({ text: texts.changedElsewhere, tone: 'bad', act: { label: texts.compare, run } });
  }
  async function decide(view: View, contested: readonly string[]): Promise<void> {
    const { value, change, clear } = latest.current;
    const sides = { mine: value.changes, theirs: fieldsOf(view) };
    const choices = await askWhatStays({ ...sides, contested, words: saving.words ?? {} });
    if (choices === null) return;
    // Safe: fewer of the same fields, or two texts of one as one. What is there now was seen.
    const next = { changes: settleChanges(sides, choices) as Changes, base: { ...value.base, ...only(sides.theirs, contested) } };
    redraw(view);
    if (Object.keys(next.changes).length === 0) return clear();
    change(next);
    save.mutate(next);
  }
  function flush(): void {
    if (waiting && !save.isPending && changes !== refused) save.mutate(draft.value);
  }
  const send = useEffectEvent(flush);
  useEffect(() => {
    const timer = setTimeout(() => send(), restMs);
    return () => clearTimeout(timer);
    // Every one of them begins the rest anew; what is to be done is read when it is over.
  }, [changes, save.isPending]); // oxlint-disable-line react/exhaustive-effect-dependencies -- as said above
  useEffect(() => () => send(), []);

  const errors = save.error instanceof Problem ? (save.error.body.errors ?? []) : [];
  return {
    waiting: changes,
    change: (more) =>
      draft.change({
        changes: { ...changes, ...more },
        base: { ...only(fieldsOf(shown), Object.keys(more)), ...draft.value.base },
      }),
    flush,
    state: stateOf({ isPending: save.isPending, isError: save.isError || changes === refused }, waiting),
    errorOf: (field) => errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message,
    drawn,
  };
}

const itself = (view: object): object => view;

function only(fields: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

/** What still waits: what was typed on while it was sent, which began with what was sent, and what is to be decided. */
function afterSaving<Changes extends object>(
  { changes, base }: Typed<Changes>,
  { sent, left, fields }: { readonly sent: Changes; readonly left: readonly string[]; readonly fields: object },
): Typed<Changes> {
  const was = new Map<string, unknown>(Object.entries(sent));
  const rest = Object.entries(changes).filter(
    ([field, value]) => left.includes(field) || !was.has(field) || was.get(field) !== value,
  );
  const names = rest.map(([field]) => field);
  const begun = names.filter((field) => was.has(field) && !left.includes(field));
  // Safe: fewer of the same fields.
  return { changes: Object.fromEntries(rest) as Changes, base: { ...only(base, names), ...only(fields, begun) } };
}

interface Drawing<View> {
  readonly fieldsOf: (view: View) => object;
  readonly waiting: boolean;
}

/** The record as the fields show it. Drawn anew when it changed elsewhere, but not under somebody's hands: then what they type is compared. */
function useDrawn<View extends Revised>(record: View, { fieldsOf, waiting }: Drawing<View>) {
  const [shown, setShown] = useState(record);
  const [drawn, setDrawn] = useState(0);
  function redraw(view: View): void {
    setShown(view);
    setDrawn((before) => before + 1);
  }
  if (!waiting && record.revision > shown.revision && !isTyping()) {
    setShown(record);
    if (!isSame(fieldsOf(record), fieldsOf(shown))) setDrawn(drawn + 1);
  }
  return { drawn, shown, redraw, know: setShown };
}

const isTyping = () => document.activeElement?.matches('input, textarea, select') ?? false;

function stateOf(
  save: { readonly isPending: boolean; readonly isError: boolean },
  waiting: boolean,
): AutosaveOf<object>['state'] {
  if (save.isPending) return 'saving';
  if (!waiting) return 'saved';
  return save.isError ? 'failed' : 'waiting';
}

/** `sent`: what was to be saved; `left`: the fields of it that changed elsewhere too and were not. */
interface Saved<View, Changes> {
  readonly view: View;
  readonly sent: Changes;
  readonly left: readonly string[];
}

interface SaveListeners<View, Changes> {
  onSaved(saved: Saved<View, Changes>): void;
  onRefused(sent: Changes): void;
}

type SavingFields<View extends Revised, Changes extends object> = Saving<View, Changes> &
  Required<Pick<Saving<View, Changes>, 'fieldsOf'>>;

function useSaveChanges<View extends Revised, Changes extends object>(
  id: string,
  saving: SavingFields<View, Changes>,
  { onSaved, onRefused }: SaveListeners<View, Changes>,
) {
  const { name, queryKey, read, onSaved: show, shownBeside = [] } = saving;
  const queries = useQueryClient();
  return useMutation({
    scope: { id: `${name}-${id}` },
    mutationFn: async (typed: Typed<Changes>): Promise<Saved<View, Changes>> => {
      const saved = await putOnTop(queries.getQueryData<View>(queryKey) ?? (await read()), typed, saving);
      return { ...saved, sent: typed.changes };
    },
    onSuccess: async (saved) => {
      onSaved(saved);
      queries.setQueryData(queryKey, saved.view);
      await show(saved.view, queries);
    },
    onError: (_error, { changes }) => onRefused(changes),
    meta: { shownBeside: ['invalid-input', ...shownBeside] },
  });
}

/** Puts what only we changed on top of the record as it is. `tries`: how often someone may be faster. */
async function putOnTop<View extends Revised, Changes extends object>(
  now: View,
  { changes, base }: Typed<Changes>,
  saving: SavingFields<View, Changes>,
  tries = 3,
): Promise<{ view: View; left: readonly string[] }> {
  const { read, patch, fieldsOf } = saving;
  const { clear, contested } = mergeChanges({ base, mine: changes, theirs: fieldsOf(now) });
  if (Object.keys(clear).length === 0) return { view: now, left: contested };
  try {
    // Safe: fewer of the same fields.
    return { view: await patch(clear as Changes, now.revision), left: contested };
  } catch (error) {
    if (!(error instanceof Problem) || error.problem !== 'stale-revision' || tries === 0) throw error;
    return putOnTop(await read(), { changes, base }, saving, tries - 1);
  }
}
