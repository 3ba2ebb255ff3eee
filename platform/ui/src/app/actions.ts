/** Acts that the palette offers beside what it finds: a registry that any standing component adds to. */
import { useEffect } from 'react';
import type { Glyph } from '../Button.tsx';
import { createStore } from './store.ts';

export interface Action {
  readonly id: string;
  /** `New application`. Given the words typed so far, may name them: `New application at “kest”`. */
  readonly label: string | ((words: string) => string);
  readonly icon: Glyph;
  /** Keys that do the same. Only a hint. */
  readonly keys?: string;
  /** Further words it is found by. */
  readonly also?: string;
  /** Offered whatever is typed, because it takes the words. */
  readonly takesWords?: boolean;
  readonly run: (words: string) => void;
}

export const actions = createStore<readonly Action[]>([]);

/** The palette offers these while the component stands. Give a list that stays the same object between renders. */
export function useActions(offered: readonly Action[]): void {
  useEffect(() => {
    actions.set([...actions.get(), ...offered]);
    return () => actions.set(actions.get().filter((one) => !offered.includes(one)));
  }, [offered]);
}
