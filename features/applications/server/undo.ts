/**
 * Taking back what was done to applications, deletion included.
 *
 * The server keeps nothing of what was deleted. What is needed to bring it back goes to the person, sealed, and returns with their wish
 * to undo; see the tokens of @sotto/workspace. It opens for an hour, since an undo is for the moment after.
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  CompanyKind,
  ContactKind,
  CustomFieldKind,
  DocumentKind,
  GroupKind,
  SnapshotKind,
  StageChangeKind,
  StageKind,
  TaskKind,
  TextKind,
  type Application,
  type Content,
  type CustomValue,
  type Id,
  type Ids,
  type Kind,
  type LongText,
  type Rank,
  type Snapshot,
  type StageChange,
  type Stored,
} from '@sotto/domain';
import { nameCompanies } from '@sotto/features/companies/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { openToken, sealToken, type Carried, type Draft, type Workspace, type Workspaces } from '@sotto/workspace';
import type { BulkResult } from '../api.ts';
import { dealRanks, historyOf } from './records.ts';
import { openSnapshots, snapshotIdsOf } from './snapshots.ts';
import { takeBack } from './steps.ts';

/** A record that was deleted, as it was. */
interface Gone<C> {
  readonly id: Id;
  readonly createdAt: number;
  readonly content: C;
}

/** An application that was deleted, with everything that went with it. */
export interface Deleted {
  readonly kind: 'deleted';
  readonly application: Gone<Application>;
  /** Should the company be deleted in the meantime, it is made again by name. */
  readonly companyName: string;
  readonly history: readonly Gone<StageChange>[];
  readonly texts: readonly Gone<LongText>[];
  readonly snapshots: readonly Gone<Snapshot>[];
  /** What other features keep below it: interviews, tasks and the like. */
  readonly below: readonly Carried[];
}

/** Any other record that was deleted, with everything that went with it. */
interface Removed {
  readonly kind: 'removed';
  readonly record: Carried;
  readonly below: readonly Carried[];
}

/** One thing that was done. `revision`: the application's, after it. */
export type Done =
  | Deleted
  | Removed
  | { readonly kind: 'moved'; readonly id: Id; readonly revision: number; readonly stepId: Id; readonly rank: Rank }
  | { readonly kind: 'tagged'; readonly id: Id; readonly revision: number; readonly tags: readonly string[] }
  | Valued
  | Changed
  | { readonly kind: 'regrouped'; readonly id: Id; readonly revision: number; readonly groupId: Id };

/** Any other record was changed among many. `content`: as it was. */
interface Changed {
  readonly kind: 'changed';
  readonly record: Kind['number'];
  readonly id: Id;
  readonly revision: number;
  readonly content: unknown;
  /** A record of the same kind that was made along. It goes again, unless someone has touched it: then this change stays as well. */
  readonly made?: Id | undefined;
}

// The kinds that are changed among many, besides applications.
const changedKinds: readonly Kind[] = [ContactKind, CompanyKind, TaskKind, DocumentKind];

/** A value of a field of one's own was changed or, with its field, deleted: then `revision` is `null`, and whatever else has changed since does not matter. */
export interface Valued {
  readonly kind: 'valued';
  readonly id: Id;
  readonly revision: number | null;
  readonly fieldId: Id;
  /** As it was; `null`: there was none. */
  readonly value: CustomValue | null;
}

const lifeMs = 60 * 60_000;
// A bulk deletion of very much text is carried out, and cannot be undone: what the person would carry would be too large to send back.
const greatestBytes = 40 * 1024 * 1024;

/** What a person can undo a bulk change with; `null` when it is too much to carry, or nothing. */
export async function sealBulkUndo(platform: Platform, by: Opening, done: readonly Done[]): Promise<string | null> {
  const text = undoText(platform, done);
  return done.length === 0 || text.length > greatestBytes ? null : sealText(platform, by, text);
}

/**
 * Drafts that any record but an application is removed with everything below it. Answers what `sealUndo` makes an undo of.
 * Throws as `Draft.remove` does. Not for kinds below which something lies that is kept apart.
 */
