/**
 * An export of everything and what is there → what will happen to each record, and why.
 *
 * Ids are kept: an id is an account's own, so the same export comes into any number of accounts, and twice into one makes
 * nothing twice. A record that is there stays as it is. What is refused takes with it whatever cannot stand without it.
 */
import { isDeepStrictEqual } from 'node:util';
import { type FileRef, type Id, type Kind, filesLimitBytes } from '@sotto/domain';
import { fileOrRefuse, filesIn, refuseOverQuota, sha256Of } from '@sotto/features/documents/server';
import { Problem } from '@sotto/contract';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { type Workspace, defaultLimits } from '@sotto/workspace';
import { breathe } from '../breathe.ts';
import type { StillWanted } from '../in-turn.ts';
import { Unreadable } from '../reading/failure.ts';
import { type Arrived, type ArrivedFile, type Part, nameOf } from './document.ts';
import { type Renamed, renamedIn } from './renaming.ts';

/** `same`: there already, or told by what is. `differs`: there already, and says something else; it stays. */
export type Outcome = 'new' | 'same' | 'differs' | 'refused';

export interface Entry {
  readonly kind: Kind;
  readonly id: Id;
  readonly parentId: Id | null;
  readonly name: string;
  readonly needs: readonly Id[];
  /** Files that come in with it. */
  readonly files: readonly FileRef[];
  outcome: Outcome;
  /** Of a refused one: why. */
  why: string;
}

export interface Refusal {
  readonly kind: Kind | null;
  readonly name: string;
  readonly why: string;
}

export interface EverythingPlan {
  readonly entries: ReadonlyMap<Id, Entry>;
  /** Of what is no entry: broken, or twice. */
  readonly broken: readonly Refusal[];
  /** Ids of the file that are others here. */
  readonly renamed: Renamed;
  /** The account holds nothing but what it began with, which gives way. */
  readonly asBegun: boolean;
}

const recordsBetweenBreaths = 250;

/** Plans an import of everything. Throws `Unreadable`; `Problem` `too-large` when there is no room for it; and as `stillWanted` does. */
export async function planEverything(
  platform: Platform,
  by: Opening,
  { parts, stillWanted }: { parts: AsyncIterable<Part>; stillWanted: StillWanted },
): Promise<EverythingPlan> {
  const present = await platform.workspaces.read(by);
  const planning: Planning = {
    platform,
    by,
    present,
    asBegun: isAsBegun(platform, present),
    entries: new Map(),
    broken: [],
    renamed: new Map(),
    awaited: new Map(),
    names: new Map(),
    apart: new Map(),
    files: new Set(filesIn(present, platform.workspaces.kinds).map(({ id }) => id)),
    counts: new Map(),
  };
  let read = 0;
  let files = 0;
  for await (const part of parts) {
    stillWanted();
    if (++read % recordsBetweenBreaths === 0) await breathe();
    if (part.type === 'broken') planning.broken.push(part);
    else if (part.type === 'record') await takeRecord(planning, part.record);
    else {
      files += 1;
      await takeFile(planning, part.file);
    }
    // Each file belongs to a record, so there are no more of them.
    if (Math.max(planning.entries.size + planning.broken.length, files) > defaultLimits.records) throw new Unreadable(tooMany);
  }
  for (const entry of planning.awaited.values()) refuse(entry, 'Its file is not in here.');
  settle(planning);
  refuseWithoutRoom(planning);
  return planning;
}

const tooMany = `This file holds more than ${defaultLimits.records.toLocaleString('en')} records, which is more than fits into one account.`;

interface Planning {
  readonly platform: Platform;
  readonly by: Opening;
  readonly present: Workspace;
  readonly asBegun: boolean;
  readonly entries: Map<Id, Entry>;
  readonly broken: Refusal[];
  readonly renamed: Map<string, Id>;
  /** By the id of a file that has not come yet: the record it belongs to. */
  readonly awaited: Map<string, Entry>;
  /** Of a kind that is known by names: the record there by each. */
  readonly names: Map<Kind, ReadonlyMap<string, Id>>;
  readonly apart: Map<Kind, ReadonlySet<Id>>;
  /** Ids of the files that are there. */
  readonly files: ReadonlySet<Id>;
  /** Of a kind of which there is a most: how many there will be. */
  readonly counts: Map<Kind, number>;
}

/** Whether there is nothing in an account but what it began with, untouched but for what a person has one of. */
export function isAsBegun(platform: Platform, present: Workspace): boolean {
  const begun = platform.beginnings();
  return platform.workspaces.kinds
    .filter(({ comingIn }) => comingIn?.stays !== true)
    .every((kind) => {
      const records = kind.apart ? present.outline(kind) : present.all(kind);
      const count = begun.filter((one) => one.kind.number === kind.number).length;
      return records.length === count && (kind.comingIn?.single === true || records.every(({ revision }) => revision === 1));
    });
}

