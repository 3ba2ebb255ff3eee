/** The extension in a real Chromium, loaded unpacked as it is built, with pages under any host name and no network. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from '@playwright/test';
import { chromiumFlags, obtainChromium } from '@sotto/testing';
import { buildExtension } from '../build/build.ts';
import { chromeId } from '../build/manifest.ts';
import type { Answer, Question, Questions } from './messages.ts';

export { formPage, postingPage } from './testing-pages.ts';

export interface TestExtension extends AsyncDisposable {
  readonly context: BrowserContext;
  /** Its background. */
  readonly worker: Worker;
  /** Where it was built. */
  readonly folder: string;
  /** Every request that left the browser since it began, background included: method and address. */
  readonly requests: string[];
  /** Errors nobody caught, and what any console said, of pages, popup and background. */
  readonly said: string[];
  /** While true, no server is reached: every request to it fails as it does without a network. */
  isOffline: boolean;
  /** Opens a page under its own host name; nothing of it comes from a network. `isStill`: none of its scripts runs, as befits a saved page. */
  visit(address: string, html: string, options?: { readonly isStill: boolean }): Promise<Page>;
  /** Clicks the icon in the tab of a page (the only one with its address), which gives the right to this tab, and opens the popup for it in a tab of its own. */
  click(page: Page): Promise<Page>;
  /** Opens one of its own pages. */
  open(path: string): Promise<Page>;
  /** The number of a tab that shows one of its own pages, or was clicked in. */
  tabOf(page: Page): Promise<number>;
  /** What stands on the icon for a tab. */
  badgeOf(tabId: number): Promise<string>;
  /** All it keeps in one of the browser's stores, written out. */
  stored(area: 'local' | 'session' | 'sync'): Promise<string>;
  /** What a script of ours that runs in a page can see of what is kept. The page must have been clicked in. */
  storedAsSeenFrom(page: Page): Promise<string>;
  /** Asks its background, as its own pages do. */
  ask<Q extends Question>(question: Q, given: Questions[Q]['with']): Promise<Answer<Q>>;
}

/** What tests use of the browser from inside of the extension. */
interface World {
  readonly chrome: {
    readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
    readonly tabs: { query(query: object): Promise<{ readonly id: number; readonly url?: string }[]> };
    readonly action: { getBadgeText(of: { readonly tabId: number }): Promise<string> };
    readonly storage: Readonly<Record<'local' | 'session' | 'sync', { get(keys: null): Promise<object> }>>;
    readonly scripting: {
      executeScript(injection: {
        readonly target: { readonly tabId: number };
        readonly func: () => Promise<string>;
      }): Promise<readonly { readonly result: string }[]>;
    };
  };
}

/** `lets`: origins that may really be reached, such as a server of a test. */
export async function openExtension({ lets }: { readonly lets: readonly string[] }): Promise<TestExtension> {
  await using opened = new AsyncDisposableStack();
  const place = await mkdtemp(join(tmpdir(), 'sotto-extension-'));
  opened.defer(() => rm(place, { recursive: true, force: true }));
  await buildExtension(join(place, 'built'));
  const folder = join(place, 'built/chrome');
  const context = await chromium.launchPersistentContext(join(place, 'profile'), {
    executablePath: await obtainChromium(),
    headless: true,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    args: [...chromiumFlags, `--disable-extensions-except=${folder}`, `--load-extension=${folder}`],
  });
  opened.defer(() => context.close());
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const pages = new Map<string, ServedPage>();
  const network = { isOffline: false };
  const isLet = (url: string) => !network.isOffline && lets.some((origin) => url.startsWith(`${origin}/`));
  let served: Promise<void> | undefined;
  const { requests, said } = watch(context, worker);
  const own = (path: string) => `chrome-extension://${chromeId}/${path}`;
  const open = async (path: string) => {
    const page = await context.newPage();
    await page.goto(own(path));
    return page;
  };
  const stack = opened.move();
  return {
    context,
    worker,
    folder,
    requests,
    said,
    open,
    get isOffline() {
      return network.isOffline;
    },
    set isOffline(value) {
      network.isOffline = value;
    },
    async visit(address, html, { isStill } = { isStill: false }) {
      // Not sooner: where requests are caught, the client itself answers what a browser asks before a request of another origin.
      await (served ??= servePages(context, pages, isLet));
      pages.set(address.replace(/#.*$/, ''), { html, isStill });
      const page = await context.newPage();
      await page.goto(address);
      return page;
    },
    async click(page) {
      const tab = await clickIcon(context, worker, page);
      return open(`popup.html?tab=${tab}`);
    },
    tabOf: (page) => tabNumber(worker, page.url()),
    badgeOf: (tabId) => worker.evaluate((tabId) => (globalThis as unknown as World).chrome.action.getBadgeText({ tabId }), tabId),
    stored: (area) =>
      worker.evaluate(
        async (area) => JSON.stringify(await (globalThis as unknown as World).chrome.storage[area].get(null)),
        area,
      ),
    storedAsSeenFrom: async (page) => worker.evaluate(lookFromPage, await tabNumber(worker, page.url())),
    async ask(question, given) {
      const page = context.pages().find((one) => one.url() === own('options.html')) ?? (await open('options.html'));
      // Safe: the background answers each question as `Questions` says.
      return (await page.evaluate(
        (message) =>
          (
            globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): unknown } } }
          ).chrome.runtime.sendMessage(message),
        { ask: question, with: given },
      )) as Answer<typeof question>;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

interface ServedPage {
  readonly html: string;
  readonly isStill: boolean;
}

/** Every address of the web is answered from `pages`, or not at all. */
async function servePages(
  context: BrowserContext,
  pages: ReadonlyMap<string, ServedPage>,
  isLet: (url: string) => boolean,
): Promise<void> {
  await context.route(/^https?:/, async (route) => {
    const url = route.request().url();
    if (isLet(url)) return route.continue();
    const page = pages.get(url);
    if (page === undefined) return route.abort();
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: page.html,
      ...(page.isStill && { headers: { 'content-security-policy': "script-src 'none'" } }),
    });
  });
}

