/** Privacy in the browser: what is held, what was done with it, and emptying it. */
import { lazyView, type WebFeature } from '@sotto/ui/app';
import { texts } from './texts.ts';

export const privacyLinks = { privacy: () => ({ to: '/settings/privacy' }) } as const;

export const privacyWeb: WebFeature = {
  name: 'privacy',
  routes: [{ path: privacyLinks.privacy().to, frame: 'settings', title: texts.title, view: lazyView(() => import('./PrivacyPage.tsx'), 'PrivacyPage') }],
  settings: [{ to: privacyLinks.privacy().to, label: texts.title, order: 80 }],
};
