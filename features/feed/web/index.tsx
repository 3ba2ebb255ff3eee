/** Calendar feeds in the browser: a page of Settings, and the way to it from the calendar. */
import { calendarActs } from '@sotto/features/calendar/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { feedLinks } from './links.ts';
import { titles } from './titles.ts';

export const feedWeb: WebFeature = {
  name: 'feed',
  routes: [
    {
      path: feedLinks.feeds().to,
      frame: 'settings',
      title: titles.feeds,
      view: lazyView(() => import('./FeedsPage.tsx'), 'FeedsPage'),
    },
  ],
  settings: [{ to: feedLinks.feeds().to, label: titles.feeds, order: 35 }],
  fills: [calendarActs.with({ name: 'feed', order: 10, view: later(() => import('./FeedsLink.tsx')) })],
};
