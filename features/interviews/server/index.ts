/** The door of interviews on the server. */
import type { Feature } from '@sotto/runtime';
import { calendar } from './calendar.ts';
import { kinds } from './records.ts';
import { searchables } from './search.ts';
import { interviewRoutes } from './routes.ts';

export { interviewsInOrder, type Timed } from './records.ts';
export { peopleOf } from './views.ts';

export const interviewsFeature: Feature = {
  name: 'interviews',
  kinds,
  searchables,
  calendar,
  start: (platform) => ({ routes: interviewRoutes(platform) }),
};
