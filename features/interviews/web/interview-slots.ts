/**
 * What other features add to an interview: parts of its page, and parts of its sheet.
 *
 * Order: Questions 10, Notes 20.
 */
import { type Part, createSlot } from '@sotto/ui/app';
import type { ComponentType } from 'react';
import type { InterviewView } from '../api.ts';

export interface InterviewPartProps {
  readonly interview: InterviewView;
}

/** It brings its own `<section>` with an `h2`; one with nothing to say draws nothing. */
export interface SheetSection extends Part {
  readonly view: ComponentType<InterviewPartProps>;
}
/** `questions`: beneath the questions typed there. `end`: beneath what was noted of it. */
export interface InterviewSection extends SheetSection {
  readonly place: 'questions' | 'end';
}
/** On the page. */
export const interviewSections = createSlot<InterviewSection>();
/** On the sheet for the day, in its columns: to be read and printed, nothing to press. */
export const sheetSections = createSlot<SheetSection>();
