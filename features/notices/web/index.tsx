/** Notices in the browser: a line over every page while one is new, and the list of all of them. */
import { later } from '@sotto/ui';
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { noticeLinks } from './links.ts';

/** Over the content of every page, while there is something new to be told. Loads on demand. */
export const NoticeBanner = later(() => import('./NoticeBanner.tsx'));

/** Everything one was told, for pages of other features. Loads on demand. */
export const NoticeList = later(() => import('./NoticeList.tsx'));

const title = 'Notices';

export const noticesWeb: WebFeature = {
  name: 'notices',
  routes: [
    {
      path: noticeLinks.all().to,
      frame: 'settings',
      title,
      view: lazyView(() => import('./NoticesPage.tsx'), 'NoticesPage'),
    },
  ],
  settings: [{ to: noticeLinks.all().to, label: title, order: 82 }],
};
