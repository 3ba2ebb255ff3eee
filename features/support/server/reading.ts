/**
 * THE ONE DOOR through which an operator reads anything of a person: under a grant, as far as its scope, and not before it is
 * written down in the operator log, in the thread of the grant and in the person's own activity log.
 *
 * Whatever fails on the way, the read stands there and nothing was opened; never the other way round.
 */
import { AlreadyExists, WrongRowCount } from '@sotto/database';
import { type Id, type KindName, kindNumbers, mayReadForSupport } from '@sotto/domain';
import { recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import { KeyShredded, type Place } from '@sotto/vault';
import { appendEntry, placeOfWords, wordsOf } from './entries.ts';
import { findGrant, type Grant, stillInUse, takeUp } from './grants.ts';
import { openingUnderGrant } from './opening.ts';

/** This operator may not read this now: no such grant, not theirs, over, or not as far. Which of these is told to nobody. */
export class NotGranted extends Error {
  override readonly name = 'NotGranted';
}

/** An operator at the desk, who has shown a code. */
export interface AtDesk {
  readonly id: string;
  readonly name: string;
}

/** What was read. */
export interface Read {
  readonly grant: Grant;
  /** Epoch ms. */
  readonly until: number;
  readonly words: string;
  readonly items: readonly ReadRecord[];
}

export interface ReadRecord {
  readonly kind: KindName;
  readonly id: Id;
  readonly content: unknown;
}

/** `only`: of this kind alone. Throws `NotGranted`; the operator log has a line either way. */
export async function readUnderGrant(platform: Platform, operator: AtDesk, { grantId, only }: Asked): Promise<Read> {
  const { vault, now } = platform;
  const grant = await findGrant(platform, grantId);
  const reads = grant && mayReadForSupport(grant, operator.id, now()) ? await rowsWithin(platform, grant, only) : null;
  if (!grant || reads === null) return refuse(platform, operator, grantId);
  await vault.logOperator({ actor: operator.id, command: 'grant read', caseId: grant.id, count: reads.length });
  await writeDown(platform, { operator, grant, reads }).catch((error: unknown) => {
    const isOver = error instanceof WrongRowCount || error instanceof AlreadyExists || error instanceof KeyShredded;
    if (isOver) return refuse(platform, operator, grantId);
    throw error;
  });
  const read = await open(platform, grant, reads);
  // Revoked while it was being opened: then nobody sees it.
  const present = await findGrant(platform, grantId);
  if (!present || !mayReadForSupport(present, operator.id, now())) return refuse(platform, operator, grantId);
  return { ...read, grant: present, until: present.untilAt ?? now() };
}

interface Asked {
  readonly grantId: string;
  readonly only?: string | undefined;
}

interface Row {
  readonly kind: KindName;
  readonly id: Id;
}

async function refuse({ vault }: Platform, { id }: AtDesk, grantId: string): Promise<never> {
  // What was typed may be anything: only what has the form of an id is written down.
  const caseId = /^[0-9a-f-]{36}$/.test(grantId) ? grantId : '';
  await vault.logOperator({ actor: id, command: 'grant read: refused', caseId });
  throw new NotGranted('Nothing was granted to you here.');
}

/** Which records the grant reaches, by their numbers alone; `null`: `only` is outside its scope. */
async function rowsWithin({ database, workspaces }: Platform, { userId, scope }: Grant, only?: string): Promise<Row[] | null> {
  const names = new Map(workspaces.kinds.map(({ name, number }) => [number as number, name]));
  if (only !== undefined && !('kinds' in scope ? scope.kinds : [...names.values()]).some((kind) => kind === only)) return null;
  const query = database.build
    .selectFrom('record')
    .select(['id', 'kind', 'parent_id'])
    .where('user_id', '=', userId)
    .orderBy('id');
  const rows = await database.rows(
    'kinds' in scope
      ? query.where(
          'kind',
          'in',
          scope.kinds.map((kind) => kindNumbers[kind]),
        )
      : query,
  );
  const within = 'kinds' in scope ? rows : below(rows, scope.application);
  return within.flatMap(({ id, kind }) => {
    const name = names.get(kind);
    return name === undefined || (only !== undefined && name !== only) ? [] : [{ id, kind: name }];
  });
}

/** The record itself and everything below it, by parent. */
function below<R extends { readonly id: string; readonly parent_id: string | null }>(rows: readonly R[], root: string): R[] {
  const found = new Set([root]);
  // Parents are no older than their children only by habit: so until nothing more is found.
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { id, parent_id } of rows) if (parent_id !== null && found.has(parent_id)) found.add(id);
  }
  return rows.filter(({ id }) => found.has(id));
}

/** Takes the grant up, and shows its owner that it was read and what. */
async function writeDown(platform: Platform, { operator, grant, reads }: Writing): Promise<void> {
  const { vault, workspaces } = platform;
  const { data } = await vault.sealers(grant.userId);
  const read = countsOf(reads);
  await workspaces.writeBeside(grant.userId, [
    stillInUse(platform, data),
    takeUp(platform, grant, operator.id),
    await appendEntry(platform, data, grant, { what: 'read', operator: operator.id, content: { read } }),
  ]);
  const titles = read.map(({ kind }) => workspaces.kinds.find(({ name }) => name === kind)?.held.title ?? kind);
  const about = [operator.name, ...titles].join(', ');
  await recordActivity(platform, grant.userId, { happening: 'help-read', by: 'operator', about, count: reads.length });
}

interface Writing {
  readonly operator: AtDesk;
  readonly grant: Grant;
  readonly reads: readonly Row[];
}

function countsOf(reads: readonly Row[]) {
  return [...Map.groupBy(reads, ({ kind }) => kind)].map(([kind, rows]) => ({ kind, count: rows.length }));
}

async function open(platform: Platform, grant: Grant, reads: readonly Row[]): Promise<Pick<Read, 'words' | 'items'>> {
  const { workspaces } = platform;
  const by = openingUnderGrant(grant.userId, reachOf(grant, reads));
  const items: ReadRecord[] = [];
  for (const { kind: name, id } of reads) {
    const kind = workspaces.kinds.find((each) => each.name === name);
    // Deleted a moment ago: then there is nothing to see.
    const record = kind && (await workspaces.open(by, kind, id));
    if (record) items.push({ kind: name, id, content: record.content });
  }
  return { words: await wordsOf(platform, by, grant), items };
}

/** The words of the request, and the records that were counted: nothing else opens. */
function reachOf(grant: Grant, reads: readonly Row[]): (place: Place) => boolean {
  const words = placeOfWords(grant.id);
  const reached = new Set([...reads.map(({ kind, id }) => `record:${kindNumbers[kind]} ${id}`), `${words.table} ${words.id}`]);
  return ({ table, id }) => reached.has(`${table} ${id}`);
}
