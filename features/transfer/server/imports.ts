/**
 * Imports from the file to the take-back: keep a file, plan it, bring it in by slices, undo it.
 *
 * A file that is looked at is kept sealed for an hour. What comes in carries the import's id; what it changed in
 * applications that were there is written down, sealed, before the first of them is touched, so that an import that was
 * broken off in the middle can be taken back like any other.
 */
import { Problem } from '@sotto/contract';
import { AlreadyExists } from '@sotto/database';
import {
  type Application,
  ApplicationKind,
  CompanyKind,
  GroupKind,
  type Id,
  StageChangeKind,
  type Stored,
  TextKind,
  dateOf,
  instantOf,
} from '@sotto/domain';
import { companiesByKey } from '@sotto/features/companies/server';
import { defaultGroup } from '@sotto/features/groups/server';
import { settingsOf } from '@sotto/features/settings/server';
import { stagesInOrder } from '@sotto/features/stages/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import { z } from 'zod';
import {
  type ImportOptions,
  type ImportPreview,
  type ImportReport,
  type ImportType,
  type ImportUndone,
  type ImportView,
  ReportedRow,
} from '../api.ts';
import { type Account, type ImportPlan, planImport } from './import-plan.ts';
import type { PlannedRow } from './mapping/plan.ts';
import { countsOf, labelOf, previewOf } from './preview.ts';
import { type ReadFile, readFile } from './reading/file.ts';
import { type ImportBatch, ImportBatchKind, type ImportFile, ImportFileKind, batchOf, presentApplications } from './records.ts';
import { type WritingContext, createWriter } from './write-applications.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** An import can be taken back for this long. */
export const undoMs = 30 * dayMs;
/** A running import that has written nothing for so long was broken off. */
const brokenOffMs = 2 * 60_000;
/** Files one account may have under way at once; the oldest goes. */
const mostFiles = 5;
/** Rows written in one unit: about a tenth of a second, between which other requests are served. */
const sliceRows = 500;
const reportedRows = 1_000;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What was brought: its bytes, and how they are to be read. */
export interface Brought {
  readonly bytes: Uint8Array;
  readonly type: ImportType;
  readonly groupId: Id | undefined;
  readonly options: ImportOptions;
}

/** Keeps a file and says what it would do. Throws `unprocessable` for what cannot be read, `not-found` for a group that is not there. */
export async function keepFile(
  platform: Platform,
  by: Opening,
  { bytes, type, groupId, options }: Brought,
): Promise<ImportPreview> {
  const { workspaces, ids, now } = platform;
  const files = readOrRefuse(bytes, type);
  const present = await workspaces.read(by);
  const file: ImportFile = {
    groupId: groupFor(present, groupId),
    type,
    name: options.name ?? defaultName(type),
    options,
    keptUntil: now() + hourMs,
  };
  const plan = await planFile(platform, { present, files, file });
  const id = ids.record();
  await workspaces.change(by, (workspace, draft) => {
    for (const old of oldFiles(workspace, now())) draft.remove(ImportFileKind, old.id, old.revision);
    draft.create(ImportFileKind, { id, content: file });
    draft.also((sealers) => [
      ...workspaces.files.put(sealers, id, bytes),
      remindToForget(platform, by, { id, at: file.keptUntil }),
    ]);
  });
  return previewFrom(present, { id, file, plan });
}

/** Looks again at a file that is kept, by other options. Its hour begins anew. */
export async function lookAgain(
  platform: Platform,
  by: Opening,
  change: { id: Id; options: ImportOptions; groupId: Id | undefined },
): Promise<ImportPreview> {
  const { workspaces, now } = platform;
  const { stored, bytes } = await keptFile(platform, by, change.id);
  const present = await workspaces.read(by);
  const groupId = change.groupId === undefined ? stored.content.groupId : groupFor(present, change.groupId);
  const file: ImportFile = {
    ...stored.content,
    groupId,
    options: change.options,
    name: change.options.name ?? stored.content.name,
    keptUntil: now() + hourMs,
  };
  const plan = await planFile(platform, { present, files: readOrRefuse(bytes, file.type), file });
  await workspaces.change(by, (_, draft) => draft.update(ImportFileKind, change.id, stored.revision, file));
  return previewFrom(present, { id: change.id, file, plan });
}

