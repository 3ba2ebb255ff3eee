/** A real Chromium, driven through the Playwright library. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { obtainChromium } from './obtain-chromium.ts';
import type { Visitor } from './visitor.ts';

export { expect as expectPage } from '@playwright/test';

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
  const browser = await chromium.launch({ executablePath: await obtainChromium(), args: chromiumFlags });
  return {
    browser,
    visit: (origin, options = {}) => visit(browser, origin, options),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function visit(browser: Browser, origin: string, { as, ...options }: VisitOptions): Promise<Visit> {
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
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(origin).host) seen.foreignRequests.push(request.url());
  });
  context.on('weberror', (error) => void seen.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  return { context, page: await context.newPage(), ...seen, [Symbol.asyncDispose]: () => context.close() };
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
