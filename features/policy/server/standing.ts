/** How the proofs stand: when each was last run, in which commit, and whether its seeded break was noticed. */
import { z } from 'zod';

/** What came of a proof when it was last run. */
export const ProofRun = z.strictObject({
  state: z.enum(['passed', 'failed']),
  /** When that run ended, ISO 8601 in UTC. */
  at: z.string(),
  /** Short name of the commit, with a `+` when something was changed since; `null`: there was no repository. */
  commit: z.string().nullable(),
  /** The databases that run asked for: a proof that needs one ran on each of these. */
  engines: z.array(z.string()).readonly(),
  /** How many tests the proof was: a table or two databases make several of one. */
  tests: z.int().min(1),
  /** What it counted, as it says it itself: `1,000 markers planted, 0 found`. */
  figures: z.array(z.string()).readonly(),
});
export type ProofRun = z.infer<typeof ProofRun>;

/** By the proof's name. What was never run here is not in it. */
export const ProofRuns = z.record(z.string(), ProofRun);
export type ProofRuns = z.infer<typeof ProofRuns>;

/** A seeded break that was noticed. */
export interface NoticedBreak {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly commit: string;
  /** The fault that was put into the copy, in a sentence. */
  readonly fault: string;
}

export interface Standing {
  /** `null`: no proof was run in this copy. */
  readonly runs: ProofRuns | null;
  /** Of the makers' last whole run, which comes along with the source; `null`: none was kept. */
  readonly record: ProofRuns | null;
  /** By the proof's name. */
  readonly breaks: Readonly<Record<string, NoticedBreak>>;
}

/** How a proof last went, and whether that was here or in the run that its makers recorded. */
export interface LastRun extends ProofRun {
  readonly by: 'this copy' | 'its makers';
}

/**
 * What was run in this copy counts, however old: a record that is newer must not hide what failed here. `null`: it was never run,
 * here or there, since it was written.
 */
export function lastRunOf({ runs, record }: Pick<Standing, 'runs' | 'record'>, proof: string): LastRun | null {
  const [here, recorded] = [runs?.[proof], record?.[proof]];
  if (here) return { ...here, by: 'this copy' };
  return recorded ? { ...recorded, by: 'its makers' } : null;
}