/** Brings in what the last look at a file showed. Again for the same file: the first result. */
export async function commitFile(platform: Platform, by: Opening, id: Id): Promise<ImportReport> {
  const workspace = await platform.workspaces.read(by);
  if (batchOf(workspace, id)) return reportOf(platform, by, id);
  const { stored, bytes } = await keptFile(platform, by, id);
  return bringIn(platform, by, { importId: id, file: stored.content, files: readOrRefuse(bytes, stored.content.type) });
}

/** Brings a file in without a look before. Throws `unprocessable` when its format is not known: then somebody has to look. */
export async function bringInAtOnce(
  platform: Platform,
  by: Opening,
  { bytes, type, groupId, options }: Brought,
): Promise<ImportReport> {
  const files = readOrRefuse(bytes, type);
  if (files.some(({ format }) => format === null) && options.mapping === undefined) {
    throw new Problem('unprocessable', {
      detail: 'This is no format we know. Ask for a preview, or say in `options.mapping` what each column is.',
      row: null,
    });
  }
  const groupIdFound = groupFor(await platform.workspaces.read(by), groupId);
  const file: ImportFile = { groupId: groupIdFound, type, name: options.name ?? defaultName(type), options, keptUntil: 0 };
  return bringIn(platform, by, { importId: platform.ids.record(), file, files });
}

function readOrRefuse(bytes: Uint8Array, type: ImportType): ReadFile[] {
  const read = readFile(bytes, type);
  if (!read.ok) throw new Problem('unprocessable', { detail: read.error.reason, row: read.error.row });
  return read.value;
}

function defaultName(type: ImportType): string {
  return {
    'text/csv': 'table.csv',
    'text/tab-separated-values': 'table.tsv',
    'text/markdown': 'table.md',
    'application/zip': 'archive.zip',
  }[type];
}

function groupFor(workspace: Workspace, wanted: Id | undefined): Id {
  const group = wanted === undefined ? defaultGroup(workspace) : workspace.get(GroupKind, wanted);
  if (!group) throw new Problem('not-found', { detail: 'There is no such group.' });
  return group.id;
}

async function keptFile(
  { workspaces, now }: Platform,
  by: Opening,
  id: Id,
): Promise<{ stored: Stored<ImportFile>; bytes: Uint8Array }> {
  const stored = (await workspaces.read(by)).get(ImportFileKind, id);
  const bytes = stored && stored.content.keptUntil > now() ? await workspaces.files.open(by, id) : undefined;
  if (!stored || !bytes) throw new Problem('not-found', { detail: 'This file is no longer kept. Bring it again.' });
  return { stored, bytes };
}

/** Files whose hour is over, and the oldest of too many. */
function oldFiles(workspace: Workspace, now: number): readonly Stored<ImportFile>[] {
  const files = workspace.all(ImportFileKind);
  return files.filter(({ content }, index) => content.keptUntil <= now || index <= files.length - mostFiles);
}

const quarterMs = 15 * 60_000;

function remindToForget({ database }: Platform, { userId }: Opening, { id, at }: { id: Id; at: number }) {
  const due = Math.ceil(at / quarterMs) * quarterMs;
  return { query: database.build.insertInto('alarm').values({ user_id: userId, record_id: id, due_at: due }), rows: 1 };
}

function planFile(
  { now }: Platform,
  { present, files, file }: { present: Workspace; files: readonly ReadFile[]; file: ImportFile },
): Promise<ImportPlan> {
  return planImport(files, { options: file.options, account: accountOf(present, now()), name: file.name, breathe });
}

function accountOf(workspace: Workspace, now: number): Account {
  const { currency, zone } = settingsOf(workspace);
  const stages = stagesInOrder(workspace).map(({ id, content }) => ({ id, name: content.name, kind: content.kind }));
  return { stages, currency, today: dateOf(now, zone), present: presentApplications(workspace) };
}

