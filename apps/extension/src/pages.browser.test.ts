/** The extension in a real Chromium: forms it fills, pages that mean harm, pages it cannot read, and how it looks and sounds. */
import { features } from '@sotto/server';
import { makeAccessKey, signUp } from '@sotto/features/account/api';
import { putProfile } from '@sotto/features/profile/api';
import { blankProfile } from '@sotto/domain';
import {
  barriersInDark,
  barriersOf,
  expectPage,
  startServer,
  uniqueName,
  type TestServer,
  type Visitor,
  tick,
} from '@sotto/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openExtension, type TestExtension } from './testing.ts';
import { formPage, hostilePages, postingPage } from './testing-pages.ts';

let server: TestServer;
let extension: TestExtension;
let visitor: Visitor;
let key: string;
beforeAll(async () => {
  server = await startServer({ features });
  extension = await openExtension({ lets: [server.origin] });
  visitor = server.visitor();
  await visitor.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
  const scopes = ['capture:write', 'duplicates:read', 'profile:read'] as const;
  key = (await visitor.call(makeAccessKey, { body: { name: 'Extension', scopes: [...scopes] } })).body.key;
  await extension.ask('connect', { address: server.origin, secret: key });
  await visitor.call(putProfile, {
    body: { ...blankProfile, revision: 0, givenName: 'Ada', familyName: 'Byron', email: 'ada@example.org', phone: '170 1234567' },
  });
});
afterAll(async () => {
  await extension[Symbol.asyncDispose]();
  await server.stop();
});
afterEach(async () => {
  const [first, ...others] = extension.context.pages();
  await Promise.all(others.map((page) => page.close()));
  await first?.goto('about:blank');
});

const hasBeenHacked = () => 'hacked' in globalThis || 'hacked' in {};

test('fills what is ticked and nothing else, says what it filled, and submits nothing', async () => {
  const page = await extension.visit('https://boards.greenhouse.io/acme/jobs/17/apply', formPage);
  const popup = await extension.click(page);
  await popup.getByRole('button', { name: 'Fill the form on this page' }).click();
  await expectPage(popup.getByText('On boards.greenhouse.io')).toBeVisible();
  const before = await page
    .locator('form')
    .evaluate((form: HTMLFormElement) => new URLSearchParams([...new FormData(form)] as [string, string][]).toString());
  expect(before).not.toMatch(/Ada|Byron|example/);
  await tick(popup.getByRole('checkbox', { name: /Last name/ }), false);
  expect(await barriersOf(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Fill 2 fields' }).click();
  await expectPage(popup.getByRole('heading', { name: '2 fields were filled' })).toBeVisible();
  expect(await popup.getByRole('listitem').allInnerTexts()).toEqual(
    ['First name\nAda', 'E-mail\nada@example.org'].map((text) => expect.stringContaining(text.split('\n')[1]!)),
  );
  const values = await page
    .locator('input')
    .evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ name, value }) => [name, value]));
  expect(Object.fromEntries(values)).toEqual({
    first_name: 'Ada',
    last_name: '',
    email: 'ada@example.org',
    password: '',
    phone: '',
    city: 'Already here',
  });
  expect(await page.title()).toBe('Apply');
});

test('the key for forms opens the popup while it is pressed, which shows the form', async () => {
  const page = await extension.visit('https://boards.greenhouse.io/acme/jobs/18/apply', formPage);
  // A click gives the right to the tab, as the key does; what it opens asks what it is for, and must have asked before.
  const first = await extension.click(page);
  await expectPage(first.getByRole('button', { name: 'Fill the form on this page' })).toBeVisible();
  await first.close();
  // Older Firefox opens nothing later than that; Chromium would, so what is looked at is the turn in which it is asked to.
  const opened = await extension.worker.evaluate(() => {
    const { chrome } = globalThis as unknown as Pressed;
    let count = 0;
    const { openPopup } = chrome.action;
    chrome.action.openPopup = () => Promise.resolve(void (count += 1));
    chrome.commands.onCommand.dispatch('fill-form');
    chrome.action.openPopup = openPopup;
    return count;
  });
  expect(opened).toBe(1);
  await expect.poll(() => extension.stored('session')).toContain('"intent":"fill"');
  const popup = await extension.open(`popup.html?tab=${await extension.tabOf(page)}`);
  await expectPage(popup.getByText('On boards.greenhouse.io')).toBeVisible();
});

