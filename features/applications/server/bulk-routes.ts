/** Who, may they, open, decide, keep, answer: for many applications at once, and for undoing. */
import { CompanyKind, type Company } from '@sotto/domain';
import { changeCompanies, type CompaniesChange } from '@sotto/features/companies/api';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { changeApplications, undoChange } from '../api.ts';
import { changeAll, prepare } from './bulk.ts';
import { changeRecords } from './bulk-records.ts';
import { changerOf, movingIn } from './one.ts';
import { openUndo, sealBulkUndo, undo } from './undo.ts';

export function bulkRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(changeApplications, 'track', async ({ by, body: { items, change }, caller }) => {
      const apart = await prepare(platform, by, items, change);
      const { result } = await workspaces.change(by, (workspace, draft) =>
        changeAll(movingIn(platform, { workspace, draft, by: changerOf(caller) }), items, { change, apart }),
      );
      return { status: 200, body: { items: result.items, undo: await sealBulkUndo(platform, by, result.done) } };
    }),

    // Here, since companies stand before applications and undoing is told by these.
    route(changeCompanies, 'track', async ({ by, body: { items, change } }) => {
      const { result } = await workspaces.change(by, (workspace, draft) =>
        changeRecords({ workspace, draft }, { kind: CompanyKind, items, act: ({ content }) => companyWith(content, change) }),
      );
      return { status: 200, body: { items: result.items, undo: await sealBulkUndo(platform, by, result.done) } };
    }),

    route(undoChange, 'track', async ({ by, body }) => {
      const done = await openUndo(platform, by, body.undo);
      const { result } = await workspaces.change(by, (workspace, draft) => undo({ workspace, draft, ids, now: now() }, done));
      return { status: 200, body: { items: result } };
    }),
  ];
}

/** `null`: it is so already. */
function companyWith(content: Company, { kind: _, ...said }: CompaniesChange): { content: Company } | null {
  const next = { ...content, ...said };
  return next.desirability === content.desirability && next.doNotApply === content.doNotApply ? null : { content: next };
}
