/** Looks that are due, and what was told: the rows that several processes agree by. */
import { AlreadyExists, asSweep, type Statement, WrongRowCount } from '@sotto/database';
import { type Id, InterviewKind, SettingsKind, UserId } from '@sotto/domain';
import { haltOf } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { KeyShredded } from '@sotto/vault';

/** A record that is to be looked at. */
export interface Look {
  readonly userId: UserId;
  readonly recordId: Id;
  readonly what: 'interview' | 'day';
  /** Epoch ms; the look is over when this is changed. */
  readonly dueAt: number;
}

/** Everything that is to be looked at by now, of all people, longest due first. */
export async function dueLooks({ database, now }: Platform): Promise<Look[]> {
  const due = database.build
    .selectFrom('alarm')
    .innerJoin('record', (join) => join.onRef('record.user_id', '=', 'alarm.user_id').onRef('record.id', '=', 'alarm.record_id'))
    .select(['alarm.user_id', 'alarm.record_id', 'alarm.due_at', 'record.kind'])
    .where('due_at', '<=', now())
    .where('record.kind', 'in', [SettingsKind.number, InterviewKind.number])
    .orderBy('due_at')
    .orderBy('alarm.record_id');
  return (await database.rows(asSweep('due reminders', due))).map((row) => ({
    userId: UserId.parse(row.user_id),
    recordId: row.record_id,
    what: row.kind === InterviewKind.number ? 'interview' : 'day',
    dueAt: row.due_at,
  }));
}

/** Those of `moments` for which nobody was told about the record yet. */
export async function untold({ database }: Platform, { userId, recordId }: Look, moments: readonly number[]): Promise<number[]> {
  if (moments.length === 0) return [];
  const told = database.build
    .selectFrom('reminded')
    .select('moment')
    .where('user_id', '=', userId)
    .where('record_id', '=', recordId)
    .where('moment', 'in', moments);
  const known = new Set((await database.rows(told)).map(({ moment }) => moment));
  return [...new Set(moments)].filter((moment) => !known.has(moment));
}

/** The right to tell of a record for a moment, as a row: whoever writes it first has it, everybody else's unit fails. */
export function claim({ database, now }: Platform, { userId, recordId }: Look, moment: number): Statement {
  const row = { user_id: userId, record_id: recordId, moment, told_at: now() };
  return { query: database.build.insertInto('reminded').values(row), rows: 1 };
}

/** Ends a look, and says when the next one is; `null`: never. Fails as `WrongRowCount` when someone else ended it. */
export function lookAgain({ database }: Platform, { userId, recordId, dueAt }: Look, next: number | null): Statement {
  const { build } = database;
  if (next === null) {
    const away = build.deleteFrom('alarm').where('user_id', '=', userId).where('record_id', '=', recordId);
    return { query: away.where('due_at', '=', dueAt), rows: 1 };
  }
  const on = build.updateTable('alarm').set({ due_at: next }).where('user_id', '=', userId).where('record_id', '=', recordId);
  return { query: on.where('due_at', '=', dueAt), rows: 1 };
}

/** Holds a unit to the account being in use: it fails as `WrongRowCount` for one that is disabled or frozen. */
export function stillEnabled({ database }: Platform, userId: UserId): Statement {
  const query = database.build
    .updateTable('workspace')
    .set({ disabled_at: null })
    .where('user_id', '=', userId)
    .where('disabled_at', 'is', null)
    .where('frozen_at', 'is', null);
  return { query, rows: 1 };
}

/** Whether the account is in use; `undefined`: it is gone. */
export async function isEnabled({ database }: Platform, userId: UserId): Promise<boolean | undefined> {
  const query = database.build.selectFrom('workspace').select(['disabled_at', 'frozen_at']).where('user_id', '=', userId);
  const [row] = await database.rows(query);
  return row && haltOf(row) === null;
}

/** Another process was quicker, or the person changed or left something meanwhile: then there is nothing to do here. */
export function unlessOver(error: unknown): void {
  const isOver = error instanceof WrongRowCount || error instanceof AlreadyExists || error instanceof KeyShredded;
  if (!isOver) throw error;
}
