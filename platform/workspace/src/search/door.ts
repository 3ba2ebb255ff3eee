/**
 * Full-text search over everything a person has, without anything readable at rest.
 *
 * Short fields are searched in the opened workspace. Long texts (kinds kept apart) are searched by an index of words,
 * sealed in segments, kept in memory while it is used, made anew when missing and never authoritative.
 */
import type { Content, Id, Kind, Stored } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '../door.ts';

/** What is searched of one kind. Declared by the feature that owns it. */
export interface Searchable<K extends Kind = Kind> {
  readonly kind: K;
  /**
   * The texts of a record, the most telling first: a match in the first field ranks highest. For a kind in memory,
   * `workspace` gives the records it refers to (the company of an application); for one kept apart it must not be used.
   */
  fields(content: Content<K>, workspace: Workspace): readonly string[];
  /** Kinds whose records `fields` reads besides its own, so that a changed name is found. @default none */
  readonly refersTo?: readonly Kind[];
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
