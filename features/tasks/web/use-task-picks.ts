/** Which tasks of the list are selected, for acts on many. */
import { useState } from 'react';
import type { TaskView } from '../api.ts';
import type { TaskPicks } from './TaskRow.tsx';

export interface ListPicks {
  readonly isPicking: boolean;
  readonly picked: ReadonlySet<string>;
  /** Begins selecting, or ends it and forgets what was selected. */
  readonly toggle: () => void;
  readonly of: (task: TaskView) => TaskPicks;
  /** All of these, or none of them when they are selected. */
  readonly pickAll: (tasks: readonly TaskView[]) => void;
}

const none: ReadonlySet<string> = new Set();

/** `tasks`: as they stand in the list. */
export function useTaskPicks(tasks: readonly TaskView[]): ListPicks {
  // `null`: nothing is being selected.
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null);
  const [last, setLast] = useState('');
  const now = picked ?? none;
  function pick(id: string, isRange: boolean): void {
    const ids = tasks.map((task) => task.id);
    const ends = [ids.indexOf(last), ids.indexOf(id)];
    const isSpan = isRange && !ends.includes(-1);
    setPicked(isSpan ? new Set([...now, ...ids.slice(Math.min(...ends), Math.max(...ends) + 1)]) : toggled(now, [id]));
    setLast(id);
  }
  return {
    isPicking: picked !== null,
    picked: now,
    toggle: () => setPicked(picked === null ? none : null),
    of: ({ id }) => ({ isPicking: picked !== null, isPicked: now.has(id), onPick: (isRange) => pick(id, isRange) }),
    pickAll: (some) =>
      setPicked(
        toggled(
          now,
          some.map(({ id }) => id),
        ),
      ),
  };
}

function toggled(picked: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const these = new Set(ids);
  const others = [...picked].filter((id) => !these.has(id));
  return new Set(ids.every((id) => picked.has(id)) ? others : [...others, ...ids]);
}
