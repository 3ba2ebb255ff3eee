import { useSyncExternalStore } from 'react';
import { texts } from '../texts.ts';

/** One quiet line while the browser has no network. */
export function Offline() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return <div role="status">{!online && <p className="offline">{texts.offline}</p>}</div>;
}

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
