/**
 * Taking back what was done to applications, deletion included.
 *
 * The server keeps nothing of what was deleted. What is needed to bring it back goes to the person, sealed, and returns with their wish
 * to undo; see tokens.ts. It opens for an hour, since an undo is for the moment after.
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Problem } from '@sotto/contract';
import {
  ApplicationKind,
  CompanyKind,
  GroupKind,
  SnapshotKind,
  StageChangeKind,
  StageKind,
  TextKind,
  type Application,
  type Id,
  type Ids,
  type LongText,
  type Rank,
  type Snapshot,
  type StageChange,
  type Stored,
} from '@sotto/domain';
import { nameCompanies } from '@sotto/features/companies/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Draft, Workspace, Workspaces } from '@sotto/workspace';
import type { BulkResult } from '../api.ts';
import { dealRanks, historyOf } from './records.ts';
import { takeBack } from './steps.ts';
import { openToken, sealToken } from './tokens.ts';

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
  readonly snapshot: Gone<Snapshot> | null;
}

/** One thing that was done. `revision`: the application's, after it. */
export type Done =
  | Deleted
  | { readonly kind: 'moved'; readonly id: Id; readonly revision: number; readonly stepId: Id; readonly rank: Rank }
  | { readonly kind: 'tagged'; readonly id: Id; readonly revision: number; readonly tags: readonly string[] }
  | { readonly kind: 'regrouped'; readonly id: Id; readonly revision: number; readonly groupId: Id };

const lifeMs = 60 * 60_000;
// A bulk deletion of very much text is carried out, and cannot be undone: what the person would carry would be too large to send back.
const greatestBytes = 40 * 1024 * 1024;

/** What a person can undo a bulk change with; `null` when it is too much to carry, or nothing. */
export async function sealBulkUndo(platform: Platform, by: Opening, done: readonly Done[]): Promise<string | null> {
  const text = undoText(platform, done);
  return done.length === 0 || text.length > greatestBytes ? null : sealText(platform, by, text);
}

/** What a person can undo one deletion with. Never too much to carry: the texts of one application are bounded. */
export function sealUndo(platform: Platform, by: Opening, done: Deleted): Promise<string> {
  return sealText(platform, by, undoText(platform, [done]));
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
  readonly snapshot: Gone<Snapshot> | null;
}

/** Opens what lies apart of an application, before it is deleted. */
export async function openApart(workspaces: Workspaces, by: Opening, { longTexts, snapshot }: Application): Promise<Apart> {
  const texts: Gone<LongText>[] = [];
  for (const id of Object.values(longTexts)) {
    const text = await workspaces.open(by, TextKind, id);
    if (text !== undefined) texts.push(goneOf(text));
  }
  const opened = snapshot === null ? undefined : await workspaces.open(by, SnapshotKind, snapshot.id);
  return { texts, snapshot: opened === undefined ? null : goneOf(opened) };
}

/** Whether `apart` is all that lies apart of this application as it is now. */
export function isWhole({ longTexts, snapshot }: Application, apart: Apart): boolean {
  const ids = new Set(apart.texts.map(({ id }) => id));
  return Object.values(longTexts).every((id) => ids.has(id)) && (snapshot?.id ?? null) === (apart.snapshot?.id ?? null);
}

/** An application as it is before it is deleted. */
export function deletedOf(workspace: Workspace, stored: Stored<Application>, apart: Apart): Deleted {
  const companyName = workspace.get(CompanyKind, stored.content.companyId)?.content.name ?? 'Unknown company';
  return {
    kind: 'deleted',
    application: goneOf(stored),
    companyName,
    history: historyOf(workspace, stored.id).map(goneOf),
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
    const stored = workspace.get(ApplicationKind, one.id);
    if (stored === undefined) return { id: one.id, result: 'not-found', revision: null };
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
  { application, history, texts, snapshot, companyName }: Deleted,
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
  if (snapshot !== null) draft.create(SnapshotKind, { ...snapshot, parentId: id });
  return { id, result: 'done', revision: 1 };
}
