/** The tracker in a real Chromium, on the built app: board, table, panel and form, with the mouse, a finger and the keyboard alone. */
import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
import { listStages } from '@sotto/features/stages/api';
import { features } from '@sotto/server';
import {
  type OpenBrowser,
  type TestServer,
  type Visit,
  type Visitor,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  webFolder,
  tick,
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApplication, getApplication, listApplications, patchApplication } from '../api.ts';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let server: TestServer;
let chromium: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await server.stop();
});

interface Opened extends Visit {
  readonly person: Visitor;
}

/** Someone with these applications (`company: title @ stage`), on `path`, in a browser of their own. */
async function openWith(applications: readonly string[], path: string, options?: BrowserContextOptions): Promise<Opened> {
  const person = await newcomer(server);
  const { items: stages } = (await person.call(listStages, {})).body;
  for (const [company = '', title = '', stage] of applications.map((line) => line.split(/: | @ /))) {
    const stageId = stages.find(({ name }) => name === stage)?.id;
    await person.call(createApplication, { body: { company, title, ...(stageId !== undefined && { stageId }) } });
  }
  const visit = await chromium.visit(server.origin, { ...options, as: person });
  await visit.page.goto(path);
  return { ...visit, person, [Symbol.asyncDispose]: visit[Symbol.asyncDispose].bind(visit) };
}

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page, title: string) => page.getByRole('article', { name: title });

/** Dragging is loaded after the board. */
async function drag(page: Page, title: string, ...to: Parameters<Locator['dragTo']>): Promise<void> {
  await expectPage(card(page, title)).toHaveAttribute('draggable', 'true');
  await card(page, title).dragTo(...to);
}

async function stageOf(person: Visitor, title: string): Promise<string | undefined> {
  const { items } = (await person.call(listApplications, { query: {} })).body;
  return items.find((item) => item.title === title)?.stage.name;
}

function expectClean({ violations, foreignRequests, errors }: Visit): void {
  expect(violations, 'content security policy').toEqual([]);
  expect(foreignRequests, 'requests to anyone else').toEqual([]);
  expect(errors, 'errors in the console').toEqual([]);
}

