/** The extension in a real Chromium, clicked in pages of other hosts, with a real server: what it saves, says, fills and never does. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { features } from '@sotto/server';
import { endAccessKey, makeAccessKey, signUp } from '@sotto/features/account/api';
import { createApplication, getApplication, getSnapshot, listApplications } from '@sotto/features/applications/api';
import { createGroup } from '@sotto/features/groups/api';
import { barriersOf, expectPage, startServer, uniqueName, type TestServer, type Visitor, tick } from '@sotto/testing';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from './draft.ts';
import { openExtension, type TestExtension } from './testing.ts';
import { plainPostingPage, postingPage } from './testing-pages.ts';

let server: TestServer;
let extension: TestExtension;
let visitor: Visitor;
let key: string;
beforeAll(async () => {
  server = await startServer({ features });
  extension = await openExtension({ lets: [server.origin] });
  visitor = server.visitor();
  await visitor.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
  key = await newKey();
});
afterAll(async () => {
  await extension[Symbol.asyncDispose]();
  await server.stop();
});
afterEach(async () => {
  extension.isOffline = false;
  const [first, ...others] = extension.context.pages();
  await Promise.all(others.map((page) => page.close()));
  await first?.goto('about:blank');
});

async function newKey(): Promise<string> {
  const scopes = ['capture:write', 'duplicates:read', 'profile:read'] as const;
  return (await visitor.call(makeAccessKey, { body: { name: uniqueName(), scopes: [...scopes] } })).body.key;
}
/** Written as companies are: the reader takes no code for one. */
const newCompany = () => `Acme ${uniqueName()}`;
const hostOf = (company: string) => company.replace(' ', '-').toLowerCase();
const connect = () => extension.ask('connect', { address: server.origin, secret: key });
const saved = async (company: string) =>
  (await visitor.call(listApplications, {})).body.items.filter((one) => one.company.name === company);

/** Opens the popup on a posting of this company, by a click. */
async function popupOn(company: string, address = `https://jobs.${hostOf(company)}.example/17`): Promise<Page> {
  return extension.click(await extension.visit(address, postingPage({ title: 'Backend Engineer', company })));
}

