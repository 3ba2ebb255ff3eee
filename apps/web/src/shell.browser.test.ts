/** The frame of the web app in a real browser, built and served as shipped. */
import { getAccount, revokeEverything } from '@sotto/features/account/api';
import { createApplication, getBoard } from '@sotto/features/applications/api';
import { createContact, listContacts } from '@sotto/features/contacts/api';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { listStages } from '@sotto/features/stages/api';
import { getToday } from '@sotto/features/today/api';
import type { Page } from '@playwright/test';
import { barriersInDark, barriersOf, expectPage, placesOf } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningApp, password, startApp } from './testing.ts';

const palette = (page: Page) => page.getByRole('combobox', { name: 'Search everything, or type what to do' });

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

describe('an address that is no view’s', () => {
  test('says so and leads on, into the app or to the front door', async () => {
    await using ines = await app.visitSignedIn();
    await using stranger = await app.visit();
    for (const [{ page }, next] of [
      [ines, /\/welcome$/],
      [stranger, /\/$/],
    ] as const) {
      await page.goto('/nowhere');
      await expectPage(page.getByRole('heading', { level: 1, name: 'Nothing stands at this address' })).toBeVisible();
      await expectPage(page).toHaveTitle('Nothing stands here · Sotto');
      await page.getByRole('link', { name: 'To Sotto' }).click();
      await expectPage(page).toHaveURL(next);
      await expectPage(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  });
});

describe('arriving', () => {
  const neededBy = (view: typeof getBoard | typeof getToday | typeof listContacts): readonly string[] =>
    [getAccount, view, listGroups, getSettings, listStages].map(({ path }) => path).toSorted();

  test.each([
    ['/board', getBoard],
    ['/today', getToday],
    ['/', getToday],
    ['/contacts', listContacts],
  ] as const)('at %s, what is shown is asked for before the app has come, and once', async (address, view) => {
    const needed = neededBy(view);
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    const { items } = (await visitor.call(listGroups, {})).body;
    await visitor.call(createApplication, { body: { company: 'Quiet Harbour', title: 'Pilot', groupId: items[0]?.id } });
    await visitor.call(createContact, { body: { name: 'Leah Brandt', companies: ['Quiet Harbour'] } });
    const { revision } = (await visitor.call(getSettings, {})).body;
    await visitor.call(patchSettings, { body: { welcomedOn: '2026-11-01', revision } });
    const asked: string[] = [];
    let early: readonly string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const board = page.waitForRequest((request) => request.url().includes(view.path));
    await page.route(/ground-.*\.js$/, async (route) => {
      await board;
      early = [...asked];
      await route.continue();
    });
    // The page itself names what the app stands on: nobody waits for the first script to name it.
    const ground = page.waitForRequest(/ground-.*\.js$/);
    await page.route(/app-.*\.js$/, async (route) => {
      await ground;
      await route.continue();
    });
    await page.goto(address);
    await expectPage(page.getByText('Quiet Harbour').filter({ visible: true }).first()).toBeVisible();
    expect(early.filter((path) => path.startsWith('/api/')).toSorted()).toEqual(needed);
    expect(asked.filter((path) => needed.includes(path)).toSorted()).toEqual(needed);
  });

  test('at the board without a session, it is reached after signing in', async () => {
    await using ines = await app.visitSignedIn();
    await using visit = await app.visit();
    const { page } = visit;
    await page.goto('/board');
    await page.getByLabel('E-mail').fill(ines.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(page).toHaveURL(/\/board/);
    await expectPage(page.getByRole('button', { name: 'New application' }).first()).toBeVisible();
  });
});

describe('signing in', () => {
  test('a page asked for without a session is reached after signing in', async () => {
    await using ines = await app.visitSignedIn();
    await using visit = await app.visit();
    const { page } = visit;
    await page.goto('/settings/stages');
    await expectPage(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Fstages/);
    await page.getByLabel('E-mail').fill(ines.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(page.getByRole('heading', { name: 'Stages' })).toBeVisible();
    await expectPage(page).toHaveTitle('Stages · Sotto');
  });

  test('someone new is led to the first steps, and to the board ever after', async () => {
    await using visit = await app.visit();
    const { page } = visit;
    await page.goto('/sign-up');
    await page.getByLabel('E-mail').fill('someone.new@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.locator('form').getByRole('button', { name: 'Make an account' }).click();
    await expectPage(page.getByRole('heading', { name: 'Bring what you have.' })).toBeVisible();
    await expectPage(page).toHaveTitle('Welcome · Sotto');
    await expectPage
      .poll(async () => (await page.request.get('/api/v1/settings')).json())
      .toMatchObject({ zone: 'Europe/Berlin', locale: 'en-GB', welcomedOn: expect.any(String) });
    await page.evaluate(() => history.replaceState({}, '', '/board'));
    await page.reload();
    await expectPage(page).toHaveURL(/\/board/);
  });
});

describe('Menu, Settings, Delete Account', () => {
  test('are reached by exactly those labels, with the keyboard alone', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    await page.goto('/settings/appearance');
    await page.getByRole('button', { name: 'Menu', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('menuitem', { name: 'Settings', exact: true })).toBeVisible();
    // It is seen before it takes the focus, and with that the keys.
    await expectPage(page.getByRole('menu')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectPage(page.getByRole('menuitem', { name: 'Settings', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expectPage(page).toHaveURL(/\/settings\/account/);
    await expectPage(page.locator('#main')).toBeFocused();
    await page.getByRole('link', { name: 'Delete Account', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('heading', { name: 'Delete Account', exact: true })).toBeVisible();
  });
});

describe('keys', () => {
  test('the map shows what works here, and the palette opens from anywhere', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    await page.goto('/settings/stages');
    await expectPage(page.getByRole('heading', { name: 'Stages' })).toBeVisible();
    await page.keyboard.press('?');
    const map = page.getByRole('dialog', { name: 'Keyboard map' });
    await expectPage(map.getByText('Search everything, or type what to do')).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(map).toBeHidden();
    await page.keyboard.press('Control+k');
    await palette(page).fill('appear');
    await page.keyboard.press('Enter');
    await expectPage(page).toHaveURL(/\/settings\/appearance/);
  });

  test('a single key is a letter while something is typed, and can be switched off', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    await page.goto('/settings/stages');
    await page.getByLabel('Name of Saved').press('End');
    await page.keyboard.press('?');
    await expectPage(page.getByLabel('Name of Saved')).toHaveValue('Saved?');
    await expectPage(page.getByRole('dialog')).toBeHidden();
    await page.goto('/settings/appearance');
    await page.getByRole('switch', { name: 'Single keys' }).click();
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await expectPage(palette(page)).toBeVisible();
    await expectPage(page.getByRole('dialog', { name: 'Keyboard map' })).toBeHidden();
  });
});

test('a page that the browser kept is fetched anew, so that going back after signing out shows nothing', async () => {
  await using ines = await app.visitSignedIn();
  const { page } = ines;
  await page.goto('/board');
  await expectPage(page.getByText('This group is empty.')).toBeVisible();
  await ines.context.clearCookies();
  // Browsers under test keep no pages: the event is sent as one sends it that does.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expectPage(page).toHaveURL(/\/sign-in/);
});

test('the tab names what is open, and what lay beneath once it is closed', async () => {
  await using ines = await app.visitSignedIn();
  const { page, visitor } = ines;
  const { id } = (await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analytics engineer' } }))
    .body;
  await page.goto(`/board/${id}`);
  await expectPage(page).toHaveTitle('Analytics engineer, Kestrel Freight · Sotto');
  await page.keyboard.press('Escape');
  await expectPage(page).toHaveTitle('My search · Sotto');
  await page.goBack();
  await expectPage(page).toHaveTitle('Analytics engineer, Kestrel Freight · Sotto');
});

test('the palette finds an application by a word of its notes and opens it', async () => {
  await using ines = await app.visitSignedIn();
  const { page, visitor } = ines;
  await visitor.call(createApplication, {
    body: { company: 'Kestrel Freight', title: 'Analytics engineer', notes: 'They keep a falconry upstairs.' },
  });
  await page.goto('/settings/appearance');
  await page.getByRole('button', { name: 'Search' }).click();
  await palette(page).fill('falcon');
  await expectPage(page.getByRole('option').first()).toContainText('Analytics engineer');
  await expectPage(page.locator('mark')).toHaveText('falcon');
  await page.keyboard.press('Enter');
  await expectPage(page).toHaveURL(/\/board\/[0-9a-f-]+/);
});

describe('themes', () => {
  test('the chosen one holds after a reload, before anything is painted', async () => {
    await using ines = await app.visitSignedIn({ colorScheme: 'light' });
    const { page } = ines;
    await page.goto('/settings/appearance');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole('button', { name: 'Switch theme' }).click();
    await expectPage.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.route('**/assets/**/*.js', (route) => route.abort());
    await page.reload({ waitUntil: 'domcontentloaded' });
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    expect(dark).not.toBe(light);
  });

  test('one chosen in Settings follows the person to another browser', async () => {
    await using ines = await app.visitSignedIn({ colorScheme: 'light' });
    await ines.page.goto('/settings/appearance');
    await ines.page.getByRole('radio', { name: 'Dark' }).click({ force: true });
    await expectPage(ines.page.getByText('Saved')).toBeVisible();
    await using other = await app.visit({
      colorScheme: 'light',
      storageState: { cookies: await ines.context.cookies(), origins: [] },
    });
    await other.page.goto('/settings/appearance');
    await expectPage(other.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});

describe('what was typed', () => {
  /** The server has said who is there, so that what is typed has an owner. */
  const hasOwner = () => sessionStorage.getItem('sotto-draft-owner') !== null;

  test('survives a reload, and is gone from the browser after signing out', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    // Typed before the server has said who is there.
    const typed = Promise.withResolvers<void>();
    await page.route('**/api/v1/account', async (route) => {
      await typed.promise;
      await route.continue();
    });
    await page.goto('/welcome');
    await page.getByLabel('Or begin with one: company').fill('Kestrel Freight');
    typed.resolve();
    await page.waitForFunction(hasOwner);
    await page.reload();
    await expectPage(page.getByLabel('Or begin with one: company')).toHaveValue('Kestrel Freight');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain('Kestrel');
  });

  test('is spoken of when the session has ended elsewhere, and only where there is something', async () => {
    for (const [typed, said] of [
      ['', 'You were signed out.'],
      ['Kestrel Freight', 'You were signed out. What you had typed is still here.'],
    ] as const) {
      await using ines = await app.visitSignedIn();
      const { page, visitor } = ines;
      await page.goto('/welcome');
      await page.getByLabel('Or begin with one: company').fill(typed);
      await page.waitForFunction(hasOwner);
      await visitor.call(revokeEverything, {});
      // Whatever asks next brings it to light, which may have been before this: then the link has gone with the frame.
      await page.evaluate(() => document.querySelector<HTMLElement>('a[href="/board"]')?.click());
      await expectPage(page.getByRole('status').getByText(said, { exact: true })).toBeVisible();
    }
  });

  test('is kept when the server does not answer, and goes through on the next try', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    await page.goto('/welcome');
    await page.getByLabel('Or begin with one: company').fill('Kestrel Freight');
    await page.getByLabel('Title').fill('Analytics engineer');
    await page.route('**/api/v1/applications', (route) => route.abort());
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const notice = page.getByRole('status').filter({ hasText: 'Not saved: the server did not answer. Your text is kept here.' });
    await expectPage(notice).toBeVisible();
    await expectPage(page.getByLabel('Title')).toHaveValue('Analytics engineer');
    await page.unroute('**/api/v1/applications');
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expectPage(page.getByText('Kestrel Freight is on your board.')).toBeVisible();
  });
});

test('samples are written on request and taken out in one click, with their companies and nothing else', async () => {
  await using ines = await app.visitSignedIn();
  const { page, visitor } = ines;
  await visitor.call(createApplication, { body: { company: 'Ferrous & Daughters', title: 'My own' } });
  await page.goto('/welcome');
  await page.getByRole('button', { name: 'Fill it with sample data' }).click();
  await expectPage(page.getByText('13 samples are on your board')).toBeVisible();
  await page.goto('/welcome');
  await page.getByRole('button', { name: 'Take them out' }).click();
  await expectPage(page.getByText('The samples are out.')).toBeVisible();
  const { body } = await visitor.call(listGroups, {});
  expect(body.items.map(({ applications }) => applications)).toEqual([1]);
  const companies = (await (await visitor.fetch('/api/v1/companies')).json()) as { items: { name: string }[] };
  expect(companies.items.map(({ name }) => name)).toEqual(['Ferrous & Daughters']);
});

describe('groups in the rail', () => {
  test('a new one is begun, shown with its count, and becomes the one that is looked at', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    await page.goto('/board');
    await page.getByRole('button', { name: 'New group' }).click();
    const dialog = page.getByRole('dialog', { name: 'New group' });
    await dialog.getByRole('button', { name: 'Begin it' }).click();
    await expectPage(dialog.getByText('Give it a name.')).toBeVisible();
    await dialog.getByLabel('Name').fill('Part-time teaching');
    await dialog.getByRole('button', { name: 'Begin it' }).click();
    await expectPage(page).toHaveURL(/group=/);
    await expectPage(page.getByRole('link', { name: /Part-time teaching/ })).toHaveAttribute('aria-current', 'true');
  });

  test('a name that is taken is said beside the field', async () => {
    await using ines = await app.visitSignedIn();
    const { page, visitor } = ines;
    await visitor.call(createGroup, { body: { name: 'Teaching' } });
    await page.goto('/settings/groups');
    await page.getByRole('button', { name: 'New group' }).last().click();
    await page.getByLabel('Name').fill('teaching');
    await page.getByRole('button', { name: 'Begin it' }).click();
    await expectPage(page.getByText('There is a group of that name already.')).toBeVisible();
  });
});

const widths = [360, 768, 1440] as const;
/** Where neither rail nor Settings lead. */
const beside = ['/welcome', '/import', '/tasks', '/offers', '/work-search', '/nowhere'];

describe('a tour of all views, light and dark', () => {
  let addresses: readonly string[];
  beforeAll(async () => {
    await using ines = await app.visitSignedIn();
    addresses = [...new Set([...(await placesOf(ines.page)), ...beside])];
  });

  test.for(widths)(
    'finds nothing against accessibility or the content policy, no foreign request, nothing wider than the window of %i px',
    { timeout: 240_000 },
    async (width) => {
      await using ines = await app.visitSignedIn({ viewport: { width, height: 900 }, hasTouch: width < 1000 });
      const { page, visitor } = ines;
      await visitor.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analytics engineer', tags: ['dbt'] } });
      const faults: string[] = [];
      for (const address of addresses) {
        await page.goto(address);
        await expectPage(page.locator('main :is(h1, h2, b):visible').first()).toBeVisible();
        // Between a phone and a desk nothing is laid out by other parts, and no width has colours of its own.
        const barriers = width === 768 ? [] : await barriersOf(page);
        if (width === 1440) barriers.push(...(await barriersInDark(page)));
        faults.push(...barriers.map((barrier) => `${address} ${barrier}`));
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
          faults.push(`${address} is wider than the window`);
      }
      expect(addresses.length).toBeGreaterThan(25);
      expect([faults, ines.violations, ines.foreignRequests, ines.errors]).toEqual([[], [], [], []]);
    },
  );

  test('would see a fault, a violation and a foreign request', async () => {
    await using ines = await app.visitSignedIn();
    const { page } = ines;
    await page.goto('/settings/appearance');
    await page.evaluate(() => {
      document.body.append(document.createElement('img'), document.createElement('button'));
      document.querySelector('img')?.setAttribute('src', 'http://127.0.0.2:1/x.png');
      const style = document.createElement('style');
      style.textContent = 'p { color: red }';
      document.body.append(style);
    });
    expect(await barriersOf(page)).not.toEqual([]);
    await expectPage.poll(() => ines.violations.length).toBeGreaterThan(1);
  });
});
