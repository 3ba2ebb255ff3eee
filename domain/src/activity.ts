/**
 * Work-search activities: what someone did to find work, as an unemployment office asks for it.
 *
 * Most of them are told by applications and interviews and kept nowhere: an application that was sent is an activity of that
 * day. A record is made for what nothing else tells (a job fair), and for what the person says differently from what is told:
 * it names what it speaks of and stands in its place. Such a record outlives the application, because an office may ask for
 * the log long after.
 */
import { z } from 'zod';
import { methods } from './application.ts';
import { addDays, addMonths, CalendarDate } from './calendar-date.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits, line } from './text.ts';
import { weekdays, weekOf } from './week.ts';

export const activityKinds = [
  'application',
  'interview',
  'contact',
  'job_fair',
  'workshop',
  'agency_registration',
  'profile_update',
  'training',
  'networking',
  'other',
] as const;

/** What a person says of an activity: the columns that the forms of offices have in common. */
export const activityFields = {
  on: CalendarDate,
  kind: z.enum(activityKinds),
  /** The employer, agency or whoever held the event. */
  employer: line(limits.name).nullable(),
  /** How the employer can be reached: address, telephone or web address. */
  reachedAt: line(limits.line).nullable(),
  contact: line(limits.name).nullable(),
  position: line(limits.name).nullable(),
  reference: line(limits.line).nullable(),
  method: z.enum(methods).nullable(),
  result: line(limits.line).nullable(),
  /** Whether it counts towards the minimum: an office may not take a second contact with one employer. */
  counts: z.boolean(),
} as const;

/** The record an activity speaks of. */
export const ActivitySource = z.strictObject({ kind: z.enum(['application', 'interview']), id: Id });
export type ActivitySource = z.infer<typeof ActivitySource>;

export const ActivityFields = z.strictObject(activityFields);
export type ActivityFields = z.infer<typeof ActivityFields>;

export const Activity = z.strictObject({ ...activityFields, of: ActivitySource.nullable(), ...origin });
export type Activity = z.infer<typeof Activity>;

export const ActivityKind = defineKind({
  name: 'activity',
  version: 1,
  schema: Activity,
  plural: 'activities',
  held: { title: 'Work-search activities', purpose: 'To show an unemployment office that you look for work' },
});

/** An activity of which only the day and kind are known. */
export const blankActivity = {
  employer: null,
  reachedAt: null,
  contact: null,
  position: null,
  reference: null,
  method: null,
  result: null,
  counts: true,
} satisfies Partial<ActivityFields>;

/** What the log is held against. Absent rules: the log is kept and nothing is counted against it. */
export const WorkSearchRules = z.strictObject({
  /** Of `workSearchPresets`; `null`: the person's own. */
  preset: line(limits.tag).nullable(),
  /** The office, as it stands on the log. */
  authority: line(limits.name).nullable(),
  period: z.enum(['week', 'month']),
  /** First day of a claim week. */
  weekStart: z.enum(weekdays),
  /** Fewest activities in a period; `null`: none is set. */
  least: z.int().min(1).max(100).nullable(),
  /** Days for which the log of a period is kept, from its end or from the end of the benefit year; `null`: not known. */
  keep: z.strictObject({ days: z.int().min(1).max(3_660), after: z.enum(['period', 'benefit_year']) }).nullable(),
  benefitYearEndsOn: CalendarDate.nullable(),
});
export type WorkSearchRules = z.infer<typeof WorkSearchRules>;

/** First and last day of a claim period. */
export interface ClaimPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The claim week or month that a day lies in. */
export function claimPeriodOf(
  on: CalendarDate,
  { period, weekStart }: Pick<WorkSearchRules, 'period' | 'weekStart'>,
): ClaimPeriod {
  if (period === 'week') return weekOf(on, weekStart);
  const from = `${on.slice(0, 7)}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The claim periods that hold the days from `from` to `to`, latest first. None when `to` is earlier. */
export function claimPeriods({ from, to }: ClaimPeriod, rules: Pick<WorkSearchRules, 'period' | 'weekStart'>): ClaimPeriod[] {
  const periods: ClaimPeriod[] = [];
  for (let day = to; day >= from; day = addDays(periods.at(-1)!.from, -1)) periods.push(claimPeriodOf(day, rules));
  return periods;
}

/** The last day on which the log of a period must still be there; `null`: not known. */
export function keptUntil({ to }: ClaimPeriod, { keep, benefitYearEndsOn }: WorkSearchRules): CalendarDate | null {
  if (keep === null) return null;
  const after = keep.after === 'period' ? to : benefitYearEndsOn;
  return after && addDays(after, keep.days);
}
