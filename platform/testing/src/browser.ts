/** A real Chromium, driven through the Playwright library. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  expect,
  type Locator,
  type Page,
} from '@playwright/test';
import { createClock } from './clock.ts';
import { obtainShell } from './obtain-chromium.ts';
import type { Visitor } from './visitor.ts';

/** Waits for what is shown, and with `poll` for what is kept, as long as a machine that does much else may take. */
export const expectPage = expect.configure({ timeout: 20_000 });

/** Sets a box or a switch by a click. Playwright's `check` looks at once, and what a box shows may wait for an answer. */
export async function tick(box: Locator, isTicked = true): Promise<void> {
  await box.click();
  await expectPage(box).toBeChecked({ checked: isTicked });
}

/** One person's browser profile: cookies and storage of its own, and what was seen going wrong in it. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Violations of the content security policy, Trusted Types included, of all pages: `<directive> <blocked>`. */
  readonly violations: string[];
  /** Requests to any other origin than the visited one. */
  readonly foreignRequests: string[];
  /** Errors nobody caught, and what the console called an error. */
  readonly errors: string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Whose cookies the profile begins with: signed in if they are. @default nobody's */
  readonly as?: Visitor | undefined;
  /** What the profile takes for now, in epoch milliseconds; time goes on from there. @default when a server's clock begins */
  readonly now?: number | undefined;
}

export interface OpenBrowser extends AsyncDisposable {
  readonly browser: Browser;
  /** Opens a profile for the server at `origin`; paths in `page.goto('/…')` are relative to it. */
  visit(origin: string, options?: VisitOptions): Promise<Visit>;
}

/** No sandbox: tests run as root in containers. The rest keeps Chromium from talking to anyone but the tested server. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium, obtaining it first when the machine has none. `await using` closes it. */
export async function openBrowser(): Promise<OpenBrowser> {
  // Without a language that knows UTF-8 the shell gives a download no name beyond ASCII.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const browser = await chromium.launch({ executablePath: await obtainShell(), args: chromiumFlags, env });
  return {
    browser,
    visit: (origin, options = {}) => visit(browser, origin, options),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

/** How much of the processor a page takes from now on, in ms: by the clock, a busy machine would be too slow. */
export async function busyTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const total = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  const before = await total();
  return async () => (await total()) - before;
}

async function visit(
  browser: Browser,
  origin: string,
  { as, now = createClock().now(), ...options }: VisitOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    ...options,
  });
  if (as !== undefined) await context.addCookies(cookiesOf(as, origin));
  const seen = { violations: [] as string[], foreignRequests: [] as string[], errors: [] as string[] };
  await context.exposeBinding('sottoReportViolation', (_, violation: string) => void seen.violations.push(violation));
  await context.addInitScript(reportViolations);
  await context.addInitScript(moveDate, now - Date.now());
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host) seen.foreignRequests.push(request.url());
  });
  context.on('weberror', (error) => void seen.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  const page = await context.newPage();
  await slowDown(page);
  return { context, page, ...seen, [Symbol.asyncDispose]: () => context.close() };
}

/** With `SOTTO_TEST_SLOW=200` each answer is 200 ms late: a test that looks too early fails then, and not once in a hundred runs. */
async function slowDown(page: Page): Promise<void> {
  const latency = Number(process.env['SOTTO_TEST_SLOW'] ?? 0);
  if (latency === 0) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const late = { offline: false, latency, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.emulateNetworkConditions', late);
}

function cookiesOf({ cookies }: Visitor, origin: string) {
  return [...cookies].map(([name, value]) => ({ name, value, url: origin, httpOnly: true, sameSite: 'Lax' as const }));
}

/** Runs in every page before its own scripts. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    // Safe: exposeBinding put this function on every page before any script ran.
    (globalThis as unknown as { sottoReportViolation(violation: string): void }).sottoReportViolation(
      `${effectiveDirective} ${blockedURI}`,
    );
  });
}

/** Runs in every page before its own scripts: a date asked for is by so many milliseconds another than the machine's. */
function moveDate(by: number): void {
  const machines = Date;
  const now = () => machines.now() + by;
  globalThis.Date = new Proxy(machines, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}
