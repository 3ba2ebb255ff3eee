/** An export of everything brought in: part by part, looked at, then as one import. */
import { endpoint } from '@sotto/contract';
import { Id, Instant, limits } from '@sotto/domain';
import { z } from 'zod';
import { ImportReport, KindCounts, RefusedRecord } from './reports.ts';

const ImportId = z.strictObject({ id: Id });

/** An export of everything may be as long as all files of a person in base64, and then some. */
export const everythingLimitBytes = 1_536 * 1024 * 1024;
/** Greatest length of a part. */
export const partLimitBytes = 4 * 1024 * 1024;

// Sessions only: it writes the profile and the settings, for which there is no scope.
const person = { kind: 'session' } as const;

/** The file comes in parts, so that it may be long and the server holds little of it at a time. One that was begun before goes. */
export const beginEverything = endpoint({
  name: 'beginEverything',
  method: 'POST',
  path: '/api/v1/imports/everything',
  summary: 'Begin to bring in an export of everything.',
  access: person,
  body: z.strictObject({ name: z.string().trim().min(1).max(limits.name), sizeBytes: z.int().min(1) }),
  outputs: { 201: z.strictObject({ id: Id, partBytes: z.int(), keptUntil: Instant }) },
});

/** Parts come in order, from 0, each of `partBytes` but the last; the last one again is harmless. JSON as exported, or a zip that holds it as `sotto.json`. */
export const putPart = endpoint({
  name: 'putPart',
  method: 'PUT',
  path: '/api/v1/imports/{id}/parts/{part}',
  summary: 'One part of an export of everything.',
  access: person,
  params: z.strictObject({ id: Id, part: z.string().regex(/^\d{1,4}$/) }),
  body: { raw: ['application/octet-stream'], limitBytes: partLimitBytes },
  outputs: { 204: null },
  problems: ['conflict'],
});

/** What an export of everything would do. */
export const EverythingPreview = z.strictObject({
  id: Id,
  name: z.string(),
  /** The account holds nothing but what it began with; that gives way. */
  asBegun: z.boolean(),
  /** In the order of the export, without kinds of which it holds nothing. */
  kinds: z.array(KindCounts),
  /** At most 200. */
  refused: z.array(RefusedRecord),
  keptUntil: Instant,
});
export type EverythingPreview = z.infer<typeof EverythingPreview>;

/** What cannot be read is `unprocessable` with the reason; what has no room, `too-large`. */
export const previewEverything = endpoint({
  name: 'previewEverything',
  method: 'POST',
  path: '/api/v1/imports/{id}/everything/preview',
  summary: 'What an export of everything would do, by kind.',
  access: person,
  params: ImportId,
  outputs: { 200: EverythingPreview },
  problems: ['unprocessable', 'conflict'],
});

/** Answers when all records are dealt with; `getImport` tells how far it is meanwhile. Again for the same file: the first result. */
export const commitEverything = endpoint({
  name: 'commitEverything',
  method: 'POST',
  path: '/api/v1/imports/{id}/everything/commit',
  summary: 'Bring in an export of everything.',
  access: person,
  params: ImportId,
  outputs: { 200: ImportReport },
  problems: ['unprocessable', 'conflict'],
});
