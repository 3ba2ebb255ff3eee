/** Transfer in the browser: bringing a table in, step by step, and taking everything out. */
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, navigate, useActions } from '@sotto/ui/app';
import { Download, FileUp } from 'lucide-react';
import { transferLinks } from './links.ts';
import { titles } from './titles.ts';

export { transferLinks } from './links.ts';

/** Everything in one file, made and saved: a line with its state. Loads on demand. */
export const TakeEverything = later(() => import('./TakeEverything.tsx'));

const acts = [
  { id: 'import', label: titles.importAct, icon: FileUp, also: titles.importAlso, run: () => navigate(transferLinks.import()) },
  { id: 'export', label: titles.exportAct, icon: Download, run: () => navigate(transferLinks.data()) },
] as const;

/** Nothing to see: offers both ways to the palette. */
function Offers() {
  useActions(acts);
  return null;
}

export const transferWeb: WebFeature = {
  name: 'transfer',
  routes: [
    { path: '/import', frame: 'app', title: titles.import, view: lazyView(() => import('./ImportPage.tsx'), 'ImportPage') },
    {
      path: '/import/$importId',
      frame: 'app',
      title: titles.import,
      view: lazyView(() => import('./ReportPage.tsx'), 'ReportPage'),
    },
    {
      path: transferLinks.data().to,
      frame: 'settings',
      title: titles.data,
      view: lazyView(() => import('./DataPage.tsx'), 'DataPage'),
    },
  ],
  settings: [{ to: transferLinks.data().to, label: titles.data, order: 70 }],
  always: Offers,
};
