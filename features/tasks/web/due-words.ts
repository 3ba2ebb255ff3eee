/** When a task is due, as seen from today. */
import type { Format } from '@sotto/features/settings/web';
import type { TaskView } from '../api.ts';
import { texts } from './texts.ts';

export interface DueWords {
  readonly text: string;
  /** How it is set; absent when it is far off. */
  readonly tone?: 'late' | 'due';
}

/** `null`: no day was said. A time is told as it was said, in its own zone. */
export function dueInWords(format: Format, { due, snoozedUntil }: Pick<TaskView, 'due' | 'snoozedUntil'>): DueWords | null {
  if (snoozedUntil !== null && format.daysAway(snoozedUntil) > 0) return { text: texts.from(format.day(snoozedUntil)) };
  if (due === null) return null;
  const days = format.daysAway(due.on);
  if (days < 0) return { text: texts.late(-days), tone: 'late' };
  const text = due.time == null ? format.day(due.on) : `${format.day(due.on)}, ${due.time}`;
  return days === 0 ? { text, tone: 'due' } : { text };
}