describe('the options page', () => {
  test('tells a mistyped key without asking anyone, connects with the right one, and shows it to nobody', async () => {
    const page = await extension.open('options.html');
    await page.getByLabel('Server address').fill(server.origin);
    await page.getByLabel('Access key or one-time code').fill(key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
    const before = extension.requests.length;
    await page.getByRole('button', { name: 'Connect' }).click();
    await expectPage(page.getByRole('alert')).toContainText('checksum');
    expect(extension.requests.slice(before)).toEqual([]);
    expect(await barriersOf(page)).toEqual([]);
    await page.getByLabel('Access key or one-time code').fill(key);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expectPage(page.getByText(`Connected to ${new URL(server.origin).host}`)).toBeVisible();
    await expectPage(page.getByText(/save postings, know earlier applications, read the profile/)).toBeVisible();
    expect(await page.content()).not.toContain(key);
    // The browser lets it see the date of an answer, so it can tell whose clock is wrong.
    expect(await extension.ask('test', {})).toMatchObject({ value: { clockOffMs: expect.any(Number) } });
    expect(await barriersOf(page)).toEqual([]);
  });
});

test('a server that is no Sotto never gets to see the key', async () => {
  const seen: string[] = [];
  const other = createServer(({ method = '', headers }, response) => {
    seen.push(`${method} ${JSON.stringify(headers)}`);
    response.end('<h1>Hello</h1>');
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  expect(await extension.ask('connect', { address, secret: key })).toMatchObject({ failure: { kind: 'not-sotto' } });
  other.close();
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((request) => request.includes(key))).toEqual([]);
});

describe('logging a posting', () => {
  test('what a click read is on the server, field by field, with the text', async () => {
    await connect();
    const company = newCompany();
    const popup = await popupOn(company, `https://www.linkedin.com/jobs/view/38${Date.now()}/?trk=feed#top`);
    await expectPage(popup.getByLabel('Title')).toHaveValue('Backend Engineer');
    await popup.getByLabel('Stage').selectOption('Applied');
    await popup.getByRole('button', { name: 'Save' }).click();
    await expectPage(popup.getByRole('heading', { name: 'Saved to My search' })).toBeVisible();
    const [row] = await saved(company);
    const made = (await visitor.call(getApplication, { params: { id: row!.id } })).body;
    expect(made).toMatchObject({
      title: 'Backend Engineer',
      source: 'linkedin',
      employmentType: 'full_time',
      compensation: { kind: 'range', min: 6_000_000, max: 7_500_000, currency: 'GBP', period: 'year' },
      closesOn: '2026-12-24',
      stage: { name: 'Applied' },
      location: { city: 'Leeds' },
    });
    expect(made.url).not.toMatch(/trk|#/);
    const snapshot = (await visitor.call(getSnapshot, { params: { id: row!.id } })).body;
    expect(snapshot).toMatchObject({ by: 'extension', text: expect.stringContaining('mend those that did not') });
    await expectPage(popup.getByRole('link', { name: 'Open it in Sotto' })).toHaveAttribute(
      'href',
      `${server.origin}/board/${row!.id}`,
    );
  });

  test('exactly what is shown is sent: the keys of the request are those of the fields', async () => {
    await connect();
    const company = newCompany();
    const address = `https://careers.${hostOf(company)}.example/posting`;
    const page = await extension.visit(address, plainPostingPage({ title: 'Bookkeeper', company }));
    const popup = await extension.click(page);
    await popup.getByLabel('Title').fill('Bookkeeper, workshops');
    await popup.getByLabel('Pay').fill('from 2,600 EUR a month');
    await popup.getByLabel('Company').fill(company);
    await popup.getByLabel('Place, mode').fill('Graz, Styria, Austria');
    await popup.getByLabel('Closes').fill('2026-12-04');
    await popup.getByLabel('Work mode').selectOption('Hybrid');
    // Fixed until the server has said which there are: then a group and a stage are sent as well.
    await expectPage(popup.getByLabel('Stage')).toBeEnabled();
    const shown = await popup.locator('[data-sends]').evaluateAll((fields) =>
      fields
        .filter((field) => !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.value !== '')
        .flatMap((field) => field.getAttribute('data-sends')!.split(' '))
        .filter((name) => name !== ''),
    );
    const asked = extension.context.waitForEvent('request', (request) => request.method() === 'POST');
    await popup.getByRole('button', { name: 'Save' }).click();
    const body = (await asked).postDataJSON() as object;
    const sent = keysOf(body).map((name) => name.replace(/^(posting\.\w+)\..*/, '$1'));
    expect([...new Set(sent)].toSorted()).toEqual([...new Set(shown)].toSorted());
    expect(body).toMatchObject({
      posting: {
        title: 'Bookkeeper, workshops',
        company,
        compensation: { kind: 'range', min: 260_000, currency: 'EUR', period: 'month' },
        location: { city: 'Graz', region: 'Styria', country: 'Austria' },
        closesOn: '2026-12-04',
        workMode: 'hybrid',
        url: address,
      },
    });
    expect(sent).toEqual(expect.arrayContaining(['id', 'groupId', 'stageId', 'snapshot.text', 'snapshot.capturedAt']));
  });

  test('without the copy the text stays on the page', async () => {
    await connect();
    const company = newCompany();
    const popup = await popupOn(company);
    await tick(popup.getByRole('switch'), false);
    const asked = extension.context.waitForEvent('request', (request) => request.method() === 'POST');
    await popup.getByRole('button', { name: 'Save' }).click();
    expect((await asked).postData()).not.toContain('mend those');
    await expectPage(popup.getByRole('heading', { name: /Saved/ })).toBeVisible();
    // Remembered, until one chooses otherwise.
    const again = await popupOn(newCompany());
    await expectPage(again.getByRole('switch')).not.toBeChecked();
    await tick(again.getByRole('switch'));
  });

  test('warns before saving, across what is there, with stored titles as text and nothing else', async () => {
    await connect();
    const company = newCompany();
    const name = `<img src=x onerror="globalThis.hacked=true">`;
    const group = (await visitor.call(createGroup, { body: { name } })).body;
    const title = '<i>Backend</i> Engineer';
    // With a letter that would turn what comes after it.
    await visitor.call(createApplication, {
      body: { company, title: `${title}\u202e`, groupId: group.id, appliedOn: '2026-11-05' },
    });
    await visitor.call(createApplication, { body: { company, title: 'Accountant' } });
    const popup = await popupOn(company);
    const note = popup.getByRole('status').filter({ hasText: `You applied to ${company}` });
    await expectPage(note).toContainText(`: ${title}. Still open, in “${name}”.`);
    await expectPage(note).toContainText('5 November');
    await note.getByRole('button', { name: 'See 1 more' }).click();
    await expectPage(note).toContainText('Accountant');
    expect(await popup.locator('img, .note i').count()).toBe(0);
    expect(await popup.evaluate(() => 'hacked' in globalThis)).toBe(false);
    await popup.getByRole('button', { name: 'Save a second one' }).click();
    await expectPage(popup.getByRole('heading', { name: /Saved/ })).toBeVisible();
    expect(await saved(company)).toHaveLength(3);
  });

  test('what is known of the words before does not count once they are others, however late it comes', async () => {
    await connect();
    const company = newCompany();
    await visitor.call(createApplication, { body: { company, title: 'Backend Engineer', appliedOn: '2026-11-05' } });
    const page = await extension.visit('https://jobs.late.example/17', postingPage({ title: 'Backend Engineer', company }));
    const { promise, resolve } = Promise.withResolvers<void>();
    const holding: Promise<void>[] = [promise];
    await extension.context.route(/capture\/duplicates/, async (route) => {
      await holding.pop();
      await route.fallback();
    });
    const popup = await extension.click(page);
    await expect.poll(() => holding.length).toBe(0);
    await popup.getByLabel('Company').fill(newCompany());
    await popup.getByLabel('Title').focus();
    await expectPage(popup.getByText('New to you')).toBeVisible();
    const late = extension.context.waitForEvent(
      'requestfinished',
      (request) => new URL(request.url()).searchParams.get('company') === company,
    );
    resolve();
    await late;
    await extension.ask('waiting', {});
    await extension.context.unroute(/capture\/duplicates/);
    expect(await popup.getByText(`You applied to ${company}`).count()).toBe(0);
    await expectPage(popup.getByRole('button', { name: 'Save', exact: false })).toHaveText(/^Save(?! a second)/);
  });

  test('two clicks on Save save one, and the icon says that the page is saved', async () => {
    await connect();
    const company = newCompany();
    const page = await extension.visit(`https://jobs.${hostOf(company)}.example/1`, postingPage({ title: 'Baker', company }));
    const popup = await extension.click(page);
    await popup.getByRole('button', { name: 'Save' }).dblclick();
    await expectPage(popup.getByRole('heading', { name: /Saved/ })).toBeVisible();
    expect(await saved(company)).toHaveLength(1);
    const tabId = Number(new URL(popup.url()).searchParams.get('tab'));
    await expect.poll(() => extension.badgeOf(tabId)).toBe('✓');
    await page.goto('about:blank');
    await expect.poll(() => extension.badgeOf(tabId)).toBe('');
  });

  test('what cannot be sent waits, says so, and arrives when the popup is opened the next time', async () => {
    await connect();
    const company = newCompany();
    extension.isOffline = true;
    const popup = await popupOn(company);
    await popup.getByRole('button', { name: 'Save' }).click();
    await expectPage(popup.getByRole('heading', { name: 'Kept here for now' })).toBeVisible();
    const options = await extension.open('options.html');
    await expectPage(options.getByRole('listitem').filter({ hasText: company })).toContainText('does not answer');
    expect(await saved(company)).toEqual([]);
    extension.isOffline = false;
    await popupOn(newCompany());
    await expect.poll(() => saved(company)).toHaveLength(1);
  });

  test('a key that was ended writes nothing and is called by its name', async () => {
    const made = (await visitor.call(makeAccessKey, { body: { name: 'short', scopes: ['capture:write'] } })).body;
    await extension.ask('connect', { address: server.origin, secret: made.key });
    await visitor.call(endAccessKey, { params: { id: made.id } });
    const company = newCompany();
    const popup = await popupOn(company);
    await expectPage(popup.getByRole('status').filter({ hasText: 'it was ended there' })).toBeVisible();
    await popup.getByRole('button', { name: 'Save' }).click();
    await expectPage(popup.getByRole('status').filter({ hasText: 'waits in this browser' })).toBeVisible();
    expect(await saved(company)).toEqual([]);
    await extension.ask('forget', {});
  });

  test('what is typed survives closing the popup', async () => {
    await connect();
    const page = await extension.visit('https://jobs.typed.example/1', postingPage({ title: 'Typist', company: newCompany() }));
    const popup = await extension.click(page);
    await popup.getByLabel('Title').fill('Typist by hand');
    await popup.getByLabel('Company').focus();
    await expect.poll(() => extension.stored('session')).toContain('Typist by hand');
    await popup.close();
    await expectPage((await extension.click(page)).getByLabel('Title')).toHaveValue('Typist by hand');
  });
});
