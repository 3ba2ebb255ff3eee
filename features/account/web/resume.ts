/**
 * Coming back to what one was doing. Proving who one is at an issuer leaves the page; what is open on it says so here,
 * the way back names it (`?resume=email`), and the page opens it again. Text that was typed waits as a draft; secrets never do.
 */
import { type DraftState, createStore, go, useDraft, useSearch } from '@sotto/ui/app';
import { useEffect, useEffectEvent } from 'react';
import { askIdentity } from './identity.ts';
import { useAccount } from './queries.ts';

/** What is open on the page and can be opened again; `null`: nothing. */
const open = createStore<string | null>(null);

/** Where to come back to from here. One of our own addresses. */
export function addressToResume(): string {
  const name = open.get();
  return name === null ? location.pathname + location.search : `${location.pathname}?resume=${name}`;
}

/** Whether the page was come back to for this. The address forgets it at once, so that a reload does not open it again. */
export function useResumed(name: string): boolean {
  const isResumed = useSearch()['resume'] === name;
  useEffect(() => {
    if (isResumed) go(location.pathname, true);
  }, [isResumed]);
  return isResumed;
}

/** While it stands, this is what the way back opens again. */
export function useResumable(name: string): void {
  useEffect(() => {
    open.set(name);
    return () => open.set(null);
  }, [name]);
}

/**
 * The values of a form that wait while the person is at an issuer, or reloads. They go when the form is left in any other
 * way: what was typed to confirm something must not stand there the next time. Never for secrets.
 */
export function useWaitingDraft<Value extends object>(name: string, initial: Value): DraftState<Value> {
  const draft = useDraft(name, initial);
  const clear = useEffectEvent(draft.clear);
  // A page that is left for another one unmounts nothing, so there it stays.
  useEffect(() => () => clear(), []);
  return draft;
}

/** Runs what is given once the person has proved who they are, lately or now; the way back from an issuer opens `name`. */
export function useProvedFirst(): (name: string, then: () => void) => Promise<void> {
  const { data: account } = useAccount();
  return async (name, then) => {
    open.set(name);
    const isProved = account?.freshUntil != null || (await askIdentity());
    open.set(null);
    if (isProved) then();
  };
}
