/** Who, may they, open, decide, keep, answer: for interviews. */
import { Problem } from '@sotto/contract';
import { refused, removeRecord, sealUndo } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import {
  ApplicationKind,
  blankInterview,
  byHand,
  dateOf,
  InterviewKind,
  withChanges,
  type Id,
  type Interview,
  type Stored,
} from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import {
  createInterview,
  deleteInterview,
  getInterview,
  listInterviews,
  patchInterview,
  type InterviewView,
  type NewInterview,
} from '../api.ts';
import { interviewsInOrder } from './records.ts';
import { interviewView } from './views.ts';

export function interviewRoutes(platform: Platform): Route[] {
  const { workspaces, ids } = platform;
  return [
    route(listInterviews, 'track', async ({ by, query: { applicationId, from, to } }) => {
      const workspace = await workspaces.read(by);
      const { zone } = settingsOf(workspace);
      const isAsked = (on: string) => (from === undefined || on >= from) && (to === undefined || on <= to);
      const items = interviewsInOrder(workspace)
        .filter(({ interview }) => applicationId === undefined || interview.content.applicationId === applicationId)
        .filter(({ start }) => (from === undefined && to === undefined) || isAsked(dateOf(start, zone)))
        .map(({ interview }) => interviewView(workspace, interview));
      return { status: 200, body: { items } };
    }),

    route(createInterview, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(InterviewKind, id));
        if (made !== null) return made;
        const id = body.id ?? ids.record();
        draft.create(InterviewKind, { id, parentId: body.applicationId, content: newInterview(present, body, createdFrom) });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(getInterview, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(patchInterview, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        draft.update(InterviewKind, id, revision, checked(withChanges<Interview>(content, changes)));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(deleteInterview, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: InterviewKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

function newInterview(workspace: Workspace, { id: _, ...fields }: NewInterview, createdFrom: string | null): Interview {
  const { applicationId, startsAt } = fields;
  if (workspace.get(ApplicationKind, applicationId) === undefined)
    throw refused('applicationId', 'There is no such application.');
  const blank: Interview = {
    ...blankInterview,
    ...byHand,
    createdFrom,
    applicationId,
    startsAt,
    round: nextRound(workspace, applicationId),
    zone: settingsOf(workspace).zone,
  };
  return checked(withChanges(blank, fields));
}

function nextRound(workspace: Workspace, applicationId: Id): number {
  const rounds = workspace.children(InterviewKind, applicationId).map(({ content }) => content.round ?? 0);
  return Math.min(99, Math.max(0, ...rounds) + 1);
}

/** What no single field can say of itself. */
function checked(interview: Interview): Interview {
  if (interview.endsAt !== null && interview.endsAt <= interview.startsAt) throw refused('endsAt', 'It ends before it begins.');
  return interview;
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Interview> {
  const interview = workspace.get(InterviewKind, id);
  if (interview === undefined) throw new Problem('not-found');
  if (interview.revision !== revision) throw new Problem('stale-revision', { current: interviewView(workspace, interview) });
  return interview;
}

function viewById(workspace: Workspace, id: Id): InterviewView {
  const interview = workspace.get(InterviewKind, id);
  if (interview === undefined) throw new Problem('not-found');
  return interviewView(workspace, interview);
}
