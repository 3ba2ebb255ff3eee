/** One task in a list: the box, what it is, when it is due. */
import { useFormat } from '@sotto/features/settings/web';
import { Checkbox, classes } from '@sotto/ui';
import type { KeyboardEvent } from 'react';
import type { TaskView } from '../api.ts';
import { dueInWords } from './due-words.ts';
import { openTask } from './open-task.ts';
import { useTickTask } from './queries.ts';
import { texts } from './texts.ts';

export interface TaskRowProps {
  readonly task: TaskView;
  /** Says what it is about as well. */
  readonly withLink?: boolean;
  /** Tasks of this list can be selected, for acts on many: by `x` at any time, by box and title while they are being selected. */
  readonly picks?: TaskPicks;
}

export interface TaskPicks {
  readonly isPicking: boolean;
  readonly isPicked: boolean;
  /** `isRange`: all from the one selected before. */
  readonly onPick: (isRange: boolean) => void;
}

export function TaskRow({ task, withLink = false, picks }: TaskRowProps) {
  const format = useFormat();
  const tick = useTickTask();
  const due = dueInWords(format, task);
  const about = withLink && task.link !== null ? texts.about(task.link.detail || task.link.title) : null;
  const again = task.repeat === null ? null : texts.repeats(task.repeat);
  const isPicking = picks?.isPicking === true;
  function onKeyDown(event: KeyboardEvent): void {
    if (!picks || event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    picks.onPick(event.shiftKey);
  }
  return (
    <li className={classes('task', task.status !== 'open' && 'closed', picks?.isPicked && 'picked')}>
      {isPicking ? (
        <Checkbox
          aria-label={texts.bulk.pick(task.title)}
          checked={picks.isPicked}
          onChange={({ nativeEvent }) => picks.onPick('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
          onKeyDown={onKeyDown}
        />
      ) : (
        <Checkbox
          round
          aria-label={texts.doneBox(task.title)}
          checked={task.status !== 'open'}
          onChange={() => tick(task)}
          onKeyDown={onKeyDown}
        />
      )}
      <span>
        <button
          type="button"
          className="task-title"
          onClick={({ shiftKey }) => (isPicking ? picks.onPick(shiftKey) : openTask({ task }))}
          onKeyDown={onKeyDown}
        >
          {task.title}
        </button>
        <span className="sub">
          {task.status === 'open' && due && <span className={classes(due.tone)}>{due.text}</span>}
          {[again, about].filter(Boolean).map((words) => (
            <span key={words}>{words}</span>
          ))}
        </span>
      </span>
    </li>
  );
}
