/** The door of transfer on the server: how applications come in from elsewhere, and how everything gets out. */
import { ExportPlanKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { alarms } from './archive/plan.ts';
import { ExportArchiveKind } from './archive/records.ts';
import { remindOfCopyJob } from './archive/remind.ts';
import { forgetFilesJob } from './forget-files.ts';
import { kinds } from './records.ts';
import { transferRoutes } from './routes.ts';

export { csvLine } from './csv/write.ts';

export const transferFeature: Feature = {
  name: 'transfer',
  kinds: [...kinds, ExportPlanKind, ExportArchiveKind],
  alarms,
  start: (platform) => ({ routes: transferRoutes(platform), jobs: [forgetFilesJob(platform), remindOfCopyJob(platform)] }),
};
