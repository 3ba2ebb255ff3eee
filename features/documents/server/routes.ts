/** Who, may they, open, decide, keep, answer: for documents. Uploads and versions have files of their own. */
import { DocumentKind, filesLimitBytes, withChanges, type Id } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import * as api from '../api.ts';
import { sealBulkUndo } from '@sotto/features/applications/server';
import { usedBytes } from './letting-in.ts';
import { changeMany, openAll } from './bulk.ts';
import { carriedOf, expectedDocument, refuseIfSent, refuseUnopened, viewById } from './one.ts';
import { versionsOf } from './records.ts';
import { bringBack, openFiles, openUndo, sealUndo } from './taking-back.ts';
import { documentRow } from './views.ts';

export function documentRoutes(platform: Platform): Route[] {
  const { workspaces } = platform;
  return [
    route(api.getDocuments, 'track', async ({ by }) => {
      const workspace = await workspaces.read(by);
      const documents = workspace.all(DocumentKind).toSorted((a, b) => b.updatedAt - a.updatedAt);
      const items = documents.flatMap((document) => documentRow(workspace, document) ?? []);
      const space = { usedBytes: usedBytes(workspace, workspaces.kinds), limitBytes: filesLimitBytes };
      return { status: 200, body: { items, space } };
    }),

    route(api.getDocument, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(api.patchDocument, 'track', async ({ by, params: { id }, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expectedDocument(present, id, revision);
        draft.update(DocumentKind, id, revision, withChanges(content, changes));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(api.changeDocuments, 'track', async ({ by, body: { items, change } }) => {
      const files = change.kind === 'delete' ? await openAll(platform, by, items) : new Map<Id, Uint8Array>();
      const { result } = await workspaces.change(by, (workspace, draft) =>
        changeMany({ workspace, draft }, items, { change, files }),
      );
      const { done, gone } = result;
      const undo = gone.length > 0 ? sealUndo(platform, by, { records: gone, files }) : sealBulkUndo(platform, by, done);
      return { status: 200, body: { items: result.items, undo: await undo } };
    }),

    route(api.deleteDocument, 'track', async ({ by, params: { id }, query: { revision, evenIfSent } }) => {
      const files = await openFiles(platform, by, versionsOf(await workspaces.read(by), id));
      const { result } = await workspaces.change(by, (present, draft) => {
        const document = expectedDocument(present, id, revision);
        if (evenIfSent === undefined) refuseIfSent(present, id);
        const versions = versionsOf(present, id);
        refuseUnopened(files, versions);
        draft.remove(DocumentKind, id, revision);
        return [carriedOf(DocumentKind, document), ...present.below(id)];
      });
      return { status: 200, body: { undo: files && (await sealUndo(platform, by, { records: result, files })) } };
    }),

    route(api.undoDocumentDeletion, 'track', async ({ by, body: { undo } }) => {
      const gone = await openUndo(platform, by, undo);
      const { result, workspace } = await workspaces.change(by, (present, draft) =>
        bringBack(platform, present, { draft, gone }),
      );
      return { status: 200, body: viewById(workspace, result) };
    }),
  ];
}
