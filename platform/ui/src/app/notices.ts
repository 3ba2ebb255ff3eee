/** What was just done, one at a time, and the way back. Shown by `Notices`, which stands once in the frame. */
import type { ReactNode } from 'react';
import { createStore } from './store.ts';

export interface NoticeContent {
  /** What happened: `Nettle & Rye moved to`. */
  readonly text: ReactNode;
  /** Takes it back. Also reached by `z` while the notice shows. */
  readonly undo?: () => void;
  /** Another act than Undo. */
  readonly act?: { readonly label: string; readonly run: () => void };
  /** `bad`: it did not work; stays until closed. @default 'done' */
  readonly tone?: 'done' | 'bad';
}

export interface ShownNotice extends NoticeContent {
  readonly number: number;
}

export const currentNotice = createStore<ShownNotice | null>(null);
let number = 0;

/** Says what was done. Takes the place of the notice before it. */
export function notify(content: NoticeContent): void {
  currentNotice.set({ ...content, number: ++number });
}

export function dismissNotice(): void {
  currentNotice.set(null);
}

/** Takes back what the present notice tells of; nothing when there is nothing to take back. */
export function undoLatest(): void {
  const undo = currentNotice.get()?.undo;
  if (!undo) return;
  dismissNotice();
  undo();
}
