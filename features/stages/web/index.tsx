/**
 * Stages in the browser: what the board's columns are called, in which order they stand, and how each looks.
 */
import type { WebFeature } from '@sotto/ui/app';
import { lazyRouteComponent } from '@tanstack/react-router';
import { texts } from './texts.ts';

export { looksOf } from './looks.ts';
export { type DressedStage, stagesQuery, useStages } from './queries.ts';

const page = '/settings/stages';

export const stagesWeb: WebFeature = {
  name: 'stages',
  routes: [{ path: page, frame: 'settings', title: texts.title, view: lazyRouteComponent(() => import('./StagesPage.tsx'), 'StagesPage') }],
  settings: [{ to: page, label: texts.title, order: 50 }],
};
