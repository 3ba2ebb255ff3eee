/**
 * Nobody else is asked: a tour of every view, signed out and in, light and dark, on a phone and on a desktop, with dialogs, menus
 * and the palette open, makes no request to any other host and breaks no rule of the content security policy.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { type Socket, connect, createServer } from 'node:net';
import { join as path } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { createApplication } from '@sotto/features/applications/api';
import { features } from '@sotto/server';
import { barriersInDark, barriersOf, expectPage, placesOf, startServer, type Visit, webFolder, isFull } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, openBrowsing, signUpBy, publicPages } from './testing/browsing.ts';
import { fullRequest } from './testing/inputs.ts';
import { join, leave } from './testing/people.ts';

let browsing: Browsing;
beforeAll(async () => {
  browsing = await openBrowsing();
});
afterAll(() => browsing[Symbol.asyncDispose]());

const signedOut = [...publicPages, '/nowhere'];
/** Where neither rail nor Settings lead. */
const beside = ['/welcome', '/import', '/tasks', '/offers', '/work-search', '/nowhere'];

/** What opens over a page, by the page it opens on, and the sign that it is open. */
const over: readonly {
  readonly on: string;
  open(page: Page): Promise<unknown>;
  sign(page: Page): ReturnType<Page['locator']>;
}[] = [
  {
    on: '/board',
    open: (page) => page.keyboard.press('n'),
    sign: (page) => page.getByRole('dialog', { name: 'New application' }),
  },
  {
    on: '/board',
    open: (page) => page.keyboard.press('Control+k'),
    sign: (page) => page.getByRole('dialog').getByRole('combobox'),
  },
  { on: '/board', open: (page) => page.keyboard.press('?'), sign: (page) => page.getByRole('dialog', { name: 'Keyboard map' }) },
  {
    on: '/board',
    open: (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
    sign: (page) => page.getByRole('menuitem', { name: 'Settings', exact: true }),
  },
  {
    on: '/settings/access-keys',
    open: (page) => page.getByRole('button', { name: 'New access key' }).click(),
    sign: (page) => page.getByRole('dialog', { name: 'New access key' }),
  },
  {
    on: '/settings/privacy',
    open: (page) => page.getByRole('button', { name: 'Delete all data…' }).click(),
    sign: (page) => page.getByRole('dialog', { name: 'Delete all data' }),
  },
];

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** Every day two of the four there are. */
const browsers: Record<string, BrowserContextOptions> = {
  'desktop, light': { ...desktop, colorScheme: 'light' },
  'phone, dark': { ...phone, colorScheme: 'dark' },
  ...(isFull && { 'desktop, dark': { ...desktop, colorScheme: 'dark' }, 'phone, light': { ...phone, colorScheme: 'light' } }),
};

describe.each(Object.entries(browsers))('%s', (name, options) => {
  const isDesktop = name.startsWith('desktop');

  test('no view asks anyone else for anything or breaks the content security policy, and axe finds no barrier', async ({
    annotate,
  }) => {
    await using visit = await browsing.visit(options);
    const { page } = visit;
    const barriers: string[] = [];
    // What is seen by whoever is not signed in, and what opens over a page; apps/web looks at every view of the app.
    const look = async (where: string) => {
      const found = isDesktop ? [...(await barriersOf(page)), ...(await barriersInDark(page))] : [];
      barriers.push(...found.map((barrier) => `${where}: ${barrier}`));
    };
    for (const address of signedOut) {
      await arrive(page, address);
      await look(address);
    }
    await signUpBy(page);
    const id = await addSomething(visit);
    const signedIn = new Set([...(await placesOf(page)), ...beside, `/board/${id}`, `/table/${id}`]);
    for (const address of signedIn) await arrive(page, address);
    // Keys that open things are for those who have a keyboard.
    for (const { on, open, sign } of over.filter(() => isDesktop)) {
      await arrive(page, on);
      await open(page);
      await expectPage(sign(page)).toBeVisible();
      await look(`over ${on}`);
    }
    const { violations, foreignRequests } = visit;
    expect(signedIn.size).toBeGreaterThan(25);
    expect({ violations, foreignRequests, barriers }).toEqual({ violations: [], foreignRequests: [], barriers: [] });
    await annotate(`${signedOut.length + signedIn.size} views, 0 requests to anyone else`);
  }, 300_000);
});

/** Until the page shows what it is about, and nothing is on its way any more. */
async function arrive(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'load' });
  const shown = page.locator('h1, h2').or(page.getByText('Nothing stands at this address'));
  await expectPage(shown.first(), address).toBeVisible({ timeout: 20_000 });
}

