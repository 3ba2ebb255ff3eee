/**
 * Bringing everything in: written down first, then slice by slice, with its progress.
 *
 * What it will make is kept, sealed, before the first record is made, so that an import that was broken off in the middle can
 * be taken back like any other. A record with a file comes in together with the bytes.
 */
import { Problem } from '@sotto/contract';
import { type FileRef, type Id, type Kind, instantOf } from '@sotto/domain';
import { refuseOverQuota } from '@sotto/features/documents/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Carried, Workspace } from '@sotto/workspace';
import type { EverythingPreview, ImportReport, KindCounts, RefusedRecord } from '../../api.ts';
import { reportOf } from '../batches.ts';
import { breathe } from '../breathe.ts';
import type { StillWanted } from '../in-turn.ts';
import { Unreadable } from '../reading/failure.ts';
import { type ImportBatch, ImportBatchKind, batchOf } from '../records.ts';
import { type Arrived, type ArrivedFile, partsOf } from './document.ts';
import { openArriving } from './arriving.ts';
import { everythingFile, forgetFile } from './kept-parts.ts';
import { type Made, madeOfBatch } from './made.ts';
import { membersOf } from './members.ts';
import { type EverythingPlan, type Entry, type Outcome, planEverything } from './plan.ts';
import { renamedIn } from './renaming.ts';

/** Records written in one unit: less than a tenth of a second, between which other requests are served. */
const sliceRecords = 250;
const mostRefused = 200;

/** What a file would do. Throws `not-found`, `unprocessable` with the reason, `too-large` when there is no room for it; and as `stillWanted` does. */
export async function previewFile(
  platform: Platform,
  by: Opening,
  { id, stillWanted }: { id: Id; stillWanted: StillWanted },
): Promise<EverythingPreview> {
  const { content } = everythingFile(await platform.workspaces.read(by), id, platform.now());
  const plan = await planFile(platform, by, { id, stillWanted });
  return {
    id,
    name: content.name,
    asBegun: plan.asBegun,
    kinds: countsOf(platform, plan),
    refused: refusedIn(plan),
    keptUntil: instantOf(content.keptUntil),
  };
}

/** Brings in what the file holds. Again for the same file: the first result. Throws as `previewFile` does. */
export async function commitFile(platform: Platform, by: Opening, id: Id): Promise<ImportReport> {
  if (batchOf(await platform.workspaces.read(by), id)) return reportOf(platform, by, id);
  const plan = await planFile(platform, by, { id, stillWanted: () => {} });
  const batchId = await begin(platform, by, { id, plan });
  await writeAll(platform, by, { id, plan, batchId });
  await finish(platform, by, { id, batchId });
  return reportOf(platform, by, id);
}

async function planFile(
  platform: Platform,
  by: Opening,
  { id, stillWanted }: { id: Id; stillWanted: StillWanted },
): Promise<EverythingPlan> {
  try {
    return await planEverything(platform, by, { parts: await partsIn(platform, by, { id, stillWanted }), stillWanted });
  } catch (error) {
    if (error instanceof Unreadable) throw new Problem('unprocessable', { detail: error.message });
    throw error;
  }
}

async function partsIn({ workspaces, now }: Platform, by: Opening, { id, stillWanted }: { id: Id; stillWanted: StillWanted }) {
  const file = everythingFile(await workspaces.read(by), id, now());
  const { text, fileAt } = await openArriving(workspaces, by, { file, stillWanted });
  return partsOf(membersOf(text), workspaces.kinds, fileAt);
}

function countsOf({ workspaces }: Platform, plan: EverythingPlan): KindCounts[] {
  const counts = new Map<Kind, Record<Outcome, number>>();
  const add = (kind: Kind, outcome: Outcome) => {
    const of = counts.get(kind) ?? { new: 0, same: 0, differs: 0, refused: 0 };
    of[outcome] += 1;
    counts.set(kind, of);
  };
  for (const { kind, outcome } of plan.entries.values()) add(kind, outcome);
  for (const { kind } of plan.broken) if (kind !== null) add(kind, 'refused');
  return workspaces.kinds.flatMap((kind) => {
    const of = counts.get(kind);
    return of ? [{ kind: kind.plural, title: kind.held.title, ...of }] : [];
  });
}

