/**
 * An export of everything while it is looked at: its parts, sealed, for an hour.
 *
 * A part lies in a file of its own, called by the record's id and its number, so that it goes with the record only if whoever
 * removes the record says so: `forgetFile`.
 */
import { Problem } from '@sotto/contract';
import type { Id, Stored } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace, Workspaces } from '@sotto/workspace';
import { everythingLimitBytes, partLimitBytes } from '../../api.ts';
import { hourMs, remindToForget } from '../reminding.ts';
import { type ImportEverything, type ImportFile, ImportFileKind } from '../records.ts';

/** Room for a file. What was begun before goes. Throws `too-large`. */
export async function beginFile(
  { workspaces, ids, now, database }: Platform,
  by: Opening,
  { name, sizeBytes }: Pick<ImportEverything, 'name' | 'sizeBytes'>,
): Promise<{ id: Id; keptUntil: number }> {
  if (sizeBytes > everythingLimitBytes)
    throw new Problem('too-large', { detail: `A file may have ${everythingLimitBytes / 1024 / 1024} MB at most.` });
  const id = ids.record();
  const keptUntil = now() + hourMs;
  await workspaces.change(by, (workspace, draft) => {
    for (const file of workspace.all(ImportFileKind)) if (isEverything(file)) forgetFile(workspaces, draft, { by, file });
    draft.create(ImportFileKind, { id, content: { name, sizeBytes, parts: 0, keptUntil } });
    draft.also(() => [remindToForget(database, by, { id, at: keptUntil })]);
  });
  return { id, keptUntil };
}

/** Throws `not-found` when its hour is over, `conflict` for a part out of turn or of another length than is its. */
export async function keepPart(
  { workspaces, now }: Platform,
  by: Opening,
  { id, part, bytes }: { id: Id; part: number; bytes: Uint8Array },
): Promise<void> {
  await workspaces.change(by, (workspace, draft) => {
    const { revision, content } = everythingFile(workspace, id, now());
    // The last part again: the answer to it was lost.
    if (part === content.parts - 1) return;
    if (part !== content.parts) throw new Problem('conflict', { detail: `Part ${content.parts} comes next.` });
    // Or parts without end would be kept of a file that said it was short.
    const due = Math.min(partLimitBytes, content.sizeBytes - part * partLimitBytes);
    if (due <= 0) throw new Problem('conflict', { detail: 'All parts of this file are there.' });
    if (bytes.length !== due) throw new Problem('conflict', { detail: `Part ${part} of this file has ${due} bytes.` });
    draft.update(ImportFileKind, id, revision, { ...content, parts: part + 1, keptUntil: now() + hourMs });
    draft.also((sealers) => workspaces.files.put(sealers, partId(id, part), bytes));
  });
}

/** Its bytes, piece by piece, from the first part to the last. Throws `unprocessable` when some have not come. */
export async function* bytesOf(
  workspaces: Workspaces,
  by: Opening,
  { id, content }: Stored<ImportEverything>,
): AsyncGenerator<Uint8Array> {
  let left = content.sizeBytes;
  for (let part = 0; part < content.parts; part++) {
    for await (const piece of (await workspaces.files.read(by, partId(id, part)))?.pieces ?? []) {
      left -= piece.length;
      yield piece;
    }
  }
  if (left !== 0) throw new Problem('unprocessable', { detail: 'The file did not arrive whole. Bring it again.' });
}

export function partId(id: Id, part: number): string {
  return `${id}.${part}`;
}

/** Throws `not-found` when there is none, or its hour is over. */
export function everythingFile(workspace: Workspace, id: Id, now: number): Stored<ImportEverything> {
  const file = workspace.get(ImportFileKind, id);
  if (file !== undefined && isEverything(file) && file.content.keptUntil > now) return file;
  throw new Problem('not-found', { detail: 'This file is no longer kept. Bring it again.' });
}

function isEverything(file: Stored<ImportFile>): file is Stored<ImportEverything> {
  return 'parts' in file.content;
}

/** Drafts that a file is forgotten, its parts with it. */
export function forgetFile({ files }: Workspaces, draft: Draft, { by, file }: { by: Opening; file: Stored<ImportFile> }): void {
  draft.remove(ImportFileKind, file.id, file.revision);
  if (!isEverything(file)) return;
  draft.also(() =>
    Array.from({ length: file.content.parts }, (_, part) => files.remove(by.userId, partId(file.id, part))).flat(),
  );
}
