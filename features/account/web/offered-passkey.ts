import { useApi } from '@sotto/ui/app';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ShownPasskey } from '../api.ts';
import { offerPasskeys } from './browser-passkeys.ts';

/** The server's question is good for five minutes; whoever lets the page lie is asked a new one before. */
const offerMs = 4 * 60_000;

/** While the page stands, the browser offers passkeys in the e-mail field; `onShown` gets the chosen one. `pause`: something else is asked. */
export function useOfferedPasskey(pause: boolean, onShown: (passkey: ShownPasskey) => void): void {
  const api = useApi();
  const shown = useEffectEvent(onShown);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (pause) return;
    const over = new AbortController();
    const timer = setTimeout(() => setRound(round + 1), offerMs);
    // It is a convenience: whatever goes wrong with it is no matter of whoever types.
    void offerPasskeys(api, over.signal).then(
      (passkey) => passkey && shown(passkey),
      () => undefined,
    );
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [api, pause, round]);
}
