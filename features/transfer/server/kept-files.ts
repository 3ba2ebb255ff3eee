/**
 * Files that are looked at before they come in: kept sealed for an hour, read by the options of the last look.
 */
import { Problem } from '@sotto/contract';
import { GroupKind, type Id, QuestionKind, type Stored, dateOf } from '@sotto/domain';
import { fieldsOf } from '@sotto/features/applications/server';
import { companiesByKey } from '@sotto/features/companies/server';
import { defaultGroup } from '@sotto/features/groups/server';
import { settingsOf } from '@sotto/features/settings/server';
import { stagesInOrder } from '@sotto/features/stages/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import type { ImportOptions, ImportPreview, ImportType } from '../api.ts';
import { breathe } from './breathe.ts';
import { forgetFile } from './everything/kept-parts.ts';
import { type Account, type ImportPlan, planImport } from './import-plan.ts';
import { previewOf } from './preview.ts';
import { type ReadFile, readFile } from './reading/file.ts';
import {
  type ImportFile,
  ImportFileKind,
  type ImportTable,
  companiesOfApplications,
  presentApplications,
  presentCompanies,
  presentPeople,
} from './records.ts';
import { hourMs, remindToForget } from './reminding.ts';

/** Files one account may have under way at once; the oldest goes. */
const mostFiles = 5;

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
  const files = await readOrRefuse(bytes, type);
  const present = await workspaces.read(by);
  const file: ImportTable = {
    groupId: groupFor(present, groupId),
    type,
    name: options.name ?? defaultName(type),
    options,
    keptUntil: now() + hourMs,
  };
  const plan = await planFile(platform, { present, files, file });
  const id = ids.record();
  await workspaces.change(by, (workspace, draft) => {
    for (const file of oldFiles(workspace, now())) forgetFile(workspaces, draft, { by, file });
    draft.create(ImportFileKind, { id, content: file });
    draft.also((sealers) => [
      ...workspaces.files.put(sealers, id, bytes),
      remindToForget(platform.database, by, { id, at: file.keptUntil }),
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
  const file: ImportTable = {
    ...stored.content,
    groupId,
    options: change.options,
    name: change.options.name ?? stored.content.name,
    keptUntil: now() + hourMs,
  };
  const plan = await planFile(platform, { present, files: await readOrRefuse(bytes, file.type), file });
  await workspaces.change(by, (_, draft) => draft.update(ImportFileKind, change.id, stored.revision, file));
  return previewFrom(present, { id: change.id, file, plan });
}

/** Throws `unprocessable` with the reason and its row. */
export async function readOrRefuse(bytes: Uint8Array, type: ImportType): Promise<ReadFile[]> {
  const read = await readFile(bytes, type);
  if (!read.ok) throw new Problem('unprocessable', { detail: read.error.reason, row: read.error.row });
  return read.value;
}

/** What a file is called that came without a name. */
export function defaultName(type: ImportType): string {
  return {
    'text/csv': 'table.csv',
    'text/tab-separated-values': 'table.tsv',
    'text/markdown': 'table.md',
    'application/json': 'table.json',
    'application/zip': 'archive.zip',
  }[type];
}

/** The group that was asked for, else the one for when nobody says. Throws `not-found`. */
export function groupFor(workspace: Workspace, wanted: Id | undefined): Id {
  const group = wanted === undefined ? defaultGroup(workspace) : workspace.get(GroupKind, wanted);
  if (!group) throw new Problem('not-found', { detail: 'There is no such group.' });
  return group.id;
}

/** A file with its bytes. Throws `not-found` when its hour is over. */
export async function keptFile(
  { workspaces, now }: Platform,
  by: Opening,
  id: Id,
): Promise<{ stored: Stored<ImportTable>; bytes: Uint8Array }> {
  const stored = (await workspaces.read(by)).get(ImportFileKind, id);
  const isKept = stored !== undefined && isTable(stored) && stored.content.keptUntil > now();
  const bytes = isKept ? await workspaces.files.open(by, id) : undefined;
  if (!isKept || !bytes) throw new Problem('not-found', { detail: 'This file is no longer kept. Bring it again.' });
  return { stored, bytes };
}

function isTable(file: Stored<ImportFile>): file is Stored<ImportTable> {
  return 'groupId' in file.content;
}

/** Files whose hour is over, and the oldest of too many. */
function oldFiles(workspace: Workspace, now: number): readonly Stored<ImportFile>[] {
  const files = workspace.all(ImportFileKind);
  return files.filter(({ content }, index) => content.keptUntil <= now || index <= files.length - mostFiles);
}

/** What a file would do to the account as it is. */
export function planFile(
  { now }: Platform,
  { present, files, file }: { present: Workspace; files: readonly ReadFile[]; file: ImportTable },
): Promise<ImportPlan> {
  return planImport(files, { options: file.options, account: accountOf(present, now()), name: file.name, breathe });
}

/** What the account brings to a plan. */
export function accountOf(workspace: Workspace, now: number): Account {
  const { currency, zone } = settingsOf(workspace);
  const stages = stagesInOrder(workspace).map(({ id, content }) => ({ id, name: content.name, kind: content.kind }));
  const fields = fieldsOf(workspace).map(({ id, content }) => ({ ...content, id }));
  return {
    stages,
    fields,
    currency,
    today: dateOf(now, zone),
    present: presentApplications(workspace),
    people: presentPeople(workspace),
    companies: presentCompanies(workspace),
    questions: workspace.all(QuestionKind).map(({ content }) => content.text),
  };
}

function previewFrom(workspace: Workspace, { id, file, plan }: { id: Id; file: ImportTable; plan: ImportPlan }): ImportPreview {
  return previewOf({
    id,
    groupId: file.groupId,
    name: file.name,
    keptUntil: file.keptUntil,
    plan,
    knowsCompany: (key) => companiesByKey(workspace).has(key),
    tracked: companiesOfApplications(workspace),
  });
}