describe('the board', () => {
  test('moves a card with the mouse, says where it went, and takes it back', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Saved', 'Marlow: Lead @ Applied'], '/board');
    const { page, person } = visit;
    await drag(page, 'Analyst', card(page, 'Lead'), { targetPosition: { x: 40, y: 4 } });
    await expectPage(column(page, 'Applied').getByRole('article')).toHaveCount(2);
    await expectPage(column(page, 'Applied').getByRole('article').first()).toHaveAccessibleName('Kestrel, Analyst');
    await expectPage(page.getByText('Kestrel moved to')).toBeVisible();
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Applied');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expectPage(column(page, 'Saved').getByRole('article')).toHaveCount(1);
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Saved');
    expectClean(visit);
  });

  test('is used with the keyboard alone: arrows go, Alt+arrows move, a number moves to its stage, Enter opens', async () => {
    await using visit = await openWith(['A: First @ Saved', 'B: Second @ Saved', 'C: Third @ Applied'], '/board');
    const { page, person } = visit;
    await expectPage(card(page, 'Second')).toBeVisible();
    await page.keyboard.press('j');
    await expectPage(card(page, 'Second')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expectPage(card(page, 'First')).toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expectPage(column(page, 'Saved').getByRole('article').first()).toHaveAccessibleName('A, First');
    await expectPage(page.getByText('First: Saved, 1 of 2')).toBeAttached();
    await expectPage(card(page, 'First')).toBeFocused();
    await page.keyboard.press('Alt+ArrowRight');
    await expectPage(column(page, 'Applied').getByRole('article')).toHaveCount(2);
    await expectPage(card(page, 'First')).toBeFocused();
    await page.keyboard.press('4');
    await expectPage(column(page, 'Interview').getByRole('article')).toHaveCount(1);
    await expectPage(card(page, 'First')).toBeFocused();
    await expect.poll(() => stageOf(person, 'First')).toBe('Interview');
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('heading', { name: 'First', level: 2 })).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('heading', { name: 'First', level: 2 })).toBeHidden();
    expectClean(visit);
  });

  test('offers every stage in a card’s own menu', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Saved'], '/board');
    const { page, person } = visit;
    await card(page, 'Analyst').hover();
    await page.getByRole('button', { name: 'What to do with Analyst' }).click();
    await page
      .getByRole('menuitemradio', { name: /Rejected/ })
      .or(page.getByRole('menuitemcheckbox', { name: /Rejected/ }))
      .or(page.getByRole('menuitem', { name: /Rejected/ }))
      .first()
      .click();
    await expectPage(column(page, 'Rejected').getByText('Kestrel')).toBeVisible();
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Rejected');
    expectClean(visit);
  });

  test('says what belongs there when it is empty, and narrows while one types', async () => {
    await using empty = await openWith([], '/board');
    await expectPage(empty.page.getByText('This group is empty.')).toBeVisible();
    await using visit = await openWith(['Kestrel: Analyst @ Saved', 'Marlow: Lead @ Saved'], '/board');
    await expectPage(card(visit.page, 'Lead')).toBeVisible();
    await visit.page.keyboard.press('/');
    await visit.page.keyboard.type('kest');
    await expectPage(card(visit.page, 'Lead')).toBeHidden();
    await expectPage(visit.page.getByText('1 of 2')).toBeVisible();
    expectClean(visit);
  });

  test('folds a column to a strip that still counts and takes, also after a reload', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Saved', 'Marlow: Lead @ Applied'], '/board');
    const { page, person } = visit;
    await column(page, 'Applied').hover();
    await page.getByRole('button', { name: 'Collapse Applied' }).click();
    await expectPage(card(page, 'Lead')).toBeHidden();
    await page.reload();
    const strip = page.getByRole('button', { name: 'Expand Applied, 1 application' });
    await drag(page, 'Analyst', strip);
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Applied');
    await page.getByRole('button', { name: 'Expand Applied, 2 applications' }).click();
    await expectPage(card(page, 'Analyst')).toBeVisible();
    await expectPage(column(page, 'Applied').getByText('2', { exact: true })).toBeVisible();
    expectClean(visit);
  });

  test('keeps what was moved twice in a row before the first answer came', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Saved'], '/board');
    const { page, person } = visit;
    await expectPage(card(page, 'Analyst')).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('2');
    await expectPage(column(page, 'Applied').getByRole('article')).toHaveCount(1);
    await expectPage(card(page, 'Analyst')).toBeFocused();
    await page.keyboard.press('3');
    await expectPage(column(page, 'Screening').getByRole('article')).toHaveCount(1);
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Screening');
    expectClean(visit);
  });

  test.for(['light', 'dark'] as const)('has no barriers in the %s theme', async (colorScheme) => {
    await using visit = await openWith(['Kestrel: Analyst @ Saved', 'Marlow: Lead @ Rejected'], '/board', { colorScheme });
    await expectPage(card(visit.page, 'Analyst')).toBeVisible();
    expect(await barriersOf(visit.page)).toEqual([]);
  });
});

describe('the board on a phone', () => {
  test('shows one stage at a time, and a swipe moves one stage on', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Saved', 'Marlow: Lead @ Applied'], '/board', phone);
    const { page, person } = visit;
    await expectPage(card(page, 'Analyst')).toBeVisible();
    await expectPage(card(page, 'Lead')).toBeHidden();
    await swipeRight(page, 'Analyst');
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Applied');
    await page
      .getByRole('navigation', { name: 'Stages' })
      .getByRole('button', { name: /^Applied/ })
      .click();
    await expectPage(page.getByRole('article')).toHaveCount(2);
    expect(await barriersOf(page)).toEqual([]);
    expectClean(visit);
  });
});

/** A finger on a card, pulled to the right, as Chromium's own input does it: at once, since a finger that waits holds the card. */
async function swipeRight(page: Page, title: string): Promise<void> {
  const box = await card(page, title).boundingBox();
  if (!box) throw new Error(`${title} is not on the page`);
  const session = await page.context().newCDPSession(page);
  const at = (x: number) => ({ touchPoints: [{ x: box.x + x, y: box.y + box.height / 2 }] });
  await Promise.all([
    session.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(20) }),
    ...[40, 80, 120, 160].map((x) => session.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(x) })),
    session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
  ]);
}

