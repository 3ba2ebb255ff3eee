import type { Scope } from '@sotto/contract';
import { texts } from './texts.ts';

/** What the key is to be; `expiresOn` absent: as long as keys work by themselves. */
export interface Wish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresOn?: string;
}

export interface MadeCode {
  readonly code: string;
  readonly wish: Wish;
  /** Ids of the keys there were before. */
  readonly before: readonly string[];
}

/** Reading the profile is off until it is asked for: all of it is personal. */
export const firstWish: Wish = { name: texts.connectName, scopes: ['capture:write', 'duplicates:read'] };
