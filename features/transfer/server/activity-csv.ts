/** The activity log as CSV, with what a stranger needs to check it: docs/activity-log.md. */
import type { Caller, Route } from '@sotto/http';
import { route } from '@sotto/http';
import { type ActivityView, exportActivity } from '@sotto/features/privacy/api';
import { byOf, readActivity, recordActivity } from '@sotto/features/privacy/server';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import { csvLine } from './csv/write.ts';

const columns: Readonly<Record<string, (entry: ActivityView) => string | number | null | undefined>> = {
  position: ({ position }) => position,
  at: ({ at }) => at,
  happening: ({ happening }) => happening,
  by: ({ by }) => by,
  about: ({ about }) => about,
  count: ({ count }) => count,
  missing_from: ({ missing }) => missing?.from,
  missing_to: ({ missing }) => missing?.to,
  missing_after: ({ missing }) => missing?.after,
  salt: ({ salt }) => salt,
  previous: ({ previous }) => previous,
  hash: ({ hash }) => hash,
};

export function activityCsvRoute(platform: Platform): Route {
  return route(exportActivity, 'account', async ({ by, caller }) => {
    await noteDownload(platform, by, caller);
    return {
      status: 200,
      stream: csvOfActivity(platform, by),
      type: 'text/csv; charset=utf-8',
      headers: { 'content-disposition': 'attachment; filename="activity.csv"' },
    };
  });
}

function noteDownload(platform: Platform, by: Opening, caller: Caller): Promise<void> {
  return recordActivity(platform, by.userId, { happening: 'exported', by: byOf(caller), about: 'Activity log' });
}

/** The oldest first. */
async function* csvOfActivity(platform: Platform, by: Opening): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  const entries = await readActivity(platform, by, { limit: Number.MAX_SAFE_INTEGER });
  for (const entry of entries.toReversed()) yield csvLine(Object.values(columns).map((cell) => String(cell(entry) ?? '')));
}
