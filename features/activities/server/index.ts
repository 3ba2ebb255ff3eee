/** The door of the work-search log on the server. */
import { ActivityKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { activityRoutes } from './routes.ts';
import { searchables } from './search.ts';

export const activitiesFeature: Feature = {
  name: 'activities',
  kinds: [ActivityKind],
  searchables,
  start: (platform) => ({ routes: activityRoutes(platform) }),
};
