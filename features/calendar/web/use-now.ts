import { useSettings } from '@sotto/features/settings/web';
import { useEffect, useState } from 'react';

const halfMinute = 30_000;

/** What the person's clock shows, `YYYY-MM-DDTHH:mm`, looked at again every half minute. */
export function useNow(): string {
  const zone = useSettings()?.zone ?? 'UTC';
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), halfMinute);
    return () => clearInterval(timer);
  }, []);
  // Swedish writes dates and times as ISO 8601 does.
  const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return clock.format(now).replace(' ', 'T');
}
