/** What each view is given. */
import type { CalendarDate } from '@sotto/domain';
import type { CalendarItem } from '../api.ts';

export interface ViewProps {
  readonly byDay: ReadonlyMap<CalendarDate, readonly CalendarItem[]>;
  /** How many of a day the server left out. */
  readonly more: ReadonlyMap<CalendarDate, number>;
  /** What the person's clock shows, `YYYY-MM-DDTHH:mm`. */
  readonly now: string;
}
