/** Offers in the browser: side by side, and those of one application in its panel. */
import { panelSections } from '@sotto/features/applications/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { Scale } from 'lucide-react';
import { offerLinks } from './links.ts';
import { titles } from './titles.ts';

export const offersWeb: WebFeature = {
  name: 'offers',
  routes: [
    { path: '/offers', frame: 'app', title: titles.offers, view: lazyView(() => import('./OffersPage.tsx'), 'OffersPage') },
  ],
  places: [{ to: '/offers', label: titles.offers, icon: Scale, order: 80, begins: true }],
  fills: [panelSections.with({ name: 'offers', order: 25, place: 'aside', view: later(() => import('./PanelOffers.tsx')) })],
  finds: { offer: { title: titles.offers, icon: Scale, opens: () => offerLinks.compare() } },
};
