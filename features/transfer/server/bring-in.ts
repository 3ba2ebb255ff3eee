/**
 * Bringing a file in: written down first, then slice by slice, with its progress.
 *
 * What it will change in applications that are there is kept, sealed, before the first of them is touched: so an import
 * that was broken off in the middle can be taken back like any other.
 */
import { Problem } from '@sotto/contract';
import { AlreadyExists } from '@sotto/database';
import { ApplicationKind, CompanyKind, ContactKind, type Id, StageChangeKind, type Stored } from '@sotto/domain';
import { snapshotOf } from '@sotto/features/applications/server';
import { companiesByKey } from '@sotto/features/companies/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import type { ImportReport } from '../api.ts';
import { type Details, reportOf } from './batches.ts';
import { breathe } from './breathe.ts';
import type { ImportPlan, ListPlan } from './import-plan.ts';
import { type Brought, accountOf, defaultName, groupFor, keptFile, planFile, readOrRefuse } from './kept-files.ts';
import type { PlannedRow } from './mapping/plan.ts';
import { countsOf, labelOf } from './preview.ts';
import type { ReadFile } from './reading/file.ts';
import { type ImportBatch, ImportBatchKind, ImportFileKind, type ImportTable, batchOf } from './records.ts';
import { type WritingContext, createWriter } from './write-applications.ts';
import { createListWriter } from './write-list.ts';
import { type PickedWriter, createPickedWriter } from './write-picked.ts';

/** Rows written in one unit: less than a tenth of a second, between which other requests are served. */
const sliceRows = 250;
const reportedRows = 1_000;

/** Brings in what the last look at a file showed. Again for the same file: the first result. */
export async function commitFile(platform: Platform, by: Opening, id: Id): Promise<ImportReport> {
  const workspace = await platform.workspaces.read(by);
  if (batchOf(workspace, id)) return reportOf(platform, by, id);
  const { stored, bytes } = await keptFile(platform, by, id);
  return bringIn(platform, by, { importId: id, file: stored.content, files: await readOrRefuse(bytes, stored.content.type) });
}

/** Brings a file in without a look before. Throws `unprocessable` when its format is not known: then somebody has to look. */
export async function bringInAtOnce(
  platform: Platform,
  by: Opening,
  { bytes, type, groupId, options }: Brought,
): Promise<ImportReport> {
  const files = await readOrRefuse(bytes, type);
  if (files.some(({ format }) => format === null) && options.mapping === undefined) {
    throw new Problem('unprocessable', {
      detail: 'This is no format we know. Ask for a preview, or say in `options.mapping` what each column is.',
      row: null,
    });
  }
  const groupIdFound = groupFor(await platform.workspaces.read(by), groupId);
  const file: ImportTable = { groupId: groupIdFound, type, name: options.name ?? defaultName(type), options, keptUntil: 0 };
  return bringIn(platform, by, { importId: platform.ids.record(), file, files });
}

interface Arrival {
  readonly importId: Id;
  readonly file: ImportTable;
  readonly files: readonly ReadFile[];
}

async function bringIn(platform: Platform, by: Opening, arrival: Arrival): Promise<ImportReport> {
  const { workspaces } = platform;
  const present = await workspaces.read(by);
  const plan = await planFile(platform, { present, ...arrival });
  const batchId = await begin(platform, by, { arrival, plan, present });
  const context = await writingContext(platform, present, { groupId: arrival.file.groupId, batchId, plan });
  const effective = plan.rows.filter(({ outcome }) => outcome.type === 'new' || outcome.type === 'update');
  for (let at = 0; at < effective.length; at += sliceRows) {
    await writeSlice(platform, by, { context, present, rows: effective.slice(at, at + sliceRows) });
    await breathe();
  }
  if (plan.list) await writeList(platform, by, { batchId, list: plan.list, present });
  await writePicked(platform, by, { batchId, plan });
  await finish(platform, by, batchId);
  return reportOf(platform, by, arrival.importId);
}

