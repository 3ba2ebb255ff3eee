/** The door of Today on the server. It owns no records: everything it tells follows from those of others. */
import type { Feature } from '@sotto/runtime';
import { todayRoutes } from './routes.ts';

export { todayOf } from './today.ts';

export const todayFeature: Feature = {
  name: 'today',
  start: (platform) => ({ routes: todayRoutes(platform) }),
};
