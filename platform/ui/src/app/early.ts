/** Answers that the page's first script (apps/web/public/first.js) asked for before the app was there. */

declare global {
  interface Window {
    /** By address. Each is taken at most once. */
    early?: Map<string, Promise<Response>>;
  }
}

// Later than this after the page began, an answer may tell of what was.
const goodForMs = 30_000;

/** `fetch`, but for an answer that is on its way already. None is taken after this page has written: it may tell of what was before. */
export function fetchOrTake(url: string, init: RequestInit): Promise<Response> {
  const { early } = window;
  if (init.method !== 'GET') early?.clear();
  const answer = early?.get(url);
  early?.delete(url);
  return answer !== undefined && performance.now() < goodForMs ? answer : fetch(url, init);
}
