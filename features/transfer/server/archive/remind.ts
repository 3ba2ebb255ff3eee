/** The job that reminds of the next copy: those who asked for it, at their local time, once for each month or quarter. */
import { asSweep, type Database, type SottoTables } from '@sotto/database';
import { ExportPlanKind, type Id, UserId } from '@sotto/domain';
import { isEnabled, remindByMail } from '@sotto/features/reminders/server';
import type { Platform } from '@sotto/runtime';
import type { Job, OpeningMaker } from '@sotto/schedule';
import type { Opening } from '@sotto/vault';
import { forEachPerson } from '../each-person.ts';
import { momentsOf } from './plan.ts';

export function remindOfCopyJob(platform: Platform): Job {
  return {
    name: 'remind-of-copy',
    pattern: '*/15 * * * *',
    purposes: ['remind'],
    run: (signal, open) => remindOfCopies(platform, signal, open),
  };
}

async function remindOfCopies(platform: Platform, signal: AbortSignal, open: OpeningMaker): Promise<void> {
  const plans = await duePlans(platform.database, platform.now());
  await forEachPerson(plans, signal, async ({ userId, recordId, dueAt }) => {
    // Of an account that is disabled or frozen nothing is opened; the look stays due until it is in use again.
    if (await isEnabled(platform, userId)) await remindOne(platform, open(userId, 'remind'), { recordId, dueAt });
  });
}

async function duePlans(database: Database<SottoTables>, now: number) {
  const due = database.build
    .selectFrom('alarm')
    .innerJoin('record', (join) => join.onRef('record.user_id', '=', 'alarm.user_id').onRef('record.id', '=', 'alarm.record_id'))
    .select(['alarm.user_id', 'alarm.record_id', 'alarm.due_at'])
    .where('due_at', '<=', now)
    .where('record.kind', '=', ExportPlanKind.number);
  const rows = await database.rows(asSweep('due reminders', due));
  return rows.map(({ user_id, record_id, due_at }) => ({ userId: UserId.parse(user_id), recordId: record_id, dueAt: due_at }));
}

async function remindOne(platform: Platform, by: Opening, { recordId, dueAt }: { recordId: Id; dueAt: number }): Promise<void> {
  const { due, next } = momentsOf(await platform.workspaces.read(by), platform.now());
  const told = due === null ? null : { words, moment: due, page: '/settings/data', label: 'Take a copy' };
  await remindByMail(platform, by, { recordId, dueAt, told, next });
}

/** The same for everyone: there is nothing in it about what one keeps. */
const words = {
  subject: 'Time for a copy of your data',
  paragraphs: [
    [
      'You asked to be reminded to take a copy of everything in your Sotto.',
      'It is one file. Keep it where you keep what matters.',
    ],
  ],
};
