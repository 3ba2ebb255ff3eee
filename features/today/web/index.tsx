/**
 * Today in the browser: the first place of the rail, and the rules it goes by in Settings.
 */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Sun } from 'lucide-react';
import { todayLinks } from './links.ts';
import { titles } from './titles.ts';

export { todayLinks } from './links.ts';
export { useToday } from './queries.ts';

export const todayWeb: WebFeature = {
  name: 'today',
  routes: [
    {
      path: todayLinks.today().to,
      frame: 'app',
      title: titles.today,
      view: lazyView(() => import('./TodayPage.tsx'), 'TodayPage'),
    },
    {
      path: todayLinks.rules().to,
      frame: 'settings',
      title: titles.rules,
      view: lazyView(() => import('./RulesPage.tsx'), 'RulesPage'),
    },
  ],
  places: [{ to: todayLinks.today().to, label: titles.today, icon: Sun, order: 10, onPhone: true }],
  settings: [{ to: todayLinks.rules().to, label: titles.rules, order: 45 }],
};
