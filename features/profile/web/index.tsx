/** The profile in the browser: what the extension fills into forms, and the resume. */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { profileLinks } from './links.ts';
import { title } from './title.ts';

export const profileWeb: WebFeature = {
  name: 'profile',
  routes: [
    {
      path: profileLinks.profile().to,
      frame: 'settings',
      title,
      view: lazyView(() => import('./ProfilePage.tsx'), 'ProfilePage'),
    },
  ],
  settings: [{ to: profileLinks.profile().to, label: title, order: 15 }],
};
