/** The door of calendar feeds on the server: private addresses for calendar programs, and calendar files. It owns no records. */
import type { Feature } from '@sotto/runtime';
import { feedRoutes } from './routes.ts';

export { wholeCalendar } from './contents.ts';
export { listFeedsOf } from './feeds.ts';

export const feedFeature: Feature = {
  name: 'feed',
  start: (platform) => ({ routes: feedRoutes(platform) }),
};
