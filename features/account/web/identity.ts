/**
 * Asking again who is there. Any call that answers `reauthentication-required` comes through here, and is repeated once
 * the person has confirmed: they are back at what they were doing.
 */
import { createStore, onIdentityAsked } from '@sotto/ui/app';

type Settle = (confirmed: boolean) => void;

/** The question that is open; `null`: none. */
export const openQuestion = createStore<Settle | null>(null);

/** Puts up the dialog. Resolves to whether the person confirmed; a question asked meanwhile is answered with it. */
export function askIdentity(): Promise<boolean> {
  const before = openQuestion.get();
  return new Promise((resolve) =>
    openQuestion.set((confirmed) => {
      before?.(confirmed);
      resolve(confirmed);
    }),
  );
}

export function settleQuestion(confirmed: boolean): void {
  const settle = openQuestion.get();
  openQuestion.set(null);
  settle?.(confirmed);
}

onIdentityAsked(askIdentity);
