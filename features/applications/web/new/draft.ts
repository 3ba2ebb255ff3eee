/** What the form for a new application holds before it is saved, and what reading a posting puts into it. */
import type { CustomValue } from '@sotto/domain';
import type { Details, Reading } from '@sotto/features/capture/web';
import type { Values } from '../fields/FieldInput.tsx';
import { sections } from '../fields/field-table.ts';

export interface Draft {
  readonly company: string;
  readonly title: string;
  readonly stageId: string | null;
  readonly groupId: string | null;
  /** The posting's text, to be kept. */
  readonly posting: string;
  /** The text came from a file, not from a clipboard or by hand. */
  readonly isUploaded: boolean;
  readonly values: Values;
  /** Values of one's own fields. */
  readonly custom?: Readonly<Record<string, CustomValue | null>>;
  /** Parts of the long form that are open; `posting`: the text. */
  readonly unfolded: readonly string[];
  /** Fields that hold what was read and not changed since. */
  readonly read: readonly DraftField[];
}

export type DraftField = keyof Details | 'posting';

export const emptyDraft: Draft = {
  company: '',
  title: '',
  stageId: null,
  groupId: null,
  posting: '',
  isUploaded: false,
  values: {},
  unfolded: [],
  read: [],
};

/** By the person: what they change is theirs from then on. */
export function changed(draft: Draft, part: Partial<Draft>): Draft {
  const next = { ...draft, ...part };
  return { ...next, read: draft.read.filter((name) => valueOf(next, name) === valueOf(draft, name)) };
}

export interface TakenIn {
  readonly draft: Draft;
  /** What was filled in. */
  readonly filled: readonly DraftField[];
  /** What was read otherwise than it was typed, and left as typed. */
  readonly left: readonly DraftField[];
}

/** Puts what was read into every field that is empty or was read before. `replaces`: also over what was typed. */
export function takenIn(draft: Draft, reading: Reading, replaces = false): TakenIn {
  const found = foundIn(reading);
  const names = [...found.keys()];
  const differing = names.filter((name) => !isSame(valueOf(draft, name), found.get(name)));
  const left = replaces ? [] : differing.filter((name) => !isFree(draft, name));
  const filled = names.filter((name) => !left.includes(name));
  const { company, title, posting, ...values } = Object.fromEntries(filled.map((name) => [name, found.get(name)]));
  const texts = Object.fromEntries(Object.entries({ company, title, posting }).filter(([, value]) => value !== undefined));
  return {
    filled,
    left,
    draft: {
      ...draft,
      ...texts,
      isUploaded: posting === undefined ? draft.isUploaded : reading.from === 'file',
      values: { ...draft.values, ...values },
      unfolded: [...new Set([...draft.unfolded, ...partsWith(filled)])],
      read: [...new Set([...draft.read, ...filled])],
    },
  };
}

/** What was filled in goes back to what it was before; what was changed since stays. */
export function takenBack(draft: Draft, before: Draft, filled: readonly DraftField[]): Draft {
  const back = filled.filter((name) => draft.read.includes(name));
  const { company, title, posting, ...values } = Object.fromEntries(back.map((name) => [name, valueOf(before, name) ?? null]));
  const texts = Object.fromEntries(Object.entries({ company, title, posting }).filter(([, value]) => value !== undefined));
  const others = Object.fromEntries(Object.entries({ ...draft.values, ...values }).filter(([, value]) => value !== null));
  // Safe: names of values.
  const open = new Set([...before.unfolded, ...partsWith(Object.keys(others) as DraftField[])]);
  const opened = new Set<string>(partsWith(back));
  return {
    ...draft,
    ...texts,
    values: others,
    unfolded: draft.unfolded.filter((part) => open.has(part) || !opened.has(part)),
    read: draft.read.filter((name) => !back.includes(name) || before.read.includes(name)),
  };
}

function foundIn({ details, text }: Reading): ReadonlyMap<DraftField, unknown> {
  // Safe: the keys of an object of `Details`.
  const found = new Map<DraftField, unknown>(Object.entries(details) as [keyof Details, unknown][]);
  if (text !== null) found.set('posting', text);
  return found;
}

function valueOf(draft: Draft, name: DraftField): unknown {
  return name === 'company' || name === 'title' || name === 'posting' ? draft[name] : draft.values[name];
}

function isFree(draft: Draft, name: DraftField): boolean {
  const value = valueOf(draft, name);
  return value == null || value === '' || draft.read.includes(name);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The job id is told and not shown: its part of the form asks for much else. */
function partsWith(names: readonly DraftField[]): string[] {
  const parts = sections.filter(
    ({ id, fields }) => id !== 'applied' && fields.some((field) => names.some((name) => name === field)),
  );
  return [...parts.map(({ id }) => id), ...(names.includes('posting') ? ['posting'] : [])];
}