function previewFrom(workspace: Workspace, { id, file, plan }: { id: Id; file: ImportFile; plan: ImportPlan }): ImportPreview {
  return previewOf({
    id,
    groupId: file.groupId,
    name: file.name,
    keptUntil: file.keptUntil,
    plan,
    knowsCompany: (key) => companiesByKey(workspace).has(key),
  });
}

/** What an import did to applications that were there: enough to take it back. */
const Details = z.strictObject({
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
type Details = z.infer<typeof Details>;

interface Arrival {
  readonly importId: Id;
  readonly file: ImportFile;
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
    format: plan.files[0]?.file.format?.name ?? null,
    label: labelOf(plan),
    name: file.name,
    startedAt: now(),
    finishedAt: null,
    done: plan.rows.filter(({ outcome }) => outcome.type === 'same' || outcome.type === 'skipped').length,
    total: plan.rows.length,
    counts: countsOf(plan.rows, (key) => companiesByKey(present).has(key)),
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

function detailsOf({ rows }: ImportPlan, present: Workspace): Details {
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

function updateDetail({ outcome }: PlannedRow, present: Workspace): Details['updates'] {
  const there = outcome.type === 'update' ? present.get(ApplicationKind, outcome.id) : undefined;
  if (outcome.type !== 'update' || !there) return [];
  const names = [...Object.keys(outcome.fill), 'longTexts', 'canonicalUrl', 'externalJobId', 'stageId', 'stageSince', 'rank'];
  const before = Object.fromEntries(Object.entries(there.content).filter(([name]) => names.includes(name)));
  return [{ id: there.id, revision: there.revision, before, steps: present.children(StageChangeKind, there.id).length }];
}

async function writingContext(
  { ids, now }: Platform,
  present: Workspace,
  { groupId, batchId, plan }: { groupId: Id; batchId: Id; plan: ImportPlan },
): Promise<WritingContext> {
  const { stages } = accountOf(present, now());
  const digests = await digestsOf(plan);
  const sha256 = (text: string) => digests.get(text) ?? '';
  return { groupId, batchId, stages, zone: settingsOf(present).zone, now: now(), ids, sha256, keepIds: true };
}

/** Digests of the postings that our own files carry: made ahead, since a decision does not wait. */
async function digestsOf({ rows }: ImportPlan): Promise<ReadonlyMap<string, string>> {
  const texts = rows.flatMap(({ reading }) => reading.own?.snapshot?.text ?? []);
  const digests = await Promise.all(
    texts.map(async (text) => [text, hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))] as const),
  );
  return new Map(digests);
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
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
  const batch = workspace.get(ImportBatchKind, context.batchId);
  if (batch?.content.state !== 'running')
    throw new Problem('conflict', { detail: 'This import was taken back while it was coming in.' });
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
  const { rows } = await detailsOfBatch(platform, by, batch.id);
  return { ...viewOf(batch, platform.now()), rows };
}

async function detailsOfBatch({ workspaces }: Platform, by: Opening, batchId: Id): Promise<Details> {
  const bytes = await workspaces.files.open(by, batchId);
  return bytes ? Details.parse(JSON.parse(new TextDecoder().decode(bytes))) : { updates: [], rows: [] };
}

function viewOf({ content, updatedAt }: Stored<ImportBatch>, now: number): ImportView {
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

/**
 * Takes a whole import back: what it made goes, what it filled in or moved is as it was before.
 * What a person has changed since stays. Throws `not-found`; `conflict` after 30 days, while it is running, or when it is taken back already.
 */
export async function takeBack(platform: Platform, by: Opening, importId: Id): Promise<ImportUndone> {
  const { workspaces, now } = platform;
  const batch = batchOf(await workspaces.read(by), importId);
  if (!batch) throw new Problem('not-found');
  if (viewOf(batch, now()).undoableUntil === null) throw new Problem('conflict', { detail: whyNotUndoable(batch.content) });
  const { updates } = await detailsOfBatch(platform, by, batch.id);
  const removed = await removeMade(platform, by, batch.id);
  const restored = await restoreChanged(platform, by, updates);
  const removedCompanies = await removeCompanies(platform, by, batch);
  return { removed: removed.count, restored: restored.count, removedCompanies, kept: [...removed.kept, ...restored.kept] };
}

function whyNotUndoable({ state }: ImportBatch): string {
  if (state === 'undone') return 'This import was taken back already.';
  return state === 'running' ? 'This import is still coming in.' : 'An import can be taken back for 30 days.';
}

type Kept = ImportUndone['kept'];

async function removeMade({ workspaces }: Platform, by: Opening, batchId: Id): Promise<{ count: number; kept: Kept }> {
  const isMade = ({ content }: Stored<Application>) => content.importRef?.batchId === batchId;
  for (let count = 0; ;) {
    const { result, workspace } = await workspaces.change(by, (present, draft) => {
      const untouched = present.all(ApplicationKind).filter((application) => isMade(application) && application.revision === 1);
      const slice = untouched.slice(0, sliceRows);
      for (const { id, revision } of slice) draft.remove(ApplicationKind, id, revision);
      return slice.length;
    });
    count += result;
    if (result === 0)
      return {
        count,
        kept: workspace
          .all(ApplicationKind)
          .filter(isMade)
          .map((application) => nameOf(workspace, application)),
      };
    await breathe();
  }
}

function nameOf(workspace: Workspace, { id, content }: Stored<Application>): Kept[number] {
  return { id, company: workspace.get(CompanyKind, content.companyId)?.content.name ?? '', title: content.title };
}

async function restoreChanged(
  { workspaces }: Platform,
  by: Opening,
  updates: Details['updates'],
): Promise<{ count: number; kept: Kept }> {
  if (updates.length === 0) return { count: 0, kept: [] };
  const { result } = await workspaces.change(by, (workspace, draft) => {
    const kept: Kept = [];
    let count = 0;
    for (const update of updates) {
      const there = workspace.get(ApplicationKind, update.id);
      if (!there || there.revision === update.revision) continue;
      if (there.revision === update.revision + 1 && !there.readOnly) {
        restore(workspace, draft, { there, update });
        count += 1;
      } else kept.push(nameOf(workspace, there));
    }
    return { count, kept };
  });
  return result;
}

function restore(
  workspace: Workspace,
  draft: Draft,
  { there, update }: { there: Stored<Application>; update: Details['updates'][number] },
): void {
  // Safe: `before` holds fields of this very application, as they were.
  const content = { ...there.content, ...update.before } as Application;
  draft.update(ApplicationKind, there.id, there.revision, content);
  const steps = workspace.children(StageChangeKind, there.id);
  for (const step of steps.slice(update.steps)) draft.remove(StageChangeKind, step.id, step.revision);
  for (const [field, textId] of Object.entries(there.content.longTexts)) {
    if (content.longTexts[field as keyof Application['longTexts']] !== textId) draft.remove(TextKind, textId, 1);
  }
}

/** Companies the import made, that nobody has touched or uses: they go with it. The import itself is marked as taken back. */
async function removeCompanies({ workspaces }: Platform, by: Opening, batch: Stored<ImportBatch>): Promise<number> {
  const { result } = await workspaces.change(by, (workspace, draft) => {
    const used = new Set(workspace.all(ApplicationKind).map(({ content }) => content.companyId));
    const unused = workspace
      .all(CompanyKind)
      .filter(({ id, revision, content }) => content.importRef?.batchId === batch.id && revision === 1 && !used.has(id));
    for (const { id, revision } of unused) draft.remove(CompanyKind, id, revision);
    const now = workspace.get(ImportBatchKind, batch.id);
    if (now) draft.update(ImportBatchKind, now.id, now.revision, { ...now.content, state: 'undone' });
    return unused.length;
  });
  return result;
}