test('a request to another host, a broken rule and a barrier would be seen', async () => {
  await using visit = await browsing.visit();
  const { page } = visit;
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  expect([visit.violations, visit.foreignRequests, await barriersOf(page)]).toEqual([[], [], []]);
  await page.evaluate(() => {
    document.body.append(document.createElement('button'));
    document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.2:1/beacon.png', alt: '' }));
    document.body.setAttribute('style', 'color: red');
  });
  await expect.poll(() => visit.violations.length).toBeGreaterThanOrEqual(2);
  expect(await barriersOf(page)).not.toEqual([]);
  // What the policy stops never leaves; a browser that is told to go there itself does.
  await page.goto('http://127.0.0.2:1/').catch(() => null);
  expect(visit.foreignRequests).toContain('http://127.0.0.2:1/');
});

test('the server itself connects to nobody', async ({ annotate }) => {
  const reached: string[] = [];
  const note = (message: unknown) => {
    // Safe: what Node publishes on this channel (node:net, diagnostics_channel).
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => reached.push(`${socket.remoteAddress}:${socket.remotePort}`));
  };
  subscribe('net.client.socket', note);
  try {
    await using server = await startServer({ features });
    const own = new URL(server.origin).port;
    const writer = {
      text: (field: string) => (field === 'company' ? 'Kestrel' : 'elsewhere.example'),
      id: () => '00000000-0001-7000-8000-000000000000',
    };
    let { visitor } = await join(server);
    let answered = 0;
    // What ends the account is done last, by leaving; a frozen one does nothing any more.
    for (const { endpoint } of server.routes.filter(
      ({ endpoint: { name } }) => !['deleteAccount', 'freezeAccount'].includes(name),
    )) {
      const { path: address, init } = fullRequest(endpoint, writer, { id: undefined });
      const { status } = await visitor.fetch(address, init);
      if (status < 300) answered += 1;
      // Some of them sign out: the rest must not be asked of nobody.
      if ((await visitor.fetch('/api/v1/account')).status === 401) ({ visitor } = await join(server));
    }
    expect(answered).toBeGreaterThan(50);
    for (const { name } of server.platform.jobs) await server.runJob(name);
    await leave(await join(server));
    expect(reached.length).toBeGreaterThan(0);
    expect(reached.filter((each) => !each.endsWith(`:${own}`))).toEqual([]);
    await annotate(`${server.routes.length} routes and ${server.platform.jobs.length} jobs, 0 connections to anyone else`);
    // The control: a connection to anyone would be seen.
    const listening = createServer().listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as { port: number };
    const call = connect(port, '127.0.0.1');
    await once(call, 'connect');
    call.destroy();
    listening.close();
    expect(reached.filter((each) => !each.endsWith(`:${own}`))).toEqual([`127.0.0.1:${port}`]);
  } finally {
    unsubscribe('net.client.socket', note);
  }
});

test('scripts cannot be written into a page: Trusted Types refuse it', async () => {
  await using visit = await browsing.visit();
  await visit.page.goto('/sign-in', { waitUntil: 'networkidle' });
  const refused = await visit.page.evaluate(() => {
    try {
      document.body.innerHTML = '<img src=x onerror=alert(1)>';
      return null;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  expect(refused).toBe(true);
});

test('the built app names no other host it could ask', async () => {
  const files = (await readdir(webFolder, { recursive: true })).filter((name) => /\.(js|css|html|svg)$/.test(name));
  const hosts = new Set<string>();
  for (const file of files) {
    const text = await readFile(path(webFolder, file), 'utf8');
    for (const [, host = ''] of text.matchAll(/(?:src|href|url\(|fetch\(|import\()\s*[=(]?\s*["'`]?https?:\/\/([\w.-]+)/g))
      hosts.add(host);
  }
  expect([...hosts]).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
});

/** So that views show something. Answers the application's id. */
async function addSomething({ context }: Visit): Promise<string> {
  const visitor = browsing.server.visitor();
  for (const { name, value } of await context.cookies()) visitor.cookies.set(name, value);
  const more = {
    notes: 'They keep a falconry upstairs.',
    url: 'https://jobs.example/1',
    tags: ['birds'],
    description: 'Own prices.',
  };
  const { body } = await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analyst', ...more } });
  return body.id;
}
