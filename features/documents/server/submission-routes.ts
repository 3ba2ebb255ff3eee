/** Who, may they, open, decide, keep, answer: for submissions. There is no changing of one. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  byHand,
  DocumentKind,
  DocumentVersionKind,
  pastMoment,
  sentFileOf,
  SubmissionKind,
  type Id,
  type Stored,
  type Submission,
} from '@sotto/domain';
import { refused, removeRecord, sealUndo } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { createSubmission, deleteSubmission, listSubmissions, type NewSubmission, type SubmissionView } from '../api.ts';
import { submissionsByDocument, submissionsByTime } from './records.ts';
import { submissionView } from './views.ts';

export function submissionRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(listSubmissions, 'track', async ({ by, query: { applicationId, documentId } }) => {
      const workspace = await workspaces.read(by);
      const found =
        documentId === undefined ? submissionsByTime(workspace) : (submissionsByDocument(workspace).get(documentId) ?? []);
      const items = found
        .filter(({ parentId }) => applicationId === undefined || parentId === applicationId)
        .flatMap((one) => submissionView(workspace, one) ?? []);
      return { status: 200, body: { items } };
    }),

    route(createSubmission, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(SubmissionKind, id));
        if (made !== null) return made;
        const id = body.id ?? ids.record();
        const content = { ...submissionOf(present, body, now()), createdFrom };
        draft.create(SubmissionKind, { id, parentId: body.applicationId, content });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(deleteSubmission, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: SubmissionKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

/** What was sent, as it is now. Throws `invalid-input` for what is not there, and for a moment in the future. */
function submissionOf(workspace: Workspace, { applicationId, versionId, at }: NewSubmission, nowMs: number): Submission {
  if (workspace.get(ApplicationKind, applicationId) === undefined)
    throw refused('applicationId', 'There is no such application.');
  const version = workspace.get(DocumentVersionKind, versionId);
  const document = version?.parentId == null ? undefined : workspace.get(DocumentKind, version.parentId);
  if (version === undefined || document === undefined) throw refused('versionId', 'There is no such version of a document.');
  const when = at === undefined ? { at: nowMs } : at.includes('T') ? { at: Date.parse(at) } : { on: at };
  const moment = pastMoment(when, { now: nowMs, zone: settingsOf(workspace).zone });
  if (moment === null) throw refused('at', 'This lies in the future.');
  return { documentId: document.id, versionId, sent: sentFileOf(document.content, version.content), ...moment, ...byHand };
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Submission> {
  const submission = workspace.get(SubmissionKind, id);
  if (submission === undefined) throw new Problem('not-found');
  if (submission.revision !== revision) throw new Problem('stale-revision', { current: submissionView(workspace, submission) });
  return submission;
}

function viewById(workspace: Workspace, id: Id): SubmissionView {
  const submission = workspace.get(SubmissionKind, id);
  const view = submission === undefined ? null : submissionView(workspace, submission);
  if (view === null) throw new Problem('not-found');
  return view;
}
