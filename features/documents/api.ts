/**
 * Documents as they cross the wire. Files are sent raw under their own type, and come back as attachments, never to be shown.
 *
 * What is said of a document may be read with `applications:read`; the files themselves ask for `export:read`.
 */
import { endpoint } from '@sotto/contract';
import {
  BulkAnswer,
  BulkItems,
  documentFields,
  FileRef,
  fileLimitBytes,
  fileTypes,
  Id,
  Instant,
  limits,
  line,
  VersionLabel,
} from '@sotto/domain';
import { z } from 'zod';
import { SentTo } from './api/submissions.ts';

export * from './api/submissions.ts';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;
const Revision = z.int().min(1);
const DocumentId = z.strictObject({ id: Id });
const VersionId = z.strictObject({ id: Id, versionId: Id });

/** A version without its bytes. `name`: safe to save under. `sha256`: of the bytes, hex. `sentTo`: latest first. */
export const VersionView = z.strictObject({
  id: Id,
  revision: Revision,
  number: z.int().min(1),
  label: VersionLabel,
  ...FileRef.pick({ name: true, type: true, sizeBytes: true, sha256: true }).shape,
  uploadedAt: Instant,
  sentTo: z.array(SentTo),
});
export type VersionView = z.infer<typeof VersionView>;

/** A document whole. `versions`: the latest first, never empty. */
export const DocumentView = z.strictObject({
  id: Id,
  revision: Revision,
  ...documentFields,
  versions: z.array(VersionView),
  createdAt: Instant,
  updatedAt: Instant,
});
export type DocumentView = z.infer<typeof DocumentView>;

/** A document in the list. `sentTo`: applications it was sent with in any version, each once, latest first. */
export const DocumentRow = z.strictObject({
  ...DocumentView.omit({ versions: true, notes: true }).shape,
  versions: z.int().min(1),
  latest: VersionView.omit({ sentTo: true }),
  sentTo: z.array(SentTo),
});
export type DocumentRow = z.infer<typeof DocumentRow>;

/** What files of every kind take together, in bytes. */
export const FileSpace = z.strictObject({ usedBytes: z.int().min(0), limitBytes: z.int().min(1) });
export type FileSpace = z.infer<typeof FileSpace>;

/** What a file may be sent as. A browser sends `text/plain` anywhere without asking, so plain text comes as bytes of no type. */
export const uploadTypes = [fileTypes.pdf, fileTypes.docx, 'application/octet-stream'] as const;
export type UploadType = (typeof uploadTypes)[number];

const upload = { raw: uploadTypes, limitBytes: fileLimitBytes } as const;
const fileName = z.string().min(1).max(limits.line);
/** Of deletions: also of what an application names as sent. It keeps saying so, by name, size and hash. */
const seen = z.strictObject({
  revision: z.coerce.number().int().min(1),
  evenIfSent: z.literal('true').optional(),
});

export const getDocuments = endpoint({
  name: 'getDocuments',
  method: 'GET',
  path: '/api/v1/documents',
  summary: 'Documents, the one changed last first, and the room that files take.',
  access: read,
  compressed: true,
  outputs: { 200: z.strictObject({ items: z.array(DocumentRow), space: FileSpace }) },
});

/**
 * `unprocessable`: the file is not what it says it is, or holds what no document needs; `too-large`: it has more than 5 MB, or
 * more than there is room for. `detail` says in words what is wrong.
 */
export const createDocument = endpoint({
  name: 'createDocument',
  method: 'POST',
  path: '/api/v1/documents',
  summary: 'Upload a document: PDF, Word (.docx) or plain text in UTF-8, 5 MB at most. Its name is the file’s when left out.',
  access: write,
  query: z.strictObject({
    fileName,
    id: Id.optional(),
    name: line(limits.name).optional(),
    kind: documentFields.kind.optional(),
    label: line(limits.tag).optional(),
  }),
  body: upload,
  outputs: { 201: DocumentView },
  problems: ['already-exists', 'unprocessable'],
});

export const getDocument = endpoint({
  name: 'getDocument',
  method: 'GET',
  path: '/api/v1/documents/{id}',
  summary: 'One document with its versions and where they went.',
  access: read,
  params: DocumentId,
  outputs: { 200: DocumentView },
});

/** Absent: unchanged; `null`: cleared. */
export const DocumentPatch = z.strictObject({ revision: Revision, ...z.object(documentFields).partial().shape });
export type DocumentPatch = z.infer<typeof DocumentPatch>;

