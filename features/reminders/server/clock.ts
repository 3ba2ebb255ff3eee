/**
 * What happens when the clock was set back.
 *
 * While it was ahead, looks were moved to moments that are far away now. So the greatest time ever seen is kept, and when it
 * lies ahead, everybody's looks are planned anew from their records. The ledger keeps what was told meanwhile from being told
 * again. Clocks of several machines may differ by `toleranceMs`.
 */
import { asSweep, type Statement } from '@sotto/database';
import { dueLetters, InterviewKind, SettingsKind, tellWithinMs, timesOf, UserId } from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import type { OpeningMaker } from '@sotto/schedule';
import type { Opening } from '@sotto/vault';
import type { Workspace } from '@sotto/workspace';
import { isEnabled, unlessOver, untold } from './ledger.ts';
import { momentsOf, planOf } from './plan.ts';

/** A row among those of the jobs, of which it is none: it says how far the reminders have seen the clock go. */
const seenBy = 'reminders-clock';
const toleranceMs = 2 * 60_000;

/**
 * To be called before anything is looked at. The time is kept first: whoever dies while the clock is ahead has by then said
 * how far ahead it was.
 */
export async function planAnewWhenSetBack(platform: Platform, open: OpeningMaker): Promise<void> {
  const seen = await seenAt(platform);
  if (seen === undefined || platform.now() > seen) return writeSeen(platform, seen);
  if (seen <= platform.now() + toleranceMs) return;
  for (const userId of await peopleWithMail(platform))
    // Of an account that is disabled or frozen nothing is opened: its looks come up every hour as it is.
    if (await isEnabled(platform, userId)) await planAnew(platform, open(userId, 'remind')).catch(unlessOver);
  await writeSeen(platform, seen);
}

async function seenAt({ database }: Platform): Promise<number | undefined> {
  const query = database.build.selectFrom('job').select('last_run_at').where('name', '=', seenBy);
  return (await database.rows(query))[0]?.last_run_at;
}

/** Unless another process has written in between. */
async function writeSeen({ database, now }: Platform, seen: number | undefined): Promise<void> {
  const { build } = database;
  const row = { name: seenBy, last_run_at: now(), last_outcome: 'seen' };
  const query =
    seen === undefined
      ? build
          .insertInto('job')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
      : build.updateTable('job').set(row).where('name', '=', seenBy).where('last_run_at', '=', seen);
  await database.write([{ query, rows: null }]);
}

async function peopleWithMail({ database }: Platform): Promise<UserId[]> {
  const query = database.build.selectFrom('reminder_mail').select('user_id').where('stopped_at', 'is', null);
  return (await database.rows(asSweep('due reminders', query))).map(({ user_id }) => UserId.parse(user_id));
}

/** In a change of their own records, so that nothing they write meanwhile is overtaken. */
async function planAnew(platform: Platform, by: Opening): Promise<void> {
  const missed = await missedOf(platform, by, await platform.workspaces.read(by));
  await platform.workspaces.change(by, (workspace, draft) => {
    draft.also(() => planRows(platform, workspace, missed));
  });
}

function planRows({ database, now }: Platform, workspace: Workspace, missed: ReadonlyMap<string, number>): Statement[] {
  const { build } = database;
  const { userId } = workspace;
  return [...planOf(workspace, now())].flatMap(([recordId, next]) => {
    const due = missed.get(recordId) ?? next;
    const away = build.deleteFrom('alarm').where('user_id', '=', userId).where('record_id', '=', recordId);
    const row = { user_id: userId, record_id: recordId, due_at: due ?? 0 };
    return [{ query: away, rows: null }, ...(due === null ? [] : [{ query: build.insertInto('alarm').values(row), rows: 1 }])];
  });
}

/** By record: what was to be told by now and was not, as far back as it would still be told. */
async function missedOf(platform: Platform, by: Opening, workspace: Workspace): Promise<Map<string, number>> {
  const now = platform.now();
  const { reminders, zone } = settingsOf(workspace);
  const moments = new Map<string, number[]>();
  for (const { id } of workspace.all(SettingsKind))
    moments.set(
      id,
      dueLetters(reminders, zone, now).map(({ moment }) => moment),
    );
  for (const { id, content } of workspace.all(InterviewKind))
    if (timesOf(content).start > now)
      moments.set(
        id,
        momentsOf(content, reminders).filter((moment) => moment <= now && now - moment <= tellWithinMs.daily),
      );
  const missed = new Map<string, number>();
  for (const [recordId, past] of moments) {
    const [first] = await untold(platform, { userId: by.userId, recordId, what: 'day', dueAt: now }, past);
    if (first !== undefined) missed.set(recordId, first);
  }
  return missed;
}
