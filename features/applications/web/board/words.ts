import { type Format, useFormat } from '@sotto/features/settings/web';
import { useEffect, useMemo, useState } from 'react';

/** How the board says dates and amounts. Another object when the language, the zone or the day changes, and only then. */
export interface Words {
  readonly format: Format;
  readonly today: string;
}

/** Looked at whenever the window is come back to, so that a board left open overnight does not tell yesterday's ages. */
export function useWords(): Words {
  const format = useFormat();
  const [today, setToday] = useState(format.today);
  useEffect(() => {
    const look = () => setToday(format.today());
    look();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [format]);
  return useMemo(() => ({ format, today }), [format, today]);
}
