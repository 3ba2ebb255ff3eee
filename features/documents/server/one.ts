/** One document or version: as it is told, and as it is expected by whoever changes it. */
import { Problem } from '@sotto/contract';
import {
  DocumentKind,
  DocumentVersionKind,
  type Document,
  type DocumentVersion,
  type Id,
  type Kind,
  type Stored,
} from '@sotto/domain';
import type { Carried, Workspace } from '@sotto/workspace';
import type { DocumentView } from '../api.ts';
import { documentView, sentTo } from './views.ts';

/** Throws `not-found`. */
export function viewById(workspace: Workspace, id: Id): DocumentView {
  const document = workspace.get(DocumentKind, id);
  if (document === undefined) throw new Problem('not-found');
  return documentView(workspace, document);
}

/** Throws `not-found`, or `stale-revision` with the document as it is. */
export function expectedDocument(workspace: Workspace, id: Id, revision: number): Stored<Document> {
  const document = workspace.get(DocumentKind, id);
  if (document === undefined) throw new Problem('not-found');
  if (document.revision !== revision) throw new Problem('stale-revision', { current: documentView(workspace, document) });
  return document;
}

/** A version of this document. Throws `not-found`. */
export function versionById(workspace: Workspace, documentId: Id, id: Id): Stored<DocumentVersion> {
  const version = workspace.get(DocumentVersionKind, id);
  if (version === undefined || version.parentId !== documentId) throw new Problem('not-found');
  return version;
}

/** Throws as `versionById` does, or `stale-revision` with the document as it is. */
export function expectedVersion(
  workspace: Workspace,
  { documentId, id, revision }: { documentId: Id; id: Id; revision: number },
): Stored<DocumentVersion> {
  const version = versionById(workspace, documentId, id);
  if (version.revision !== revision) throw new Problem('stale-revision', { current: viewById(workspace, documentId) });
  return version;
}

/** Throws `conflict` with the applications that this document, or this version of it, was sent with. */
export function refuseIfSent(workspace: Workspace, documentId: Id, versionId?: Id): void {
  const applications = sentTo(workspace, documentId, versionId);
  if (applications.length > 0)
    throw new Problem('conflict', {
      detail: `It was sent with ${applications.map(({ company }) => company).join(', ')}.`,
      sentTo: applications,
    });
}

export function carriedOf(kind: Kind, { id, parentId, createdAt, content }: Stored<unknown>): Carried {
  return { kind: kind.number, id, parentId, createdAt, content };
}

/** Throws `unavailable`: another process added a version between opening the files and deciding: what was opened is not what would go. */
export function refuseUnopened(files: ReadonlyMap<Id, unknown> | null, versions: readonly { readonly id: Id }[]): void {
  if (files !== null && versions.some(({ id }) => !files.has(id))) throw new Problem('unavailable', { retryAfter: 1 });
}
