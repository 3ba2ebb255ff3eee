import { type Address, searchOf } from '@sotto/ui/app';

export interface Standing {
  /** `month`, `week` or `agenda`; absent: the usual one. */
  readonly view?: string | null | undefined;
  /** The day it stands on; absent: today. */
  readonly on?: string | null | undefined;
  /** Kinds of entries that are shown, with commas between; absent: all. */
  readonly only?: string | null | undefined;
}

export const calendarLinks = {
  calendar: (standing: Standing = {}): Address => ({ to: '/calendar', search: searchOf({ ...standing }) }),
} as const;