function watch(context: BrowserContext, worker: Worker): { requests: string[]; said: string[] } {
  const requests: string[] = [];
  const said: string[] = [];
  context.on('request', (request) => {
    if (/^https?:/.test(request.url())) requests.push(`${request.method()} ${request.url()}`);
  });
  context.on('console', (message) => void said.push(message.text()));
  context.on('weberror', (error) => void said.push(String(error.error())));
  worker.on('console', (message) => void said.push(message.text()));
  return { requests, said };
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly targetId: string;
}

/**
 * A true click: the browser gives the extension the right to this tab and opens its popup, which is closed again, since it
 * cannot be driven. The number of the tab comes back.
 *
 * Source: Chrome DevTools Protocol, Extensions.triggerAction; it wants the target of type `tab`, not the page in it.
 */
async function clickIcon(context: BrowserContext, worker: Worker, page: Page): Promise<number> {
  await page.bringToFront();
  const browser = context.browser();
  if (browser === null) throw new Error('the profile has no browser');
  const session = await browser.newBrowserCDPSession();
  const targets = async () =>
    // Safe: this is what the protocol says of the answer.
    ((await session.send('Target.getTargets', { filter: [{}] })) as { targetInfos: Target[] }).targetInfos;
  const tab = (await targets()).find(({ type, url }) => type === 'tab' && url === page.url());
  if (tab === undefined) throw new Error(`no tab shows ${page.url()}`);
  const before = new Set((await targets()).map(({ targetId }) => targetId));
  // Safe: the command is newer than the types of the client.
  await (session.send as (method: string, given: object) => Promise<unknown>)('Extensions.triggerAction', {
    id: chromeId,
    targetId: tab.targetId,
  });
  const opened = (await targets()).filter(({ targetId, url }) => !before.has(targetId) && url.endsWith('/popup.html'));
  // A popup closes by itself when anything else is looked at: then it is gone already.
  await Promise.allSettled(opened.map(({ targetId }) => session.send('Target.closeTarget', { targetId })));
  await session.detach();
  return tabNumber(worker, page.url());
}

async function tabNumber(worker: Worker, address: string): Promise<number> {
  const id = await worker.evaluate(async (address) => {
    const { tabs } = (globalThis as unknown as World).chrome;
    return (await tabs.query({})).find(({ url }) => url === address)?.id;
  }, address);
  if (id === undefined) throw new Error(`the click gave no right to ${address}`);
  return id;
}

/** Runs in the background, and from there in the page. */
async function lookFromPage(tabId: number): Promise<string> {
  const [answer] = await (globalThis as unknown as World).chrome.scripting.executeScript({
    target: { tabId },
    func: async () => {
      const { storage } = (globalThis as unknown as World).chrome;
      const seen = await Promise.allSettled([storage.local.get(null), storage.session.get(null)]);
      return JSON.stringify(seen);
    },
  });
  return answer?.result ?? '';
}
