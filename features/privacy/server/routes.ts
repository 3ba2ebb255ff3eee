/** The routes of privacy. */
import { instantOf } from '@sotto/domain';
import { type Route, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { checkActivity, getInventory, listActivity, listSentMails } from '../api.ts';
import { examineActivity, readActivity } from './activity/index.ts';
import { countHeld } from './held.ts';
import { sentMailsOf } from './sent-mails.ts';

export function privacyRoutes(platform: Platform): Route[] {
  return [
    route(getInventory, 'account', async ({ by }) => {
      const items = await countHeld(platform, by.userId);
      return { status: 200, body: { countedAt: instantOf(platform.now()), items } };
    }),

    route(listActivity, 'account', async ({ by, query: { limit, before, happening } }) => {
      // One more than asked for tells whether there is a next page.
      const found = await readActivity(platform, by, { limit: limit + 1, before, happening });
      const items = found.slice(0, limit);
      return { status: 200, body: { items, nextBefore: found.length > limit ? (items.at(-1)?.position ?? null) : null } };
    }),

    route(checkActivity, 'account', async ({ by }) => ({ status: 200, body: await examineActivity(platform, by) })),

    route(listSentMails, 'account', async ({ by }) => ({
      status: 200,
      body: { items: await sentMailsOf(platform, by) },
    })),
  ];
}
