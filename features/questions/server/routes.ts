/** Who, may they, open, decide, keep, answer: for the question bank. */
import { Problem } from '@sotto/contract';
import { refused, removeRecord, sealBulkUndo, sealUndo } from '@sotto/features/applications/server';
import {
  blankQuestion,
  byHand,
  InterviewKind,
  oneUseEach,
  QuestionKind,
  withChanges,
  type Id,
  type Question,
  type QuestionUse,
  type Stored,
} from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import * as api from '../api.ts';
import { linkRoutes } from './link-routes.ts';
import { questionView } from './views.ts';

export function questionRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(api.listQuestions, 'track', async ({ by, query: { kind, interviewId } }) => {
      const workspace = await workspaces.read(by);
      const items = workspace
        .all(QuestionKind)
        .filter(({ content }) => kind === undefined || content.kind === kind)
        .filter(({ content }) => interviewId === undefined || content.uses.some((use) => use.interviewId === interviewId))
        .map((question) => questionView(workspace, question));
      return { status: 200, body: { items } };
    }),

    route(api.createQuestion, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(QuestionKind, id));
        if (made !== null) return made;
        const { id = ids.record(), text, ...fields } = body;
        const blank: Question = { ...blankQuestion, ...byHand, createdFrom, text };
        draft.create(QuestionKind, { id, content: changed(present, blank, fields) });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(api.getQuestion, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(api.patchQuestion, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        draft.update(QuestionKind, id, revision, changed(present, expected(present, id, revision).content, changes));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.deleteQuestion, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: QuestionKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),

    route(api.deleteQuestions, 'track', async ({ by, body: { items } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        items.map(({ id, revision }) =>
          removeRecord(present, draft, { kind: QuestionKind, stored: expected(present, id, revision) }),
        ),
      );
      return { status: 200, body: { undo: await sealBulkUndo(platform, by, result) } };
    }),

    ...linkRoutes(platform),
  ];
}

function changed(workspace: Workspace, before: Question, changes: Omit<api.QuestionPatch, 'revision'>): Question {
  const { uses, ...fields } = changes;
  const question = withChanges<Question>(before, fields);
  return uses === undefined ? question : { ...question, uses: said(workspace, uses) };
}

/** Throws `invalid-input` for an interview that is not there. */
function said(workspace: Workspace, uses: readonly QuestionUse[]): QuestionUse[] {
  if (uses.some(({ interviewId }) => workspace.get(InterviewKind, interviewId) === undefined))
    throw refused('uses', 'One of these interviews is not there.');
  return oneUseEach(uses);
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Question> {
  const question = workspace.get(QuestionKind, id);
  if (question === undefined) throw new Problem('not-found');
  if (question.revision !== revision) throw new Problem('stale-revision', { current: questionView(workspace, question) });
  return question;
}

function viewById(workspace: Workspace, id: Id): api.QuestionView {
  const question = workspace.get(QuestionKind, id);
  if (question === undefined) throw new Problem('not-found');
  return questionView(workspace, question);
}
