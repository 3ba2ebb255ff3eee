/** Many documents at once. What was sent with an application is not deleted among many: that is asked of each. */
import { Problem } from '@sotto/contract';
import { DocumentKind, type BulkItems, type Id } from '@sotto/domain';
import { changeRecords, removeRecord } from '@sotto/features/applications/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Carried, Draft, Workspace } from '@sotto/workspace';
import type { DocumentsChange } from '../api.ts';
import { refuseUnopened } from './one.ts';
import { versionsOf } from './records.ts';
import { mostCarriedBytes, openFiles } from './taking-back.ts';
import { sentTo } from './views.ts';

/** The bytes of all versions of these documents. Throws `too-large`: their deletion could not be undone. */
export async function openAll(platform: Platform, by: Opening, items: BulkItems): Promise<Map<Id, Uint8Array>> {
  const workspace = await platform.workspaces.read(by);
  const going = items.filter(({ id }) => sentTo(workspace, id).length === 0);
  const notes = going.map(({ id }) => workspace.get(DocumentKind, id)?.content.notes ?? '').join('');
  const versions = going.flatMap(({ id }) => versionsOf(workspace, id));
  const files = Buffer.byteLength(notes) > mostCarriedBytes ? null : await openFiles(platform, by, versions);
  if (files === null)
    throw new Problem('too-large', {
      detail: 'Those are more than 10 MB together, so they could not be brought back. Delete fewer at once.',
    });
  return files;
}

/** `gone`: records that are deleted, each document before its versions. Throws `invalid-input` for a document that is named twice. */
export function changeMany(
  { workspace, draft }: { workspace: Workspace; draft: Draft },
  items: BulkItems,
  { change, files }: { change: DocumentsChange; files: ReadonlyMap<Id, Uint8Array> },
) {
  const gone: Carried[] = [];
  const changed = changeRecords(
    { workspace, draft },
    {
      kind: DocumentKind,
      items,
      act: (stored) => {
        const { id, content } = stored;
        if (change.kind === 'kind')
          return content.kind === change.documentKind ? null : { content: { ...content, kind: change.documentKind } };
        if (sentTo(workspace, id).length > 0) return 'conflict';
        refuseUnopened(files, versionsOf(workspace, id));
        const removed = removeRecord(workspace, draft, { kind: DocumentKind, stored });
        gone.push(removed.record, ...removed.below);
        return { removed };
      },
    },
  );
  return { ...changed, gone };
}
