/** Who, may they, open, decide, keep, answer: for one application. */
import { Problem } from '@sotto/contract';
import { ApplicationKind, withChanges, type Application, type Ids, type Stored } from '@sotto/domain';
import { nameCompanies } from '@sotto/features/companies/server';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Draft, Workspace } from '@sotto/workspace';
import {
  createApplication,
  deleteApplication,
  getApplication,
  moveApplication,
  patchApplication,
  voidStep,
  type ApplicationPatch,
} from '../api.ts';
import { changedValues } from './fields.ts';
import { applicationMaker, groupFor, withAddress } from './make.ts';
import { changeOne, changerOf, movingIn, viewOne } from './one.ts';
import { enterStep, takeBack } from './steps.ts';
import { keepTexts } from './texts.ts';
import { deletedOf, isWhole, openApart, sealUndo } from './undo.ts';

export function recordRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(createApplication, 'track', async ({ by, body, caller }) => {
      const { result } = await workspaces.change(by, (workspace, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => workspace.get(ApplicationKind, id));
        if (made !== null) return made;
        return applicationMaker({ workspace, draft, ids, now: now(), by: changerOf(caller) }).make(body, { createdFrom });
      });
      return { status: 201, body: await viewOne(platform, by, result) };
    }),

    route(getApplication, 'track', async ({ by, params: { id } }) => ({ status: 200, body: await viewOne(platform, by, id) })),

    route(patchApplication, 'track', async ({ by, params: { id }, body }) => {
      await changeOne(platform, { by, id, revision: body.revision }, (workspace, draft, stored) => {
        draft.update(ApplicationKind, id, body.revision, changed(stored, body, { workspace, draft, ids }));
      });
      return { status: 200, body: await viewOne(platform, by, id) };
    }),

    route(deleteApplication, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const seen = (await workspaces.read(by)).get(ApplicationKind, id);
      if (seen === undefined) throw new Problem('not-found');
      const apart = await openApart(workspaces, by, seen);
      const done = await changeOne(platform, { by, id, revision }, (workspace, draft, stored) => {
        // Changed by another process between opening its texts and deciding: what was opened is not what would go.
        if (!isWhole(workspace, stored, apart)) throw new Problem('unavailable', { retryAfter: 1 });
        draft.remove(ApplicationKind, id, revision);
        return deletedOf(workspace, stored, apart);
      });
      return { status: 200, body: { undo: await sealUndo(platform, by, done) } };
    }),

    route(moveApplication, 'track', async ({ by, params: { id }, body, caller }) => {
      await changeOne(platform, { by, id, revision: body.revision }, (workspace, draft, stored) => {
        enterStep(movingIn(platform, { workspace, draft, by: changerOf(caller) }), stored, body);
      });
      return { status: 200, body: await viewOne(platform, by, id) };
    }),

    route(voidStep, 'track', async ({ by, params: { id, stepId }, body: { revision, rank }, caller }) => {
      await changeOne(platform, { by, id, revision }, (workspace, draft, stored) => {
        takeBack(movingIn(platform, { workspace, draft, by: changerOf(caller) }), stored, { stepId, rank });
      });
      return { status: 200, body: await viewOne(platform, by, id) };
    }),
  ];
}

/** The application with the patch made: company matched or made, texts where they belong, address and job id as they follow. */
function changed(
  { id, content }: Stored<Application>,
  patch: ApplicationPatch,
  { workspace, draft, ids }: { workspace: Workspace; draft: Draft; ids: Ids },
): Application {
  const { revision: _, groupId, company, tags, custom, description, responsibilities, benefits, notes, ...short } = patch;
  const next: Application = {
    ...withChanges(content, short),
    ...(groupId !== undefined && { groupId: groupFor(workspace, groupId) }),
    ...(company !== undefined && { companyId: nameCompanies(workspace, draft, { ids }).idOf(company) }),
    ...(tags !== undefined && { tags: tags ?? [] }),
    custom: changedValues(workspace, content.custom, custom),
  };
  return keepTexts(withAddress(next, content), { description, responsibilities, benefits, notes }, { draft, ids, id });
}
