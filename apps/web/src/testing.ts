/** For tests of the built app in a browser: the whole server, someone signed in, and what axe says. */
import { newcomer } from '@sotto/features/account/testing';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type TestServer,
  type Visit,
  type Visitor,
  openBrowser,
  startServer,
  uniqueName,
  webFolder,
} from '@sotto/testing';
import type { BrowserContextOptions } from '@playwright/test';

export { password } from '@sotto/features/account/testing';

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
      const email = `${uniqueName()}@example.org`;
      const visitor = await newcomer(server, email);
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
