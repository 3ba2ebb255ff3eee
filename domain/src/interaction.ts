/**
 * Interactions: what was said and written between a person and those they meet, as they note it.
 *
 * A record of its own that names contacts, a company and an application, and not one below a contact: a call is often with
 * several people, a mail from a careers address with nobody known, and each belongs as much to the way of an application. So
 * deleting a contact takes only what then nobody else stands for; see `isUnreachable`.
 */
import { z } from 'zod';
import { CalendarDate, dateOf, startOfDay, Zone } from './calendar-date.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { hasBegun } from './stage-change.ts';
import { limits, line, prose } from './text.ts';

export const interactionKinds = ['email', 'call', 'message', 'meeting', 'other'] as const;
/** `in`: they began it. `out`: the person did. */
export const directions = ['in', 'out'] as const;

/** What a person says of an interaction, besides when it was and who took part. */
export const interactionFields = {
  kind: z.enum(interactionKinds),
  /** `null`: neither, as of a meeting. */
  direction: z.enum(directions).nullable(),
  subject: line(limits.line).nullable(),
  notes: prose(limits.remark).nullable(),
} as const;

/** Greatest number of contacts in one interaction. */
export const greatestParty = 20;

export const Interaction = z.strictObject({
  ...interactionFields,
  /** Epoch ms. Of a day without a time: its first moment in `zone`. */
  at: z.int(),
  /** The day, when only the day is known; `null`: `at` is the time. */
  on: CalendarDate.nullable(),
  /** Where the person was, so that nine in the morning stays nine. */
  zone: Zone,
  contactIds: z.array(Id).max(greatestParty),
  companyId: Id.nullable(),
  applicationId: Id.nullable(),
  ...origin,
});
export type Interaction = z.infer<typeof Interaction>;

export const InteractionKind = defineKind({
  name: 'interaction',
  version: 1,
  schema: Interaction,
  held: { title: 'Calls, mails and meetings you noted', purpose: 'To know what was said, and when' },
});

/**
 * When an interaction was: the fields that say it. A device's clock may run a few minutes ahead; what lies further in the future has
 * not happened, and is `null`.
 */
export function pastMoment(
  when: { readonly at: number } | { readonly on: CalendarDate },
  { now, zone }: { now: number; zone: Zone },
): Pick<Interaction, 'at' | 'on' | 'zone'> | null {
  if ('on' in when) return hasBegun(when.on, now) ? { at: startOfDay(when.on, zone), on: when.on, zone } : null;
  return when.at <= now + clockToleranceMs ? { at: Math.min(when.at, now), on: null, zone } : null;
}

const clockToleranceMs = 5 * 60_000;

/** The day of an interaction, where it took place. */
export function dayOf({ at, on, zone }: Pick<Interaction, 'at' | 'on' | 'zone'>): CalendarDate {
  return on ?? dateOf(at, zone);
}

/** Orders interactions newest first; of one day, what has a time comes before what has none. */
export function newestFirst(a: Pick<Interaction, 'at'>, b: Pick<Interaction, 'at'>): number {
  return b.at - a.at;
}

/** Whether there is nothing left by which an interaction could be come upon: `isThere` answers for any id it names. */
export function isUnreachable(
  { contactIds, companyId, applicationId }: Pick<Interaction, 'contactIds' | 'companyId' | 'applicationId'>,
  isThere: (id: Id) => boolean,
): boolean {
  return ![...contactIds, companyId, applicationId].some((id) => id !== null && isThere(id));
}
