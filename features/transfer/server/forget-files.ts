/** The job that forgets what is kept for an hour, found by its reminders: files that came to be looked at, copies to be fetched. */
import { type Database, type SottoTables, asSweep } from '@sotto/database';
import { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Job, OpeningMaker } from '@sotto/schedule';
import type { Opening } from '@sotto/vault';
import { forgetArchive } from './archive/making.ts';
import { ExportArchiveKind } from './archive/records.ts';
import { forEachPerson } from './each-person.ts';
import { forgetFile } from './everything/kept-parts.ts';
import { ImportFileKind } from './records.ts';

export function forgetFilesJob(platform: Platform): Job {
  return {
    name: 'forget-import-files',
    pattern: '*/15 * * * *',
    purposes: ['transfer'],
    run: (signal, open) => forgetFiles(platform, signal, open),
  };
}

async function forgetFiles(platform: Platform, signal: AbortSignal, open: OpeningMaker): Promise<void> {
  const people = await peopleReminded(platform.database, platform.now());
  await forEachPerson(people, signal, async (userId) => forgetFilesOf(platform, open(UserId.parse(userId), 'transfer')));
}

/** One record at a time would do, but a person with several files is opened only once. */
async function forgetFilesOf(platform: Platform, by: Opening): Promise<void> {
  const { workspaces, now } = platform;
  await workspaces.change(by, (workspace, draft) => {
    for (const file of workspace.all(ImportFileKind))
      if (file.content.keptUntil <= now()) forgetFile(workspaces, draft, { by, file });
  });
  for (const { id, content } of (await workspaces.read(by)).all(ExportArchiveKind))
    if (content.keptUntil <= now()) await forgetArchive(platform, by, id);
}

/** People with a file whose hour is over: reminders of anything else are not ours. */
async function peopleReminded(database: Database<SottoTables>, now: number): Promise<string[]> {
  const due = database.build
    .selectFrom('alarm')
    .innerJoin('record', (join) => join.onRef('record.user_id', '=', 'alarm.user_id').onRef('record.id', '=', 'alarm.record_id'))
    .select('alarm.user_id')
    .distinct()
    .where('due_at', '<=', now)
    .where('record.kind', 'in', [ImportFileKind.number, ExportArchiveKind.number]);
  const rows = await database.rows(asSweep('due reminders', due));
  return rows.map(({ user_id }) => user_id);
}