async function takeRecord(planning: Planning, record: Arrived): Promise<void> {
  const { kind, id, parentId, content } = record;
  const { comingIn } = kind;
  if (comingIn?.stays === true) return;
  if (planning.entries.has(id)) {
    planning.broken.push({ kind, name: nameOf(content), why: 'Its id stands in the file twice.' });
    return;
  }
  const files = kind.filesOf?.(content) ?? [];
  const needs = comingIn?.needs?.(content) ?? [];
  const entry: Entry = { kind, id, parentId, name: nameOf(content), needs, files, outcome: 'new', why: '' };
  planning.entries.set(id, entry);
  const fault =
    comingIn?.fault?.(record, sha256Of) ?? (comingIn?.part === true && parentId === null ? 'It belongs to nothing.' : null);
  if (fault !== null) refuse(entry, fault);
  else meetPresent(planning, entry, content);
  if (entry.outcome === 'new') countIn(planning, entry);
  if (entry.outcome === 'new') for (const file of files) await awaitFile(planning, entry, file);
}

function refuse(entry: Entry, why: string): void {
  entry.outcome = 'refused';
  entry.why = why;
}

/** Refuses one more than a person can have of its kind. */
function countIn({ asBegun, present, counts }: Planning, entry: Entry): void {
  const { kind } = entry;
  const most = kind.comingIn?.single === true ? 1 : kind.comingIn?.most;
  if (most === undefined) return;
  // What an account began with gives way.
  const count = counts.get(kind) ?? (asBegun ? 0 : present.all(kind).length);
  if (count >= most) refuse(entry, most === 1 ? 'There is one already.' : `There can be ${most} at most.`);
  else counts.set(kind, count + 1);
}

/** Compares a record with what is there under its id, or under its name. */
function meetPresent(planning: Planning, entry: Entry, content: unknown): void {
  const { present, renamed } = planning;
  const { kind, id } = entry;
  // What is called like a file would take its place, or take it along when it goes.
  if (planning.files.has(id) && !present.has(id)) return refuse(entry, 'Something else of yours has its id.');
  if (!present.has(id)) return planning.asBegun ? undefined : meetByName(planning, entry, content);
  const there = present.get(kind, id);
  if (there !== undefined) entry.outcome = isDeepStrictEqual(renamedIn(content, renamed), there.content) ? 'same' : 'differs';
  else if (kind.apart && apartIds(planning, kind).has(id)) entry.outcome = 'same';
  else refuse(entry, 'Something else of yours has its id.');
}

/** Ids of the records of a kind kept apart that are there. Such a record is never changed, so the same id is the same record. */
function apartIds({ present, apart }: Planning, kind: Kind): ReadonlySet<Id> {
  const known = apart.get(kind) ?? new Set(present.outline(kind).map(({ id }) => id));
  apart.set(kind, known);
  return known;
}

function meetByName({ present, names, renamed }: Planning, entry: Entry, content: unknown): void {
  const { kind, id } = entry;
  if (kind.comingIn?.single === true) {
    const [there] = present.all(kind);
    if (there === undefined) return;
    renamed.set(id, there.id);
    entry.outcome = isDeepStrictEqual(content, there.content) ? 'same' : 'differs';
    return;
  }
  const { namedBy } = kind.comingIn ?? {};
  if (namedBy === undefined) return;
  const known = names.get(kind) ?? namesOf(present, kind, namedBy);
  names.set(kind, known);
  const found = namedBy(content)
    .map((name) => known.get(name))
    .find((one) => one !== undefined);
  if (found === undefined) return;
  renamed.set(id, found);
  entry.outcome = 'same';
}

function namesOf(present: Workspace, kind: Kind, namedBy: (content: unknown) => readonly string[]): Map<string, Id> {
  return new Map(present.all(kind).flatMap(({ id, content }) => namedBy(content).map((name) => [name, id] as const)));
}

/** A file keeps its id unless something has it, for the bytes under an id never change. */
async function awaitFile({ platform, by, present, awaited, renamed }: Planning, entry: Entry, { id }: FileRef): Promise<void> {
  if (awaited.has(id) || renamed.has(id)) return refuse(entry, 'Another record has the same file.');
  awaited.set(id, entry);
  if (id === entry.id) return;
  const isTaken = present.has(id) || (await platform.workspaces.files.read(by, id)) !== undefined;
  if (isTaken) renamed.set(id, platform.ids.record());
}

/** Reads a file only if a record waits for it, and so each id once: a forged file may name one path however often. */
async function takeFile({ platform, awaited }: Planning, file: ArrivedFile): Promise<void> {
  const entry = awaited.get(file.id);
  const named = entry?.files.find(({ id }) => id === file.id);
  if (entry === undefined || named === undefined) return;
  awaited.delete(file.id);
  if (entry.outcome !== 'new') return;
  const fault = faultOfFile(platform, await file.bytesOf(), named);
  if (fault !== null) refuse(entry, fault);
  await breathe();
}

