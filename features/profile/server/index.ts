/** The door of the profile on the server: one record per person who made one, and the file of their resume. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { profileRoutes } from './routes.ts';

export const profileFeature: Feature = {
  name: 'profile',
  kinds,
  start: (platform) => ({ routes: profileRoutes(platform) }),
};
