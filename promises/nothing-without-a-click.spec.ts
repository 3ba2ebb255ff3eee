/**
 * The extension does nothing without a click: pages are visited as if it were not there. No request, no script in a page, nothing
 * written down; and after a click only what that click is for.
 */
import { formPage, openExtension, postingPage, type TestExtension } from '@sotto/extension/testing';
import { makeAccessKey } from '@sotto/features/account/api';
import { features } from '@sotto/server';
import { expectPage, startServer, type TestServer } from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { join } from './testing/people.ts';

let server: TestServer;
let extension: TestExtension;
beforeAll(async () => {
  server = await startServer({ features });
  extension = await openExtension({ lets: [server.origin] });
  const { visitor } = await join(server);
  const scopes = ['capture:write', 'duplicates:read', 'profile:read'] as const;
  const { key } = (await visitor.call(makeAccessKey, { body: { name: 'Extension', scopes: [...scopes] } })).body;
  await extension.ask('connect', { address: server.origin, secret: key });
});
afterAll(async () => {
  await extension[Symbol.asyncDispose]();
  await server.stop();
});

const addresses = {
  'https://www.linkedin.com/jobs/view/3801234567': postingPage({ title: 'Engineer', company: 'Acme' }),
  'https://boards.greenhouse.io/acme/jobs/17': formPage,
  'https://news.example/today': '<h1>News</h1><p>Nothing to see.</p>',
};

const kept = async () => Promise.all((['local', 'session', 'sync'] as const).map((area) => extension.stored(area)));
const asked = () => extension.requests.filter((request) => request.includes(server.origin));

test('a visit without a click sends nothing, changes nothing in the page, and writes nothing down', async () => {
  const before = { asked: asked().length, kept: await kept() };
  for (const [address, html] of Object.entries(addresses)) {
    const seen = extension.requests.length;
    const page = await extension.visit(address, watched(html));
    await page.mouse.click(5, 5);
    await page.evaluate(() => scrollBy(0, 100));
    expect(extension.requests.slice(seen)).toEqual([`GET ${address}`]);
    expect(await page.evaluate(changesSeen)).toEqual([]);
    await page.close();
  }
  expect(asked()).toHaveLength(before.asked);
  expect(await kept()).toEqual(before.kept);
});

test('a click asks one server, about that page alone, and saves nothing by itself', async () => {
  const [address = '', html = ''] = Object.entries(addresses)[0] ?? [];
  const page = await extension.visit(address, watched(html));
  await extension.visit('https://news.example/today', watched(addresses['https://news.example/today']));
  const before = extension.requests.length;
  const popup = await extension.click(page);
  await expectPage(popup.getByLabel('Title')).toHaveValue('Engineer');
  // The control: the same look sees requests once there was a click.
  await expect
    .poll(() => extension.requests.slice(before).filter((one) => one.includes('/capture/duplicates?')).length)
    .toBeGreaterThan(0);
  // Until it is over: whatever followed the answer would be sent by then.
  await expectPage(popup.locator('.standing')).toHaveText(/New to you/);
  await popup.waitForLoadState('networkidle');
  const sent = extension.requests.slice(before);
  expect(sent.filter((request) => !request.includes(server.origin))).toEqual([]);
  expect(sent.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(sent.filter((request) => request.includes('news'))).toEqual([]);
  // Reading leaves the page as it was.
  expect(await page.evaluate(changesSeen)).toEqual([]);
});

test('the look at a page does see a change', async () => {
  const page = await extension.visit('https://changing.example/', watched('<h1>Here</h1>'));
  await page.evaluate(() => document.body.append('more'));
  await expect.poll(() => page.evaluate(changesSeen)).toEqual(['childList']);
});

/** The page, noting what changes in it once it is there, and what is put into its own world. */
function watched(html: string): string {
  return `${html}<script>addEventListener('DOMContentLoaded', () => {
    globalThis.changes = [];
    new MutationObserver((records) => globalThis.changes.push(...records.map(({ type }) => type)))
      .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    globalThis.names = Object.getOwnPropertyNames(globalThis).length;
  });</script>`;
}

/** Runs in the page. */
function changesSeen(): string[] {
  const { changes, names } = globalThis as unknown as { changes: string[]; names: number };
  // Itself is the one name that came after it counted.
  return [...changes, ...(Object.getOwnPropertyNames(globalThis).length > names + 1 ? ['names'] : [])];
}
