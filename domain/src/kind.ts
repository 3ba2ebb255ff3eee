/**
 * Kinds of records: the one list of what a person's workspace may hold.
 *
 * A kind's number is written beside every sealed record, in clear. So a number is fixed for ever and never reused,
 * also when a kind is retired. A feature adds a kind here and in its own file; no migration is needed.
 */
import type { z } from 'zod';
import type { FileRef } from './file.ts';
import type { Id } from './id.ts';

/** Every kind's number. Fixed for ever, never reused. */
export const kindNumbers = {
  settings: 1,
  group: 2,
  stage: 3,
  company: 4,
  application: 5,
  stageChange: 6,
  /** Long text of another record (description, long notes): stays out of the workspace. */
  text: 7,
  snapshot: 8,
  importBatch: 9,
  /** A file someone is about to import, kept for an hour. */
  importPreview: 10,
  profile: 11,
  contact: 12,
  interaction: 13,
  interview: 14,
  task: 15,
  document: 16,
  documentVersion: 17,
  submission: 18,
  offer: 19,
  activity: 20,
  question: 21,
  template: 22,
  savedView: 23,
  customField: 24,
  note: 25,
  reminderMarks: 26,
  /** When one last took a copy of everything along, and whether to be reminded. */
  exportPlan: 29,
  /** A copy of everything that was made ready, kept for an hour. */
  exportArchive: 30,
} as const satisfies Record<string, number>;

export type KindName = keyof typeof kindNumbers;

/** One kind of record: its number, the schema of what is sealed, and how older versions become the present one. */
export interface Kind<Name extends KindName = KindName, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly number: (typeof kindNumbers)[Name];
  /** Version of `schema`, from 1. Written inside the sealed content. */
  readonly version: number;
  readonly schema: Schema;
  /** `true`: records of this kind are long. They are read one by one and are not part of the workspace in memory. */
  readonly apart: boolean;
  /** `upgrades[n]` turns content of version n into version n + 1. Kept for ever. */
  readonly upgrades: Readonly<Record<number, (older: unknown) => unknown>>;
  /** What its records are called together, in the export of everything: `stageChanges`. */
  readonly plural: string;
  readonly held: Held;
  /** Files a record of this kind has; absent: none ever. They are exported with it and count towards what fits. */
  filesOf?(content: z.output<Schema>): readonly FileRef[];
  /** How its records come back in; absent: each as it is, under its own id, wherever its parent is. */
  readonly comingIn?: ComingIn<z.output<Schema>>;
}

/** What an import of everything must know of the records of a kind beyond their schema. Every part may be absent. */
export interface ComingIn<C> {
  /** They mean something only in the account they were made in, and stay out. */
  readonly stays?: true;
  /** A person has one at most: the one that is there stays, unless the account is as it began. */
  readonly single?: true;
  /** A person has so many at most. */
  readonly most?: number;
  /** What they say is told by the parent as well, so they come in with it or not at all. */
  readonly part?: true;
  /** At least one record of this kind lies below each of them. */
  readonly holds?: KindName;
  /** Records without which one cannot be shown. Whatever else it names may be gone. */
  needs?(content: C): readonly Id[];
  /** What tells two of them apart for a person: one that shares a name with a record that is there is that record. */
  namedBy?(content: C): readonly string[];
  /** What about it contradicts itself, as a sentence; `null`: nothing. `sha256`: of a text's UTF-8 bytes, lower-case hex. */
  fault?(record: Pick<Stored<C>, 'id' | 'parentId' | 'content'>, sha256: (text: string) => string): string | null;
}

/** What a person is told of the records of a kind under "What we hold about you". Each begins with a capital and ends without a point. */
export interface Held {
  readonly title: string;
  /** What they are kept for. */
  readonly purpose: string;
  /** When they go. */
  readonly until: string;
}

/** What a record of kind K holds, opened. */
export type Content<K extends Kind> = z.output<K['schema']>;

/** A record as it lies in a workspace, opened. Times are epoch milliseconds. */
export interface Stored<C> {
  readonly id: Id;
  /** The record this one belongs to and goes with; `null` for a record of its own. */
  readonly parentId: Id | null;
  /** Starts at 1, one more with every change; a change names the revision it saw. */
  readonly revision: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Written by a newer version of Sotto: may be read, must not be changed. */
  readonly readOnly: boolean;
  readonly content: C;
}

/**
 * Declares a kind. Everything but name, version and schema has a default: a kind is exported, counted and erased from the day
 * it is there, and says more of itself where the default does not fit.
 *
 * @example const GroupKind = defineKind({ name: 'group', version: 1, schema: Group });
 */
export function defineKind<Name extends KindName, Schema extends z.ZodType>(kind: {
  name: Name;
  version: number;
  schema: Schema;
  apart?: boolean;
  upgrades?: Readonly<Record<number, (older: unknown) => unknown>>;
  plural?: string;
  held?: Partial<Held>;
  filesOf?: (content: z.output<Schema>) => readonly FileRef[];
  comingIn?: ComingIn<z.output<Schema>>;
}): Kind<Name, Schema> {
  const { plural = `${kind.name}s` } = kind;
  const held = { title: inWords(plural), purpose: 'Your tracker', until: 'You delete them', ...kind.held };
  return { apart: false, upgrades: {}, ...kind, plural, held, number: kindNumbers[kind.name] };
}

/** `documentVersions`: `Document versions`. */
function inWords(name: string): string {
  const spaced = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.slice(0, 1).toUpperCase() + spaced.slice(1);
}