export function removeRecord<K extends Kind>(
  workspace: Workspace,
  draft: Draft,
  { kind, stored }: { kind: K; stored: Stored<Content<K>> },
): Removed {
  const { id, parentId, createdAt, content } = stored;
  const record = { kind: kind.number, id, parentId, createdAt, content };
  const below = workspace.below(id);
  draft.remove(kind, id, stored.revision);
  return { kind: 'removed', record, below };
}

/** What a person can undo one deletion with, in the order in which it comes back. Never too much to carry: the texts of one application are bounded, and so is a value. */
export function sealUndo(platform: Platform, by: Opening, ...done: readonly (Deleted | Removed | Valued)[]): Promise<string> {
  return sealText(platform, by, undoText(platform, done));
}

function undoText({ now }: Platform, done: readonly Done[]): string {
  return JSON.stringify({ at: now(), done });
}

async function sealText({ vault }: Platform, by: Opening, text: string): Promise<string> {
  return sealToken(vault, by, { use: 'undo', bytes: await promisify(gzip)(text) });
}

/** What was done, from what the person brought back. Throws `unprocessable` when it is not theirs or its hour is over. */
export async function openUndo({ vault, now }: Platform, by: Opening, token: string): Promise<readonly Done[]> {
  const bytes = await openToken(vault, by, { use: 'undo', token });
  if (bytes === null) throw new Problem('unprocessable', { detail: 'This cannot be undone any more.' });
  // Safe: what opens as an undo was sealed above.
  const { at, done } = JSON.parse((await promisify(gunzip)(bytes)).toString()) as { at: number; done: readonly Done[] };
  if (now() - at > lifeMs)
    throw new Problem('unprocessable', { detail: 'This cannot be undone any more: more than an hour has passed.' });
  return done;
}

/** Everything that goes when an application is deleted, as far as it lies apart. */
export interface Apart {
  readonly texts: readonly Gone<LongText>[];
  readonly snapshots: readonly Gone<Snapshot>[];
}

/** Opens what lies apart of an application, before it is deleted. */
export async function openApart(workspaces: Workspaces, by: Opening, stored: Stored<Application>): Promise<Apart> {
  const texts: Gone<LongText>[] = [];
  for (const id of Object.values(stored.content.longTexts)) {
    const text = await workspaces.open(by, TextKind, id);
    if (text !== undefined) texts.push(goneOf(text));
  }
  return { texts, snapshots: (await openSnapshots(workspaces, by, stored)).map(goneOf) };
}

/** Whether `apart` is all that lies apart of this application as it is now. */
export function isWhole(workspace: Workspace, { id, content }: Stored<Application>, apart: Apart): boolean {
  const opened = new Set([...apart.texts, ...apart.snapshots].map((one) => one.id));
  return [...Object.values(content.longTexts), ...snapshotIdsOf(workspace, id)].every((one) => opened.has(one));
}

/** An application as it is before it is deleted. */
export function deletedOf(workspace: Workspace, stored: Stored<Application>, apart: Apart): Deleted {
  const companyName = workspace.get(CompanyKind, stored.content.companyId)?.content.name ?? 'Unknown company';
  return {
    kind: 'deleted',
    application: goneOf(stored),
    companyName,
    history: historyOf(workspace, stored.id).map(goneOf),
    below: workspace.below(stored.id).filter(({ kind }) => kind !== StageChangeKind.number),
    ...apart,
  };
}

function goneOf<C>({ id, createdAt, content }: Stored<C>): Gone<C> {
  return { id, createdAt, content };
}

interface Undoing {
  readonly workspace: Workspace;
  readonly draft: Draft;
  readonly ids: Ids;
  readonly now: number;
}

/** Drafts that everything done is as it was; answers per application. What has changed again since is left alone. */
export function undo(undoing: Undoing, done: readonly Done[]): BulkResult[] {
  const { workspace, draft, now } = undoing;
  const tops = dealRanks(workspace);
  const companies = nameCompanies(workspace, draft, undoing);
  return done.map((one) => {
    if (one.kind === 'deleted') return bringBack(undoing, one, companies.idOf);
    if (one.kind === 'removed') return bringBackRemoved(undoing, one);
    if (one.kind === 'changed') return changeBack(undoing, one);
    const stored = workspace.get(ApplicationKind, one.id);
    if (stored === undefined) return { id: one.id, result: 'not-found', revision: null };
    if (one.kind === 'valued') return bringBackValue(undoing, stored, one);
    if (stored.revision !== one.revision) return { id: one.id, result: 'stale-revision', revision: stored.revision };
    if (one.kind === 'moved') takeBack({ workspace, draft, now, tops }, stored, one);
    if (one.kind === 'tagged') draft.update(ApplicationKind, one.id, one.revision, { ...stored.content, tags: [...one.tags] });
    if (one.kind === 'regrouped') {
      if (workspace.get(GroupKind, one.groupId) === undefined)
        return { id: one.id, result: 'conflict', revision: stored.revision };
      draft.update(ApplicationKind, one.id, one.revision, { ...stored.content, groupId: one.groupId });
    }
    return { id: one.id, result: 'done', revision: stored.revision + 1 };
  });
}

