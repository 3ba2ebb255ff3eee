/** The kind this feature alone writes, and how the others read it. */
import { defaultSettings, SettingsKind, type Settings } from '@sotto/domain';
import type { Workspace } from '@sotto/workspace';

export const kinds = [SettingsKind] as const;

/** A person's settings; the defaults where there is no record of them. */
export function settingsOf(workspace: Workspace): Settings {
  return workspace.all(SettingsKind)[0]?.content ?? defaultSettings;
}
