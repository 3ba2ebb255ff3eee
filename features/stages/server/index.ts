/** The door of stages on the server. */
import { firstStages, StageKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { stageRoutes } from './routes.ts';

export { stageRef, stagesInOrder } from './records.ts';

export const stagesFeature: Feature = {
  name: 'stages',
  kinds,
  start: (platform) => ({ routes: stageRoutes(platform) }),
  beginnings: (ids) => firstStages().map((content) => ({ kind: StageKind, id: ids.record(), content })),
};
