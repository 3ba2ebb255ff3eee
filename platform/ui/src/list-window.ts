/**
 * Which of many rows are in sight: the arithmetic behind `useListWindow`, without a browser.
 *
 * Rows are as high as they were measured, or as `usual` until then.
 */
export interface ListLayout {
  /** One per row, in order; a row keeps its measured height when it moves. */
  readonly keys: readonly string[];
  /** Measured heights in pixels, by key. */
  readonly heights: ReadonlyMap<string, number>;
  /** Height of a row that was not measured yet. */
  readonly usual: number;
  readonly gap: number;
  /** Empty space before the first row and after the last. */
  readonly before: number;
  readonly after: number;
}

/** Where each row begins, and at the end where a further one would. One more than there are rows. */
export function startsOf({ keys, heights, usual, gap, before }: ListLayout): Float64Array {
  const starts = new Float64Array(keys.length + 1);
  let next = before;
  for (const [index, key] of keys.entries()) {
    starts[index] = next;
    next += (heights.get(key) ?? usual) + gap;
  }
  starts[keys.length] = next;
  return starts;
}

/** The height of all rows together with the space around them. */
export function totalOf(starts: Float64Array, { gap, before, after, keys }: ListLayout): number {
  return keys.length === 0 ? before + after : (starts[keys.length] ?? 0) - gap + after;
}

/** The row at a height from the top: the last that begins at or above it. */
export function rowAt(starts: Float64Array, height: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}
