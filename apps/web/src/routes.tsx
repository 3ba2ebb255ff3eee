/**
 * Every address of the web app. The views come from the features, each loaded on demand; what is written here is the frames
 * they stand in and the few pages that belong to no feature.
 *
 *   /             where one was, or the first steps      Arrival
 *   `app`         rail and content, signed in            Frame
 *   `settings`    the same, with the list of Settings    SettingsFrame
 *   `door`        the whole window, signed in or not     the view itself
 */
import { type RouteNode, type WebRoute, lazyView } from '@sotto/ui/app';
import { features } from './features.ts';
import { Arrival } from './shell/Arrival.tsx';
import { Frame } from './shell/Frame.tsx';

const loadSettings = () => import('./shell/SettingsFrame.tsx');

/** The component parts beside each other, for looking at; not in the built app. */
const parts: readonly RouteNode[] = import.meta.env.DEV
  ? [{ path: '/parts', title: 'Parts', view: lazyView(() => import('./parts/PartsPage.tsx'), 'PartsPage') }]
  : [];

export const routes: readonly RouteNode[] = [
  {
    view: Frame,
    children: [
      { path: '/', view: Arrival },
      ...routesIn('app'),
      { path: '/settings', view: lazyView(loadSettings, 'FirstSetting') },
      { view: lazyView(loadSettings, 'SettingsFrame'), children: routesIn('settings') },
    ],
  },
  ...routesIn('door'),
  ...parts,
];

function routesIn(frame: WebRoute['frame']): readonly RouteNode[] {
  return features.flatMap((feature) => feature.routes ?? []).filter((route) => route.frame === frame);
}
