/** The kinds this feature alone writes, and how they are found. */
import {
  DocumentKind,
  DocumentVersionKind,
  latestOf,
  newestFirst,
  SubmissionKind,
  type DocumentVersion,
  type Id,
  type Stored,
  type Submission,
} from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [DocumentKind, DocumentVersionKind, SubmissionKind] as const;

/** A document's versions, the one added last first. */
export function versionsOf(workspace: Workspace, documentId: Id): Stored<DocumentVersion>[] {
  return workspace.children(DocumentVersionKind, documentId).toSorted((a, b) => b.content.number - a.content.number);
}

/** `undefined`: a document without any, which is none. */
export function latestVersion(workspace: Workspace, documentId: Id): Stored<DocumentVersion> | undefined {
  return latestOf(workspace.children(DocumentVersionKind, documentId));
}

/** All submissions, latest first. */
export function submissionsByTime(workspace: Workspace): readonly Stored<Submission>[] {
  return workspace.derived('submissions by time', [SubmissionKind], () =>
    workspace.all(SubmissionKind).toSorted((a, b) => newestFirst(a.content, b.content)),
  );
}

/** Submissions of each document, latest first. */
export function submissionsByDocument(workspace: Workspace): ReadonlyMap<Id, readonly Stored<Submission>[]> {
  return workspace.derived('submissions by document', [SubmissionKind], () =>
    Map.groupBy(submissionsByTime(workspace), ({ content }) => content.documentId),
  );
}