describe('a new application', () => {
  test('asks for company and title, warns of the one that is here, and is saved all the same', async () => {
    await using visit = await openWith(['Kestrel Freight: Senior analyst, pricing @ Applied'], '/board');
    const { page, person } = visit;
    await expectPage(card(page, 'Senior analyst, pricing')).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New application' });
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expectPage(dialog.getByText('Which company is it?')).toBeVisible();
    await dialog.getByLabel('Company').fill('kestrel freight ltd');
    await dialog.getByLabel('Title').fill('Senior Analyst Pricing');
    await expectPage(dialog.getByText('You may already have this one')).toBeVisible();
    expect(await barriersOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Posting text' }).click();
    await dialog.getByLabel('The posting itself').fill('You will own prices.\n\n- Five years with SQL');
    await dialog.getByRole('button', { name: /^Save anyway/ }).click();
    await expectPage(dialog).toBeHidden();
    const { items } = (await person.call(listApplications, { query: {} })).body;
    expect(items.map(({ title, snapshot }) => [title, snapshot?.words ?? null])).toContainEqual([
      'Senior Analyst Pricing',
      expect.any(Number),
    ]);
    expectClean(visit);
  });

  test('unfolds to every field, knows the posting by its link, and saves all that was filled in', async () => {
    await using visit = await openWith([], '/board');
    const { page, person } = visit;
    await person.call(createApplication, {
      body: { company: 'Marlow', title: 'Lead', url: 'https://www.linkedin.com/jobs/view/4012345678/' },
    });
    await expectPage(page.getByRole('button', { name: /^New application/ }).first()).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'New application' });
    await dialog.getByLabel('Link to the posting').fill('https://www.linkedin.com/jobs/view/4012345678?trk=abc');
    await dialog.getByLabel('Company').fill('Another name');
    await expectPage(dialog.getByText('You have this one already')).toBeVisible();
    await dialog.getByRole('button', { name: 'All fields' }).click();
    await dialog.getByLabel('Title').fill('Analyst');
    await dialog.getByPlaceholder('From, or exactly').first().fill('85k');
    await dialog.getByLabel('City').fill('Durham');
    await dialog.getByRole('combobox', { name: 'Work mode' }).selectOption('hybrid');
    await dialog.getByRole('combobox', { name: 'Where you found it' }).selectOption('referral');
    await dialog.getByRole('combobox', { name: 'How you applied' }).selectOption('email');
    await dialog.getByRole('textbox', { name: 'Tags' }).fill('dbt, energy');
    await dialog.getByRole('textbox', { name: 'Notes' }).fill('Ask Tomas.');
    await dialog.getByRole('button', { name: /^Save anyway/ }).click();
    await expectPage(dialog).toBeHidden();
    const { items } = (await person.call(listApplications, { query: {} })).body;
    const saved = items.find(({ title }) => title === 'Analyst');
    expect(saved).toMatchObject({
      compensation: { kind: 'exact', min: 8_500_000, period: 'year' },
      location: { city: 'Durham' },
      workMode: 'hybrid',
      source: 'referral',
      method: 'email',
      tags: ['dbt', 'energy'],
    });
    expectClean(visit);
  });

  test('keeps what was typed over a reload, until it is thrown away', async () => {
    await using visit = await openWith([], '/board');
    const { page } = visit;
    await expectPage(page.getByText('This group is empty.')).toBeVisible();
    await page.keyboard.press('n');
    await page.getByLabel('Company').fill('Kestrel');
    await page.getByLabel('Title').fill('Analyst');
    await page.reload();
    await expectPage(page.getByText('This group is empty.')).toBeVisible();
    await page.keyboard.press('n');
    await expectPage(page.getByLabel('Title')).toHaveValue('Analyst');
    await page.getByRole('button', { name: 'Throw away' }).click();
    await page.keyboard.press('n');
    await expectPage(page.getByLabel('Title')).toHaveValue('');
  });
});

