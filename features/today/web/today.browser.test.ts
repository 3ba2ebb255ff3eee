/** Today, tasks and interviews in a real browser, built and served as shipped. */
import type { BrowserContextOptions, Page } from '@playwright/test';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, getApplication } from '@sotto/features/applications/api';
import { createInterview, getInterview, listInterviews } from '@sotto/features/interviews/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { listStages } from '@sotto/features/stages/api';
import { createTask, listTasks } from '@sotto/features/tasks/api';
import { features } from '@sotto/server';
import {
  barriersInDark,
  barriersOf,
  createClock,
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

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const now = createClock().now();
/** A day from today, in UTC. */
const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString().slice(0, 10);

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

interface Opened extends Visit {
  readonly person: Visitor;
}

async function join(): Promise<Visitor> {
  const person = await newcomer(server);
  const { revision } = (await person.call(getSettings, {})).body;
  await person.call(patchSettings, { body: { revision, welcomedOn: day(0), locale: 'en-GB' } });
  return person;
}

async function open(person: Visitor, path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const visit = await browser.visit(server.origin, { timezoneId: 'UTC', ...options, as: person });
  await visit.page.goto(path);
  return { ...visit, person, [Symbol.asyncDispose]: visit[Symbol.asyncDispose].bind(visit) };
}

/** Someone with one application in this stage since that many days. */
async function applied(person: Visitor, company: string, stage: string, days: number) {
  const { items } = (await person.call(listStages, {})).body;
  const stageId = items.find(({ name }) => name === stage)!.id;
  return (await person.call(createApplication, { body: { company, title: 'Analyst', stageId, stageAt: day(-days) } })).body;
}

const line = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) });

function expectClean({ violations, foreignRequests, errors }: Visit): void {
  expect([violations, foreignRequests, errors]).toEqual([[], [], []]);
}