/** Writes down that the import has begun, and what it will change. The kept file is not needed any more. */
async function begin(
  platform: Platform,
  by: Opening,
  { arrival, plan, present }: { arrival: Arrival; plan: ImportPlan; present: Workspace },
): Promise<Id> {
  const { workspaces, ids, now } = platform;
  const batchId = ids.record();
  const { importId, file } = arrival;
  const batch: ImportBatch = {
    importId,
    groupId: file.groupId,
    state: 'running',
    format: plan.all[0]?.format?.name ?? null,
    label: labelOf(plan),
    name: file.name,
    startedAt: now(),
    finishedAt: null,
    ...(plan.list && { contents: plan.list.contents }),
    done: rowsOf(plan).filter(({ outcome }) => outcome.type === 'same' || outcome.type === 'skipped').length,
    total: rowsOf(plan).length + pickedOf(plan).length,
    counts: countsOf(plan, (key) => companiesByKey(present).has(key)),
    kinds: null,
  };
  const details = new TextEncoder().encode(JSON.stringify(detailsOf(plan, present)));
  await workspaces.change(by, (workspace, draft) => {
    if (batchOf(workspace, importId)) throw new Problem('conflict', { detail: 'This file is coming in already.' });
    const kept = workspace.get(ImportFileKind, importId);
    if (kept) draft.remove(ImportFileKind, importId, kept.revision);
    draft.create(ImportBatchKind, { id: batchId, content: batch });
    draft.also((sealers) => workspaces.files.put(sealers, batchId, details));
  });
  return batchId;
}

/** Rows of whatever they are. */
function rowsOf({ rows, list }: ImportPlan): readonly { readonly outcome: { readonly type: string } }[] {
  return list?.rows ?? rows;
}

function detailsOf({ rows, list }: ImportPlan, present: Workspace): Details {
  if (list) return detailsOfList(list, present);
  const reported = rows.filter(({ outcome }) => outcome.type === 'skipped' || outcome.type === 'update');
  return {
    updates: rows.flatMap((row) => updateDetail(row, present)),
    rows: reported.slice(0, reportedRows).map(({ reading, outcome, why }) => ({
      row: reading.row,
      outcome: outcome.type,
      company: reading.company,
      title: reading.values.title ?? '',
      why,
    })),
  };
}

function detailsOfList({ contents, rows }: ListPlan, present: Workspace): Details {
  const kind = contents === 'contacts' ? ContactKind : CompanyKind;
  const reported = rows.filter(({ outcome }) => outcome.type === 'skipped' || outcome.type === 'update');
  return {
    updates: rows.flatMap(({ outcome }) => {
      const there = outcome.type === 'update' ? present.get(kind, outcome.id) : undefined;
      if (outcome.type !== 'update' || !there) return [];
      const names = new Set([...Object.keys(outcome.fill), 'companyIds']);
      const before = Object.fromEntries(Object.entries(there.content).filter(([name]) => names.has(name)));
      return [{ id: there.id, revision: there.revision, before, steps: 0 }];
    }),
    rows: reported.slice(0, reportedRows).map(({ reading: { row, name, companies }, outcome, why }) => ({
      row,
      outcome: outcome.type,
      company: companies.join(', '),
      title: name,
      why,
    })),
  };
}

function updateDetail({ outcome }: PlannedRow, present: Workspace): Details['updates'] {
  const there = outcome.type === 'update' ? present.get(ApplicationKind, outcome.id) : undefined;
  if (outcome.type !== 'update' || !there) return [];
  const names = new Set([
    ...Object.keys(outcome.fill),
    'longTexts',
    'canonicalUrl',
    'externalJobId',
    'stageId',
    'stageSince',
    'rank',
  ]);
  const before = Object.fromEntries(Object.entries(there.content).filter(([name]) => names.has(name)));
  return [{ id: there.id, revision: there.revision, before, steps: present.children(StageChangeKind, there.id).length }];
}

async function writingContext(
  { ids, now }: Platform,
  present: Workspace,
  { groupId, batchId, plan }: { groupId: Id; batchId: Id; plan: ImportPlan },
): Promise<WritingContext> {
  const { stages } = accountOf(present, now());
  const snapshots = await snapshotsOf(plan);
  return { groupId, batchId, stages, zone: settingsOf(present).zone, now: now(), ids, snapshots, keepIds: true };
}

