/** Where a record came from, when it was imported. */
import { z } from 'zod';
import { Id } from './id.ts';
import { line, limits } from './text.ts';

/** `source`: the format (`linkedin`, `csv`). `sourceId`: what names the record there; `null` when nothing does. `batchId`: the import it came with. */
export const ImportRef = z.strictObject({ source: line(limits.tag), sourceId: line(limits.line).nullable(), batchId: Id });
export type ImportRef = z.infer<typeof ImportRef>;

/**
 * What every record carries besides its own fields.
 *
 * `createdFrom`: fingerprint of the request that made it with an id of the caller's choosing, so that the same request
 * sent again answers the first result; `null` otherwise.
 */
export const origin = {
  importRef: ImportRef.nullable(),
  createdFrom: z.string().max(64).nullable(),
} as const;

/** The origin of what someone makes by hand. */
export const byHand = { importRef: null, createdFrom: null } as const;
