/** Taking an import back: what it made goes, what it changed is as before, what a person has changed since stays. */
import { Problem } from '@sotto/contract';
import {
  type Application,
  ApplicationKind,
  CompanyKind,
  ContactKind,
  type Id,
  QuestionKind,
  StageChangeKind,
  type Stored,
  TextKind,
} from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import type { ImportUndone } from '../api.ts';
import { type Details, detailsOfBatch, viewOf } from './batches.ts';
import { breathe } from './breathe.ts';
import { forgetFile } from './everything/kept-parts.ts';
import { takeEverythingBack } from './everything/take-back.ts';
import { leanedOn } from './leaned-on.ts';
import { type ImportBatch, ImportBatchKind, ImportFileKind, batchOf } from './records.ts';

/** Applications removed in one unit. */
const sliceRows = 500;

/**
 * Takes a whole import back: what it made goes, what it filled in or moved is as it was before.
 * What a person has changed since stays. Throws `not-found`; `conflict` after 30 days, while it is running, or when it is taken back already.
 */
export async function takeBack(platform: Platform, by: Opening, importId: Id): Promise<ImportUndone> {
  const { workspaces, now } = platform;
  const batch = batchOf(await workspaces.read(by), importId);
  if (!batch) return forget(platform, by, importId);
  if (viewOf(batch, now()).undoableUntil === null) throw new Problem('conflict', { detail: whyNotUndoable(batch.content) });
  if (batch.content.kinds !== null) return takeEverythingBack(platform, by, batch);
  const { updates } = await detailsOfBatch(platform, by, batch.id);
  const removed = await removeMade(platform, by, batch.id);
  const restored = await restoreChanged(platform, by, updates);
  const picked = await removePicked(platform, by, batch.id);
  const companies = await removeCompanies(platform, by, batch);
  return {
    removed: removed.count + picked.count + companies.asked,
    restored: restored.count,
    removedCompanies: companies.besides,
    kept: [...removed.kept, ...picked.kept, ...restored.kept, ...companies.kept],
  };
}

/** A file that has not come in: there is nothing to take back but the file. */
async function forget({ workspaces }: Platform, by: Opening, id: Id): Promise<ImportUndone> {
  await workspaces.change(by, (workspace, draft) => {
    const file = workspace.get(ImportFileKind, id);
    if (!file) throw new Problem('not-found');
    forgetFile(workspaces, draft, { by, file });
  });
  return { removed: 0, restored: 0, removedCompanies: 0, kept: [] };
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
      const leaned = leanedOn(present, workspaces.kinds);
      const untouched = present.all(ApplicationKind).filter((one) => isMade(one) && one.revision === 1 && !leaned.has(one.id));
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

/** Contacts and questions that came with it. What a person has built upon since stays: whom they talked to, or wrote a note about. */
async function removePicked({ workspaces }: Platform, by: Opening, batchId: Id): Promise<{ count: number; kept: Kept }> {
  for (let count = 0; ;) {
    const { result } = await workspaces.change(by, (workspace, draft) => {
      const leaned = leanedOn(workspace, workspaces.kinds);
      const contacts = workspace.all(ContactKind).filter(({ content }) => content.importRef?.batchId === batchId);
      const questions = workspace.all(QuestionKind).filter(({ content }) => content.importRef?.batchId === batchId);
      const isTouched = ({ id, revision }: Stored<unknown>) => revision !== 1 || leaned.has(id);
      const untouched = [
        ...contacts.filter((contact) => !isTouched(contact)).map((contact) => ({ kind: ContactKind, ...contact })),
        ...questions.filter((question) => !isTouched(question)).map((question) => ({ kind: QuestionKind, ...question })),
      ].slice(0, sliceRows);
      for (const { kind, id, revision } of untouched) draft.remove(kind, id, revision);
      const kept = [
        ...contacts.filter(isTouched).map(({ id, content }) => ({ id, company: '', title: content.name })),
        ...questions.filter(isTouched).map(({ id, content }) => ({ id, company: '', title: content.text })),
      ];
      return { removed: untouched.length, kept };
    });
    count += result.removed;
    if (result.removed === 0) return { count, kept: result.kept };
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
      const listed = listedRecord(workspace, update.id);
      if (listed && listed.revision !== update.revision) {
        const isUntouched = listed.revision === update.revision + 1 && !listed.readOnly;
        if (isUntouched) draft.update(listed.kind, listed.id, listed.revision, { ...listed.content, ...update.before });
        else kept.push({ id: listed.id, company: '', title: listed.content.name });
        count += isUntouched ? 1 : 0;
      }
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

/** A contact or a company that an import filled in. */
function listedRecord(workspace: Workspace, id: Id) {
  const contact = workspace.get(ContactKind, id);
  if (contact) return { kind: ContactKind, ...contact };
  const company = workspace.get(CompanyKind, id);
  return company && { kind: CompanyKind, ...company };
}

function restore(
  workspace: Workspace,
  draft: Draft,
  { there, update }: { there: Stored<Application>; update: Details['updates'][number] },
): void {
  // Safe: `before` holds fields of this very application, as they were.
  const content: Application = { ...there.content, ...update.before };
  draft.update(ApplicationKind, there.id, there.revision, content);
  const steps = workspace.children(StageChangeKind, there.id);
  for (const step of steps.slice(update.steps)) draft.remove(StageChangeKind, step.id, step.revision);
  for (const [field, textId] of Object.entries(there.content.longTexts)) {
    if (content.longTexts[field as keyof Application['longTexts']] !== textId) draft.remove(TextKind, textId, 1);
  }
}

/** Companies the import made, that nobody has touched or uses: they go with it. The import itself is marked as taken back. */
async function removeCompanies(
  { workspaces }: Platform,
  by: Opening,
  batch: Stored<ImportBatch>,
): Promise<{ asked: number; besides: number; kept: Kept }> {
  // Those of a list of companies were asked for; others came along with what named them, and stay without a word while it does.
  const isList = batch.content.contents === 'companies';
  const { result } = await workspaces.change(by, (workspace, draft) => {
    const used = leanedOn(workspace, workspaces.kinds);
    const made = workspace.all(CompanyKind).filter(({ content }) => content.importRef?.batchId === batch.id);
    const isUnused = ({ id, revision }: Stored<unknown>) => revision === 1 && !used.has(id);
    const unused = made.filter(isUnused);
    for (const { id, revision } of unused) draft.remove(CompanyKind, id, revision);
    const now = workspace.get(ImportBatchKind, batch.id);
    if (now) draft.update(ImportBatchKind, now.id, now.revision, { ...now.content, state: 'undone' });
    const stay = isList ? made.filter((company) => !isUnused(company)) : [];
    return {
      asked: isList ? unused.length : 0,
      besides: isList ? 0 : unused.length,
      kept: stay.map(({ id, content }) => ({ id, company: '', title: content.name })),
    };
  });
  return result;
}
