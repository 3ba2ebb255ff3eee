/** The routes of privacy. */
import { type Route, route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { getInventory, listActivity } from '../api.ts';
import { readActivity } from './activity.ts';
import { countHeld } from './held.ts';

export function privacyRoutes(platform: Platform): Route[] {
  return [
    route(getInventory, 'account', async ({ by }) => {
      const items = await countHeld(platform, by.userId);
      return { status: 200, body: { countedAt: new Date(platform.now()).toISOString(), items } };
    }),

    route(listActivity, 'account', async ({ by, query: { limit, before } }) => {
      // One more than asked for tells whether there is a next page.
      const found = await readActivity(platform, by, { limit: limit + 1, before });
      const items = found.slice(0, limit);
      return { status: 200, body: { items, nextBefore: found.length > limit ? (items.at(-1)?.position ?? null) : null } };
    }),
  ];
}