/** What a key press uses in the extension's background. */
interface Pressed {
  readonly chrome: {
    readonly action: { openPopup: () => Promise<void> };
    readonly commands: { readonly onCommand: { dispatch(command: string): void } };
  };
}

test('a key that may not read the profile is told which right it lacks', async () => {
  const poor = (await visitor.call(makeAccessKey, { body: { name: 'poor', scopes: ['capture:write'] } })).body.key;
  await extension.ask('connect', { address: server.origin, secret: poor });
  const popup = await extension.click(await extension.visit('https://boards.greenhouse.io/acme/jobs/18/apply', formPage));
  await popup.getByRole('button', { name: 'Fill the form on this page' }).click();
  await expectPage(popup.getByRole('alert')).toContainText('lacks the right “read the profile”');
  await extension.ask('connect', { address: server.origin, secret: key });
});

test('a page that goes elsewhere while its form is looked at is filled with nothing, and that is said', async () => {
  const page = await extension.visit('https://boards.greenhouse.io/acme/jobs/18/apply', formPage);
  const popup = await extension.click(page);
  await popup.getByRole('button', { name: 'Fill the form on this page' }).click();
  await expectPage(popup.getByText('On boards.greenhouse.io')).toBeVisible();
  await page.reload();
  await popup.getByRole('button', { name: /^Fill \d fields/ }).click();
  await expectPage(popup.getByRole('alert')).toContainText('went elsewhere');
  const values = await page
    .locator('input')
    .evaluateAll((inputs: HTMLInputElement[]) => inputs.map(({ value, defaultValue }) => value === defaultValue));
  expect(new Set(values)).toEqual(new Set([true]));
});

test('a field under a wall in a closed shadow is left, also in a frame, though clicks go through the wall', async () => {
  const field = (name: string, label: string, wall = '') =>
    `<div style="position:relative;height:60px"><label>${label} <input name="${name}"></label>${wall}</div>`;
  const walled = (name: string, label: string) =>
    `${field(name, label, '<div id="host"></div>')}<script>
      document.getElementById('host').attachShadow({ mode: 'closed' }).innerHTML =
        '<b style="position:absolute;inset:0;background:#fff;pointer-events:none"></b>';
    </script>`;
  const frame = walled('mail', 'E-mail').replaceAll('"', '&quot;');
  const page = await extension.visit(
    'https://walls.example/apply',
    `<form>${walled('first', 'First name')}${field('last', 'Last name')}</form><iframe srcdoc="${frame}"></iframe>`,
  );
  const popup = await extension.click(page);
  await popup.getByRole('button', { name: 'Fill the form on this page' }).click();
  await popup.getByRole('button', { name: 'Fill 3 fields' }).click();
  await expectPage(popup.getByText('something lies over it')).toHaveCount(2);
  const values = await page.evaluate(() =>
    [document, document.querySelector('iframe')!.contentDocument!].flatMap((each) =>
      [...each.querySelectorAll('input')].map(({ value }) => value),
    ),
  );
  expect(values).toEqual(['', 'Byron', '']);
});

