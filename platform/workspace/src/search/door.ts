/**
 * Full-text search over everything a person has, without anything readable at rest.
 *
 * Short fields are searched in the opened workspace. Long texts (kinds kept apart) are searched by an index of words,
 * sealed in segments, kept in memory while it is used, made anew when missing and never authoritative.
 */
import type { Content, Id, Kind, KindName, Stored } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '../door.ts';

/** A text of a record that is searched, by the name of its field. Absent texts are passed over. */
export type SearchedField = readonly [name: string, text: string | null | undefined];

/** What is searched of one kind, and how a record of it is shown. Declared by the feature that owns it. */
export interface Searchable<K extends Kind = Kind> {
  readonly kind: K;
  /**
   * The texts of a record, the most telling first: a match in the first field ranks highest. For a kind in memory,
   * `workspace` gives the records it refers to (the company of an application); for one kept apart it must not be used.
   */
  fields(content: Content<K>, workspace: Workspace): readonly SearchedField[];
  /** Kinds whose records `fields` reads besides the one it is asked for, so that a changed name is found. @default none */
  readonly refersTo?: readonly Kind[];
  /** How a found record is named. @default by its first text; a kind kept apart is shown by the record it belongs to */
  shown?(stored: Stored<Content<K>>, workspace: Workspace): Shown;
}

/** A found record as a list names it. */
export interface Shown {
  readonly title: string;
  /** What tells it from others of the same title; empty where there is nothing to add. */
  readonly detail?: string;
  /** The record it opens with, where it has no page of its own: a stage change opens its application. @default itself */
  readonly opens?: { readonly kind: KindName; readonly id: Id };
}

/** Lets each entry of a list see the content of its own kind; the search hands it only that. */
export function searchable<K extends Kind>(of: Searchable<K>): Searchable {
  return of;
}

/** The texts that are there, in order. */
export function textsOf(fields: readonly SearchedField[]): string[] {
  return fields.flatMap(([, text]) => text ?? []);
}

export interface Hit {
  /** Of the record that is found. A match in a record kept apart finds its parent. */
  readonly kind: Kind;
  readonly id: Id;
  /** Some word was found only in a long text. */
  readonly inText: boolean;
}

export interface Found {
  /** Best first: more words in more telling fields, then what was changed last. */
  readonly hits: readonly Hit[];
  /** `false`: the index of long texts is still being made; asked again, there may be more. */
  readonly complete: boolean;
}

export interface SearchOptions {
  /** Only records of these kinds are found. @default every kind that is searchable in memory */
  readonly kinds?: readonly Kind[];
  /** @default 50 */
  readonly limit?: number;
}

export interface Search {
  /**
   * Records in which every word of `query` begins a word (in short fields: is part of one), in themselves or in their
   * long texts. Compared folded (see `fold` of the domain). A query without a word finds nothing.
   */
  search(by: Opening, query: string, options?: SearchOptions): Promise<Found>;
  /** Resolves when no index is being made. */
  settled(): Promise<void>;
  close(): void;
}

/** A record kept apart, as its index sees it. */
export type Text = Pick<Stored<unknown>, 'id' | 'revision' | 'parentId'>;