/** What is wrong with a file, by the one way any file is let in; `null`: nothing. */
function faultOfFile(
  platform: Platform,
  bytes: Uint8Array | null,
  { name, type, sizeBytes, sha256: digest }: FileRef,
): string | null {
  if (bytes === null) return 'The export did not have its bytes.';
  if (bytes.length !== sizeBytes) return 'Its file has another length than it should have.';
  try {
    const found = fileOrRefuse(platform, { bytes, type, name });
    if (found.sha256 !== digest) return 'Its file is not the one that was exported: the SHA-256 differs.';
    return found.type === type && plain(found.name) === plain(name) ? null : 'Its file is called other than it is.';
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}

/** A name that was cut short may end in a point, which naming it again takes off. */
const plain = (name: string): string => name.replaceAll(/[.\s]/g, '');

/** Refusals spread to what cannot stand without the refused. An entry is looked at again only when something it leans on fell. */
function settle(planning: Planning): void {
  const { entries } = planning;
  const leaning = leaningIn(planning);
  const held = heldBelow(planning);
  const open = [...entries.values()];
  // Walked in order of adding, also over what is added on the way.
  for (const entry of open) {
    if (entry.outcome !== 'new') continue;
    const why = whyNot(planning, entry, held);
    if (why === null) continue;
    if (why === 'told') entry.outcome = 'same';
    else refuse(entry, why);
    const { id, kind, parentId } = entry;
    for (const one of leaning.get(id) ?? []) open.push(one);
    const parent = parentId === null ? undefined : entries.get(parentId);
    if (parent === undefined) continue;
    const below = belowKey(parent.id, kind.name);
    held.set(below, (held.get(below) ?? 0) - 1);
    open.push(parent);
  }
}

/** By id: the entries that are below it, or need it. */
function leaningIn({ entries }: Planning): Map<Id, Entry[]> {
  const leaning = new Map<Id, Entry[]>();
  for (const entry of entries.values())
    for (const id of new Set(entry.parentId === null ? entry.needs : [entry.parentId, ...entry.needs])) {
      const there = leaning.get(id);
      if (there) there.push(entry);
      else leaning.set(id, [entry]);
    }
  return leaning;
}

/** How many entries come in, by what they are below and the name of their kind. */
function heldBelow({ entries }: Planning): Map<string, number> {
  const held = new Map<string, number>();
  for (const { kind, parentId, outcome } of entries.values()) {
    if (parentId === null || outcome !== 'new') continue;
    const below = belowKey(parentId, kind.name);
    held.set(below, (held.get(below) ?? 0) + 1);
  }
  return held;
}

const belowKey = (parentId: Id, name: string) => `${parentId} ${name}`;

/** Why an entry cannot come in as things stand; `told`: what it belongs to is there and tells it; `null`: it can. */
function whyNot(planning: Planning, entry: Entry, held: ReadonlyMap<string, number>): string | null {
  const { kind, parentId, needs, id } = entry;
  if (parentId !== null) {
    const parent = planning.entries.get(parentId);
    if (kind.comingIn?.part === true && (parent?.outcome === 'same' || parent?.outcome === 'differs')) return 'told';
    if (!isThere(planning, parentId)) return `What it belongs to ${parent ? 'was refused' : 'is not in the file'}.`;
  }
  const lacking = needs.find((needed) => !isThere(planning, needed));
  if (lacking !== undefined)
    return `It needs a record that ${planning.entries.has(lacking) ? 'was refused' : 'is not in the file'}.`;
  const { holds } = kind.comingIn ?? {};
  return holds === undefined || (held.get(belowKey(id, holds)) ?? 0) > 0
    ? null
    : 'What belongs to it is not in the file, or was refused.';
}

function isThere({ entries, present, renamed }: Planning, id: Id): boolean {
  const entry = entries.get(id);
  return entry === undefined ? present.has(renamed.get(id) ?? id) : entry.outcome !== 'refused';
}

function refuseWithoutRoom({ platform, present, entries }: Planning): void {
  const coming = [...entries.values()].filter(({ outcome }) => outcome === 'new');
  const added = coming.flatMap(({ files }) => files).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (added > 0) refuseOverQuota(platform, present, { added: Math.min(added, filesLimitBytes * 2) });
  const count = platform.workspaces.kinds.reduce(
    (sum, kind) => sum + (kind.apart ? present.outline(kind) : present.all(kind)).length,
    0,
  );
  if (count + coming.length <= defaultLimits.records) return;
  throw new Problem('too-large', {
    detail: `An account holds ${defaultLimits.records.toLocaleString('en')} records. ${count.toLocaleString('en')} are there, and ${coming.length.toLocaleString('en')} would be added.`,
  });
}
