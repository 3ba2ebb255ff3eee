/**
 * Offers: what an employer offers, and how one weighs it. Parent: the application; they go and come back with it.
 *
 * Pay is compared by the year only as far as it can be worked out; whatever was taken for granted on the way is said with it.
 */
import { z } from 'zod';
import { Compensation } from './application.ts';
import { CalendarDate } from './calendar-date.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { limits, line, prose } from './text.ts';

/** `null`: not decided. `lapsed`: the day of answering went by, or they took it back. */
export const offerDecisions = ['accepted', 'declined', 'lapsed'] as const;

/** Names a criterion within the person's list, so that renaming it keeps the points. */
const CriterionId = line(40);
/** What one weighs an offer by. Kept in the settings, so that all offers are held against the same. */
export const OfferCriterion = z.strictObject({ id: CriterionId, name: line(limits.tag), weight: z.int().min(1).max(5) });
export type OfferCriterion = z.infer<typeof OfferCriterion>;
export const OfferCriteria = z.array(OfferCriterion).max(12);

/** Proposed until the person says it differently. Weights are equal: what matters is theirs to say. */
export const proposedCriteria: readonly OfferCriterion[] = [
  { id: 'work', name: 'The work itself', weight: 3 },
  { id: 'people', name: 'The people', weight: 3 },
  { id: 'pay', name: 'Pay and benefits', weight: 3 },
  { id: 'growth', name: 'What I can learn', weight: 3 },
  { id: 'place', name: 'Place and hours', weight: 3 },
  { id: 'security', name: 'How safe it is', weight: 3 },
];

const Points = z.int().min(1).max(5);

/** What a person says of an offer. */
export const offerFields = {
  receivedOn: CalendarDate,
  respondBy: CalendarDate.nullable(),
  startOn: CalendarDate.nullable(),
  pay: Compensation.nullable(),
  /** Days of paid leave a year. */
  leaveDays: z.number().min(0).max(366).nullable(),
  /** Days a week one may work elsewhere. */
  remoteDays: z.number().min(0).max(7).nullable(),
  /** One way. */
  commuteMinutes: z.int().min(0).max(600).nullable(),
  benefits: prose(limits.remark).nullable(),
  notes: prose(limits.remark).nullable(),
  /** Points from 1 to 5 by criterion. A criterion without points is open. */
  scores: z.record(CriterionId, Points),
  decision: z.enum(offerDecisions).nullable(),
} as const;

export const Offer = z.strictObject({ applicationId: Id, ...offerFields, ...origin });
export type Offer = z.infer<typeof Offer>;

export const OfferKind = defineKind({
  name: 'offer',
  version: 1,
  schema: Offer,
  comingIn: {
    fault: ({ parentId, content }) => (content.applicationId === parentId ? null : 'It names another application than its own.'),
  },
});

/** What an offer holds of which only the day is known. */
export const blankOffer = {
  respondBy: null,
  startOn: null,
  pay: null,
  leaveDays: null,
  remoteDays: null,
  commuteMinutes: null,
  benefits: null,
  notes: null,
  scores: {},
  decision: null,
} satisfies Partial<Offer>;

/** Points as a patch names them: a criterion it leaves out keeps its own, `null` opens one again. */
export const ScoreChanges = z.record(CriterionId, Points.nullable());
export type ScoreChanges = z.infer<typeof ScoreChanges>;

export function changedScores(scores: Offer['scores'], changes: ScoreChanges): Offer['scores'] {
  return Object.fromEntries(
    Object.entries({ ...scores, ...changes }).flatMap(([id, points]) => (points === null ? [] : [[id, points]])),
  );
}

/** How an offer does by what one weighs, from 1 to 5; `null`: no criterion has points. `open`: criteria without points, which count nowhere. */
export function weighed(
  scores: Readonly<Record<string, number>>,
  criteria: readonly OfferCriterion[],
): { readonly score: number | null; readonly open: number } {
  const scored = criteria.flatMap(({ id, weight }) => (scores[id] === undefined ? [] : [{ points: scores[id], weight }]));
  const weight = scored.reduce((sum, one) => sum + one.weight, 0);
  const points = scored.reduce((sum, one) => sum + one.points * one.weight, 0);
  return { score: weight === 0 ? null : points / weight, open: criteria.length - scored.length };
}
