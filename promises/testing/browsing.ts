/** The built app in real browsers. Run `npm run build` first, as `npm test` does. */
import { existsSync } from 'node:fs';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type Stores,
  type TestServer,
  type Visit,
  openBrowser,
  startServer,
  uniqueName,
  webFolder,
} from '@sotto/testing';
import { password } from './people.ts';

export interface Browsing extends AsyncDisposable {
  readonly server: TestServer;
  readonly browser: OpenBrowser;
  visit(options?: BrowserContextOptions): Promise<Visit>;
}

/** Every page that is there for whoever is not signed in. */
export const publicPages = [
  '/',
  '/privacy',
  '/privacy/proofs',
  '/privacy/versions',
  '/privacy/versions/7-8',
  '/terms',
  '/security',
  '/sign-in',
  '/sign-in/second-factor',
  '/sign-in/issuer',
  '/sign-up',
  '/verify-email',
  '/undo-email',
  '/forgot-password',
  '/reset-password',
  '/account-deleted',
] as const;

/** `stores`: kept when it ends. @default fresh ones, gone with it */
export async function openBrowsing(stores?: Stores): Promise<Browsing> {
  if (!existsSync(webFolder)) throw new Error('The web app is not built: run "npm run build", or "npm test", which does it.');
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startServer({ features, webFolder, ...(stores && { stores }) }));
  const browser = opened.use(await openBrowser());
  const kept = opened.move();
  return {
    server,
    browser,
    visit: (options) => browser.visit(server.origin, options),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Signs someone new up through the form. Ends on the board. */
export async function signUpBy(page: Page, { email = `${uniqueName()}@example.org`, secret = password } = {}): Promise<string> {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.locator('form').getByRole('button', { name: 'Make an account' }).click();
  await page.waitForURL(/\/(welcome|board)/);
  return email;
}

/** Goes on with Tab until the focus is on the thing of that role whose name holds `name`, as someone without a mouse does; in a menu with an arrow. */
export async function tabTo(page: Page, role: string, name: string, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    const at = await page.evaluate(focused);
    if (at.role === role && at.name.includes(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never came to the ${role} ${name}`);
}

/** Runs in the page. */
function focused(): { role: string; name: string } {
  const element = document.activeElement;
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  const name = label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  return { role: element?.getAttribute('role') ?? element?.tagName.toLowerCase() ?? '', name: name.trim() };
}

/** Everything scripts of a page can read back later: storages, caches, databases, cookies. */
export function storedIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const storages = [localStorage, sessionStorage].map((storage) => Object.entries(storage));
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return JSON.stringify({ storages, databases, caches: await caches.keys(), cookie: document.cookie, history: history.state });
  });
}