export const patchDocument = endpoint({
  name: 'patchDocument',
  method: 'PATCH',
  path: '/api/v1/documents/{id}',
  summary: 'Change what is said of a document.',
  access: write,
  params: DocumentId,
  body: DocumentPatch,
  outputs: { 200: DocumentView },
  problems: ['stale-revision', 'newer-version'],
});

/** `null`: there was too much to carry (10 MB), and it cannot be undone. Otherwise for `undoDocumentDeletion`, within the hour. */
const Undo = z.string().max(20 * 1024 * 1024);

/** `conflict`: it was sent with applications (`sentTo`), and nobody said that it may go all the same. */
export const deleteDocument = endpoint({
  name: 'deleteDocument',
  method: 'DELETE',
  path: '/api/v1/documents/{id}',
  summary: 'Delete a document with all its versions.',
  access: write,
  params: DocumentId,
  query: seen,
  outputs: { 200: z.strictObject({ undo: Undo.nullable() }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

/** What is done to many documents at once. */
export const DocumentsChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kind'), documentKind: documentFields.kind }),
  z.strictObject({ kind: z.literal('delete') }),
]);
export type DocumentsChange = z.infer<typeof DocumentsChange>;

/**
 * Each document on its own: one that changed elsewhere does not keep the others from changing, and one that was sent with an
 * application is not deleted (`conflict`). `undo`: of a deletion for `undoDocumentDeletion`, of a kind for `undoChange` of
 * applications. `too-large`: what should be deleted is more than can be carried to undo it (10 MB); nothing changes.
 */
export const changeDocuments = endpoint({
  name: 'changeDocuments',
  method: 'POST',
  path: '/api/v1/documents/bulk',
  summary: 'Say what many documents are, or delete them.',
  access: write,
  body: z.strictObject({ items: BulkItems, change: DocumentsChange }),
  outputs: { 200: z.strictObject({ ...BulkAnswer.shape, undo: Undo.nullable() }) },
  problems: ['conflict'],
});

/** `conflict`: the document has these bytes already, as version `number`; or has as many versions as fit. */
export const addVersion = endpoint({
  name: 'addVersion',
  method: 'POST',
  path: '/api/v1/documents/{id}/versions',
  summary: 'Upload another version of a document.',
  access: write,
  params: DocumentId,
  query: z.strictObject({ fileName, id: Id.optional(), label: line(limits.tag).optional() }),
  body: upload,
  outputs: { 201: DocumentView },
  problems: ['already-exists', 'conflict', 'unprocessable', 'newer-version'],
});

/** `revision`: the version's. The bytes never change. */
export const patchVersion = endpoint({
  name: 'patchVersion',
  method: 'PATCH',
  path: '/api/v1/documents/{id}/versions/{versionId}',
  summary: 'Change what a version is called.',
  access: write,
  params: VersionId,
  body: z.strictObject({ revision: Revision, label: VersionLabel }),
  outputs: { 200: DocumentView },
  problems: ['stale-revision', 'newer-version'],
});

/** `conflict`: it was sent with applications (`sentTo`), or it is the only one. */
export const deleteVersion = endpoint({
  name: 'deleteVersion',
  method: 'DELETE',
  path: '/api/v1/documents/{id}/versions/{versionId}',
  summary: 'Delete one version of a document.',
  access: write,
  params: VersionId,
  query: seen,
  outputs: { 200: z.strictObject({ undo: Undo.nullable() }) },
  problems: ['stale-revision', 'newer-version', 'conflict'],
});

export const getVersionFile = endpoint({
  name: 'getVersionFile',
  method: 'GET',
  path: '/api/v1/documents/{id}/versions/{versionId}/file',
  summary: 'A version, byte for byte as it was uploaded. To be saved, never shown.',
  access: { kind: 'key', scope: 'export:read', whenDisabled: true },
  params: VersionId,
  outputs: { 200: { raw: Object.values(fileTypes) } },
});

/** `unprocessable`: it is not this person's, or its hour is over; `conflict`: what it belongs to has gone. */
export const undoDocumentDeletion = endpoint({
  name: 'undoDocumentDeletion',
  method: 'POST',
  path: '/api/v1/documents/undo',
  summary: 'Bring back a deleted document or version, with its bytes.',
  access: write,
  body: z.strictObject({ undo: Undo }),
  limitBytes: 21 * 1024 * 1024,
  outputs: { 200: DocumentView },
  problems: ['conflict', 'unprocessable'],
});
