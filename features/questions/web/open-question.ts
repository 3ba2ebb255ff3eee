/** Where the form for a new question is opened from: the palette, the list. It loads when it is first opened. */
import { createStore } from '@sotto/ui/app';

export interface QuestionStart {
  readonly text?: string;
}

/** The form that is open; `null`: none. */
export const questionForm = createStore<QuestionStart | null>(null);

export function openQuestion(start: QuestionStart = {}): void {
  questionForm.set(start);
}

export function closeQuestion(): void {
  questionForm.set(null);
}