/** An application comes back unless its group or a stage of its history has been deleted, or something has taken its id. */
function bringBack(
  { workspace, draft }: Undoing,
  { application, history, texts, snapshots, companyName, below }: Deleted,
  companyIdOf: (name: string) => Id,
): BulkResult {
  const { id, content } = application;
  const there = workspace.get(ApplicationKind, id);
  if (there !== undefined) return { id, result: 'unchanged', revision: there.revision };
  const stages = new Set([content.stageId, ...history.map((change) => change.content.to)]);
  const lacks =
    workspace.get(GroupKind, content.groupId) === undefined ||
    [...stages].some((stageId) => workspace.get(StageKind, stageId) === undefined);
  if (lacks) return { id, result: 'conflict', revision: null };
  const companyId = workspace.get(CompanyKind, content.companyId) === undefined ? companyIdOf(companyName) : content.companyId;
  draft.create(ApplicationKind, { ...application, content: { ...content, companyId } });
  for (const change of history) draft.create(StageChangeKind, { ...change, parentId: id });
  for (const text of texts) draft.create(TextKind, { ...text, parentId: id });
  for (const snapshot of snapshots) draft.create(SnapshotKind, { ...snapshot, parentId: id });
  for (const record of below) draft.bringBack(record);
  return { id, result: 'done', revision: 1 };
}

/** A record holds again what it held, unless it has changed again. */
function changeBack({ workspace, draft }: Undoing, { record, id, revision, content, made }: Changed): BulkResult {
  const kind = changedKinds.find(({ number }) => number === record);
  const stored = kind && workspace.get(kind, id);
  if (kind === undefined || stored === undefined) return { id, result: 'not-found', revision: null };
  if (stored.revision !== revision) return { id, result: 'stale-revision', revision: stored.revision };
  const along = made === undefined ? undefined : workspace.get(kind, made);
  if (along !== undefined && along.revision > 1) return { id, result: 'stale-revision', revision };
  if (along !== undefined) draft.remove(kind, along.id, along.revision);
  draft.update(kind, id, revision, content);
  return { id, result: 'done', revision: revision + 1 };
}

/** A value comes back; of a field that was deleted unless the field has been given another value since. */
function bringBackValue(
  { workspace, draft }: Undoing,
  stored: Stored<Application>,
  { revision, fieldId, value }: Valued,
): BulkResult {
  const { id, content } = stored;
  const isField = revision === null || workspace.get(CustomFieldKind, fieldId) !== undefined;
  if (!isField || stored.readOnly) return { id, result: 'conflict', revision: stored.revision };
  if (revision !== null && stored.revision !== revision) return { id, result: 'stale-revision', revision: stored.revision };
  if (revision === null && content.custom[fieldId] !== undefined) return { id, result: 'unchanged', revision: stored.revision };
  const { [fieldId]: _, ...custom } = content.custom;
  draft.update(ApplicationKind, id, stored.revision, {
    ...content,
    custom: value === null ? custom : { ...custom, [fieldId]: value },
  });
  return { id, result: 'done', revision: stored.revision + 1 };
}

/** A record comes back unless what it belongs to has gone, or something has taken its id. */
function bringBackRemoved({ workspace, draft }: Undoing, { record, below }: Removed): BulkResult {
  const { id, parentId } = record;
  if (workspace.has(id)) return { id, result: 'unchanged', revision: null };
  if (parentId !== null && !workspace.has(parentId)) return { id, result: 'conflict', revision: null };
  for (const one of [record, ...below]) draft.bringBack(one);
  return { id, result: 'done', revision: 1 };
}
