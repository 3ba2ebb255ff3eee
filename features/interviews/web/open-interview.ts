/** Opening the form for an interview from anywhere. The form itself loads when it is first opened. */
import type { Id } from '@sotto/domain';
import { createStore } from '@sotto/ui/app';
import type { InterviewView } from '../api.ts';

/** The interview to change, or the application a new one belongs to. */
export type InterviewStart =
  | { readonly interview: InterviewView }
  | { readonly applicationId: Id; readonly company: string; readonly day?: string };

/** The form that is open; `null`: none. */
export const interviewForm = createStore<InterviewStart | null>(null);

export function openInterview(start: InterviewStart): void {
  interviewForm.set(start);
}

export function closeInterview(): void {
  interviewForm.set(null);
}
