/** The door of privacy on the server: what is held about someone, and the log of what was done in their account. */
import type { Feature } from '@sotto/runtime';
import { privacyRoutes } from './routes.ts';

export { type Deed, examineActivity, faultsOfActivity, readActivity, recordActivity } from './activity/index.ts';
export { byOf } from './by.ts';
export { countHeld } from './held.ts';
export { sentMailsOf } from './sent-mails.ts';

export const privacyFeature: Feature = {
  name: 'privacy',
  start: (platform) => ({ routes: privacyRoutes(platform) }),
};
