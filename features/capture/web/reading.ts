import type { detailsOf } from '@sotto/features/capture/reader';
import type { Posting } from '../api.ts';

/** What was found, by the names of an application's fields. Absent: it does not say. */
export type Details = {
  readonly [Name in keyof ReturnType<typeof detailsOf>]?: NonNullable<ReturnType<typeof detailsOf>[Name]>;
} & { readonly [Name in 'url' | 'externalJobId' | 'source' | 'sourceDetail']?: NonNullable<Posting[Name]> };

export interface Reading {
  /** `link`: an address and nothing else. */
  readonly from: 'link' | 'text' | 'page' | 'file';
  readonly details: Details;
  /** The posting's text, to be kept; `null` for a link. */
  readonly text: string | null;
  /** It says itself that it is no longer open. */
  readonly isClosed: boolean;
}

/** `not-a-page`: a file of another kind. `too-long`: more than a posting has. `empty`: nothing visible in it. */
export type Outcome = Reading | { readonly from: 'nothing'; readonly why: 'empty' | 'too-long' | 'not-a-page' };