function refusedIn({ entries, broken }: EverythingPlan): RefusedRecord[] {
  const fallen = [...entries.values()].filter(({ outcome }) => outcome === 'refused');
  return [...broken, ...fallen]
    .slice(0, mostRefused)
    .map(({ kind, name, why }) => ({ title: kind?.held.title ?? 'Files', name, why }));
}

function newIn({ entries }: EverythingPlan): Entry[] {
  return [...entries.values()].filter(({ outcome }) => outcome === 'new');
}

/** Writes down that the import has begun, and what it will make. */
async function begin(platform: Platform, by: Opening, { id, plan }: { id: Id; plan: EverythingPlan }): Promise<Id> {
  const { workspaces, ids, now } = platform;
  const batchId = ids.record();
  const coming = newIn(plan);
  const kinds = countsOf(platform, plan);
  await workspaces.change(by, (workspace, draft) => {
    if (batchOf(workspace, id)) throw new Problem('conflict', { detail: 'This file is coming in already.' });
    const { content: file } = everythingFile(workspace, id, now());
    const batch: ImportBatch = {
      importId: id,
      groupId: null,
      state: 'running',
      format: null,
      label: 'Everything',
      name: file.name,
      startedAt: now(),
      finishedAt: null,
      done: 0,
      total: coming.length,
      kinds,
      counts: inAll(kinds),
    };
    const made: Made = {
      ids: [...Map.groupBy(coming, ({ kind }) => kind.number)].map(([kind, entries]) => [kind, entries.map((one) => one.id)]),
      gaveWay: plan.asBegun ? whatGivesWay(platform, workspace, plan) : [],
      refused: refusedIn(plan),
    };
    draft.create(ImportBatchKind, { id: batchId, content: batch });
    draft.also((sealers) => workspaces.files.put(sealers, batchId, new TextEncoder().encode(JSON.stringify(made))));
  });
  return batchId;
}

function inAll(kinds: readonly KindCounts[]): ImportBatch['counts'] {
  const sum = (of: (counts: KindCounts) => number) => kinds.reduce((total, counts) => total + of(counts), 0);
  return {
    new: sum((counts) => counts.new),
    update: 0,
    same: sum(({ same, differs }) => same + differs),
    skipped: sum(({ refused }) => refused),
    questions: 0,
    newCompanies: 0,
  };
}

/** Of each kind that comes in: what the account began with of it. */
function whatGivesWay({ workspaces }: Platform, workspace: Workspace, { entries }: EverythingPlan): Carried[] {
  const coming = new Set([...entries.values()].filter(({ outcome }) => outcome === 'new').map(({ kind }) => kind));
  return workspaces.kinds
    .filter((kind) => coming.has(kind) && !kind.apart)
    .flatMap((kind) => workspace.all(kind).map((one) => ({ ...one, kind: kind.number })))
    .filter(({ id }) => !entries.has(id))
    .map(({ kind, id, parentId, createdAt, content }) => ({ kind, id, parentId, createdAt, content }));
}

interface Writing {
  readonly id: Id;
  readonly plan: EverythingPlan;
  readonly batchId: Id;
}

/** A record that is about to be written, with the bytes of its files by the id they get here. */
interface Ready {
  readonly record: Arrived;
  readonly files: readonly { readonly id: Id; readonly bytes: Uint8Array }[];
}

