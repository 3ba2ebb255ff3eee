/** What can be done on the calendar, shared by every entry and day in it. */
import type { CalendarDate } from '@sotto/domain';
import type { StageLook } from '@sotto/ui';
import { createContext, useContext } from 'react';
import type { CalendarItem } from '../api.ts';
import type { Place } from './place.ts';
import type { EntryActs } from './queries.ts';
import type { Words } from './words.ts';

export interface CalendarActs extends EntryActs {
  readonly place: Place;
  /** Once for all entries: hundreds of them ask. */
  readonly words: Words;
  readonly lookOf: (item: CalendarItem) => StageLook | undefined;
  /** Asks for a day and time to move an entry to. */
  askWhere(item: CalendarItem): void;
  /** Asks for an application, then for the rest of an interview on this day. */
  addInterview(day: CalendarDate): void;
}

export const CalendarActsContext = createContext<CalendarActs | null>(null);

export function useCalendarActs(): CalendarActs {
  const acts = useContext(CalendarActsContext);
  if (!acts) throw new Error('An entry stands outside of a calendar.');
  return acts;
}

/** Names an entry within the page: one record may have several. */
export const keyOf = ({ what, id }: CalendarItem): string => `${what} ${id}`;
