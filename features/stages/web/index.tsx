/**
 * Stages in the browser: what the board's columns are called, in which order they stand, and how each looks.
 */
import { type WebFeature, lazyView } from '@sotto/ui/app';
import { titles } from './titles.ts';

export { looksOf } from './looks.ts';
export { type Reorder, useReorder } from './reorder.ts';
export { type DressedStage, stagesQuery, useChangeStage, useStages } from './queries.ts';

const page = '/settings/stages';

export const stagesWeb: WebFeature = {
  name: 'stages',
  routes: [
    { path: page, frame: 'settings', title: titles.title, view: lazyView(() => import('./StagesPage.tsx'), 'StagesPage') },
  ],
  settings: [{ to: page, label: titles.title, order: 50 }],
};
