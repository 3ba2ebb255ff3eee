/** Submissions as they cross the wire: which version of a document went with which application. */
import { endpoint } from '@sotto/contract';
import { CalendarDate, Id, Instant, NamedRef, SentFile } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);

/** A moment, or a day when only the day is known. */
const Said = z.union([CalendarDate, Instant]);

/** An application as a document names it. */
export const SentTo = z.strictObject({ id: Id, title: z.string(), company: z.string() });
export type SentTo = z.infer<typeof SentTo>;

/** `document`: as it is called now; `null`: it was deleted. `isThere`: the version that was sent can still be downloaded. */
export const SubmissionView = z.strictObject({
  id: Id,
  revision: Revision,
  application: SentTo,
  document: NamedRef.nullable(),
  versionId: Id,
  isThere: z.boolean(),
  sent: SentFile,
  at: Said,
  createdAt: Instant,
});
export type SubmissionView = z.infer<typeof SubmissionView>;

export const listSubmissions = endpoint({
  name: 'listSubmissions',
  method: 'GET',
  path: '/api/v1/submissions',
  summary: 'What was sent, latest first: all, with one application, or of one document.',
  access: read,
  query: z.strictObject({ applicationId: Id.optional(), documentId: Id.optional() }),
  compressed: true,
  outputs: { 200: z.strictObject({ items: z.array(SubmissionView) }) },
});

/** `at`: not in the future; now when left out. */
export const NewSubmission = z.strictObject({ id: Id.optional(), applicationId: Id, versionId: Id, at: Said.optional() });
export type NewSubmission = z.infer<typeof NewSubmission>;

export const createSubmission = endpoint({
  name: 'createSubmission',
  method: 'POST',
  path: '/api/v1/submissions',
  summary: 'Enter that a version was sent with an application. It is never changed afterwards.',
  access: write,
  body: NewSubmission,
  outputs: { 201: SubmissionView },
  problems: ['already-exists'],
});

/** `undo`: for `undoChange` of applications, within the hour. */
export const deleteSubmission = endpoint({
  name: 'deleteSubmission',
  method: 'DELETE',
  path: '/api/v1/submissions/{id}',
  summary: 'Delete a submission that was entered by mistake. The document stays.',
  access: write,
  params: z.strictObject({ id: Id }),
  query: z.strictObject({ revision: z.coerce.number().int().min(1) }),
  outputs: { 200: z.strictObject({ undo: z.string() }) },
  problems: ['stale-revision', 'newer-version'],
});
