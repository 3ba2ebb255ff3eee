/** Opening the form for a task from anywhere: a key, the palette, a panel, Today. The form itself loads when it is first opened. */
import type { CalendarDate, NamedLink } from '@sotto/domain';
import { createStore } from '@sotto/ui/app';
import type { TaskView } from '../api.ts';

/** The task to change, or what is known of a new one. */
export type TaskStart =
  | { readonly task: TaskView }
  | { readonly link?: NamedLink; readonly title?: string; readonly on?: CalendarDate };

/** The form that is open; `null`: none. */
export const taskForm = createStore<TaskStart | null>(null);

export function openTask(start: TaskStart = {}): void {
  taskForm.set(start);
}

export function closeTask(): void {
  taskForm.set(null);
}
