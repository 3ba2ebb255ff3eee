/**
 * One cookie: none before signing in, exactly one after, none after signing out; no route sets another; and nothing that could
 * recognise anyone lies in the browser by other means.
 */
import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { features } from '@sotto/server';
import { expectPage, startServer, uniqueName, webFolder } from '@sotto/testing';
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
    const tags: Tags = new Map();
    visit.page.on('response', (response) => noteTag(tags, response.url(), response.headers()['etag']));
    for (const address of publicPages) await visit.page.goto(address, { waitUntil: 'networkidle' });
    return { stored: await storedIn(visit.page), tags };
  };
  const [one, other] = [await look(), await look()];
  expect(one.stored).toEqual(other.stored);
  expect(tellingApart([one.tags, other.tags], await addressesForAnyone())).toEqual([]);
  expect(one.tags.size).toBeGreaterThan(publicPages.length);
});

test('an address for one person alone, and a tag that changes from answer to answer, would tell apart', () => {
  const seen = (...answers: readonly (readonly [string, string])[]): Tags => {
    const tags: Tags = new Map();
    for (const [address, tag] of answers) noteTag(tags, `http://localhost${address}`, tag);
    return tags;
  };
  const known = new Set(['/assets/late.js']);
  const plain = seen(['/', '"1"'], ['/', '"1"']);
  expect(tellingApart([plain, seen(['/', '"1"'], ['/assets/late.js', '"2"'])], known)).toEqual([]);
  const marked = [seen(['/', '"1"'], ['/assets/pixel-17.gif', '']), seen(['/', '"1"'], ['/assets/late.js?17', ''])] as const;
  expect(tellingApart(marked, known)).toEqual(['/assets/pixel-17.gif for one alone', '/assets/late.js?17 for one alone']);
  expect(tellingApart([plain, seen(['/', '"7"'], ['/', '"1"'])], known)).toEqual(['/ tagged "1" and "1", "7"']);
});

/** By address: each entity tag it was ever answered with. */
type Tags = Map<string, Set<string>>;

function noteTag(tags: Tags, url: string, tag = ''): void {
  const { pathname, search } = new URL(url);
  const ever = tags.get(pathname + search) ?? new Set();
  tags.set(pathname + search, ever.add(tag));
}

/** By what the server could tell one of two visitors from the other, a line each. `known`: addresses that are the same for anyone. */
function tellingApart([one, other]: readonly [Tags, Tags], known: ReadonlySet<string>): string[] {
  const tagsOf = (tags: Tags, address: string) => [...(tags.get(address) ?? [])].toSorted().join(', ');
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((address) => {
    const [tags, others] = [tagsOf(one, address), tagsOf(other, address)];
    if (one.has(address) && other.has(address)) return tags === others ? [] : [`${address} tagged ${tags} and ${others}`];
    // What a page loads late may come to one of them after it went on.
    return known.has(address) ? [] : [`${address} for one alone`];
  });
}

/** Files of the build, and what the app asks without naming anything. */
async function addressesForAnyone(): Promise<ReadonlySet<string>> {
  const files = (await readdir(webFolder, { recursive: true })).map((name) => `/${name.split(sep).join('/')}`);
  const asked = browsing.server.routes.map(({ endpoint }) => endpoint.path).filter((path) => !path.includes('{'));
  return new Set([...files, ...asked]);
}

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
