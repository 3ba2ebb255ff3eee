/** The job that forgets files whose hour is over, found by their reminders. */
import { type Database, type SottoTables, asSweep } from '@sotto/database';
import { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Job, OpeningMaker } from '@sotto/schedule';
import { ImportFileKind } from './records.ts';

export function forgetFilesJob(platform: Platform): Job {
  return {
    name: 'forget-import-files',
    pattern: '*/15 * * * *',
    purposes: ['transfer'],
    run: (signal, open) => forgetFiles(platform, signal, open),
  };
}

async function forgetFiles({ database, workspaces, now }: Platform, signal: AbortSignal, open: OpeningMaker): Promise<void> {
  for (const userId of await peopleReminded(database, now())) {
    if (signal.aborted) return;
    // One record at a time would do, but a person with several files is opened only once.
    await workspaces.change(open(UserId.parse(userId), 'transfer'), (workspace, draft) => {
      for (const { id, revision, content } of workspace.all(ImportFileKind)) {
        if (content.keptUntil <= now()) draft.remove(ImportFileKind, id, revision);
      }
    });
  }
}

/** People with a reminder that is due: of whatever, which only their own records tell. */
async function peopleReminded(database: Database<SottoTables>, now: number): Promise<string[]> {
  const due = database.build.selectFrom('alarm').select('user_id').distinct().where('due_at', '<=', now);
  const rows = await database.rows(asSweep('due reminders', due));
  return rows.map(({ user_id }) => user_id);
}
