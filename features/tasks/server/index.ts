/** The door of tasks on the server. */
import type { Feature } from '@sotto/runtime';
import { calendar } from './calendar.ts';
import { kinds } from './records.ts';
import { searchables } from './search.ts';
import { taskRoutes } from './routes.ts';

export { linkView } from './views.ts';
export { tasksByLink } from './records.ts';

export const tasksFeature: Feature = {
  name: 'tasks',
  kinds,
  searchables,
  calendar,
  start: (platform) => ({ routes: taskRoutes(platform) }),
};
