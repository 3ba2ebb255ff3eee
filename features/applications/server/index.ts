/** The door of applications on the server. */
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { applicationRoutes } from './routes.ts';

export { applicationMaker, type ApplicationMaker, type Making, type MakingOf } from './make.ts';
export { snapshotOf } from './snapshots.ts';
export { rowsOf, type Row } from './table.ts';
export { openTexts, type Texts } from './texts.ts';

export const applicationsFeature: Feature = {
  name: 'applications',
  kinds,
  start: (platform) => ({ routes: applicationRoutes(platform) }),
};
