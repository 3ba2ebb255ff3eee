/** The place in the calendar's head where other features put an act of their own: the private feed. */
import { createSlot, type Part } from '@sotto/ui/app';
import type { ComponentType } from 'react';

export interface CalendarAct extends Part {
  readonly view: ComponentType;
}

export const calendarActs = createSlot<CalendarAct>();
