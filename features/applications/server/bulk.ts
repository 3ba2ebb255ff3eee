/** What is done to many applications at once: each on its own, all that change in one unit. */
import { ApplicationKind, fold, limits, uniqueTags, type Application, type Id, type Stored } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import type { Platform } from '@sotto/runtime';
import type { BulkChange, BulkResult } from '../api.ts';
import { changedValues } from './fields.ts';
import { groupFor } from './make.ts';
import { refused } from './refusal.ts';
import { enterStep, type Moving } from './steps.ts';
import { deletedOf, isWhole, openApart, type Apart, type Done } from './undo.ts';

export interface BulkItem {
  readonly id: Id;
  readonly revision: number;
}

/** What became of one application, and what is needed to undo it. */
interface Outcome {
  readonly result: BulkResult;
  readonly done?: Done;
}

/** What lies apart of the applications that are about to be deleted, opened beforehand; nothing for any other change. */
export async function prepare(
  { workspaces }: Platform,
  by: Opening,
  items: readonly BulkItem[],
  change: BulkChange,
): Promise<ReadonlyMap<Id, Apart>> {
  const apart = new Map<Id, Apart>();
  if (change.kind !== 'delete') return apart;
  const workspace = await workspaces.read(by);
  for (const { id } of items) {
    const stored = workspace.get(ApplicationKind, id);
    if (stored !== undefined) apart.set(id, await openApart(workspaces, by, stored));
  }
  return apart;
}

/** Drafts the change of every application that is as it was seen. */
export function changeAll(
  moving: Moving,
  items: readonly BulkItem[],
  { change, apart }: { change: BulkChange; apart: ReadonlyMap<Id, Apart> },
): { items: BulkResult[]; done: Done[] } {
  if (change.kind === 'group') groupFor(moving.workspace, change.groupId);
  if (change.kind === 'tags' && !change.add?.length && !change.remove?.length)
    throw refused('change', 'Name tags to add or to remove.');
  const seen = new Set<Id>();
  // From the last to the first: each is put on top, so that they lie in the order in which they were named.
  const outcomes = items.toReversed().map((item) => {
    if (seen.has(item.id)) throw refused('items', 'An application is named twice.');
    seen.add(item.id);
    return changeOne(moving, item, { change, apart: apart.get(item.id) });
  });
  outcomes.reverse();
  return { items: outcomes.map(({ result }) => result), done: outcomes.flatMap(({ done }) => done ?? []) };
}

function changeOne(
  moving: Moving,
  { id, revision }: BulkItem,
  { change, apart }: { change: BulkChange; apart: Apart | undefined },
): Outcome {
  const stored = moving.workspace.get(ApplicationKind, id);
  if (stored === undefined) return { result: { id, result: 'not-found', revision: null } };
  if (stored.revision !== revision) return { result: { id, result: 'stale-revision', revision: stored.revision } };
  if (change.kind === 'delete') return remove(moving, stored, apart);
  if (stored.readOnly) return { result: { id, result: 'newer-version', revision } };
  const done = doneTo(moving, stored, change);
  return done === null
    ? { result: { id, result: 'unchanged', revision } }
    : { result: { id, result: 'done', revision: revision + 1 }, done };
}

function remove({ workspace, draft }: Moving, stored: Stored<Application>, apart: Apart | undefined): Outcome {
  const { id, revision } = stored;
  // Changed between opening its texts and deciding: what was opened is not what would go.
  if (apart === undefined || !isWhole(workspace, stored, apart)) return { result: { id, result: 'stale-revision', revision } };
  draft.remove(ApplicationKind, id, revision);
  return { result: { id, result: 'done', revision: null }, done: deletedOf(workspace, stored, apart) };
}

/** Drafts the change of one application; `null`: it is so already. */
function doneTo(moving: Moving, stored: Stored<Application>, change: Exclude<BulkChange, { kind: 'delete' }>): Done | null {
  const { id, content } = stored;
  const revision = stored.revision + 1;
  switch (change.kind) {
    case 'stage': {
      const stepId = enterStep(moving, stored, change);
      return stepId === null ? null : { kind: 'moved', id, revision, stepId, rank: content.rank };
    }
    case 'tags': {
      const tags = tagged(content.tags, change);
      if (tags.length === content.tags.length && tags.every((tag, index) => tag === content.tags[index])) return null;
      moving.draft.update(ApplicationKind, id, stored.revision, { ...content, tags });
      return { kind: 'tagged', id, revision, tags: content.tags };
    }
    case 'field': {
      const { fieldId, value } = change;
      const custom = changedValues(moving.workspace, content.custom, { [fieldId]: value });
      if (custom[fieldId] === content.custom[fieldId]) return null;
      moving.draft.update(ApplicationKind, id, stored.revision, { ...content, custom });
      return { kind: 'valued', id, revision, fieldId, value: content.custom[fieldId] ?? null };
    }
    case 'group':
      if (content.groupId === change.groupId) return null;
      moving.draft.update(ApplicationKind, id, stored.revision, { ...content, groupId: change.groupId });
      return { kind: 'regrouped', id, revision, groupId: content.groupId };
  }
}

/** Tags with some taken off and some put on; compared folded. */
function tagged(
  tags: readonly string[],
  { add = [], remove: off = [] }: { add?: readonly string[] | undefined; remove?: readonly string[] | undefined },
): string[] {
  const gone = new Set(off.map(fold));
  return uniqueTags([...tags.filter((tag) => !gone.has(fold(tag))), ...add]).slice(0, limits.tags);
}
