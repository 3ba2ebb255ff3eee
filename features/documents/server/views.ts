/** Documents, versions and submissions in the form of the API. */
import {
  ApplicationKind,
  CompanyKind,
  DocumentKind,
  DocumentVersionKind,
  instantOf,
  stampsOf,
  type Document,
  type DocumentVersion,
  type Id,
  type Stored,
  type Submission,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';
import type { DocumentRow, DocumentView, SentTo, SubmissionView, VersionView } from '../api.ts';
import { latestVersion, submissionsByDocument, versionsOf } from './records.ts';

/** A document whole. */
export function documentView(workspace: Workspace, document: Stored<Document>): DocumentView {
  const { name, kind, notes } = document.content;
  return {
    ...stampsOf(document),
    name,
    kind,
    notes,
    versions: versionsOf(workspace, document.id).map((version) => ({
      ...versionFacts(version),
      sentTo: sentTo(workspace, document.id, version.id),
    })),
  };
}

/** A document as a row of the list; `null`: it has no version, which only a newer Sotto could have made. */
export function documentRow(workspace: Workspace, document: Stored<Document>): DocumentRow | null {
  const latest = latestVersion(workspace, document.id);
  if (latest === undefined) return null;
  const { name, kind } = document.content;
  return {
    ...stampsOf(document),
    name,
    kind,
    versions: versionsOf(workspace, document.id).length,
    latest: versionFacts(latest),
    sentTo: sentTo(workspace, document.id),
  };
}

function versionFacts({ id, revision, content }: Stored<DocumentVersion>): Omit<VersionView, 'sentTo'> {
  const { number, label, file } = content;
  const { name, type, sizeBytes, sha256, uploadedAt } = file;
  return { id, revision, number, label, name, type, sizeBytes, sha256, uploadedAt: instantOf(uploadedAt) };
}

/** Applications that a document was sent with, each once, latest first. `versionId`: in that version. */
export function sentTo(workspace: Workspace, documentId: Id, versionId?: Id): SentTo[] {
  const submissions = submissionsByDocument(workspace).get(documentId) ?? [];
  const applications = submissions
    .filter(({ content }) => versionId === undefined || content.versionId === versionId)
    .flatMap(({ parentId }) => parentId ?? []);
  return [...new Set(applications)].flatMap((id) => applicationRef(workspace, id) ?? []);
}

/** `null`: its application has gone. */
export function submissionView(workspace: Workspace, stored: Stored<Submission>): SubmissionView | null {
  const { documentId, versionId, sent, at, on } = stored.content;
  const application = stored.parentId === null ? null : applicationRef(workspace, stored.parentId);
  if (application === null) return null;
  const document = workspace.get(DocumentKind, documentId);
  return {
    id: stored.id,
    revision: stored.revision,
    application,
    document: document === undefined ? null : { id: document.id, name: document.content.name },
    versionId,
    isThere: workspace.get(DocumentVersionKind, versionId) !== undefined,
    sent,
    at: on ?? instantOf(at),
    createdAt: instantOf(stored.createdAt),
  };
}

function applicationRef(workspace: Workspace, id: Id): SentTo | null {
  const content = workspace.get(ApplicationKind, id)?.content;
  if (content === undefined) return null;
  return { id, title: content.title, company: workspace.get(CompanyKind, content.companyId)?.content.name ?? 'Unknown company' };
}
