/** The door of applications on the server. */
import type { Feature } from '@sotto/runtime';
import { bulkRoutes } from './bulk-routes.ts';
import { kinds } from './records.ts';
import { recordRoutes } from './record-routes.ts';
import { snapshotRoutes } from './snapshot-routes.ts';
import { tableRoutes } from './table-routes.ts';

export { applicationMaker, withAddress, type ApplicationMaker, type Making, type MakingOf } from './make.ts';
export { draftSnapshot, snapshotOf } from './snapshots.ts';
export { rowsOf, type Row } from './table.ts';
export { keepTexts, openTexts, type Texts } from './texts.ts';

export const applicationsFeature: Feature = {
  name: 'applications',
  kinds,
  start: (platform) => ({
    routes: [...tableRoutes(platform), ...recordRoutes(platform), ...snapshotRoutes(platform), ...bulkRoutes(platform)],
  }),
};
