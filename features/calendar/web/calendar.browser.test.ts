/** The calendar in a real browser, built and served as shipped. It stands on days that its address names. */
import type { BrowserContextOptions, Locator, Page } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createInterview, getInterview } from '@sotto/features/interviews/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { createTask, getTask, listTasks } from '@sotto/features/tasks/api';
import { features } from '@sotto/server';
import {
  barriersInDark,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  webFolder,
  type OpenBrowser,
  type TestServer,
  type Visit,
  type Visitor,
} from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const phone: BrowserContextOptions = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };

let server: TestServer;
let browser: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await server.stop();
});

async function join(): Promise<Visitor> {
  const person = await newcomer(server);
  const { revision } = (await person.call(getSettings, {})).body;
  await person.call(patchSettings, { body: { revision, welcomedOn: '2026-11-01', locale: 'en-GB', zone: 'Europe/Berlin' } });
  return person;
}

async function open(person: Visitor, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const visit = await browser.visit(server.origin, { timezoneId: 'Europe/Berlin', ...options, as: person });
  await visit.page.goto(path);
  return visit;
}

const task = async (person: Visitor, title: string, on: string) =>
  (await person.call(createTask, { body: { title, due: { on } } })).body;
const dueOf = async (person: Visitor, id: string) => (await person.call(getTask, { params: { id } })).body.due?.on;
const day = (page: Page, name: string) => page.getByRole('gridcell', { name: new RegExp(`^(Due, |Hours, )?${name}`) });
/** Dragging is loaded after the view. */
const canDrag = (page: Page) => expectPage(page.locator('.entry[draggable="true"]').first()).toBeVisible();
/** Lets go only where the day says that it takes what is dragged. `by`: from its top, in pixels. */
async function dragTo(page: Page, dragged: Locator, target: Locator, by?: number): Promise<void> {
  await canDrag(page);
  const [from, to] = [(await dragged.boundingBox())!, (await target.boundingBox())!];
  const grip = { x: from.x + 20, y: from.y + 8 };
  const end = { x: to.x + 30, y: by === undefined ? to.y + 40 : to.y + by + 8 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 4, grip.y + 4, { steps: 2 });
  await page.mouse.move(end.x, end.y - 4, { steps: 4 });
  await page.mouse.move(end.x, end.y);
  await expectPage(target).toHaveClass(/landing/);
  await page.mouse.up();
}
const moved = (page: Page, words: string) => expectPage(page.getByText(words)).toBeVisible();

function expectClean({ violations, foreignRequests, errors }: Visit): void {
  expect([violations, foreignRequests, errors]).toEqual([[], [], []]);
}

test('in a month a task is dragged, moved by keys and by a day and time that are typed, each taken back', async () => {
  const person = await join();
  const { id } = await task(person, 'Reread the notes', '2031-11-12');
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await task(person, `Letter ${number}`, '2031-11-20');
  await using visit = await open(person, '/calendar?view=month&on=2031-11-12');
  const { page } = visit;
  await expectPage(page.getByRole('heading', { name: 'November 2031' })).toBeVisible();
  const link = page.getByRole('link', { name: /Reread the notes/ });
  await dragTo(page, link, day(page, 'Friday 14 November'));
  await expectPage(day(page, 'Friday 14 November').getByRole('link', { name: /Reread/ })).toBeVisible();
  await moved(page, 'Reread the notes moved to 14 Nov 2031');
  expect(await dueOf(person, id)).toBe('2031-11-14');
  await page.keyboard.press('z');
  await expectPage(day(page, 'Wednesday 12 November').getByRole('link', { name: /Reread/ })).toBeVisible();

  await link.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await moved(page, 'Reread the notes moved to 19 Nov 2031');
  await expectPage(link).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await moved(page, 'Reread the notes moved to 18 Nov 2031');
  expect(await dueOf(person, id)).toBe('2031-11-18');

  await page.getByRole('button', { name: 'What to do with Reread the notes' }).click();
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move: Reread the notes' });
  await dialog.getByLabel('Day').fill('2031-11-13');
  await dialog.getByLabel('At').fill('09:30');
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Move' }).click();
  await moved(page, 'Reread the notes moved to 13 Nov 2031, 9:30');
  expect((await person.call(getTask, { params: { id } })).body.due).toEqual({
    on: '2031-11-13',
    time: '09:30',
    zone: 'Europe/Berlin',
  });

  const more = page.getByRole('button', { name: /more on Thursday 20 November/ });
  await more.click();
  await expectPage(page.getByRole('dialog').getByRole('link', { name: /Letter 8/ })).toBeVisible();
  await page.keyboard.press('Escape');
  // The focus goes back by itself, and must not do so later than it is taken elsewhere.
  await expectPage(more).toBeFocused();
  await day(page, 'Sunday 30 November').focus();
  await page.keyboard.press('ArrowDown');
  await expectPage(page.getByRole('heading', { name: 'December 2031' })).toBeVisible();
  await expectPage(day(page, 'Sunday 7 December')).toBeFocused();
  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);
  expectClean(visit);
});

