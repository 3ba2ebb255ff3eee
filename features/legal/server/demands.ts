/**
 * Demands for someone's data that the law makes binding: a case each, begun by one operator, approved by another, carried out once.
 *
 * [Note: Two operators] The command that begins a case is the same that carries it out: it finds the case that says exactly what it
 * says, and does nothing until someone else has approved that one. Other fields or another person are another case. A case that
 * nobody carried out within seven days is void.
 */
import { UserId } from '@sotto/domain';
import type { CaseFile, Vault } from '@sotto/vault';
import { z } from 'zod';

export const Demand = z.strictObject({
  /** How the court or authority calls it. */
  reference: z.string(),
  jurisdiction: z.string(),
  /** `null`: erased since. */
  userId: UserId.nullable(),
  /** Sorted. */
  fields: z.array(z.string()),
  /** Before that day the person must not be told, epoch ms; `null`: they are told at once. */
  quietUntil: z.number().nullable(),
  /** What left; `null`: nothing yet. `at` in epoch ms. */
  package: z.strictObject({ at: z.number(), by: z.string(), counts: z.record(z.string(), z.int()) }).nullable(),
});
export type Demand = z.infer<typeof Demand>;

/** What is demanded, before anything came of it. */
export type Demanded = Omit<Demand, 'package' | 'userId'> & { readonly userId: UserId };

export const voidAfterMs = 7 * 24 * 60 * 60_000;

/** The demand a case is about. Throws `ZodError` for a case of another sort. */
export function demandOf({ content }: CaseFile): Demand {
  return Demand.parse(content);
}

/** Whether something can still come of it at `now` (epoch ms). */
export function isPending({ state, openedAt }: CaseFile, now: number): boolean {
  return state !== 'done' && now < openedAt + voidAfterMs;
}

/** The case of exactly this demand that is not carried out yet; `null`: there is none. */
export async function pendingCaseOf({ cases }: Vault, demanded: Demanded, now: number): Promise<CaseFile | null> {
  const wanted = wordsOf({ ...demanded, package: null });
  const found = (await cases.list('legal')).filter((file) => isPending(file, now) && wordsOf(demandOf(file)) === wanted);
  return found.find(({ state }) => state === 'approved') ?? found[0] ?? null;
}

function wordsOf({ reference, jurisdiction, userId, fields, quietUntil }: Demand): string {
  return JSON.stringify([reference, jurisdiction, userId, fields, quietUntil]);
}

/** A year's demands: numbers, nobody's names. */
export interface YearOfDemands {
  readonly year: number;
  readonly demands: number;
  readonly packages: number;
  readonly people: number;
  /** Void, without a package. */
  readonly withoutPackage: number;
  /** People who must not be told yet. */
  readonly notToldYet: number;
}

/** By the year (UTC) a case was begun in, the latest first. Those that may still be carried out are only demands. For the operator alone. */
export async function countDemands(vault: Vault, now: number): Promise<YearOfDemands[]> {
  return byYearOf(await casesOf(vault), now);
}

/**
 * The same for everybody: without the cases whose person must not be told yet, for where there are few people a number tells them.
 */
export async function publishedDemands(vault: Vault, now: number): Promise<Omit<YearOfDemands, 'notToldYet'>[]> {
  const published = (await casesOf(vault)).filter(({ demand }) => !mustWait(demand, now));
  return byYearOf(published, now).map(({ notToldYet: _, ...year }) => year);
}

interface OneCase {
  readonly file: CaseFile;
  readonly demand: Demand;
}

async function casesOf({ cases }: Vault): Promise<OneCase[]> {
  return (await cases.list('legal')).map((file) => ({ file, demand: demandOf(file) }));
}

/** Its person must not be told yet, whatever comes of it. */
function mustWait({ quietUntil }: Demand, now: number): boolean {
  return quietUntil !== null && quietUntil > now;
}

function byYearOf(all: readonly OneCase[], now: number): YearOfDemands[] {
  const byYear = Map.groupBy(all, ({ file }) => new Date(file.openedAt).getUTCFullYear());
  return [...byYear]
    .map(([year, each]) => {
      const carriedOut = each.filter(({ demand }) => demand.package !== null);
      return {
        year,
        demands: each.length,
        packages: carriedOut.length,
        people: new Set(carriedOut.map(({ demand, file }) => demand.userId ?? file.id)).size,
        withoutPackage: each.filter(({ file, demand }) => demand.package === null && !isPending(file, now)).length,
        notToldYet: carriedOut.filter(({ demand }) => mustWait(demand, now)).length,
      };
    })
    .toSorted((left, right) => right.year - left.year);
}
