/** Who, may they, open, answer: for Today. Nothing here changes anything. */
import { dateOf } from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import { isKnown, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { getToday } from '../api.ts';
import { todayOf } from './today.ts';

export function todayRoutes({ workspaces, now }: Platform): Route[] {
  return [
    route(getToday, 'track', async ({ by, header }) => {
      const workspace = await workspaces.read(by);
      const today = dateOf(now(), settingsOf(workspace).zone);
      // Tomorrow is another answer from the same records.
      const etag = workspace.tag.replace(/"$/, `-${today}"`);
      if (isKnown(etag, header('if-none-match'))) return { status: 304, headers: { etag } };
      const json = workspace.derived(`today ${today}`, [], () => Buffer.from(JSON.stringify(todayOf(workspace, today))));
      return { status: 200, json, headers: { etag } };
    }),
  ];
}
