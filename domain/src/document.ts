/**
 * Documents: what one sends with an application or gets with an offer, in versions, and which version went where.
 *
 * A version is a file that never changes; better bytes are another version. A submission says that a version was sent with
 * an application. It belongs to the application, goes and comes back with it, and keeps what it says of the file: name, size
 * and hash stay true when the document is deleted later, only the bytes are then gone.
 */
import { z } from 'zod';
import { CalendarDate, Zone } from './calendar-date.ts';
import { FileRef } from './file.ts';
import { Id } from './id.ts';
import { origin } from './import-ref.ts';
import { defineKind, type Stored } from './kind.ts';
import { limits, line, prose } from './text.ts';

export const documentKinds = [
  'resume',
  'cover_letter',
  'portfolio',
  'certificate',
  'reference',
  'transcript',
  'take_home',
  'offer_letter',
  'contract',
  'other',
] as const;
export type DocumentKindName = (typeof documentKinds)[number];

/** What a person says of a document. */
export const documentFields = {
  name: line(limits.name),
  kind: z.enum(documentKinds),
  notes: prose(limits.remark).nullable(),
} as const;

/** What a person calls a version: `two pages`, `for public service`. */
export const VersionLabel = line(limits.tag).nullable();

/** Greatest number of versions of one document. */
export const greatestVersions = 100;

/** `lastNumber`: of the version added last, also when that one is deleted, so that no two are ever called the same. */
export const Document = z.strictObject({ ...documentFields, lastNumber: z.int().min(1), ...origin });
export type Document = z.infer<typeof Document>;

/** Each has a version from the start, and is deleted with the last. */
export const DocumentKind = defineKind({
  name: 'document',
  version: 1,
  schema: Document,
  held: { purpose: 'To have at hand what you send and get' },
  comingIn: { holds: 'documentVersion' },
});

/** Parent: the document. `file.id` is the version's own id, so that the bytes go with the record. `number`: from 1, as added. */
export const DocumentVersion = z.strictObject({
  number: z.int().min(1),
  label: VersionLabel,
  file: FileRef,
  createdFrom: z.string().max(64).nullable(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

export const DocumentVersionKind = defineKind({
  name: 'documentVersion',
  version: 1,
  schema: DocumentVersion,
  held: { title: 'Files of your documents', purpose: 'To know which version you sent' },
  filesOf: ({ file }) => [file],
  comingIn: { part: true, fault: ({ id, content }) => (content.file.id === id ? null : 'It names another file than its own.') },
});

/** A version as it was when it was sent. `sha256`: of the bytes, lower-case hex. */
export const SentFile = z.strictObject({
  ...FileRef.pick({ name: true, type: true, sizeBytes: true, sha256: true }).shape,
  /** The document's name then. */
  document: line(limits.name),
  kind: z.enum(documentKinds),
  number: z.int().min(1),
  label: VersionLabel,
});
export type SentFile = z.infer<typeof SentFile>;

/** Parent: the application. Never changed; one entered by mistake is deleted. */
export const Submission = z.strictObject({
  documentId: Id,
  versionId: Id,
  sent: SentFile,
  /** Epoch ms. Of a day without a time: its first moment in `zone`. */
  at: z.int(),
  /** The day, when only the day is known; `null`: `at` is the time. */
  on: CalendarDate.nullable(),
  zone: Zone,
  ...origin,
});
export type Submission = z.infer<typeof Submission>;

export const SubmissionKind = defineKind({
  name: 'submission',
  version: 1,
  schema: Submission,
  held: { title: 'What you sent, and where', purpose: 'To know what an employer has in hand' },
});

/** A version as a submission remembers it. */
export function sentFileOf(document: Document, { number, label, file }: DocumentVersion): SentFile {
  const { name, type, sizeBytes, sha256 } = file;
  return { document: document.name, kind: document.kind, number, label, name, type, sizeBytes, sha256 };
}

/** The version of these that was added last. `undefined`: there are none. */
export function latestOf<V extends Pick<Stored<DocumentVersion>, 'content'>>(versions: readonly V[]): V | undefined {
  return versions.reduce<V | undefined>(
    (latest, one) => (latest === undefined || one.content.number > latest.content.number ? one : latest),
    undefined,
  );
}