test('a form in a frame of another host is offered in a tab of its own', async () => {
  const form = 'https://boards.greenhouse.io/embed/job_app?token=17';
  await (await extension.visit(form, formPage)).close();
  const page = await extension.visit(
    'https://careers.acme.example/17',
    `<h1>Apply</h1><iframe src="${form}" width="600" height="500"></iframe>`,
  );
  const popup = await extension.click(page);
  await popup.getByRole('button', { name: 'Fill the form on this page' }).click();
  await expectPage(popup.getByText('a frame of boards.greenhouse.io')).toBeVisible();
  const [tab] = await Promise.all([
    extension.context.waitForEvent('page'),
    popup.getByRole('button', { name: 'Open the form in its own tab' }).click(),
  ]);
  await expectPage(tab).toHaveURL(form);
});

test('pages that mean harm run nothing in the popup, and stand there as text', async () => {
  expect(Object.keys(hostilePages).length).toBeGreaterThanOrEqual(10);
  for (const [name, html] of Object.entries(hostilePages)) {
    const page = await extension.visit(`https://harm.example/${encodeURIComponent(name)}`, html);
    const popup = await extension.click(page);
    await expectPage(
      popup
        .getByLabel('Title')
        .or(popup.getByRole('heading', { name: 'cannot be read' }))
        .first(),
    ).toBeVisible();
    expect([name, await popup.evaluate(hasBeenHacked)]).toEqual([name, false]);
    expect([name, await popup.locator('body img, body script, body iframe').count()]).toEqual([name, 0]);
    expect([name, await extension.worker.evaluate(hasBeenHacked)]).toEqual([name, false]);
    expect(await page.title()).not.toContain('answered');
    await Promise.all([popup.close(), page.close()]);
  }
});

test('a title full of markup is saved as the text it is', async () => {
  const page = await extension.visit('https://harm.example/title', hostilePages['markup in the title']!);
  const popup = await extension.click(page);
  await popup.getByLabel('Title').fill('Engineer <img src=x onerror="globalThis.hacked=true">');
  await popup.getByRole('button', { name: 'Save' }).click();
  await expectPage(popup.getByText(/Engineer <img src=x/)).toBeVisible();
  expect(await popup.locator('img').count()).toBe(0);
  expect(await popup.evaluate(hasBeenHacked)).toBe(false);
});

test('a page that is closed to extensions is said to be so', async () => {
  const options = await extension.open('options.html');
  const id = await extension.tabOf(options);
  const popup = await extension.open(`popup.html?tab=${id}`);
  await expectPage(popup.getByRole('heading', { name: 'This page cannot be read' })).toBeVisible();
});

test('can be used without sight, without a mouse, in the dark and at twice the size', async () => {
  const popup = await extension.click(
    await extension.visit('https://jobs.look.example/1', postingPage({ title: 'Glazier', company: 'Look' })),
  );
  await expectPage(popup.getByLabel('Title')).toHaveValue('Glazier');
  expect(await barriersOf(popup)).toEqual([]);
  expect(await barriersInDark(popup)).toEqual([]);
  // A popup is 800 by 600 at most: this is what there is of it at twice the size.
  await popup.setViewportSize({ width: 400, height: 300 });
  expect(await popup.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  // Nothing has the focus yet: Enter saves, as the button says.
  await popup.keyboard.press('Enter');
  await expectPage(popup.getByRole('heading', { name: /Saved/ })).toBeVisible();
  expect(await barriersOf(popup)).toEqual([]);
});

test('the key is in no address, no page, no console and no store but its own', async () => {
  const page = await extension.visit('https://jobs.look.example/2', postingPage({ title: 'Thatcher', company: 'Look' }));
  const popup = await extension.click(page);
  await expectPage(popup.getByLabel('Title')).toHaveValue('Thatcher');
  const options = await extension.open('options.html');
  const seen = [
    ...extension.requests,
    ...extension.said,
    ...(await Promise.all([page, popup, options].map((one) => one.content()))),
    await extension.stored('session'),
    await extension.stored('sync'),
  ];
  // Not even our own scripts in a page reach what is kept.
  seen.push(await extension.storedAsSeenFrom(page));
  expect(seen.filter((text) => text.includes(key))).toEqual([]);
  expect(await extension.stored('local')).toContain(key);
});
