/**
 * Groups in the browser. Reads and changes groups, knows which one is looked at, and shows them in the rail and in Settings.
 */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Folder } from 'lucide-react';
import { groupLinks } from './links.ts';
import { titles } from './titles.ts';

export { groupLinks } from './links.ts';
export { groupsQuery, useCurrentGroup, useGroups } from './queries.ts';
export { RailGroups } from './RailGroups.tsx';

export const groupsWeb: WebFeature = {
  name: 'groups',
  routes: [
    {
      path: groupLinks.manage().to,
      frame: 'settings',
      title: titles.title,
      view: lazyView(() => import('./GroupsPage.tsx'), 'GroupsPage'),
    },
  ],
  settings: [{ to: groupLinks.manage().to, label: titles.title, order: 60 }],
  finds: { group: { title: titles.groups, icon: Folder, opens: (id) => groupLinks.board(id) } },
};
