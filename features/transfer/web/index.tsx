/** Transfer in the browser: bringing a table in, step by step, and taking everything out. */
import { type WebFeature, lazyView, navigate, useActions } from '@sotto/ui/app';
import { Download, FileUp } from 'lucide-react';
import { transferLinks } from './links.ts';
import { texts } from './texts.ts';

export { transferLinks } from './links.ts';

const acts = [
  { id: 'import', label: texts.importAct, icon: FileUp, also: texts.importAlso, run: () => navigate(transferLinks.import()) },
  { id: 'export', label: texts.exportAct, icon: Download, run: () => navigate(transferLinks.data()) },
] as const;

/** Nothing to see: offers both ways to the palette. */
function Offers() {
  useActions(acts);
  return null;
}

export const transferWeb: WebFeature = {
  name: 'transfer',
  routes: [
    { path: '/import', frame: 'app', title: texts.import, view: lazyView(() => import('./ImportPage.tsx'), 'ImportPage') },
    {
      path: '/import/$importId',
      frame: 'app',
      title: texts.import,
      view: lazyView(() => import('./ReportPage.tsx'), 'ReportPage'),
    },
    {
      path: transferLinks.data().to,
      frame: 'settings',
      title: texts.data,
      view: lazyView(() => import('./DataPage.tsx'), 'DataPage'),
    },
  ],
  settings: [{ to: transferLinks.data().to, label: texts.data, order: 70 }],
  always: Offers,
};
