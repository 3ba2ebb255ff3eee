/** The door of settings on the server: one record per person, read by whoever needs the person's zone, language or rules. */
import { defaultSettings, SettingsKind } from '@sotto/domain';
import type { Feature } from '@sotto/runtime';
import { kinds } from './records.ts';
import { settingsRoutes } from './routes.ts';

export { settingsOf } from './records.ts';

export const settingsFeature: Feature = {
  name: 'settings',
  kinds,
  start: (platform) => ({ routes: settingsRoutes(platform) }),
  beginnings: (ids) => [{ kind: SettingsKind, id: ids.record(), content: defaultSettings }],
};
