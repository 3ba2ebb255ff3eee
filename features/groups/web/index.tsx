/**
 * Groups in the browser. Reads and changes groups, knows which one is looked at, and shows them in the rail and in Settings.
 */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { groupLinks } from './links.ts';
import { texts } from './texts.ts';

export { groupLinks } from './links.ts';
export { groupsQuery, useCurrentGroup, useGroups } from './queries.ts';
export { RailGroups } from './RailGroups.tsx';

export const groupsWeb: WebFeature = {
  name: 'groups',
  routes: [
    {
      path: groupLinks.manage().to,
      frame: 'settings',
      title: texts.title,
      view: lazyView(() => import('./GroupsPage.tsx'), 'GroupsPage'),
    },
  ],
  settings: [{ to: groupLinks.manage().to, label: texts.title, order: 60 }],
  opens: { group: (id) => groupLinks.board(id) },
};
