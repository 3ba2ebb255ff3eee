/** Who, may they, open, decide, keep, answer: for many applications at once, and for undoing. */
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { changeApplications, undoChange } from '../api.ts';
import { changeAll, prepare } from './bulk.ts';
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

    route(undoChange, 'track', async ({ by, body }) => {
      const done = await openUndo(platform, by, body.undo);
      const { result } = await workspaces.change(by, (workspace, draft) => undo({ workspace, draft, ids, now: now() }, done));
      return { status: 200, body: { items: result } };
    }),
  ];
}
