import { useEffect, useState } from 'react';

/** A moment of today: another object only when the day has changed, looked at whenever the window is come back to. */
export function useToday(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const look = () => setNow((before) => (before.toDateString() === new Date().toDateString() ? before : new Date()));
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return now;
}