describe('the panel', () => {
  test('saves notes and fields by itself, and keeps another device’s change of another field', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Applied'], '/board');
    const { page, person } = visit;
    await card(page, 'Analyst').getByRole('link').click();
    await page.getByRole('textbox', { name: 'Notes' }).fill('Ask about the four-day week.');
    const { items } = (await person.call(listApplications, { query: {} })).body;
    const id = items[0]?.id ?? '';
    await expect
      .poll(async () => (await person.call(getApplication, { params: { id } })).body.notes)
      .toBe('Ask about the four-day week.');
    await page.getByRole('tab', { name: 'Details' }).click();
    const { revision } = (await person.call(getApplication, { params: { id } })).body;
    await person.call(patchApplication, { params: { id }, body: { revision, referenceNumber: 'from the other device' } });
    await page.getByLabel('Seniority').fill('Senior');
    await expect.poll(async () => (await person.call(getApplication, { params: { id } })).body.seniority).toBe('Senior');
    const kept = (await person.call(getApplication, { params: { id } })).body;
    expect([kept.notes, kept.referenceNumber]).toEqual(['Ask about the four-day week.', 'from the other device']);
    expect(await barriersOf(page)).toEqual([]);
    // The browser tells of the one refusal, after which the two changes were put together.
    expect(visit.errors.splice(0)).toEqual([expect.stringContaining('409')]);
    expectClean(visit);
  });

  test('enters an earlier step, and takes one back', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Applied'], '/board');
    const { page, person } = visit;
    await card(page, 'Analyst').getByRole('link').click();
    const panel = page.getByRole('region', { name: 'Kestrel, Analyst' });
    await panel.getByRole('button', { name: 'Applied', exact: true }).click();
    await page.getByRole('menu').getByText('Interview').click();
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Interview');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const step = panel.getByRole('listitem').filter({ hasText: 'Interview' });
    await step.hover();
    await step.getByRole('button', { name: 'Take back' }).click();
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Applied');
    expectClean(visit);
  });

  test('deletes, and brings everything back on undo', async () => {
    await using visit = await openWith(['Kestrel: Analyst @ Applied'], '/board');
    const { page, person } = visit;
    await card(page, 'Analyst').getByRole('link').click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete application' }).click();
    await expectPage(page.getByText('Analyst deleted')).toBeVisible();
    await expect.poll(() => stageOf(person, 'Analyst')).toBeUndefined();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Applied');
    // A section of the panel that came late may have asked for what belongs to an application that was gone.
    expectClean({ ...visit, errors: visit.errors.filter((error) => !error.includes('404')) });
  });
});

describe('the table', () => {
  const three = ['Aldergate: Planner @ Applied', 'Kestrel: Analyst @ Saved', 'Marlow: Lead @ Saved'];
  const companies = (page: Page) => page.getByRole('table').locator('td.name').allTextContents();

  test('sorts, filters in and out, and says so in its address', async () => {
    await using visit = await openWith(three, '/table');
    const { page } = visit;
    await page.getByRole('columnheader', { name: 'Company' }).getByRole('button').click();
    await expect.poll(() => companies(page)).toEqual(['Aldergate', 'Kestrel', 'Marlow']);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('combobox', { name: 'Is' }).selectOption('not');
    await page.getByRole('combobox', { name: 'Value' }).selectOption({ label: 'Saved' });
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => companies(page)).toEqual(['Aldergate']);
    await page.reload();
    await expect.poll(() => companies(page)).toEqual(['Aldergate']);
    await page.getByRole('button', { name: /Remove the filter Stage/ }).click();
    await expect.poll(() => companies(page)).toEqual(['Aldergate', 'Kestrel', 'Marlow']);
    expectClean(visit);
  });

  test('shows the columns one chooses, and tags the picked rows', async () => {
    await using visit = await openWith(three, '/table');
    const { page, person } = visit;
    await page.getByRole('button', { name: /columns$/ }).click();
    await page.getByRole('menu').getByText('Tags').click();
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('columnheader', { name: 'Tags' })).toBeVisible();
    await tick(page.getByRole('checkbox', { name: 'Pick Kestrel' }));
    await page.getByRole('toolbar').getByRole('button', { name: 'Tag' }).click();
    await page.getByRole('textbox', { name: 'Tag' }).fill('energy');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expectPage(page.getByRole('cell', { name: 'energy' })).toBeVisible();
    const { items } = (await person.call(listApplications, { query: {} })).body;
    expect(items.find(({ title }) => title === 'Analyst')?.tags).toEqual(['energy']);
    await page.reload();
    await expectPage(page.getByRole('columnheader', { name: 'Tags' })).toBeVisible();
    expectClean(visit);
  });

  test('changes the picked rows together, and takes it back', async () => {
    await using visit = await openWith(three, '/table');
    const { page, person } = visit;
    await tick(page.getByRole('checkbox', { name: 'Pick all' }));
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
    await expectPage(page.getByText('3 deleted')).toBeVisible();
    expect((await person.call(listApplications, { query: {} })).body.total).toBe(0);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(async () => (await person.call(listApplications, { query: {} })).body.total).toBe(3);
    await tick(page.getByRole('checkbox', { name: 'Pick Kestrel' }));
    await page.getByRole('toolbar').getByRole('button', { name: 'Move to…' }).click();
    await page.getByRole('menu').getByText('Offer').click();
    await expect.poll(() => stageOf(person, 'Analyst')).toBe('Offer');
    expectClean(visit);
  });

  test.for(['light', 'dark'] as const)('has no barriers in the %s theme', async (colorScheme) => {
    await using visit = await openWith(three, '/table', { colorScheme });
    await expect.poll(() => companies(visit.page)).toHaveLength(3);
    expect(await barriersOf(visit.page)).toEqual([]);
  });
});
