/** The work-search log in the browser. */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { ClipboardCheck } from 'lucide-react';
import { logLinks } from './links.ts';
import { titles } from './titles.ts';

export const activitiesWeb: WebFeature = {
  name: 'activities',
  routes: [{ path: '/work-search', frame: 'app', title: titles.log, view: lazyView(() => import('./LogPage.tsx'), 'LogPage') }],
  places: [{ to: '/work-search', label: titles.log, icon: ClipboardCheck, order: 90 }],
  finds: { activity: { title: titles.log, icon: ClipboardCheck, opens: () => logLinks.log() } },
};
