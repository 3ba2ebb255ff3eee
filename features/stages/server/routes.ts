/** Who, may they, open, decide, keep, answer: for stages. */
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  fold,
  rankBetween,
  StageChangeKind,
  StageKind,
  stampsOf,
  withChanges,
  type Id,
  type Rank,
  type Stage,
  type Stored,
} from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import { createStage, deleteStage, listStages, patchStage, type StageView } from '../api.ts';
import { applicationsPerStage, stagesInOrder } from './records.ts';

export function stageRoutes({ workspaces, ids }: Platform): Route[] {
  return [
    route(listStages, 'track', async ({ by }) => {
      const workspace = await workspaces.read(by);
      return { status: 200, body: { items: stagesInOrder(workspace).map((stage) => viewOf(workspace, stage)) } };
    }),

    route(createStage, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(StageKind, id));
        if (made !== null) return made;
        refuseTakenName(present, body.name, null);
        const id = body.id ?? ids.record();
        const rank = rankAfter(present, body.after === undefined ? (stagesInOrder(present).at(-1)?.id ?? null) : body.after, id);
        draft.create(StageKind, {
          id,
          content: { name: body.name, kind: body.kind, hidden: body.hidden ?? false, rank, importRef: null, createdFrom },
        });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(patchStage, 'track', async ({ by, params: { id }, body: { revision, after, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const stage = expected(present, id, revision);
        if (changes.name !== undefined) refuseTakenName(present, changes.name, id);
        const rank = after === undefined ? stage.content.rank : rankAfter(present, after, id);
        draft.update(StageKind, id, revision, { ...withChanges(stage.content, changes), rank });
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(deleteStage, 'track', async ({ by, params: { id }, query: { revision, to } }) => {
      const { result } = await workspaces.change(by, (present, draft) => {
        expected(present, id, revision);
        const moved = hand(present, draft, { from: id, to });
        draft.remove(StageKind, id, revision);
        return { moved };
      });
      return { status: 200, body: result };
    }),
  ];
}

/** A rank directly after the stage `after` (`null`: before all), for the stage `moving`, which does not count as a neighbour of itself. */
function rankAfter(workspace: Workspace, after: Id | null, moving: Id): Rank {
  const others = stagesInOrder(workspace).filter((stage) => stage.id !== moving);
  const position = after === null ? -1 : others.findIndex((stage) => stage.id === after);
  if (after !== null && position < 0)
    throw new Problem('invalid-input', { errors: [{ field: 'after', message: 'There is no such stage to follow.' }] });
  return rankBetween(others[position]?.content.rank ?? null, others[position + 1]?.content.rank ?? null);
}

function refuseTakenName(workspace: Workspace, name: string, except: Id | null): void {
  const taken = workspace.all(StageKind).some((stage) => stage.id !== except && fold(stage.content.name) === fold(name));
  if (taken) throw new Problem('conflict', { errors: [{ field: 'name', message: 'Another stage has this name.' }] });
}

/**
 * Hands a stage's applications, and its place in every history, to another stage. Answers how many applications are in another stage now.
 *
 * The moments of the histories stay: an application that came to the old stage in March has been in the new one since March.
 */
function hand(workspace: Workspace, draft: Draft, { from, to }: { from: Id; to: Id | undefined }): number {
  const inside = workspace.all(ApplicationKind).filter((application) => application.content.stageId === from);
  const steps = workspace.all(StageChangeKind).filter((change) => change.content.to === from);
  const target = to === undefined || to === from ? undefined : workspace.get(StageKind, to);
  if (to !== undefined && target === undefined)
    throw new Problem('invalid-input', { errors: [{ field: 'to', message: 'There is no such stage to move to.' }] });
  if (target === undefined && (inside.length > 0 || steps.length > 0)) {
    throw new Problem('conflict', {
      detail: 'This stage is in use. Name the stage that takes its applications.',
      applications: inside.length,
    });
  }
  if (workspace.all(StageKind).length === 1)
    throw new Problem('conflict', { detail: 'This is the only stage. Add another one first.' });
  if (target === undefined) return 0;
  for (const { id, revision, content } of inside) draft.update(ApplicationKind, id, revision, { ...content, stageId: target.id });
  for (const { id, revision, content } of steps) draft.update(StageChangeKind, id, revision, { ...content, to: target.id });
  return inside.length;
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Stage> {
  const stage = workspace.get(StageKind, id);
  if (stage === undefined) throw new Problem('not-found');
  if (stage.revision !== revision) throw new Problem('stale-revision', { current: viewOf(workspace, stage) });
  return stage;
}

function viewById(workspace: Workspace, id: Id): StageView {
  const stage = workspace.get(StageKind, id);
  if (stage === undefined) throw new Problem('not-found');
  return viewOf(workspace, stage);
}

function viewOf(workspace: Workspace, stage: Stored<Stage>): StageView {
  const { name, kind, hidden } = stage.content;
  return { ...stampsOf(stage), name, kind, hidden, applications: applicationsPerStage(workspace).get(stage.id) ?? 0 };
}
