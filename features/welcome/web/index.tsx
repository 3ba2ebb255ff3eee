/** The first steps in the browser, and the samples for whoever is only looking. */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { welcomeLinks } from './links.ts';

export { welcomeLinks } from './links.ts';

export const welcomeWeb: WebFeature = {
  name: 'welcome',
  routes: [
    { path: welcomeLinks.welcome().to, frame: 'app', title: 'Welcome', view: lazyView(() => import('./Welcome.tsx'), 'Welcome') },
  ],
};
