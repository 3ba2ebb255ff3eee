/** What can go wrong between this extension and a server, by name; `texts.ts` has the sentence for each. */
import type { Scope } from '@sotto/contract';
import type { DuplicateReport } from '@sotto/features/capture/api';

export type Failure =
  /** There is no server and no key yet. */
  | { readonly kind: 'not-connected' }
  /** What was typed is no address a server can have. */
  | { readonly kind: 'no-address' }
  /** Plain HTTP, and not to this machine: the key would be readable on the way. */
  | { readonly kind: 'not-private' }
  /** The checksum of a key does not fit: seen here, without a request. */
  | { readonly kind: 'mistyped-key' }
  /** No server of Sotto knows this key, or not any more. */
  | { readonly kind: 'unknown-key' }
  /** The key worked here before, and its last day is not over: it was ended. */
  | { readonly kind: 'revoked-key' }
  | { readonly kind: 'expired-key'; readonly expiresOn: string }
  /** The one-time code was used already, or its five minutes are over. */
  | { readonly kind: 'void-code' }
  | { readonly kind: 'missing-scope'; readonly scope: Scope }
  | { readonly kind: 'account-disabled' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not-sotto' }
  | { readonly kind: 'server-too-old' }
  | { readonly kind: 'slow-down' }
  | { readonly kind: 'server-failed' }
  /** The server does not take it as it is; `sentences`: what it says, for people. */
  | { readonly kind: 'refused'; readonly sentences: readonly string[] }
  /** The same posting is there already. */
  | { readonly kind: 'duplicate'; readonly duplicates: DuplicateReport }
  /** This id was saved before with other details. */
  | { readonly kind: 'saved-otherwise' }
  /** It was to be saved at another server than the one that is connected now; `host`: of that other. */
  | { readonly kind: 'other-server'; readonly host: string }
  /** The browser keeps no more for this extension. */
  | { readonly kind: 'no-room' };

/** Nothing is wrong with what was sent: another time it may well arrive. */
export function isPassing({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'server-failed' || kind === 'slow-down';
}

/** What was sent needs the person before it can arrive: it is theirs to change, and nothing to be tried again as it is. */
export function isAboutContent({ kind }: Failure): boolean {
  return kind === 'duplicate' || kind === 'saved-otherwise' || kind === 'refused';
}

/** A failure on its way up to whoever asked. Its message is the sentence for people, once the background has put it there. */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly failure: Failure;

  constructor(failure: Failure, sentence: string = failure.kind) {
    super(sentence);
    this.failure = failure;
  }
}
