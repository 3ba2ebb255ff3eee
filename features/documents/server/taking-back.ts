/**
 * Bringing back a deleted document or version, with its bytes.
 *
 * The server keeps nothing of what was deleted. Records and bytes go to the person, sealed, and return with their wish to undo,
 * within the hour. More than 10 MB is not handed over, so deleting that is for good; whoever asks is told so before.
 */
import { Problem } from '@sotto/contract';
import { DocumentKind, type DocumentVersion, type Id } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { openToken, sealToken, type Carried, type Draft, type Workspace } from '@sotto/workspace';
import { refuseOverQuota } from './letting-in.ts';

export const mostCarriedBytes = 10 * 1024 * 1024;
const lifeMs = 60 * 60_000;
const use = 'undo of documents';

/** Records that were deleted together, a document before its versions, and the bytes of each version by its id. */
export interface Gone {
  readonly records: readonly Carried[];
  readonly files: ReadonlyMap<Id, Uint8Array>;
}

/** What a person can undo the deletion with. One list in front says where each file lies in what follows. */
export async function sealUndo({ vault, now }: Platform, by: Opening, { records, files }: Gone): Promise<string> {
  const sizes = [...files].map(([id, bytes]) => [id, bytes.length]);
  const head = Buffer.from(JSON.stringify({ at: now(), records, sizes }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return sealToken(vault, by, { use, bytes: Buffer.concat([length, head, ...files.values()]) });
}

/** What was deleted, from what the person brought back. Throws `unprocessable` when it is not theirs or its hour is over. */
export async function openUndo({ vault, now }: Platform, by: Opening, token: string): Promise<Gone> {
  const opened = await openToken(vault, by, { use, token });
  if (opened === null) throw new Problem('unprocessable', { detail: 'This cannot be undone any more.' });
  const bytes = Buffer.from(opened.buffer, opened.byteOffset, opened.byteLength);
  let place = 4 + bytes.readUInt32BE(0);
  // Safe: what opens for this use was sealed above.
  const head = JSON.parse(bytes.toString('utf8', 4, place)) as { at: number; records: Carried[]; sizes: [Id, number][] };
  if (now() - head.at > lifeMs)
    throw new Problem('unprocessable', { detail: 'This cannot be undone any more: more than an hour has passed.' });
  const files = new Map<Id, Uint8Array>();
  for (const [id, size] of head.sizes) files.set(id, bytes.subarray(place, (place += size)));
  return { records: head.records, files };
}

/**
 * Drafts that records and bytes are there again; what is back already is left. Answers the document's id.
 * Throws `conflict` when the document of a version has gone, or has such a file by now; `too-large` when the room has been taken.
 */
export function bringBack({ workspaces }: Platform, workspace: Workspace, { draft, gone }: { draft: Draft; gone: Gone }): Id {
  const [first] = gone.records;
  // Safe: what is sealed has a record at least.
  const { id, kind, parentId } = first!;
  const documentId = kind === DocumentKind.number || parentId === null ? id : parentId;
  if (documentId !== id && workspace.get(DocumentKind, documentId) === undefined)
    throw new Problem('conflict', { detail: 'The document of this version was deleted.' });
  const absent = gone.records.filter((record) => !workspace.has(record.id));
  const added = absent.reduce((sum, record) => sum + (gone.files.get(record.id)?.length ?? 0), 0);
  refuseOverQuota({ workspaces }, workspace, { added });
  for (const record of absent) {
    draft.bringBack(record);
    const bytes = gone.files.get(record.id);
    if (bytes !== undefined) draft.also((sealers) => workspaces.files.put(sealers, record.id, bytes));
  }
  return documentId;
}

/** Versions of a document as they go, with their bytes, as far as they can be carried; `null`: they are too many bytes. */
export async function openFiles(
  { workspaces }: Platform,
  by: Opening,
  versions: readonly { readonly id: Id; readonly content: DocumentVersion }[],
): Promise<Map<Id, Uint8Array> | null> {
  if (versions.reduce((sum, { content }) => sum + content.file.sizeBytes, 0) > mostCarriedBytes) return null;
  const files = new Map<Id, Uint8Array>();
  for (const { id } of versions) {
    const bytes = await workspaces.files.open(by, id);
    if (bytes !== undefined) files.set(id, bytes);
  }
  return files;
}
