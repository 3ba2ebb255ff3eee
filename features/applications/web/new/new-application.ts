/** Opening the form for a new application from anywhere: a key, a column's +, the palette, a paste. The form itself loads when it is first opened. */
import type { Id } from '@sotto/domain';
import type { Brought } from '@sotto/features/capture/web';
import { createStore } from '@sotto/ui/app';

/** What is known before anything is typed. */
export interface NewApplicationStart {
  readonly stageId?: Id;
  readonly company?: string;
  /** What was pasted or dropped, to be read. */
  readonly brought?: Brought;
  /** The field that waits for a link or a posting has the focus. */
  readonly toPaste?: boolean;
}

/** The form that is open; `null`: none. */
export const newApplication = createStore<NewApplicationStart | null>(null);

export function openNewApplication(start: NewApplicationStart = {}): void {
  newApplication.set(start);
}

export function closeNewApplication(): void {
  newApplication.set(null);
}
