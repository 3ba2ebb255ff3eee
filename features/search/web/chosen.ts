/** Which record is meant by what is said in a form: the one that was taken from the list, else the one the words name. */
import { fold, type NoteLink } from '@sotto/domain';
import type { Choice } from './choices.ts';

/** Every kind of record that something can be about. */
export type AnyKind = NoteLink['kind'];

/** A record by name, as tasks and notes tell what they are about. */
export interface Named<Kind extends AnyKind> {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

export interface Said<Kind extends AnyKind> {
  /** `null`: about nothing. */
  readonly kind: Kind | null;
  readonly words: string;
  /** What was taken, or what it is about as yet; `null` once other words are typed. */
  readonly taken: Named<Kind> | null;
}

export function nameOf({ title, detail }: Named<AnyKind>): string {
  return [title, detail].filter(Boolean).join(', ');
}

/** `undefined`: a kind was named, but no record of it, or more than one. `now`: what it is about as yet. */
export function chosenOf<Kind extends AnyKind>(
  { kind, words, taken }: Said<Kind>,
  now: Named<Kind> | null,
  choices: readonly Choice[],
): Named<Kind> | null | undefined {
  if (kind === null) return null;
  if (taken !== null) return taken;
  if (now !== null && kind === now.kind && words === nameOf(now)) return now;
  const [one, another] = choices.filter(({ name }) => fold(name) === fold(words));
  return one && !another ? namedBy(kind, one) : undefined;
}

/** What is said once the words are `words`. `isTaken`: they are the label of a choice that was taken from the list. */
export function saying<Kind extends AnyKind>(
  said: Said<Kind>,
  { words, isTaken, choices }: { readonly words: string; readonly isTaken: boolean; readonly choices: readonly Choice[] },
): Said<Kind> {
  const one = isTaken ? choices.find(({ label }) => label === words) : undefined;
  if (one && said.kind !== null) return { ...said, words, taken: namedBy(said.kind, one) };
  return words === said.words ? said : { ...said, words, taken: null };
}

function namedBy<Kind extends AnyKind>(kind: Kind, { id, name }: Choice): Named<Kind> {
  return { kind, id, title: name, detail: '' };
}
