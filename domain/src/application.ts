/**
 * Applications: what someone applied for, or means to. Only company and title are asked for; everything else may be absent.
 *
 * Absence is `null` in records and answers. The company is a record of its own; the stage follows from the stage changes.
 */
import { z } from 'zod';
import { CalendarDate } from './calendar-date.ts';
import { Address } from './company.ts';
import { CustomValues } from './custom-field.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { Currency, MinorUnits } from './money.ts';
import { ExternalJobId } from './posting.ts';
import { Rank } from './rank.ts';
import { SnapshotRef } from './snapshot.ts';
import { fold, limits, line, prose, WebUrl } from './text.ts';

export const priorities = ['high', 'medium', 'low'] as const;
export const methods = ['online', 'email', 'in_person', 'phone', 'mail', 'agency', 'referral', 'fair'] as const;
export const sources = [
  'linkedin',
  'indeed',
  'glassdoor',
  'company_site',
  'referral',
  'recruiter',
  'agency',
  'job_fair',
  'school',
  'public_service',
  'newspaper',
  'email',
  'other',
] as const;
export const workModes = ['onsite', 'remote', 'hybrid'] as const;
export const employmentTypes = [
  'full_time',
  'part_time',
  'contract',
  'temporary',
  'internship',
  'apprenticeship',
  'freelance',
  'volunteer',
] as const;
export const payPeriods = ['hour', 'day', 'week', 'two_weeks', 'half_month', 'month', 'year', 'project'] as const;
export const outcomes = ['accepted', 'declined', 'rejected', 'withdrawn', 'no_answer', 'cancelled', 'other'] as const;

/**
 * Pay as someone stated it. Amounts in minor units of `currency` per `period`.
 *
 * `exact`: `min` is the amount and `max` is absent. `range`: one end may be absent ("from", "up to").
 */
export const Compensation = z
  .strictObject({
    kind: z.enum(['range', 'exact']),
    min: MinorUnits.nullish(),
    max: MinorUnits.nullish(),
    currency: Currency.nullish(),
    period: z.enum(payPeriods).nullish(),
    /** Before or after deductions. */
    basis: z.enum(['gross', 'net']).nullish(),
    hoursPerWeek: z.number().min(0).max(168).nullish(),
    negotiable: z.boolean().nullish(),
    bonus: prose(limits.remark).nullish(),
    equity: prose(limits.remark).nullish(),
    notes: prose(limits.remark).nullish(),
  })
  .refine((pay) => pay.min == null || pay.max == null || pay.min <= pay.max, {
    path: ['max'],
    error: 'The upper end is below the lower one.',
  })
  .refine((pay) => pay.kind === 'range' || pay.max == null, {
    path: ['max'],
    error: 'An exact amount has no upper end: put it into min.',
  })
  .refine((pay) => pay.currency != null || (pay.min == null && pay.max == null), {
    path: ['currency'],
    error: 'An amount needs a currency.',
  });
export type Compensation = z.infer<typeof Compensation>;

/** What to do next, and by when. */
export const NextAction = z.strictObject({ text: line(limits.line), dueOn: CalendarDate.nullish() });
export type NextAction = z.infer<typeof NextAction>;

/** Tags, each once (compared folded), in the order given. */
export const Tags = z
  .array(line(limits.tag))
  .max(limits.tags)
  .overwrite((tags) => uniqueTags(tags));
export type Tags = z.infer<typeof Tags>;

/** Each tag once, compared folded; the first spelling stays. */
export function uniqueTags(tags: readonly string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => {
    const key = fold(tag);
    return !seen.has(key) && seen.add(key);
  });
}

/** The texts of an application that may be long. Over `shortTextBytes` they lie in records of their own. */
export const textFields = {
  description: prose(limits.text).nullable(),
  responsibilities: prose(limits.text).nullable(),
  benefits: prose(limits.text).nullable(),
  notes: prose(limits.text).nullable(),
} as const;
export type TextField = keyof typeof textFields;
export const textFieldNames = ['description', 'responsibilities', 'benefits', 'notes'] as const satisfies readonly TextField[];

