/** Settings as they cross the wire: one record per person. */
import { endpoint } from '@sotto/contract';
import { Settings } from '@sotto/domain';
import { z } from 'zod';

export const SettingsView = z.strictObject({ ...Settings.shape, revision: z.int() });
export type SettingsView = z.infer<typeof SettingsView>;

/** Absent: unchanged. `rules` is replaced whole. */
export const SettingsPatch = z.strictObject({ revision: z.int().min(1), ...Settings.partial().shape });
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export const getSettings = endpoint({
  name: 'getSettings',
  method: 'GET',
  path: '/api/v1/settings',
  summary: 'How you like it: zone, language, theme, rules.',
  access: { kind: 'key', scope: 'applications:read', whenDisabled: true },
  outputs: { 200: SettingsView },
});

/** From the web app only: no scope of an access key speaks of settings. */
export const patchSettings = endpoint({
  name: 'patchSettings',
  method: 'PATCH',
  path: '/api/v1/settings',
  summary: 'Change some of your settings.',
  access: { kind: 'session' },
  body: SettingsPatch,
  outputs: { 200: SettingsView },
  problems: ['stale-revision', 'newer-version'],
});
