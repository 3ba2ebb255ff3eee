/** Who, may they, open, decide, keep, answer: for settings. */
import { Problem } from '@sotto/contract';
import { defaultSettings, SettingsKind, withChanges, type Settings, type Stored } from '@sotto/domain';
import { route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { getSettings, patchSettings, type SettingsView } from '../api.ts';

export function settingsRoutes({ workspaces, ids }: Platform): Route[] {
  return [
    route(getSettings, 'track', async ({ by }) => {
      const workspace = await workspaces.read(by);
      return { status: 200, body: viewOf(workspace.all(SettingsKind)[0]) };
    }),

    route(patchSettings, 'track', async ({ by, body: { revision, ...changes } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const stored = present.all(SettingsKind)[0];
        if (revision !== (stored?.revision ?? 1)) throw new Problem('stale-revision', { current: viewOf(stored) });
        const content = withChanges(stored?.content ?? defaultSettings, changes);
        if (stored === undefined) draft.create(SettingsKind, { id: ids.record(), content });
        else draft.update(SettingsKind, stored.id, revision, content);
      });
      return { status: 200, body: viewOf(workspace.all(SettingsKind)[0]) };
    }),
  ];
}

/** Someone whose settings were never written has the defaults, at the revision that a first write expects. */
function viewOf(stored: Stored<Settings> | undefined): SettingsView {
  return { ...(stored?.content ?? defaultSettings), revision: stored?.revision ?? 1 };
}
