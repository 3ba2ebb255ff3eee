/**
 * The register of breaches: what happened, since when it is known, who is concerned, who was told when.
 *
 * A breach is a case file of the keyring (see `platform/vault/src/cases.ts`): sealed, in no backup, and never with a name. Its
 * clock is the 72 hours of GDPR, article 33, from the moment it became known; the duties are those of articles 33 and 34 and of
 * North Carolina, General Statutes 75-65. What the people concerned were told stands with them, sealed under their own keys.
 */
import { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { CaseFile } from '@sotto/vault';
import { z } from 'zod';
import { type Audience, countMeant } from './everyone.ts';

const hourMs = 60 * 60_000;
/** Source: GDPR, article 33 (1). */
export const authorityWithinMs = 72 * hourMs;
/** Source: N.C. General Statutes, 75-65 (f). */
export const agenciesAbove = 1000;

/** Done at a moment (epoch ms), or the reason why not. */
export const Duty = z.union([z.strictObject({ at: z.int() }), z.strictObject({ why: z.string() })]);
export type Duty = z.infer<typeof Duty>;

/** Whose data it concerns. Times in epoch ms: when an account began. `ids` go when the breach is closed. */
const Scope = z.union([
  z.strictObject({ sort: z.literal('all') }),
  z.strictObject({ sort: z.literal('range'), from: z.int().nullable(), until: z.int().nullable() }),
  z.strictObject({ sort: z.literal('people'), ids: z.array(UserId) }),
]);
export type Scope = z.infer<typeof Scope>;

/** What people are told, in four answers of the operator's. */
export const BreachWords = z.strictObject({
  happened: z.string().min(1),
  concerned: z.string().min(1),
  done: z.string().min(1),
  advice: z.string().min(1),
});
export type BreachWords = z.infer<typeof BreachWords>;

const Content = z.strictObject({
  /** Epoch ms, since when it is known: the clock begins. */
  knownAt: z.int(),
  words: BreachWords,
  scope: Scope,
  /** How many it concerned when it was opened. */
  impacted: z.int(),
  /** Since when people are being told, and since when all of them are; epoch ms. */
  tellingSince: z.int().nullable(),
  toldAt: z.int().nullable(),
  /** Of those: how many were told, and how many had gone by then. */
  told: z.int(),
  gone: z.int(),
  /** How many could not be told because their keys do not open, and who; `untold` goes when the breach is closed. */
  failed: z.int(),
  untold: z.array(UserId),
  /** Of those told: to how many the mail was given up, as far as the operator was told so. Not in breaches of before. */
  unmailed: z.int().default(0),
  /** Why it may be closed all the same, and of whom that was said; they go when the breach is closed. */
  untoldBecause: z.string().nullable(),
  explained: z.array(UserId),
  duties: z.strictObject({ authority: Duty.nullable(), attorneyGeneral: Duty.nullable(), agencies: Duty.nullable() }),
  /** Why the authority was told later than 72 hours. */
  lateBecause: z.string().nullable(),
  /** Hours at which an alarm was given. */
  alarmed: z.array(z.int()),
});
type Content = z.infer<typeof Content>;

/** A breach as the register has it. */
export interface Breach extends Content {
  /** `breach-1`. */
  readonly id: string;
  /** What people were told of it is remembered by this: a number comes again, see `platform/vault/src/cases.ts`. */
  readonly mark: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

/** There is no such breach, or it is closed. */
export class NoSuchBreach extends Error {
  override readonly name = 'NoSuchBreach';
}

/** Writes a breach into the register; the clock runs from `knownAt`. `by`: an operator's opaque id, or `system`. */
export async function openBreach(
  platform: Platform,
  { by, ...begun }: { by: string; knownAt: number; words: BreachWords; scope: Scope },
): Promise<Breach> {
  const impacted = await countMeant(platform, audienceOf(begun.scope, platform.now()));
  const content: Content = {
    ...begun,
    impacted,
    tellingSince: null,
    toldAt: null,
    told: 0,
    gone: 0,
    failed: 0,
    untold: [],
    unmailed: 0,
    untoldBecause: null,
    explained: [],
    duties: { authority: null, attorneyGeneral: null, agencies: null },
    lateBecause: null,
    alarmed: [],
  };
  return breachOf(await platform.vault.cases.open('breach', { by, content: Content.parse(content) }));
}

/** All breaches there ever were, the oldest first. */
export async function listBreaches({ vault }: Platform): Promise<Breach[]> {
  return (await vault.cases.list('breach')).map(breachOf);
}

/** Changes an open breach, on what the register says by then. Throws `NoSuchBreach`. */
export async function changeBreach(
  { vault, now }: Platform,
  id: string,
  change: (breach: Breach) => Partial<Content>,
  { done = false } = {},
): Promise<Breach> {
  for (;;) {
    const seen = await vault.cases.find(id);
    if (seen?.sort !== 'breach' || seen.state === 'done') throw new NoSuchBreach(`There is no open breach ${id}.`);
    const content = Content.parse({ ...Content.parse(seen.content), ...change(breachOf(seen)) });
    // Someone else wrote in between: decided anew, on what they wrote.
    if (await vault.cases.write(seen, { content, done })) return { ...breachOf(seen), ...content, closedAt: done ? now() : null };
  }
}

/** Who is to be told of it: who had an account when it was opened. */
export function audienceOf(scope: Scope, openedAt: number): Audience {
  const begunBefore = openedAt + 1;
  if (scope.sort === 'people') return { begunBefore, only: new Set(scope.ids) };
  if (scope.sort === 'all') return { begunBefore };
  return { begunBefore: Math.min(begunBefore, scope.until ?? begunBefore), begunFrom: scope.from ?? 0 };
}

const note = 'npm run sotto -- breach note ID';
const moment = '"2026-11-22T10:00Z, or why not"';

/** What keeps a breach from being closed, in sentences that name it `ID`; empty: nothing. */
export function missingOf({ toldAt, failed, untoldBecause, duties, impacted, knownAt, lateBecause }: Breach): string[] {
  const { authority, attorneyGeneral, agencies } = duties;
  const isLate = authority !== null && 'at' in authority && authority.at > knownAt + authorityWithinMs;
  return [
    ...(toldAt === null ? ['The people concerned were not told: npm run sotto -- breach notify ID'] : []),
    ...(failed > 0 && untoldBecause === null
      ? [
          `${failed} could not be told: their keys do not open. See who, and say what came of it: npm run sotto -- breach untold ID`,
        ]
      : []),
    ...(authority === null
      ? [`Name when the data protection authority was told, or why not: ${note} --authority ${moment}`]
      : []),
    ...(isLate && lateBecause === null
      ? [`It was told later than 72 hours after the breach was known. Say why: ${note} --late "WHY"`]
      : []),
    ...(attorneyGeneral === null
      ? [`Name when the Attorney General’s office was told (N.C. 75-65), or why not: ${note} --attorney-general ${moment}`]
      : []),
    ...(impacted > agenciesAbove && agencies === null
      ? [
          `More than ${agenciesAbove} people: name when the consumer reporting agencies were told, or why not: ${note} --agencies ${moment}`,
        ]
      : []),
  ];
}

/** Ends a breach, and forgets who it concerned. Throws `NoSuchBreach`; see `missingBefore`. */
export function closeBreach(platform: Platform, id: string, { unmailed = 0 } = {}): Promise<Breach> {
  const forget = ({ scope }: Breach): Partial<Content> => ({
    untold: [],
    explained: [],
    unmailed,
    ...(scope.sort === 'people' && { scope: { ...scope, ids: [] } }),
  });
  return changeBreach(platform, id, forget, { done: true });
}

function breachOf({ id, mark, openedAt, doneAt, content }: CaseFile): Breach {
  return { id, mark, openedAt, closedAt: doneAt, ...Content.parse(content) };
}
