/** What stands above a form. While one has to wait, the seconds count down; then it says that one may try again. */
import { type ReactNode, useEffect, useState } from 'react';
import { formError, waitOf, waitWords } from './problem-words.ts';
import { texts } from './texts.ts';

/** As `formError`. Read aloud when it comes and when it is over, not every second. */
export function useFormError(error: unknown, fields: readonly string[]): ReactNode {
  const left = useSecondsLeft(error);
  if (left === null) return formError(error, fields);
  if (left === 0) return texts.waitIsOver;
  return (
    <>
      <span className="hidden-name">{formError(error, fields)}</span>
      <span aria-hidden>{waitWords(left)}</span>
    </>
  );
}

/** Whole seconds that are left to wait; 0: one may try again. `null`: it is no matter of waiting. */
function useSecondsLeft(error: unknown): number | null {
  const wait = waitOf(error);
  const [seen, setSeen] = useState({ error: null as unknown, left: 0 });
  useEffect(() => {
    if (wait === null) return;
    const endsAt = performance.now() + wait * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
      if (left === 0) clearInterval(timer);
      setSeen({ error, left });
    }, 1000);
    return () => clearInterval(timer);
  }, [error, wait]);
  if (wait === null) return null;
  return seen.error === error ? seen.left : Math.ceil(wait);
}
