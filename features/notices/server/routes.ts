/** The routes of notices. */
import { Problem } from '@sotto/contract';
import { type Route, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { dismissNotice, listNotices } from '../api.ts';
import { dismiss, readNotices } from './read.ts';

export function noticeRoutes(platform: Platform): Route[] {
  return [
    route(listNotices, 'account', async ({ by }) => ({ status: 200, body: { items: await readNotices(platform, by) } })),

    route(dismissNotice, 'account', async ({ by, params: { id } }) => {
      if (!(await dismiss(platform, by.userId, id))) throw new Problem('not-found');
      return { status: 204, body: undefined };
    }),
  ];
}
