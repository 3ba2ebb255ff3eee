/** Help from the operator, and freezing, in the browser: a page of Settings, a switch under Privacy, and a line while frozen. */
import { later } from '@sotto/ui';
import { lazyView, type WebFeature } from '@sotto/ui/app';
import { supportLinks } from './links.ts';
import { titles } from './titles.ts';

/** Freezes and thaws the account: a line of a section. Loads on demand. */
export const Freeze = later(() => import('./Freeze.tsx'));

/** Above every page while the account is frozen: that it is, and the way out. Loads on demand. */
export const FrozenBar = later(() => import('./FrozenBar.tsx'));

export const supportWeb: WebFeature = {
  name: 'support',
  routes: [
    {
      path: supportLinks.help().to,
      frame: 'settings',
      title: titles.help,
      view: lazyView(() => import('./HelpPage.tsx'), 'HelpPage'),
    },
  ],
  settings: [{ to: supportLinks.help().to, label: titles.help, order: 82 }],
};
