/** Chance that repeats: the same seed, the same run. */
export interface Chance {
  /** Whole, from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** `true` in so many of a hundred. */
  hits(percent: number): boolean;
  oneOf<T>(choices: readonly T[]): T;
}

/** Numerical Recipes' generator: plain, and good enough to choose by. */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    hits: (percent) => next() * 100 < percent,
    // Safe: the place lies within the list.
    oneOf: (choices) => choices[between(0, choices.length - 1)]!,
  };
}