test('one lands on Today, goes through it by keys, and takes each act back', async () => {
  const person = await join();
  const { id } = await applied(person, 'Kestrel', 'Applied', 9);
  await applied(person, 'Larkspur', 'Applied', 31);
  await person.call(createTask, { body: { title: 'Send the portfolio', due: { on: day(0) } } });
  await using visit = await open(person, '/');
  const { page } = visit;
  await expectPage(page).toHaveURL(/\/today$/);
  await expectPage(page.getByText('Two things are due, one is late.')).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);

  await page.keyboard.press('j');
  await expectPage(page.getByRole('link', { name: 'Follow up with Kestrel' })).toBeFocused();
  await page.keyboard.press('x');
  await expectPage(line(page, 'Follow up with Kestrel')).toHaveCount(0);
  await expectPage(page.getByText('Noted: you followed up with Kestrel')).toBeVisible();
  expect((await person.call(listTasks, { query: { about: id } })).body.items).toMatchObject([
    { rule: 'follow_up', status: 'done' },
  ]);
  await page.keyboard.press('z');
  await expectPage(line(page, 'Follow up with Kestrel')).toBeVisible();

  await page.getByRole('link', { name: 'Send the portfolio' }).focus();
  await page.keyboard.press('s');
  await expectPage(line(page, 'Send the portfolio')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(line(page, 'Send the portfolio')).toBeVisible();

  await line(page, 'Larkspur, 31 days without a word').getByRole('button', { name: 'Mark No answer' }).click();
  await expectPage(page.getByText('Larkspur moved to No answer')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(line(page, 'Larkspur, 31 days without a word')).toBeVisible();

  const kestrel = page.getByRole('link', { name: 'Follow up with Kestrel' });
  await kestrel.focus();
  await expectPage(kestrel).toBeFocused();
  await page.keyboard.press('m');
  await page
    .getByRole('menuitemcheckbox', { name: 'Screening' })
    .or(page.getByRole('menuitem', { name: 'Screening' }))
    .click();
  await expectPage(page.getByText('Kestrel moved to Screening')).toBeVisible();
  expect((await person.call(getApplication, { params: { id } })).body.stage.name).toBe('Screening');
  expectClean(visit);
});

test('Today of somebody new says what will stand there, and on a phone nothing leaves the screen', async () => {
  const person = await join();
  await using empty = await open(person, '/today');
  await expectPage(empty.page.getByText('Nothing here yet')).toBeVisible();
  expect(await barriersOf(empty.page)).toEqual([]);
  const { id } = await applied(person, 'Palisade', 'Interview', 3);
  const startsAt = `${day(0)}T23:30`;
  await person.call(createInterview, { body: { applicationId: id, startsAt, zone: 'UTC', people: ['Leah Brandt'] } });
  await using visit = await open(person, '/today', phone);
  const { page } = visit;
  await expectPage(page.getByText('Video with Leah Brandt')).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await person.call(createTask, { body: { title: 'Reread the notes', due: { on: day(0) } } });
  await page.reload();
  await page.getByRole('button', { name: 'What to do with Reread the notes' }).click();
  await page.getByText('Tomorrow', { exact: true }).last().click();
  await expectPage(line(page, 'Reread the notes')).toHaveCount(0);
  expectClean(visit);
});

test('the rules are switched and set in Settings, and Today goes by them', async () => {
  const person = await join();
  await applied(person, 'Kestrel', 'Applied', 9);
  await using visit = await open(person, '/settings/follow-up');
  const { page } = visit;
  await page.getByLabel('Days: After applying').fill('10');
  await page.getByLabel('Days: After applying').press('Enter');
  await expectPage(page.getByText('Saved').first()).toBeVisible();
  // Not `uncheck`, which looks at once: what is switched shows a moment later.
  await page.getByRole('switch', { name: 'Saved and not sent' }).click();
  await expectPage(page.getByRole('switch', { name: 'Saved and not sent' })).not.toBeChecked();
  expect(await barriersOf(page)).toEqual([]);
  const rules = async () => (await person.call(getSettings, {})).body.rules;
  await expectPage.poll(async () => (await rules()).leadStaleAfterDays).toBeNull();
  expect((await rules()).followUpAfterSubmittedDays).toBe(10);
  await page.goto('/today');
  await expectPage(page.getByText('Nothing is due today')).toBeVisible();
  expectClean(visit);
});

test('a task is noted by a key, comes again when done, and is taken back', async () => {
  const person = await join();
  const { id } = await applied(person, 'Kestrel', 'Applied', 1);
  await using visit = await open(person, `/board/${id}`);
  const { page } = visit;
  const head = page.locator('.section-head', { has: page.getByRole('heading', { name: 'Tasks' }) });
  await head.getByRole('button', { name: 'Add' }).click();
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What to do').fill('Ask Dana how it stands');
  await dialog.getByLabel('Due').fill(day(0));
  await dialog.getByLabel('Comes again').selectOption('week');
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('checkbox', { name: 'Done: Ask Dana how it stands' }).click();
  await expectPage(page.getByText(/It comes again/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage.poll(async () => (await person.call(listTasks, {})).body.items.length).toBe(1);
  expect((await person.call(listTasks, {})).body.items).toMatchObject([{ status: 'open', link: { kind: 'application', id } }]);

  await person.call(createTask, { body: { title: 'Read the posting', due: { on: day(1) } } });
  await person.call(createTask, { body: { title: 'Thank Ravi', due: { on: day(2) } } });
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Ask Dana how it stands' }).focus();
  await page.keyboard.press('x');
  await page.getByRole('checkbox', { name: 'Select Thank Ravi' }).click({ modifiers: ['Shift'] });
  await expectPage(page.getByRole('toolbar', { name: '3 selected' })).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Due', exact: true }).click();
  await page.getByLabel('Due on').fill(day(3));
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expectPage(page.getByText(/^3 due/)).toBeVisible();
  const days = async () => (await person.call(listTasks, {})).body.items.map(({ due }) => due?.on);
  expect(await days()).toEqual([day(3), day(3), day(3)]);
  const asked = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Ask Dana how it stands' }) });
  await expectPage(asked.locator('.due')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage.poll(days).toEqual([day(0), day(1), day(2)]);

  const abouts = async () => (await person.call(listTasks, {})).body.items.map(({ link }) => link?.kind ?? null);
  // A form that was opened sooner would say in the console that the task changed meanwhile.
  await expectPage(asked.locator('.due')).toBeVisible();
  await page.getByRole('button', { name: 'Ask Dana how it stands' }).click();
  const form = page.getByRole('dialog', { name: 'Task' });
  await form.getByLabel('About').selectOption({ label: 'A company' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expectPage(form.getByText('Choose one that is in the list.')).toBeVisible();
  await form.getByLabel('Which company').fill('kest');
  await page.getByRole('option', { name: 'Kestrel' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await abouts()).toEqual(['company', null, null]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage.poll(abouts).toEqual(['application', null, null]);
  expectClean(visit);
});

test('an interview is planned from its application, prepared on its page, and printed on its sheet', async () => {
  const person = await join();
  const application = await applied(person, 'Palisade', 'Interview', 3);
  await using visit = await open(person, `/board/${application.id}`);
  const { page } = visit;
  await page.locator('.link', { hasText: /^Interview$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Plan an interview' });
  await dialog.getByLabel('Day').fill(day(2));
  await dialog.getByLabel('From').fill('14:00');
  await dialog.getByLabel('With whom').fill('Leah Brandt, Ravi Menon');
  expect(await barriersOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Plan' }).click();
  await page.getByRole('link', { name: 'Round 1, video' }).click();
  await page.getByLabel('Add a line').fill('Reread the notes');
  await page.getByLabel('Add a line').press('Enter');
  await page.getByLabel('Questions to ask').fill('Who keeps the tests green?\nWhat comes next?');
  await page.getByLabel('Questions to ask').blur();
  const [planned] = (await person.call(listInterviews, {})).body.items;
  const kept = async () => (await person.call(getInterview, { params: { id: planned!.id } })).body;
  await expectPage.poll(kept).toMatchObject({
    questions: ['Who keeps the tests green?', 'What comes next?'],
    people: ['Leah Brandt', 'Ravi Menon'],
    prep: [{ text: 'Reread the notes', done: false }],
  });
  expect(await barriersOf(page)).toEqual([]);
  // Marked while what was typed is still on its way.
  const arrived = Promise.withResolvers<void>();
  await page.route('**/api/v1/interviews/*', async (route) => {
    if (route.request().method() === 'PATCH') await arrived.promise;
    await route.continue();
  });
  await page.getByLabel('Afterwards').fill('They were kind.');
  await page.getByLabel('Afterwards').blur();
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  arrived.resolve();
  await expectPage.poll(kept).toMatchObject({ feedback: 'They were kind.', thankYouSentOn: day(0) });
  await page.getByRole('link', { name: 'Interview sheet' }).click();
  const sheet = page.getByRole('article');
  await expectPage(sheet.getByText('What comes next?')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expectPage(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expectPage(sheet.getByText('Who keeps the tests green?')).toBeVisible();
  expectClean(visit);
});

test('all interviews stand in one list, those to come first; it is searched, narrowed, sorted and gone through by keys', async () => {
  const person = await join();
  const { id: applicationId } = await applied(person, 'Palisade', 'Interview', 30);
  const { id: otherId } = await applied(person, 'Copperline', 'Interview', 30);
  await using visit = await open(person, '/interviews');
  const { page } = visit;
  await expectPage(page.getByText('No interviews yet')).toBeVisible();
  await expectPage(page.getByRole('link', { name: 'To the board' })).toBeVisible();
  for (const [of, offset, who] of [
    [otherId, -20, 'Ines Albrecht'],
    [applicationId, -5, 'Leah Brandt'],
    [otherId, 9, 'Ravi Menon'],
    [applicationId, 3, 'Maya Lindqvist'],
  ] as const)
    await person.call(createInterview, { body: { applicationId: of, startsAt: `${day(offset)}T14:00`, people: [who] } });
  await page.reload();
  const rows = page.getByRole('table', { name: 'Interviews' }).locator('tbody tr');
  await expectPage(rows).toHaveText([/Palisade.*Maya/, /Copperline.*Ravi/, /Palisade.*Leah/, /Copperline.*Ines/]);
  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);
  await page.getByRole('button', { name: 'Company' }).click();
  await expectPage(rows).toHaveText([/Copperline.*Ravi/, /Copperline.*Ines/, /Palisade.*Maya/, /Palisade.*Leah/]);

  await page.getByRole('button', { name: 'Any time' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'To come' }).click();
  await page.getByLabel('Find an interview').fill('palis');
  await expectPage(rows).toHaveText([/Palisade.*Maya/]);
  await expectPage(page.getByRole('status').filter({ hasText: '1 of 4 interviews' })).toBeVisible();
  await expectPage(page).toHaveURL(/q=palis.*when=coming/);
  await page.reload();
  await expectPage(rows).toHaveText([/Palisade.*Maya/]);
  await page.getByLabel('Find an interview').fill('nobody');
  await expectPage(page.getByText('No interview is like that.')).toBeVisible();
  await page.getByLabel('Find an interview').fill('');
  await expectPage(rows).toHaveCount(2);

  await rows.first().focus();
  await page.keyboard.press('j');
  await expectPage(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expectPage(page.getByRole('heading', { name: /Round 2/ })).toBeVisible();
  await expectPage(page).toHaveURL(/\/interviews\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expectPage(rows).toHaveCount(2);
  await page.setViewportSize(phone.viewport!);
  await expectPage(rows.first().getByText('Round 2, video · ')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expectClean(visit);
});
