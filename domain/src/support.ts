/**
 * Help that someone asks the operator for, and the right to read that goes with it: who may read what, and until when.
 *
 * A request waits for twelve hours. Whoever takes it up reads for as long as was granted, counted from that moment, so that an
 * hour is an hour of reading and not of waiting. It ends by itself, or at once by the hand of whoever gave it. See decision 027.
 */
import { z } from 'zod';
import { Id } from './id.ts';
import { type KindName, kindNumbers } from './kind.ts';

const hourMs = 60 * 60_000;

/** After so long a request that nobody took up lapses. */
export const supportLapsesMs = 12 * hourMs;
/** Hours of reading that one grant gives: at least one, and one unless more was asked for. */
export const mostSupportHours = 24;

// Safe: `kindNumbers` has no keys but the names of kinds.
export const SupportKind = z.enum(Object.keys(kindNumbers) as [KindName, ...KindName[]]);

/** What may be read: all records of some kinds; or one application, with everything that lies below it. */
export const SupportScope = z.union([
  z.strictObject({ kinds: z.array(SupportKind).min(1).max(Object.keys(kindNumbers).length) }),
  z.strictObject({ application: Id }),
]);
export type SupportScope = z.infer<typeof SupportScope>;

/** A grant as far as it says who may read until when. Times are epoch ms. */
export interface SupportTimes {
  /** The operator it is meant for; `null`: whoever takes it up first. */
  readonly operator: string | null;
  readonly lapsesAt: number;
  /** `null`: nobody has taken it up. */
  readonly untilAt: number | null;
  /** `null`: whoever gave it has not ended it. */
  readonly endedAt: number | null;
}

/** `waiting`: may be taken up. `open`: is being read. The rest is over: `lapsed` unread, `ended` by its time, `revoked` by hand. */
export type SupportState = 'waiting' | 'open' | 'lapsed' | 'ended' | 'revoked';

export function supportStateOf({ lapsesAt, untilAt, endedAt }: SupportTimes, now: number): SupportState {
  if (endedAt !== null) return 'revoked';
  if (untilAt !== null) return now < untilAt ? 'open' : 'ended';
  return now < lapsesAt ? 'waiting' : 'lapsed';
}

/** Whether this operator may read now. */
export function mayReadForSupport(grant: SupportTimes, operator: string, now: number): boolean {
  const state = supportStateOf(grant, now);
  if (state !== 'waiting' && state !== 'open') return false;
  return grant.operator === operator || (grant.operator === null && state === 'waiting');
}