/** Everything short that a person says of an application. */
export const shortFields = {
  title: line(limits.name),
  priority: z.enum(priorities).nullable(),
  /** How much they would like it, 1 to 5. */
  excitement: z.int().min(1).max(5).nullable(),
  appliedOn: CalendarDate.nullable(),
  method: z.enum(methods).nullable(),
  source: z.enum(sources).nullable(),
  /** The source in their own words: which fair, whose referral. */
  sourceDetail: line(limits.line).nullable(),
  url: WebUrl.nullable(),
  /** Found in the address when not given. */
  externalJobId: ExternalJobId.nullable(),
  /** Where the application's state can be looked up. */
  portalUrl: WebUrl.nullable(),
  referenceNumber: line(limits.line).nullable(),
  workMode: z.enum(workModes).nullable(),
  employmentType: z.enum(employmentTypes).nullable(),
  seniority: line(limits.line).nullable(),
  location: Address.nullable(),
  /** Pay as posted. */
  compensation: Compensation.nullable(),
  compensationAsked: Compensation.nullable(),
  compensationOffered: Compensation.nullable(),
  postedOn: CalendarDate.nullable(),
  closesOn: CalendarDate.nullable(),
  nextAction: NextAction.nullable(),
  tags: Tags,
  outcome: z.enum(outcomes).nullable(),
  outcomeReason: prose(limits.remark).nullable(),
} as const;

/** All that a person may set on an application, by field. */
export const applicationFields = { ...shortFields, ...textFields } as const;

/**
 * An application as it is kept.
 *
 * `stageId` and `stageSince` (epoch ms) repeat what the stage changes say, so that a board of thousands needs no history;
 * they are written in one unit with the change that moves it. `longTexts` names the record of each text that is kept apart; its own field is `null` then.
 */
export const Application = z.strictObject({
  groupId: Id,
  companyId: Id,
  stageId: Id,
  stageSince: z.int(),
  rank: Rank,
  ...applicationFields,
  /** Values of the person's own fields. Since version 2. */
  custom: CustomValues,
  longTexts: z.partialRecord(z.enum(textFieldNames), Id),
  /** Where two people would agree the posting lies; `null` when there is no url. */
  canonicalUrl: WebUrl.nullable(),
  snapshot: SnapshotRef.nullable(),
  ...origin,
});
export type Application = z.infer<typeof Application>;

/** What an application holds of which nothing but its place and title is known. */
export const blankApplication = {
  priority: null,
  excitement: null,
  appliedOn: null,
  method: null,
  source: null,
  sourceDetail: null,
  url: null,
  externalJobId: null,
  portalUrl: null,
  referenceNumber: null,
  workMode: null,
  employmentType: null,
  seniority: null,
  location: null,
  compensation: null,
  compensationAsked: null,
  compensationOffered: null,
  postedOn: null,
  closesOn: null,
  nextAction: null,
  tags: [],
  outcome: null,
  outcomeReason: null,
  description: null,
  responsibilities: null,
  benefits: null,
  notes: null,
  custom: {},
  longTexts: {},
  canonicalUrl: null,
  snapshot: null,
} satisfies Partial<Application>;

export const ApplicationKind = defineKind({
  name: 'application',
  version: 2,
  schema: Application,
  upgrades: { 1: (older) => ({ ...(older as object), custom: {} }) },
  comingIn: {
    holds: 'stageChange',
    needs: ({ groupId, companyId, stageId, longTexts, snapshot }) => [
      groupId,
      companyId,
      stageId,
      ...Object.values(longTexts),
      ...(snapshot === null ? [] : [snapshot.id]),
    ],
  },
});

/**
 * A long text of an application, kept apart. Parent: the application.
 *
 * Never edited: a changed text is a new record, so that whoever decides a change need not have opened the old one.
 */
export const LongText = z.strictObject({ field: z.enum(textFieldNames), text: prose(limits.text) });
export type LongText = z.infer<typeof LongText>;

export const TextKind = defineKind({
  name: 'text',
  version: 1,
  schema: LongText,
  apart: true,
  held: { title: 'Long notes and descriptions' },
  comingIn: { part: true },
});

/** Texts up to this many bytes of UTF-8 stay in the application itself. Source: architecture, "Storage". */
export const shortTextBytes = 1_024;

/** Whether a text is kept in a record of its own. */
export function isLongText(text: string): boolean {
  return text.length > shortTextBytes || new TextEncoder().encode(text).length > shortTextBytes;
}

/** The place of an application on one line: city, region, country. `null`: none stated. */
export function placeOf(location: Address | null): string | null {
  const parts = [location?.city, location?.region, location?.country].filter((part) => part != null);
  return parts.length === 0 ? null : parts.join(', ');
}
