/** Opening the form for a new application from anywhere: a key, a column's +, the palette. The form itself loads when it is first opened. */
import type { Id } from '@sotto/domain';
import { createStore } from '@sotto/ui/app';

/** What is known before anything is typed. */
export interface NewApplicationStart {
  readonly stageId?: Id;
  readonly company?: string;
}

/** The form that is open; `null`: none. */
export const newApplication = createStore<NewApplicationStart | null>(null);

export function openNewApplication(start: NewApplicationStart = {}): void {
  newApplication.set(start);
}

export function closeNewApplication(): void {
  newApplication.set(null);
}
