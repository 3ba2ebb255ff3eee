/**
 * Reminders in the browser: the bell at the foot of the rail, the list, how one is reminded, and ending mail by a link.
 */
import { later } from '@sotto/ui';
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Bell } from 'lucide-react';
import { reminderLinks } from './links.ts';
import { titles } from './titles.ts';

export const remindersWeb: WebFeature = {
  name: 'reminders',
  routes: [
    {
      path: reminderLinks.all().to,
      frame: 'app',
      title: titles.reminders,
      view: lazyView(() => import('./RemindersPage.tsx'), 'RemindersPage'),
    },
    {
      path: reminderLinks.settings().to,
      frame: 'settings',
      title: titles.reminders,
      view: lazyView(() => import('./SettingsPage.tsx'), 'SettingsPage'),
    },
    {
      path: reminderLinks.end().to,
      frame: 'door',
      title: titles.ending,
      view: lazyView(() => import('./EndMailPage.tsx'), 'EndMailPage'),
    },
  ],
  places: [{ to: reminderLinks.all().to, label: titles.reminders, icon: Bell, order: 95, apart: true }],
  settings: [{ to: reminderLinks.settings().to, label: titles.reminders, order: 46 }],
  tool: later(() => import('./BellLink.tsx')),
};