async function writeAll(platform: Platform, by: Opening, writing: Writing): Promise<void> {
  const { entries, renamed } = writing.plan;
  const written = new Set<Id>();
  /** By the file they wait for. No kind has two files in one record as yet; one that has comes in with the last. */
  const waiting = new Map<string, { record: Arrived; lacking: Set<string>; files: Map<string, Uint8Array> }>();
  let slice: Ready[] = [];
  for await (const part of await partsIn(platform, by, { id: writing.id, stillWanted: () => {} })) {
    if (part.type === 'record') {
      const { record } = part;
      const entry = entries.get(record.id);
      if (entry?.outcome !== 'new' || entry.kind !== record.kind || written.has(record.id)) continue;
      written.add(record.id);
      if (entry.files.length === 0) slice.push({ record, files: [] });
      else wait(waiting, record, entry.files);
    } else if (part.type === 'file') {
      const ready = await arrive(waiting, part.file);
      if (ready === null) continue;
      const files = [...ready.files].map(([id, bytes]) => ({ id: renamed.get(id) ?? id, bytes }));
      await writeSlice(platform, by, { ...writing, slice: [{ record: ready.record, files }] });
    }
    if (slice.length < sliceRecords) continue;
    await writeSlice(platform, by, { ...writing, slice });
    slice = [];
    await breathe();
  }
  await writeSlice(platform, by, { ...writing, slice });
}

type Waiting = Map<string, { record: Arrived; lacking: Set<string>; files: Map<string, Uint8Array> }>;

function wait(waiting: Waiting, record: Arrived, files: readonly FileRef[]): void {
  const one = { record, lacking: new Set(files.map(({ id }) => id)), files: new Map<string, Uint8Array>() };
  for (const { id } of files) waiting.set(id, one);
}

/** The record whose last file this is; `null`: none waits for it, or not for it alone. Read is only what is waited for. */
async function arrive(waiting: Waiting, { id, bytesOf }: ArrivedFile) {
  const one = waiting.get(id);
  if (one === undefined) return null;
  // Or every file that came in is held until the last has.
  waiting.delete(id);
  one.lacking.delete(id);
  const bytes = await bytesOf();
  await breathe();
  if (bytes === null) return null;
  one.files.set(id, bytes);
  return one.lacking.size === 0 ? one : null;
}

async function writeSlice(
  platform: Platform,
  by: Opening,
  { slice, plan, batchId }: Writing & { readonly slice: readonly Ready[] },
): Promise<void> {
  const { workspaces, now } = platform;
  if (slice.length === 0) return;
  const added = slice.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes.length, 0);
  await workspaces.change(by, (workspace, draft) => {
    const batch = workspace.get(ImportBatchKind, batchId);
    if (batch?.content.state !== 'running')
      throw new Problem('conflict', { detail: 'This import was taken back while it was coming in.' });
    if (added > 0) refuseOverQuota(platform, workspace, { added });
    for (const { record, files } of slice) {
      // Made by someone else since it was planned: it is there.
      if (workspace.has(record.id)) continue;
      draft.bringBack({
        kind: record.kind.number,
        id: record.id,
        parentId: record.parentId && (plan.renamed.get(record.parentId) ?? record.parentId),
        createdAt: Math.min(record.createdAt, now()),
        content: renamedIn(record.content, plan.renamed),
      });
      for (const { id, bytes } of files) draft.also((sealers) => workspaces.files.put(sealers, id, bytes));
    }
    draft.update(ImportBatchKind, batch.id, batch.revision, { ...batch.content, done: batch.content.done + slice.length });
  });
}

/** What the account began with goes, now that there is something in its place. The kept file is not needed any more. */
async function finish(platform: Platform, by: Opening, { id, batchId }: { id: Id; batchId: Id }): Promise<void> {
  const { workspaces, now } = platform;
  const { gaveWay } = await madeOfBatch(platform, by, batchId);
  await workspaces.change(by, (workspace, draft) => {
    const batch = workspace.get(ImportBatchKind, batchId);
    if (batch?.content.state !== 'running') return;
    for (const kind of workspaces.kinds)
      for (const gone of gaveWay.filter((one) => one.kind === kind.number)) {
        const there = workspace.get(kind, gone.id);
        if (there !== undefined) draft.remove(kind, gone.id, there.revision);
      }
    const file = everythingFile(workspace, id, 0);
    forgetFile(workspaces, draft, { by, file });
    draft.update(ImportBatchKind, batchId, batch.revision, { ...batch.content, state: 'done', finishedAt: now() });
  });
}
