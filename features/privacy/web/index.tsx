/** Privacy in the browser: what is held, what was done with it, and emptying it. */
import { later } from '@sotto/ui';
import { lazyView, type WebFeature } from '@sotto/ui/app';

export const privacyLinks = { privacy: () => ({ to: '/settings/privacy' }) } as const;

/** What was done in the account. Loads on demand. */
export const Activity = later(() => import('./Activity.tsx'));

/** Here and not among the texts, which the frame does not load. */
const title = 'Privacy';

export const privacyWeb: WebFeature = {
  name: 'privacy',
  routes: [
    {
      path: privacyLinks.privacy().to,
      frame: 'settings',
      title: title,
      view: lazyView(() => import('./PrivacyPage.tsx'), 'PrivacyPage'),
    },
  ],
  settings: [{ to: privacyLinks.privacy().to, label: title, order: 80 }],
};
