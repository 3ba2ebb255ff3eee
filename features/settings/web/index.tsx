/**
 * Settings in the browser: reads and changes them, writes dates and money by them, and shows Appearance.
 */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { BrowserProposals } from './BrowserProposals.tsx';
import { settingsLinks } from './links.ts';
import { titles } from './titles.ts';

export { type Format, type Pay, createFormat, useFormat } from './format.ts';
export { settingsLinks } from './links.ts';
export { inTurnWithSettings, settingsQuery, useChangeSettings, useSettings } from './queries.ts';

export const settingsWeb: WebFeature = {
  name: 'settings',
  routes: [
    {
      path: settingsLinks.appearance().to,
      frame: 'settings',
      title: titles.title,
      view: lazyView(() => import('./AppearancePage.tsx'), 'AppearancePage'),
    },
  ],
  settings: [{ to: settingsLinks.appearance().to, label: titles.title, order: 40 }],
  always: BrowserProposals,
};
