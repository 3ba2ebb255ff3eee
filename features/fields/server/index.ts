/** The door of one's own fields on the server. Values are written with the applications they belong to. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { fieldRoutes } from './routes.ts';

export const fieldsFeature: Feature = {
  name: 'fields',
  kinds,
  start: (platform) => ({ routes: fieldRoutes(platform) }),
};
