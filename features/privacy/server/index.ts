/** The door of privacy on the server: what is held about someone, and the log of what was done in their account. */
import type { Feature } from '@sotto/runtime';
import { privacyRoutes } from './routes.ts';

export { type Deed, readActivity, recordActivity } from './activity.ts';
export { countHeld, forgottenTables } from './held.ts';

export const privacyFeature: Feature = {
  name: 'privacy',
  start: (platform) => ({ routes: privacyRoutes(platform) }),
};
