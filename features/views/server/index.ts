/** The door of saved views on the server. A view whose group is deleted shows nothing until it is given another. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { viewRoutes } from './routes.ts';

export const viewsFeature: Feature = {
  name: 'views',
  kinds,
  start: (platform) => ({ routes: viewRoutes(platform) }),
};
