/** Where the browser is: its history as a store, and the ways to go elsewhere. */
import { type Search, parseSearch } from './route-match.ts';
import { createStore } from './store.ts';

export interface Place {
  readonly pathname: string;
  readonly search: Search;
  /** Path and search: `/board?group=…`. */
  readonly href: string;
  /** Stays the same when one comes back to it. */
  readonly key: string;
}

/** The present place. Changes after every navigation, also by Back and Forward. */
export const place = createStore<Place>(read());

/** Goes to an address of the app. `replace`: Back does not return to the present one. */
export function go(href: string, replace = false): void {
  const key = crypto.randomUUID();
  if (replace) history.replaceState({ key }, '', href);
  else history.pushState({ key }, '', href);
  place.set(read());
}

if (typeof window !== 'undefined') addEventListener('popstate', () => place.set(read()));

function read(): Place {
  // Without a window (a test of something else that imports this door) one is nowhere.
  if (typeof window === 'undefined') return { pathname: '/', search: {}, href: '/', key: '' };
  const { pathname, search } = location;
  const state: unknown = history.state;
  const key = typeof state === 'object' && state !== null && 'key' in state ? String(state.key) : 'first';
  return { pathname, search: parseSearch(search), href: pathname + search, key };
}
