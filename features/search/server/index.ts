/** The door of search on the server. */
import { route } from '@sotto/http';
import type { Feature } from '@sotto/runtime';
import { search } from '../api.ts';
import { resultsOf } from './results.ts';

export const searchFeature: Feature = {
  name: 'search',
  start: (platform) => ({
    routes: [
      route(search, 'search', async ({ by, query: { q, limit = 20 } }) => {
        const { hits } = await platform.search.search(by, q, { limit });
        return { status: 200, body: { items: await resultsOf(platform, by, { q, hits }) } };
      }),
    ],
  }),
};
