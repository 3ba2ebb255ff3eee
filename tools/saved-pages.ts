/**
 * Saved pages, opened in Chromium under their real addresses with the network off.
 *
 * The document is answered from its file, everything else is refused, and no script of the page runs: what was saved is what
 * is seen. What is asked of a page is evaluated in a world of its own, out of reach of the page, as an extension's is.
 */
import { readFile } from 'node:fs/promises';
import { isUtf8 } from 'node:buffer';
import { resolve, sep } from 'node:path';
import { openPageWorld } from '@sotto/testing';
import type { Browser, Page, Route } from '@playwright/test';

/** A line of a file of labels, as far as opening the page goes. Any of it may be missing. */
export interface Label {
  readonly file?: string | null;
  readonly page_url?: string | null;
  readonly site?: string | null;
  /** The document of the frame that the page embeds. */
  readonly frame_file?: string | null;
  /** When it was saved, somewhere in a text. */
  readonly captured?: string | null;
}

export interface SavedPages extends AsyncDisposable {
  /**
   * Opens the page, lets it be laid out, runs `script` in a world beside it, and gives what the expression says there.
   * `expression` is handed the moment of saving, or now.
   */
  measure<T>(label: Label, script: string, expression: (now: number) => string): Promise<Measured<T>>;
}

/** Milliseconds that the page's own thread was at work: what other programs do meanwhile does not count. */
interface Measured<T> {
  readonly value: T;
  readonly scriptMs: number;
  readonly valueMs: number;
}

const patience = { navigation: 15_000, reading: 30_000 };

/** A page that keeps its reader busy is given up. */
async function inTime<T>(reading: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not read within ${patience.reading} ms`)), patience.reading);
  try {
    return await Promise.race([reading, promise]);
  } finally {
    clearTimeout(timer);
  }
}

export async function openSavedPages(browser: Browser, folder: string): Promise<SavedPages> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'en-US',
    timezoneId: 'UTC',
    serviceWorkers: 'block',
  });
  return {
    async measure<T>(label: Label, script: string, expression: (now: number) => string): Promise<Measured<T>> {
      const page = await context.newPage();
      try {
        await page.route('**', await answersFor(label, page, folder));
        await page.goto(addressOf(label), { waitUntil: 'domcontentloaded', timeout: patience.navigation });
        if (label.frame_file) await page.waitForLoadState('load', { timeout: 3_000 }).catch(() => undefined);
        return await inTime(measureIn<T>(page, script, expression(momentOf(label))));
      } finally {
        await page.close();
      }
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

async function measureIn<T>(page: Page, script: string, expression: string): Promise<Measured<T>> {
  const world = await openPageWorld(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const threadMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
  };
  // A page that somebody looks at is laid out already.
  await world.run('void document.documentElement.getBoundingClientRect()');
  const start = await threadMs();
  await world.run(`${script}; undefined`);
  const loaded = await threadMs();
  const value = await world.run<T>(expression);
  return { value, scriptMs: loaded - start, valueMs: (await threadMs()) - loaded };
}

/** The document for the page, the frame's for its frame, nothing for anything else. */
async function answersFor({ file, frame_file }: Label, page: Page, folder: string): Promise<(route: Route) => Promise<void>> {
  const document = await readFile(within(folder, file ?? ''));
  const frame = frame_file ? await readFile(within(folder, frame_file)) : null;
  let isAnswered = false;
  return (route) => {
    const request = route.request();
    if (!request.isNavigationRequest()) return route.abort();
    const isPage = request.frame() === page.mainFrame();
    // A page that sends one on to another stays as it was saved.
    if (isPage && isAnswered) return route.abort('aborted');
    if (isPage) isAnswered = true;
    const body = isPage ? document : frame;
    return body === null ? route.abort() : route.fulfill({ status: 200, contentType: typeOf(body), body });
  };
}

function within(folder: string, file: string): string {
  const path = resolve(folder, file);
  if (!path.startsWith(`${resolve(folder)}${sep}`)) throw new Error(`${file} is no file of ${folder}`);
  return path;
}

/** Older pages name their encoding themselves. */
function typeOf(body: Buffer): string {
  return isUtf8(body) ? 'text/html; charset=utf-8' : 'text/html';
}

/** Where it lay; when that is not known, somewhere on its site. */
function addressOf({ file, page_url, site }: Label): string {
  const known = page_url ? URL.parse(page_url) : null;
  if (known && /^https?:$/.test(known.protocol)) return known.href;
  const host = /^[\w.-]+\.\w{2,}$/.test(site ?? '') ? site : 'posting.example';
  return `https://${host}/${encodeURIComponent((file ?? '').replace(/\.html?$/, ''))}`;
}

function momentOf({ captured }: Label): number {
  const ms = Date.parse((captured ?? '').replace(/^\D*?(?=\d{4}-)/, ''));
  return Number.isNaN(ms) ? Date.now() : ms;
}
