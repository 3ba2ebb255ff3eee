/** The door of documents on the server: their versions, where they went, and the one way a file gets in. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { documentRoutes } from './routes.ts';
import { searchables } from './search.ts';
import { submissionRoutes } from './submission-routes.ts';
import { versionRoutes } from './version-routes.ts';

export { asAttachment, fileOrRefuse, filesIn, refuseOverQuota, sha256Of } from './letting-in.ts';

export const documentsFeature: Feature = {
  name: 'documents',
  kinds,
  searchables,
  start: (platform) => ({
    routes: [...documentRoutes(platform), ...versionRoutes(platform), ...submissionRoutes(platform)],
  }),
};
