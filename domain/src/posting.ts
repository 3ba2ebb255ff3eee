/** Postings: what an employer published. */
import type { z } from 'zod';
import { limits, line } from './text.ts';

/**
 * The id a job board gave a posting, with the board: `linkedin:3801234567`. Two boards' ids are never the same.
 *
 * Boards that count for each employer anew carry the employer too: `workday:acme/R01101234`.
 */
export const ExternalJobId = line(limits.line);
export type ExternalJobId = z.infer<typeof ExternalJobId>;
