/**
 * Taking an import of everything back: what it made goes, what gave way is there again.
 *
 * What a person has changed since stays, and with it whatever it belongs to or cannot stand without; so does what something
 * they made themselves needs.
 */
import type { Id, Kind, Stored } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace } from '@sotto/workspace';
import type { ImportUndone } from '../../api.ts';
import { breathe } from '../breathe.ts';
import { type ImportBatch, ImportBatchKind } from '../records.ts';
import { nameOf } from './document.ts';
import { type Made, madeOfBatch } from './made.ts';

/** Records removed in one unit. */
const sliceRecords = 500;
const mostNamed = 200;

/** Answers what went, what gave way and is there again, and what stays. */
export async function takeEverythingBack(platform: Platform, by: Opening, batch: Stored<ImportBatch>): Promise<ImportUndone> {
  const { workspaces } = platform;
  const made = await madeOfBatch(platform, by, batch.id);
  const before = countThere(await workspaces.read(by), made);
  for (;;) {
    const { result: removed, workspace } = await workspaces.change(by, (present, draft) =>
      removeSlice(platform, draft, { by, going: whatGoes(present, workspaces.kinds, made).slice(0, sliceRecords) }),
    );
    await breathe();
    if (removed > 0) continue;
    const restored = await bringBeginningBack(platform, by, { batch, made });
    const kept = keptOf(workspace, workspaces.kinds, made);
    return { removed: before - countThere(workspace, made), restored, removedCompanies: 0, kept };
  }
}

function countThere(workspace: Workspace, { ids }: Made): number {
  return ids.reduce((sum, [, some]) => sum + some.filter((id) => workspace.has(id)).length, 0);
}

/** Drafts that records go, with their files. Answers how many were named. */
function removeSlice(
  { workspaces: { files } }: Platform,
  draft: Draft,
  { by, going }: { by: Opening; going: readonly There[] },
): number {
  const gone = new Set<Id>();
  for (const { kind, id, revision, parentId, content } of going) {
    // A record goes with what it is below; removed once, it is not there to be removed again.
    if (parentId === null || !gone.has(parentId)) draft.remove(kind, id, revision);
    gone.add(id);
    const besides = content === null ? [] : (kind.filesOf?.(content) ?? []).filter((file) => file.id !== id);
    for (const file of besides) draft.also(() => files.remove(by.userId, file.id));
  }
  return going.length;
}

interface There {
  readonly kind: Kind;
  readonly id: Id;
  readonly parentId: Id | null;
  readonly revision: number;
  readonly content: unknown;
}

function recordsIn(workspace: Workspace, kinds: readonly Kind[]): There[] {
  return kinds.flatMap((kind): There[] =>
    kind.apart
      ? workspace.outline(kind).map((one) => ({ ...one, kind, content: null }))
      : workspace.all(kind).map((one) => ({ ...one, kind })),
  );
}

/** What the import made and nobody has touched or builds upon: parents before what is below them. */
function whatGoes(workspace: Workspace, kinds: readonly Kind[], made: Made): There[] {
  const there = recordsIn(workspace, kinds);
  const byId = new Map(there.map((one) => [one.id, one]));
  const going = new Map(
    made.ids
      .flatMap(([, ids]) => ids.flatMap((id) => byId.get(id) ?? []))
      .flatMap((one) => (one.revision === 1 ? [[one.id, one]] : [])),
  );
  const stay = there.filter(({ id }) => !going.has(id));
  // Walked in order of adding, also over what is added on the way.
  for (const { kind, parentId, content } of stay) {
    const leanedOn = [
      ...(parentId === null ? [] : [parentId]),
      ...(content === null ? [] : (kind.comingIn?.needs?.(content) ?? [])),
    ];
    for (const id of leanedOn) {
      const one = going.get(id);
      if (one === undefined) continue;
      going.delete(id);
      stay.push(one);
    }
  }
  // What an application cannot be shown without goes after it, or the next slice would find it leaned upon.
  return [...going.values()].toSorted((a, b) => depthOf(a, going) - depthOf(b, going) || leaning(b) - leaning(a));
}

function depthOf({ parentId }: There, going: ReadonlyMap<Id, There>): number {
  let depth = 0;
  // Bounded: a forged file may have records below each other in a circle.
  for (let parent = parentId; parent !== null && depth < 10; parent = going.get(parent)?.parentId ?? null) depth += 1;
  return depth;
}

function leaning({ kind }: There): number {
  return kind.comingIn?.needs === undefined ? 0 : 1;
}

function keptOf(workspace: Workspace, kinds: readonly Kind[], made: Made): ImportUndone['kept'] {
  const ids = new Set(made.ids.flatMap(([, some]) => some));
  return recordsIn(workspace, kinds)
    .filter(({ id, revision, kind }) => ids.has(id) && (revision > 1 || kind.comingIn?.part !== true))
    .slice(0, mostNamed)
    .map(({ id, kind, content }) => ({ id, company: '', title: nameOf(content) || kind.held.title }));
}

/** What the account began with is there again, of each kind of which nothing is left. The import is marked as taken back. */
async function bringBeginningBack(
  { workspaces }: Platform,
  by: Opening,
  { batch, made }: { batch: Stored<ImportBatch>; made: Made },
): Promise<number> {
  const { result } = await workspaces.change(by, (workspace, draft) => {
    const lacking = workspaces.kinds.filter((kind) => workspace.all(kind).length === 0).map(({ number }) => number);
    const back = made.gaveWay.filter(({ kind, id }) => lacking.some((one) => one === kind) && !workspace.has(id));
    for (const record of back) draft.bringBack(record);
    const now = workspace.get(ImportBatchKind, batch.id);
    if (now) draft.update(ImportBatchKind, now.id, now.revision, { ...now.content, state: 'undone' });
    return back.length;
  });
  return result;
}