async function snapshotsOf({ rows }: ImportPlan): Promise<WritingContext['snapshots']> {
  const carried = rows.flatMap(({ reading: { own } }) => (own?.snapshot ? [{ own, ...own.snapshot }] : []));
  return new Map(await Promise.all(carried.map(async ({ own, text, ...more }) => [own, await snapshotOf(text, more)] as const)));
}

interface PickedOne {
  readonly write: (writer: PickedWriter) => void;
}

/** Everything that was ticked, each knowing how it is written. Answers first: they are few. */
function pickedOf({ people, answers }: ImportPlan): PickedOne[] {
  return [
    ...answers.filter(({ picked }) => picked).map((answer) => ({ write: (writer: PickedWriter) => writer.answer(answer) })),
    ...people.filter(({ picked }) => picked).map((person) => ({ write: (writer: PickedWriter) => writer.person(person) })),
  ];
}

async function writePicked(
  { workspaces, ids }: Platform,
  by: Opening,
  { batchId, plan }: { batchId: Id; plan: ImportPlan },
): Promise<void> {
  const picked = pickedOf(plan);
  for (let at = 0; at < picked.length; at += sliceRows) {
    const slice = picked.slice(at, at + sliceRows);
    await workspaces.change(by, (workspace, draft) => {
      const batch = runningBatch(workspace, batchId);
      const writer = createPickedWriter(workspace, draft, { ids, batchId });
      for (const { write } of slice) write(writer);
      draft.update(ImportBatchKind, batch.id, batch.revision, { ...batch.content, done: batch.content.done + slice.length });
    });
    await breathe();
  }
}

async function writeList(
  { workspaces, ids }: Platform,
  by: Opening,
  { batchId, list: { contents, rows }, present }: { batchId: Id; list: ListPlan; present: Workspace },
): Promise<void> {
  const effective = rows.filter(({ outcome }) => outcome.type === 'new' || outcome.type === 'update');
  for (let at = 0; at < effective.length; at += sliceRows) {
    const slice = effective.slice(at, at + sliceRows);
    await workspaces.change(by, (workspace, draft) => {
      const batch = runningBatch(workspace, batchId);
      const write = createListWriter(workspace, draft, { ids, batchId, contents, present });
      for (const entry of slice) write(entry);
      draft.update(ImportBatchKind, batch.id, batch.revision, { ...batch.content, done: batch.content.done + slice.length });
    });
    await breathe();
  }
}

/** Throws `conflict` when it was taken back meanwhile. */
function runningBatch(workspace: Workspace, batchId: Id): Stored<ImportBatch> {
  const batch = workspace.get(ImportBatchKind, batchId);
  if (batch?.content.state !== 'running')
    throw new Problem('conflict', { detail: 'This import was taken back while it was coming in.' });
  return batch;
}

interface Slice {
  readonly context: WritingContext;
  /** As it was when the rows were planned. */
  readonly present: Workspace;
  readonly rows: readonly PlannedRow[];
}

async function writeSlice(platform: Platform, by: Opening, slice: Slice): Promise<void> {
  const write = (context: WritingContext) =>
    platform.workspaces.change(by, (workspace, draft) => decideSlice(workspace, draft, { ...slice, context }));
  try {
    await write(slice.context);
  } catch (error) {
    // An id that one of our own files names belongs to something else here: the slice takes new ids.
    if (!(error instanceof AlreadyExists)) throw error;
    await write({ ...slice.context, keepIds: false });
  }
}

function decideSlice(workspace: Workspace, draft: Draft, { context, present, rows }: Slice): void {
  const batch = runningBatch(workspace, context.batchId);
  const writer = createWriter(workspace, draft, context);
  for (const row of rows) {
    if (row.outcome.type === 'new') writer.create(row);
    else if (row.outcome.type === 'update') writer.update(row, present.get(ApplicationKind, row.outcome.id)?.revision ?? 0);
  }
  draft.update(ImportBatchKind, batch.id, batch.revision, { ...batch.content, done: batch.content.done + rows.length });
}

async function finish({ workspaces, now }: Platform, by: Opening, batchId: Id): Promise<void> {
  await workspaces.change(by, (workspace, draft) => {
    const batch = workspace.get(ImportBatchKind, batchId);
    if (batch?.content.state === 'running')
      draft.update(ImportBatchKind, batchId, batch.revision, { ...batch.content, state: 'done', finishedAt: now() });
  });
}
