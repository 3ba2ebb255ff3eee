/**
 * Every address of the web app. The views come from the features, each loaded on demand; what is written here is the frames
 * they stand in and the few pages that belong to no feature.
 *
 *   /                    where one was, or the first steps        (Arrival)
 *   frame `app`          rail and content, signed in              (Frame)
 *   frame `settings`     the same, with the list of Settings      (SettingsFrame)
 *   frame `door`         the whole window, signed in or not       (the view itself)
 */
import type { WebRoute } from '@sotto/ui/app';
import { type AnyRoute, createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { features } from './features.ts';
import { Arrival } from './shell/Arrival.tsx';
import { Broken, Missing } from './shell/Missing.tsx';
import { Frame } from './shell/Frame.tsx';
import { Root } from './shell/Root.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: Missing, errorComponent: Broken });

const app = createRoute({ getParentRoute: () => root, id: 'app', component: Frame });
const arrival = createRoute({ getParentRoute: () => app, path: '/', component: Arrival });
const settings = createRoute({ getParentRoute: () => app, id: 'settings', component: lazyRouteComponent(() => import('./shell/SettingsFrame.tsx'), 'SettingsFrame') });
const firstSetting = createRoute({ getParentRoute: () => app, path: '/settings', component: lazyRouteComponent(() => import('./shell/SettingsFrame.tsx'), 'FirstSetting') });

const frames: Readonly<Record<WebRoute['frame'], AnyRoute>> = { app, settings, door: root };

/** The component parts beside each other, for looking at; not in the built app. */
const parts = import.meta.env.DEV ? [createRoute({ getParentRoute: () => root, path: '/parts', component: lazyRouteComponent(() => import('./parts/PartsPage.tsx'), 'PartsPage') })] : [];

export const routeTree = root.addChildren([
  app.addChildren([arrival, firstSetting, settings.addChildren(routesIn('settings')), ...routesIn('app')]),
  ...routesIn('door'),
  ...parts,
]);

function routesIn(frame: WebRoute['frame']): AnyRoute[] {
  return features.flatMap((feature) => feature.routes ?? []).filter((route) => route.frame === frame).map((route) => routeOf(route, frames[frame]));
}

function routeOf({ path, title, view, children = [] }: Pick<WebRoute, 'path' | 'title' | 'view' | 'children'>, parent: AnyRoute): AnyRoute {
  const route: AnyRoute = createRoute({ getParentRoute: () => parent, path, component: view, staticData: { title } });
  // A child says its whole address; the router wants what follows its parent's.
  return route.addChildren(children.map((child) => routeOf({ ...child, path: child.path.slice(path.length + 1) }, route)));
}

