/**
 * The token behind the `#` of a link from a letter or an invitation. Taken out of the address at once, so that no history,
 * screenshot or bookmark keeps it; held in memory until the page is left or loaded anew.
 */
import { useSyncExternalStore } from 'react';

/** By path: a token belongs to the page it was for. */
const held = new Map<string, string>();

/** The token this page was opened with. Empty: none, or it went with a reload. */
export function useLinkToken(): string {
  return useSyncExternalStore(onNewLink, take);
}

function take(): string {
  const { pathname, search, hash } = location;
  if (hash.length > 1) {
    held.set(pathname, hash.slice(1));
    history.replaceState(history.state, '', pathname + search);
  }
  return held.get(pathname) ?? '';
}

/** Another link to the page that stands already changes the fragment alone. */
function onNewLink(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