test('in a week an interview agreed elsewhere goes to another day and hour and keeps its zone', async () => {
  const person = await join();
  const application = (await person.call(createApplication, { body: { company: 'Copperline', title: 'Data analyst' } })).body;
  const times = { startsAt: '2031-11-12T08:30', endsAt: '2031-11-12T09:30', zone: 'America/New_York' };
  const { id } = (await person.call(createInterview, { body: { applicationId: application.id, ...times } })).body;
  await using visit = await open(person, '/calendar?view=week&on=2031-11-12');
  const { page } = visit;
  const link = page.getByRole('link', { name: /Copperline/ });
  await expectPage(link).toHaveAccessibleName('14:30–15:30, Interview, Copperline, round 1, video, 8:30 in New York');
  const friday = day(page, 'Friday 14 November').last();
  const hour = (await friday.boundingBox())!.height / 24;
  await dragTo(page, link, friday, 16 * hour);
  await moved(page, 'Copperline moved to 14 Nov 2031, 16:00');
  const kept = async () => (await person.call(getInterview, { params: { id } })).body;
  expect(await kept()).toMatchObject({ startsAt: '2031-11-14T10:00', endsAt: '2031-11-14T11:00', zone: 'America/New_York' });
  await link.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await moved(page, 'Copperline moved to 14 Nov 2031, 15:30');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage.poll(async () => (await kept()).startsAt).toBe('2031-11-14T10:00');
  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);

  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Interviews' }).click();
  await page.keyboard.press('Escape');
  await expectPage(page.getByText('Nothing in this week.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await link.click();
  await expectPage(page).toHaveURL(new RegExp(`/interviews/${id}$`));
  expectClean(visit);
});

test('keys go through time and views; on a phone the list comes first, takes a task and an interview, and nothing leaves the screen', async () => {
  const person = await join();
  await person.call(createApplication, { body: { company: 'Copperline', title: 'Data analyst' } });
  await using wide = await open(person, '/calendar?view=month&on=2031-11-12');
  await expectPage(wide.page.getByText('Nothing in this month.')).toBeVisible();
  await wide.page.keyboard.press('ArrowRight');
  await expectPage(wide.page.getByRole('heading', { name: 'December 2031' })).toBeVisible();
  await wide.page.keyboard.press('w');
  await expectPage(wide.page.getByRole('heading', { name: '8–14 December 2031' })).toBeVisible();
  await wide.page.keyboard.press('t');
  await expectPage(wide.page).toHaveURL(/view=week$/);
  await wide.page.keyboard.press('a');
  await expectPage(wide.page.getByText('Nothing here in these four weeks')).toBeVisible();
  expectClean(wide);

  await using visit = await open(person, '/calendar?on=2031-11-12', phone);
  const { page } = visit;
  await page.getByRole('button', { name: 'New task' }).click();
  const form = page.getByRole('dialog', { name: 'New task' });
  await form.getByLabel('What to do').fill('Call Leah');
  await form.getByRole('button', { name: 'Add' }).click();
  await expectPage(page.getByRole('link', { name: 'Task, Call Leah' })).toBeVisible();
  expect((await person.call(listTasks, {})).body.items).toMatchObject([{ title: 'Call Leah', due: { on: '2031-11-12' } }]);
  await page.getByRole('button', { name: 'Add on Wednesday 12 November 2031' }).click();
  await page.getByText('Interview', { exact: true }).click();
  await page.getByRole('button', { name: 'Plan for Copperline, Data analyst' }).click();
  const plan = page.getByRole('dialog', { name: 'Plan an interview' });
  await plan.getByLabel('From').fill('14:00');
  await plan.getByRole('button', { name: 'Plan', exact: true }).click();
  await expectPage(page.getByRole('link', { name: /^14:00–15:00, Interview, Copperline/ })).toBeVisible();
  for (const view of ['Agenda', 'Month', 'Week']) {
    await page.getByText(view, { exact: true }).click();
    await expectPage(page.getByRole('radio', { name: view })).toBeChecked();
    await expectPage(page.getByRole('link', { name: /Copperline/ }).first()).toBeVisible();
    expect(await barriersOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  expectClean(visit);
});
