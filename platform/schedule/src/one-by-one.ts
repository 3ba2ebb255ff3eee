/** What a job does for many, none of whom may keep it from the others. */

/**
 * Does each, one after the other, whatever became of those before. `signal`: begins with no more, and says nothing of failures:
 * whoever was not reached is tried again, and so are they. Throws the first failure when all were tried.
 */
export async function oneByOne<Each>(
  all: Iterable<Each>,
  work: (each: Each) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const faults: unknown[] = [];
  for (const each of all) {
    if (signal?.aborted) return;
    await work(each).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}
