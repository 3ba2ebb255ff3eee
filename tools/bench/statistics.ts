/** Medians and percentiles, and work that is timed in turns so that a busy moment falls on all of it alike. */

/** The smallest value that at least `share` (0 to 1) of the values do not exceed. Throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new RangeError('nothing was measured');
  return found;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/**
 * How often one of `ones` is above one of `others`, 0 to 1: the area under the ROC curve of whoever tells them apart by
 * their size. 0.5 is guessing.
 */
export function chanceToTell(ones: readonly number[], others: readonly number[]): number {
  const all = [...ones.map((value) => ({ value, isOne: true })), ...others.map((value) => ({ value, isOne: false }))];
  const ranks = all.toSorted((a, b) => a.value - b.value).flatMap(({ isOne }, index) => (isOne ? [index + 1] : []));
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  return (sum - (ones.length * (ones.length + 1)) / 2) / (ones.length * others.length);
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/**
 * Runs all of `works` in turns, A B A B, `turns` times, and answers what each run answered, by name. One turn before is
 * for warming up and does not count.
 */
export async function inTurns<Name extends string, Result>(
  turns: number,
  works: Readonly<Record<Name, () => Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(works) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let turn = -1; turn < turns; turn++) {
    for (const name of names) {
      const result = await works[name]();
      if (turn >= 0) results[name].push(result);
    }
  }
  return results;
}
