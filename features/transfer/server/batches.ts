/** Imports that have begun: how far they are, what they did, until when they can be taken back. */
import { Problem } from '@sotto/contract';
import { type Id, type Stored, instantOf } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { z } from 'zod';
import { type ImportReport, type ImportView, ReportedRow } from '../api.ts';
import { madeOfBatch } from './everything/made.ts';
import { type ImportBatch, ImportBatchKind, batchOf } from './records.ts';

const dayMs = 24 * 60 * 60_000;
/** An import can be taken back for this long. */
const undoMs = 30 * dayMs;
/** A running import that has written nothing for so long was broken off. */
const brokenOffMs = 2 * 60_000;

/** What an import did to applications that were there: enough to take it back. */
export const Details = z.strictObject({
  updates: z.array(
    z.strictObject({
      id: z.string(),
      /** Of the application before it was changed. */
      revision: z.int(),
      /** Values of the fields that were filled or moved, before. */
      before: z.record(z.string(), z.unknown()),
      /** Steps its history had before. */
      steps: z.int(),
    }),
  ),
  rows: z.array(ReportedRow),
});
export type Details = z.infer<typeof Details>;

/** Imports of an account, the latest first. */
export async function importsOf({ workspaces, now }: Platform, by: Opening): Promise<ImportView[]> {
  const workspace = await workspaces.read(by);
  return workspace
    .all(ImportBatchKind)
    .map((batch) => viewOf(batch, now()))
    .toReversed();
}

/** How far an import is, or what it did. Throws `not-found`. */
export async function reportOf(platform: Platform, by: Opening, importId: Id): Promise<ImportReport> {
  const batch = batchOf(await platform.workspaces.read(by), importId);
  if (!batch) throw new Problem('not-found');
  const view = viewOf(batch, platform.now());
  if (batch.content.kinds !== null)
    return { ...view, rows: [], refused: [...(await madeOfBatch(platform, by, batch.id)).refused] };
  return { ...view, rows: (await detailsOfBatch(platform, by, batch.id)).rows, refused: [] };
}

/** What it needs to be taken back, and what there is to say of its rows. */
export async function detailsOfBatch({ workspaces }: Platform, by: Opening, batchId: Id): Promise<Details> {
  const bytes = await workspaces.files.open(by, batchId);
  return bytes ? Details.parse(JSON.parse(new TextDecoder().decode(bytes))) : { updates: [], rows: [] };
}

/** An import as it is shown. */
export function viewOf({ content, updatedAt }: Stored<ImportBatch>, now: number): ImportView {
  const { importId, state, startedAt, finishedAt, ...shown } = content;
  const isBrokenOff = state === 'running' && now - updatedAt > brokenOffMs;
  const isUndoable = (state === 'done' || isBrokenOff) && now < startedAt + undoMs;
  return {
    ...shown,
    id: importId,
    state: isBrokenOff ? 'interrupted' : state,
    startedAt: instantOf(startedAt),
    finishedAt: finishedAt === null ? null : instantOf(finishedAt),
    undoableUntil: isUndoable ? instantOf(startedAt + undoMs) : null,
  };
}
