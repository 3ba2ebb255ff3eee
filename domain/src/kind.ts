/**
 * Kinds of records: the one list of what a person's workspace may hold.
 *
 * A kind's number is written beside every sealed record, in clear. So a number is fixed for ever and never reused,
 * also when a kind is retired. A feature adds a kind here and in its own file; no migration is needed.
 */
import type { z } from 'zod';
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
 * Declares a kind. Everything but name, version and schema has a default.
 *
 * @example const GroupKind = defineKind({ name: 'group', version: 1, schema: Group });
 */
export function defineKind<Name extends KindName, Schema extends z.ZodType>(kind: {
  name: Name;
  version: number;
  schema: Schema;
  apart?: boolean;
  upgrades?: Readonly<Record<number, (older: unknown) => unknown>>;
}): Kind<Name, Schema> {
  return { apart: false, upgrades: {}, ...kind, number: kindNumbers[kind.name] };
}
