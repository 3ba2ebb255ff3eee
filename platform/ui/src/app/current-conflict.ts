/** The question that is asked now. Apart from what asks it (`conflict.ts`), so that the frame does not carry what only forms need. */
import type { Choice } from './merge.ts';
import { createStore } from './store.ts';

export interface ContestedField {
  readonly field: string;
  readonly label: string;
  /** In words; empty: nothing. */
  readonly mine: string;
  readonly theirs: string;
  readonly canKeepBoth: boolean;
}

export interface Conflict {
  readonly number: number;
  readonly fields: readonly ContestedField[];
  /** `null`: it is put off. */
  settle(choices: ReadonlyMap<string, Choice> | null): void;
}

export const currentConflict = createStore<Conflict | null>(null);
