/** From door to door and in: what follows an answer, and the few things that go along. */
import {
  type Going,
  createStore,
  dropUnclaimedDrafts,
  go,
  navigate,
  ownAddress,
  place,
  useLocation,
  useStore,
} from '@sotto/ui/app';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accountLinks } from './links.ts';

let typedEmail = '';

/**
 * What was typed as e-mail address at one door, so that the next knows it. In memory alone, and gone once someone is in.
 *
 * A state of the field's own: React listens to a store only after it has drawn, and what is typed before that would be lost.
 */
export function useTypedEmail(): readonly [email: string, type: (next: string) => void] {
  const [email, setEmail] = useState(typedEmail);
  function type(next: string): void {
    typedEmail = next;
    setEmail(next);
  }
  return [email, type];
}

export function forgetTypedEmail(): void {
  typedEmail = '';
}

/** A sentence for the page one is led to, and for no other. */
const said = createStore<{ readonly key: string; readonly sentence: string } | null>(null);

/** Goes to another door, which begins with `sentence`. */
export function leadTo(going: Going, sentence: string): void {
  navigate(going);
  said.set({ key: place.get().key, sentence });
}

/** What whoever led here said; `null`: nothing. */
export function useSaid(): string | null {
  const { key } = useLocation();
  const last = useStore(said);
  return last?.key === key ? last.sentence : null;
}

/** An answer to a first factor, or to both. */
export interface Entered {
  readonly next: 'done' | 'second-factor';
}

/** Goes on after an answer: to the second factor, or in, to `next` if that is an address of ours. */
export function useEnter(): (entered: Entered, next?: unknown) => void {
  const queries = useQueryClient();
  return (entered, next) => {
    if (entered.next === 'second-factor') {
      navigate({ ...accountLinks.secondFactor(typeof next === 'string' ? next : undefined), replace: true });
      return;
    }
    forgetTypedEmail();
    dropUnclaimedDrafts();
    // What was read before belongs to nobody or to someone else.
    queries.clear();
    go(ownAddress(next), true);
  };
}
