/**
 * One record changed in two places: asks field by field what stays. Shown by `Conflicts`, which stands once in the frame.
 *
 * `saveOver` is for forms that save at once; fields that save by themselves ask from `useAutosaveOf`.
 */
import { Problem } from '@sotto/contract';
import { currentConflict } from './current-conflict.ts';
import { type Choice, type Fields, canKeepBoth, mergeChanges, settleChanges } from './merge.ts';
import { dismissNotice } from './notices.ts';
import { texts } from './texts.ts';

/** How the fields of a kind of record read to a person. */
export interface ConflictWords {
  /** By field, as the form calls it. A field without one is called by its own name. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What a value says, where the usual way says it badly; `undefined`: the usual way. */
  readonly inWords?: (field: string, value: unknown) => string | undefined;
}

let number = 0;

export interface Contest {
  readonly contested: readonly string[];
  readonly mine: object;
  readonly theirs: object;
  readonly words: ConflictWords;
}

/** What the person chose, by field; `null`: they put it off. One question at a time: an older one is put off by a newer. */
export function askWhatStays({ contested, mine, theirs, words }: Contest): Promise<ReadonlyMap<string, Choice> | null> {
  currentConflict.get()?.settle(null);
  dismissNotice();
  const here: Fields = { ...mine };
  const there: Fields = { ...theirs };
  return new Promise((resolve) => {
    currentConflict.set({
      number: ++number,
      fields: contested.map((field) => ({
        field,
        label: words.labels?.[field] ?? field,
        mine: said(words, field, here[field]),
        theirs: said(words, field, there[field]),
        canKeepBoth: canKeepBoth(here[field], there[field]),
      })),
      settle: (choices) => {
        currentConflict.set(null);
        resolve(choices);
      },
    });
  });
}

function said({ inWords }: ConflictWords, field: string, value: unknown): string {
  return inWords?.(field, value) ?? valueInWords(value);
}

/** A value as plain as can be; what has no words of its own says nothing. */
function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return '';
  const parts = Object.values(value).map(valueInWords).filter(Boolean);
  return parts.join(Array.isArray(value) ? '\n' : ', ');
}

interface Revised {
  readonly id: string;
  readonly revision: number;
}

export interface SavingOver<View extends Revised, Changes extends object> extends ConflictWords {
  readonly patch: (changes: Changes, revision: number) => Promise<View>;
  /** The record as a patch names its fields. @default the record itself */
  readonly fieldsOf?: (view: View) => object;
  /** Words that need the record as it is by now, such as the names of what it refers to. @default those given beside */
  readonly wordsOf?: (now: View) => ConflictWords;
}

/** What became of saving over a record. */
export interface SavedOver<View, Changes> {
  readonly now: View;
  /** What was sent in the end: without what theirs stayed of. */
  readonly sent: Partial<Changes>;
  /** The record it was put on top of: as before, or as it was changed elsewhere. */
  readonly over: View;
}

/**
 * Saves what a form says of a record. Where it changed elsewhere since `before`, what only one side changed stays and the
 * person chooses about the rest.
 *
 * Throws `stale-revision` when they put that off: nothing of the form is saved then, and nothing of theirs is lost.
 */
export async function saveOver<View extends Revised, Changes extends object>(
  before: View,
  changes: Changes,
  saving: SavingOver<View, Changes>,
): Promise<View> {
  return (await saveOverTelling(before, changes, saving)).now;
}

/** As `saveOver`, and tells what was sent and over what: a way back takes back that and nothing else. */
export async function saveOverTelling<View extends Revised, Changes extends object>(
  before: View,
  changes: Changes,
  saving: SavingOver<View, Changes>,
): Promise<SavedOver<View, Changes>> {
  const { patch, fieldsOf = (view: View): object => view, wordsOf = () => saving } = saving;
  try {
    return { now: await patch(changes, before.revision), sent: changes, over: before };
  } catch (error) {
    if (!(error instanceof Problem) || error.problem !== 'stale-revision') throw error;
    // Safe: a stale revision is answered with the record as it is, of the kind that was asked for.
    const now = error.body.current as View;
    const sides = { base: fieldsOf(before), mine: changes, theirs: fieldsOf(now) };
    const { clear, contested } = mergeChanges(sides);
    const choices = contested.length === 0 ? new Map() : await askWhatStays({ ...sides, contested, words: wordsOf(now) });
    if (choices === null) throw error;
    const own = Object.fromEntries(Object.entries(changes).filter(([field]) => contested.includes(field)));
    const rest = { ...clear, ...settleChanges({ mine: own, theirs: sides.theirs }, choices) };
    if (Object.keys(rest).length === 0) return { now, sent: {}, over: now };
    // Safe: fewer of the same fields, or two texts of one as one.
    return saveOverTelling(now, rest as Changes, saving);
  }
}
