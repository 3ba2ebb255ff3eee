/**
 * What stands on a person's calendar: each feature says which of its records have a day or a time, and whoever shows days
 * (the calendar's views, the private feed) asks them all in one way. Nothing of it is kept.
 */
import type { CalendarDate, Id, Kind, KindName, Zone } from '@sotto/domain';
import type { Workspace } from './door.ts';

/**
 * A time as it was agreed: wall times (`YYYY-MM-DDTHH:mm`) in `zone`, and the instants (epoch ms) that follow from them.
 *
 * `endsAt`: `null` when no end was said; `end` is then what its feature takes for granted, at the least `start`.
 */
export interface MarkTime {
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly zone: Zone;
  readonly start: number;
  readonly end: number;
}

/** One thing on the calendar: on a whole day, or at a time. */
export type CalendarMark = MarkedRecord &
  ({ readonly on: CalendarDate; readonly time: null } | { readonly on: null; readonly time: MarkTime });

export interface MarkedRecord {
  /** The record it is told from. An application may have several marks, told apart by `what`. */
  readonly kind: KindName;
  readonly id: Id;
  readonly revision: number;
  /** What kind of thing it is, unique over all features: `interview`, `next_action`. */
  readonly what: string;
  /** In the person's words; `null`: named by what it is and by its application. */
  readonly title: string | null;
  /** Which of its sort, as its feature names them: `video` of an interview. */
  readonly sort: string | null;
  /** Its place in a row of such: the round of an interview. */
  readonly number: number | null;
  readonly people: readonly string[];
  /** `off`: it does not take place. */
  readonly state: 'open' | 'done' | 'off';
  /** It comes again: only its next time is on the calendar. */
  readonly repeats: boolean;
  /** The application it belongs to; `null`: to none. */
  readonly applicationId: Id | null;
  /** Another record it is about, by name. */
  readonly about: { readonly kind: KindName; readonly id: Id; readonly name: string } | null;
}

/** What a mark says where its feature has nothing to say. */
export const plainMark = {
  title: null,
  sort: null,
  number: null,
  people: [],
  state: 'open',
  repeats: false,
  applicationId: null,
  about: null,
} as const satisfies Partial<MarkedRecord>;

/** What a feature puts on the calendar. Listed in its `Feature`. */
export interface CalendarSource {
  /** Unique over all features. */
  readonly name: string;
  /** Every kind that `marks` reads. */
  readonly kinds: readonly Kind[];
  /** All marks, in any order. `zone`: the person's; uses neither a clock nor other kinds. */
  marks(workspace: Workspace, zone: Zone): Iterable<CalendarMark>;
}
