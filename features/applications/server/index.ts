/** The door of applications on the server. */
import type { Feature } from '@sotto/runtime';
import { calendar } from './calendar.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { kinds } from './records.ts';
import { recordRoutes } from './record-routes.ts';
import { searchables } from './search.ts';
import { snapshotRoutes } from './snapshot-routes.ts';
import { tableRoutes } from './table-routes.ts';

export { applicationMaker, withAddress, type ApplicationMaker, type Making, type MakingOf } from './make.ts';
export { changeRecords } from './bulk-records.ts';
export { changedValues, customColumnsOf, fieldsOf } from './fields.ts';
export { draftSnapshot, snapshotOf } from './snapshots.ts';
export { refused } from './refusal.ts';
export { applicationRef } from './reference.ts';
export { rowsOf, type Row } from './table.ts';
export { removeRecord, sealBulkUndo, sealUndo, type Valued } from './undo.ts';
export { keepTexts, openTexts, type Texts } from './texts.ts';

export const applicationsFeature: Feature = {
  name: 'applications',
  kinds,
  searchables,
  calendar,
  start: (platform) => ({
    routes: [...tableRoutes(platform), ...recordRoutes(platform), ...snapshotRoutes(platform), ...bulkRoutes(platform)],
  }),
};
