/** The door of the calendar on the server. It owns no records: everything on it is told by those of others. */
import type { Feature } from '@sotto/runtime';
import { calendarRoutes } from './routes.ts';

export { entriesBetween, type CalendarEntry } from './entries.ts';

export const calendarFeature: Feature = {
  name: 'calendar',
  start: (platform) => ({ routes: calendarRoutes(platform) }),
};
