/** Stages: the columns of the board. People rename, order, hide and add them; what a stage means (`kind`) is fixed. */
import { z } from 'zod';
import { byHand, origin } from './import-ref.ts';
import { defineKind } from './kind.ts';
import { Rank, ranksBetween } from './rank.ts';
import { fold, limits, line } from './text.ts';

/**
 * What a stage means, whatever it is called: reports count by it, so that they survive renaming.
 *
 * `lost_by_me`: the person withdrew or declined. `silent`: no answer came.
 */
export const stageKinds = [
  'lead',
  'submitted',
  'screen',
  'assessment',
  'interview',
  'offer',
  'won',
  'lost',
  'lost_by_me',
  'silent',
] as const;
export type KindOfStage = (typeof stageKinds)[number];

export const stageFields = {
  name: line(limits.name),
  /** Not shown as a column until it is asked for; its applications are still in the table and in every count. */
  hidden: z.boolean(),
} as const;

export const Stage = z.strictObject({ ...stageFields, kind: z.enum(stageKinds), rank: Rank, ...origin });
export type Stage = z.infer<typeof Stage>;

export const StageKind = defineKind({
  name: 'stage',
  version: 1,
  schema: Stage,
  comingIn: { namedBy: ({ kind, name }) => [`${kind} ${fold(name)}`] },
});

/** What reports ask of a stage's kind. `furthest` orders the funnel; ends (won, lost, silent) do not go further than what came before. */
export const meaningOf = {
  lead: { furthest: 0, submitted: false, ended: false },
  submitted: { furthest: 1, submitted: true, ended: false },
  screen: { furthest: 2, submitted: true, ended: false },
  assessment: { furthest: 3, submitted: true, ended: false },
  interview: { furthest: 4, submitted: true, ended: false },
  offer: { furthest: 5, submitted: true, ended: false },
  won: { furthest: 6, submitted: true, ended: true },
  lost: { furthest: 0, submitted: true, ended: true },
  lost_by_me: { furthest: 0, submitted: false, ended: true },
  silent: { furthest: 0, submitted: true, ended: true },
} as const satisfies Record<KindOfStage, { furthest: number; submitted: boolean; ended: boolean }>;

/** The stages a new account starts with, in order. Source: product.md, "Stage". */
export const defaultStages = [
  { name: 'Saved', kind: 'lead', hidden: false },
  { name: 'Preparing', kind: 'lead', hidden: true },
  { name: 'Applied', kind: 'submitted', hidden: false },
  { name: 'Screening', kind: 'screen', hidden: false },
  { name: 'Assessment', kind: 'assessment', hidden: true },
  { name: 'Interview', kind: 'interview', hidden: false },
  { name: 'Final round', kind: 'interview', hidden: true },
  { name: 'Offer', kind: 'offer', hidden: false },
  { name: 'Accepted', kind: 'won', hidden: false },
  { name: 'Rejected', kind: 'lost', hidden: false },
  { name: 'Withdrawn', kind: 'lost_by_me', hidden: false },
  { name: 'No answer', kind: 'silent', hidden: false },
] as const satisfies readonly { name: string; kind: KindOfStage; hidden: boolean }[];

/** The default stages as contents of records, ranked in order. */
export function firstStages(): Stage[] {
  const ranks = ranksBetween(null, null, defaultStages.length);
  return defaultStages.map((stage, index) => ({ ...stage, rank: ranks[index]!, ...byHand }));
}

/**
 * Where an application begins when nobody says: the first submitted stage when it was sent, else the first lead; hidden ones only if no other is there.
 *
 * `stages`: in order, at least one.
 */
export function firstStageFor<S extends { readonly content: Stage }>(stages: readonly S[], wasSent: boolean): S {
  const kind: KindOfStage = wasSent ? 'submitted' : 'lead';
  const fitting = stages.filter((stage) => stage.content.kind === kind);
  return fitting.find((stage) => !stage.content.hidden) ?? fitting[0] ?? stages[0]!;
}
