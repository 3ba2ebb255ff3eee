import { CalendarDate, Instant, WallTime } from '@sotto/domain';
import { z } from 'zod';

/** A moment, or a day when only the day is known. */
export const Said = z.union([CalendarDate, Instant]);
export type Said = z.infer<typeof Said>;

/** As somebody says it: a day, a day and time in a zone that is named beside it (`2026-11-22T14:30`), or a moment. */
export const SaidThere = z.union([CalendarDate, Instant, WallTime]);
export type SaidThere = z.infer<typeof SaidThere>;
