/** The door of offers on the server. */
import { OfferKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { calendar } from './calendar.ts';
import { offerRoutes } from './routes.ts';
import { searchables } from './search.ts';

export const offersFeature: Feature = {
  name: 'offers',
  kinds: [OfferKind],
  searchables,
  calendar,
  start: (platform) => ({ routes: offerRoutes(platform) }),
};
