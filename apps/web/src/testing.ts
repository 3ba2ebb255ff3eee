/** For tests of the built app in a browser: the whole server, someone signed in, and what axe says. */
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { signUp } from '@sotto/features/account/api';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type TestServer,
  type Visit,
  type Visitor,
  openBrowser,
  startServer,
  uniqueName,
} from '@sotto/testing';
import type { BrowserContextOptions, Page } from '@playwright/test';

const webFolder = process.env['SOTTO_TEST_WEB'] ?? fileURLToPath(new URL('../../../dist/web', import.meta.url));

export const password = 'a quiet search of one’s own';

export interface RunningApp extends AsyncDisposable {
  readonly server: TestServer;
  readonly browser: OpenBrowser;
  /** A browser in which nobody is signed in. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
  /** Someone who has just signed up, in a browser of their own and on the wire. */
  visitSignedIn(options?: BrowserContextOptions): Promise<Visit & { readonly visitor: Visitor; readonly email: string }>;
}

/** Every feature and the built web app, on fresh stores, with the headers as shipped. */
export async function startApp(): Promise<RunningApp> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startServer({ features, webFolder }));
  const browser = stack.use(await openBrowser());
  const kept = stack.move();
  return {
    server,
    browser,
    visit: (options) => browser.visit(server.origin, options),
    async visitSignedIn(options) {
      const visitor = server.visitor();
      const email = `${uniqueName()}@example.org`;
      await visitor.call(signUp, { body: { email, password } });
      const visit = await browser.visit(server.origin, options);
      await visit.context.addCookies(
        [...visitor.cookies].map(([name, value]) => ({
          name,
          value,
          url: server.origin,
          httpOnly: true,
          sameSite: 'Lax' as const,
        })),
      );
      return { ...visit, visitor, email, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is wrong with the page by WCAG 2.2 AA, a line each; none when nothing is. `only`: these rules of axe and no others. */
export async function accessibilityFaults(page: Page, only?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (only ? axe.withRules([...only]) : axe.withTags(rules)).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
