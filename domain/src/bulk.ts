/** What is done to many records at once: each on its own, those that change together. */
import { z } from 'zod';
import { Id } from './id.ts';

/** Records as they were seen; at most a thousand. */
export const BulkItems = z
  .array(z.strictObject({ id: Id, revision: z.int().min(1) }))
  .min(1)
  .max(1_000);
export type BulkItems = z.infer<typeof BulkItems>;

/** What became of one record. `revision`: as it is now, `null` when it is gone. */
export const BulkOutcome = z.strictObject({
  id: Id,
  result: z.enum(['done', 'unchanged', 'stale-revision', 'newer-version', 'not-found', 'conflict']),
  revision: z.int().min(1).nullable(),
});
export type BulkOutcome = z.infer<typeof BulkOutcome>;

/** What a bulk change answers. `undo`: for `undoChange` of applications, within the hour; `null`: nothing changed. */
export const BulkAnswer = z.strictObject({ items: z.array(BulkOutcome), undo: z.string().nullable() });
export type BulkAnswer = z.infer<typeof BulkAnswer>;
