/** What is pasted or dropped becomes what the form holds. */
import { type Brought, type Outcome, type Reading, readBrought } from '@sotto/features/capture/web';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Draft, type TakenIn, takenBack, takenIn } from './draft.ts';

/** What became of the last thing that was pasted or dropped. */
export type Read =
  | { readonly is: 'reading'; readonly brought: Brought }
  | { readonly is: 'nothing'; readonly why: 'empty' | 'too-long' | 'not-a-page' | 'failed' }
  | ({ readonly is: 'read'; readonly reading: Reading; readonly before: Draft } & Omit<TakenIn, 'draft'>);

export interface ReadingState {
  /** `null`: nothing was pasted yet, or it was taken back. */
  readonly read: Read | null;
  /** How often values came from outside, for inputs that keep what they were born with. */
  readonly round: number;
  readonly take: (brought: Brought) => void;
  /** As it was before, but for what was changed since. */
  readonly undo: () => void;
  /** Also over what was typed. */
  readonly replace: () => void;
}

/** `first`: what the form was opened with, or what came while it was open. */
export function useReading(draft: Draft, onChange: (draft: Draft) => void, first: Brought | undefined): ReadingState {
  const [read, setRead] = useState<Read | null>(() => (first === undefined ? null : { is: 'reading', brought: first }));
  const [round, setRound] = useState(0);
  const [seen, setSeen] = useState(first);
  if (first !== seen) {
    setSeen(first);
    if (first !== undefined) setRead({ is: 'reading', brought: first });
  }

  function fill(reading: Reading, before: Draft, replaces: boolean): void {
    const { draft: next, ...told } = takenIn(draft, reading, replaces);
    setRound(round + 1);
    onChange(next);
    setRead({ is: 'read', reading, before, ...told });
  }
  // What was typed while it was read counts, too.
  const settle = useEffectEvent((outcome: Outcome) => {
    if (outcome.from === 'nothing') setRead({ is: 'nothing', why: outcome.why });
    else fill(outcome, draft, false);
  });
  const address = useEffectEvent(() => draft.values.url ?? null);
  const brought = read?.is === 'reading' ? read.brought : null;
  useEffect(() => {
    if (brought === null) return;
    let isLate = false;
    readBrought(brought, address()).then(
      (outcome) => void (isLate || settle(outcome)),
      () => void (isLate || setRead({ is: 'nothing', why: 'failed' })),
    );
    return () => {
      isLate = true;
    };
  }, [brought]);

  return {
    read,
    round,
    take: (next) => setRead({ is: 'reading', brought: next }),
    undo() {
      if (read?.is !== 'read') return;
      setRound(round + 1);
      onChange(takenBack(draft, read.before, read.filled));
      setRead(null);
    },
    replace() {
      if (read?.is === 'read') fill(read.reading, read.before, true);
    },
  };
}
