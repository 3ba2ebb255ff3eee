/**
 * One cookie: none before signing in, exactly one after, none after signing out; no route sets another; and nothing that could
 * recognise anyone lies in the browser by other means.
 */
import { features } from '@sotto/server';
import { expectPage, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, openBrowsing, signUpBy, storedIn, publicPages } from './testing/browsing.ts';
import { fullRequest } from './testing/inputs.ts';
import { join } from './testing/people.ts';

let browsing: Browsing;
beforeAll(async () => {
  browsing = await openBrowsing();
});
afterAll(() => browsing[Symbol.asyncDispose]());

test('no cookie before signing in, exactly one after, none after signing out', async () => {
  await using visit = await browsing.visit();
  const { page, context } = visit;
  for (const address of publicPages) {
    await page.goto(address);
    expect([address, await context.cookies()]).toEqual([address, []]);
  }
  await signUpBy(page);
  for (const address of ['/board', '/table', '/settings/account', '/privacy']) {
    await page.goto(address);
    const { port } = new URL(browsing.server.origin);
    const cookies = (await context.cookies()).map(({ name, httpOnly, sameSite, path }) => ({ name, httpOnly, sameSite, path }));
    expect(cookies).toEqual([{ name: `sotto_session_${port}`, httpOnly: true, sameSite: 'Lax', path: '/' }]);
  }
  await page.goto('/board');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expectPage(page.getByRole('heading', { level: 1 })).toHaveText(/nobody else’s business/);
  expect(await context.cookies()).toEqual([]);
});

test('no route and no page sets any other cookie', async () => {
  await using server = await startServer({ features });
  const { port } = new URL(server.origin);
  const allowed = new RegExp(`^sotto_session_${port}=[^;]*; Path=/; HttpOnly; SameSite=Lax; Max-Age=\\d+$`);
  const person = await join(server);
  const writer = { text: () => uniqueName(), id: () => '00000000-0001-7000-8000-000000000000' };
  const seen: string[] = [];
  const look = async (send: (path: string, init?: RequestInit) => Promise<Response>) => {
    for (const address of [
      ...publicPages,
      '/healthz',
      '/readyz',
      '/.well-known/security.txt',
      '/api/v1/openapi.json',
      '/nowhere',
    ])
      seen.push(...(await send(address)).headers.getSetCookie());
    for (const { endpoint } of server.routes) {
      const { path, init } = fullRequest(endpoint, writer);
      seen.push(...(await send(path, init)).headers.getSetCookie());
    }
  };
  await look((path, init) => server.visitor().fetch(path, init));
  await look(person.visitor.fetch);
  await look(server.visitor({ key: 'sotto_nonsense' }).fetch);
  expect(seen.filter((line) => !allowed.test(line))).toEqual([]);
  // The control: the crawl does see cookies, of signing up at least.
  expect(seen.length).toBeGreaterThan(0);
});

test('before signing in two browsers hold and are told the same: nothing tells one person from another', async () => {
  const look = async () => {
    await using visit = await browsing.visit();
    const tags: string[] = [];
    visit.page.on('response', (response) => tags.push(`${new URL(response.url()).pathname} ${response.headers()['etag'] ?? ''}`));
    for (const address of publicPages) await visit.page.goto(address, { waitUntil: 'networkidle' });
    return { stored: await storedIn(visit.page), tags: [...new Set(tags)].toSorted() };
  };
  const [one, other] = [await look(), await look()];
  expect(one).toEqual(other);
  expect(one.tags.length).toBeGreaterThan(publicPages.length);
});

test('nothing that was typed is left in the browser after signing out', async () => {
  await using visit = await browsing.visit();
  const { page } = visit;
  const word = `q${uniqueName()}`;
  await signUpBy(page, { email: `${word}@example.org`, secret: `${word} four quiet herons` });
  await page.goto('/welcome');
  await page.getByLabel('Or begin with one: company').fill(word);
  // The control: until then what was typed and not saved yet survives a reload, so it does lie in the browser.
  await expect.poll(() => storedIn(page)).toContain(word);
  await page.goto('/board');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(await storedIn(page)).not.toContain(word);
  await page.goBack();
  await page.waitForURL((url) => ['/sign-in', '/'].includes(url.pathname));
  expect(await page.content()).not.toContain(word);
});
