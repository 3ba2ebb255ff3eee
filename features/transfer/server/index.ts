/** The door of transfer on the server: how applications come in from elsewhere, and how everything gets out. */
import type { Feature } from '@sotto/runtime';
import { forgetFilesJob } from './forget-files.ts';
import { transferRoutes } from './routes.ts';

export { kinds } from './records.ts';

export const transferFeature: Feature = {
  name: 'transfer',
  start: (platform) => ({ routes: transferRoutes(platform), jobs: [forgetFilesJob(platform)] }),
};
