import { createRouter } from '@tanstack/react-router';
import { routeTree } from './routes.tsx';
import { Waiting } from './shell/Missing.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the browser's tab says until the view says it better. */
    readonly title?: string;
  }
}

/** Search values are plain strings, repeated where there are several: `?group=…&filter=…&filter=…`. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingComponent: Waiting,
  scrollRestoration: true,
  scrollToTopSelectors: ['.scroll'],
  parseSearch,
  stringifySearch,
});

export function parseSearch(text: string): Record<string, string | string[]> {
  const search: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name];
    search[name] = before === undefined ? value : [before, value].flat();
  }
  return search;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && one !== '') written.append(name, String(one));
  }
  return written.size === 0 ? '' : `?${written}`;
}
