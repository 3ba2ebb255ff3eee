/**
 * The calendar in the browser: a month, a week or four weeks of everything that has a day or a time.
 */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Calendar } from 'lucide-react';
import { calendarLinks } from './links.ts';
import { titles } from './titles.ts';

export { calendarActs, type CalendarAct } from './head-slot.ts';
export { calendarLinks } from './links.ts';

export const calendarWeb: WebFeature = {
  name: 'calendar',
  routes: [
    {
      path: calendarLinks.calendar().to,
      frame: 'app',
      title: titles.calendar,
      view: lazyView(() => import('./CalendarPage.tsx'), 'CalendarPage'),
    },
  ],
  places: [{ to: calendarLinks.calendar().to, label: titles.calendar, icon: Calendar, order: 40, onPhone: true }],
};
