/** The door of capture on the server: takes postings in and knows duplicates. It owns no records of its own. */
import type { Feature } from '@sotto/runtime';
import { captureRoutes } from './routes.ts';

export { duplicateReport } from './duplicates.ts';

export const captureFeature: Feature = {
  name: 'capture',
  start: (platform) => ({ routes: captureRoutes(platform) }),
};
