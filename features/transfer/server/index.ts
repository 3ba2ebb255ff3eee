/** The door of transfer on the server: how applications come in from elsewhere, and how everything gets out. */
import type { Feature } from '@sotto/runtime';
import { forgetFilesJob } from './forget-files.ts';
import { kinds } from './records.ts';
import { transferRoutes } from './routes.ts';

export const transferFeature: Feature = {
  name: 'transfer',
  kinds,
  start: (platform) => ({ routes: transferRoutes(platform), jobs: [forgetFilesJob(platform)] }),
};
