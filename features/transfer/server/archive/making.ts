/**
 * A copy of everything is made whole, sealed and kept for an hour, so that a download goes on where it broke off: the same bytes,
 * whatever was changed meanwhile. See decision 030.
 *
 * Made part by part: the server holds one part at a time, however long the copy is.
 */
import { Problem } from '@sotto/contract';
import type { Id, Stored } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspaces } from '@sotto/workspace';
import { hourMs } from '../reminding.ts';
import { entriesOf, sizeOf } from './entries.ts';
import { type Asking, type ExportArchive, ExportArchiveKind, partBytes, partId } from './records.ts';
import { mostZipBytes, zipOf } from './zip.ts';

/** Room for a copy, and the right of whoever asked to fetch it. What was made before goes. Answers its id. */
export async function beginArchive(platform: Platform, { by, holder }: Asking): Promise<Id> {
  const { workspaces, ids, now } = platform;
  const id = ids.record();
  const before = (await workspaces.read(by)).all(ExportArchiveKind);
  for (const { id: one } of before) await forgetArchive(platform, by, one);
  await workspaces.change(by, (workspace, draft) => {
    const { records, files } = sizeOf(workspace, platform);
    const content: ExportArchive = {
      state: 'making',
      holder,
      startedAt: now(),
      done: 0,
      total: records + files,
      sizeBytes: 0,
      parts: 0,
      keptUntil: now() + hourMs,
    };
    draft.create(ExportArchiveKind, { id, content });
  });
  return id;
}

/** Makes the copy that was begun. Throws `conflict` when another one was begun since, `too-large` beyond 4 GB. */
export async function fillArchive(
  platform: Platform,
  by: Opening,
  { id, sessionId }: { id: Id; sessionId: string | null },
): Promise<void> {
  const workspace = await platform.workspaces.read(by);
  let done = 0;
  const entries = entriesOf({ platform, by, workspace, sessionId, tell: (count) => void (done += count) });
  let sizeBytes = 0;
  for await (const { bytes, isLast } of partsOf(zipOf(entries, platform.now()))) {
    sizeBytes += bytes.length;
    if (sizeBytes > mostZipBytes) throw new Problem('too-large', { detail: 'A copy may have 4 GB at most.' });
    await keepPart(platform, by, { id, bytes, done, isLast });
  }
}

interface MadePart {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

/** Pieces gathered to parts of `partBytes`. */
async function* partsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<MadePart> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    while (length > partBytes) {
      const whole = Buffer.concat(held);
      yield { bytes: whole.subarray(0, partBytes), isLast: false };
      held = [Buffer.from(whole.subarray(partBytes))];
      length -= partBytes;
    }
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}

async function keepPart(
  { workspaces, now }: Platform,
  by: Opening,
  { id, bytes, done, isLast }: MadePart & { readonly id: Id; readonly done: number },
): Promise<void> {
  await workspaces.change(by, (workspace, draft) => {
    const archive = workspace.get(ExportArchiveKind, id);
    if (archive === undefined) throw new Problem('conflict', { detail: 'Another copy was begun in the meantime.' });
    const { revision, content } = archive;
    draft.update(ExportArchiveKind, id, revision, {
      ...content,
      state: isLast ? 'ready' : 'making',
      done: isLast ? content.total : Math.min(done, content.total),
      sizeBytes: content.sizeBytes + bytes.length,
      parts: content.parts + 1,
      keptUntil: now() + hourMs,
    });
    draft.also((sealers) => workspaces.files.put(sealers, partId(id, content.parts), bytes));
  });
}

/** Away with a copy and all its parts, also those of one that was broken off. */
export async function forgetArchive({ workspaces }: Platform, by: Opening, id: Id): Promise<void> {
  await workspaces.change(by, (workspace, draft) => {
    const archive = workspace.get(ExportArchiveKind, id);
    if (archive !== undefined) draftForgetting(workspaces, draft, { by, archive });
  });
}

function draftForgetting(
  { files }: Workspaces,
  draft: Draft,
  { by, archive: { id, revision, content } }: { by: Opening; archive: Stored<ExportArchive> },
): void {
  draft.remove(ExportArchiveKind, id, revision);
  draft.also(() => Array.from({ length: content.parts }, (_, part) => files.remove(by.userId, partId(id, part))).flat());
}
