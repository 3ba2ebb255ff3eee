/** Reminders in a real browser, built and served as shipped, with a mail server at the other end. */
import { joinByMail, type Mailbox, startWithMail } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createInterview } from '@sotto/features/interviews/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { createTask } from '@sotto/features/tasks/api';
import { features } from '@sotto/server';
import {
  barriersInDark,
  barriersOf,
  createClock,
  expectPage,
  openBrowser,
  type OpenBrowser,
  type TestServer,
  type Visitor,
  webFolder,
} from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getReminderMail } from '../api.ts';

const now = createClock().now();
/** A day from today, in UTC. */
const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString().slice(0, 10);

let server: TestServer;
let mailbox: Mailbox;
let browser: OpenBrowser;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ server, mailbox, stop } = await startWithMail({ features, webFolder }));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await stop();
});

async function join(): Promise<{ visitor: Visitor; email: string }> {
  const person = await joinByMail(server, mailbox);
  const { revision } = (await person.visitor.call(getSettings, {})).body;
  await person.visitor.call(patchSettings, { body: { revision, welcomedOn: day(0), locale: 'en-GB' } });
  const body = { company: 'Palisade Clinics', title: 'Data engineer' };
  const { id } = (await person.visitor.call(createApplication, { body })).body;
  await person.visitor.call(createInterview, { body: { applicationId: id, startsAt: `${day(1)}T00:00` } });
  await person.visitor.call(createTask, { body: { title: 'Call Leah', due: { on: day(0) } } });
  return person;
}

test('the bell counts what is new, and what is put away goes in every tab, and comes back', async () => {
  const { visitor } = await join();
  await using tab = await browser.visit(server.origin, { timezoneId: 'UTC', as: visitor });
  await using other = await browser.visit(server.origin, { timezoneId: 'UTC', as: visitor });
  const { page } = tab;
  await page.goto('/settings/appearance');
  await page.getByRole('link', { name: 'Reminders, 2 new' }).click();
  const rows = page.locator('.reminder');
  await expectPage(rows).toHaveText([/Interview.*Palisade Clinics, Data engineer/, /Call Leah/]);
  await expectPage(page.getByRole('link', { name: 'Reminders', exact: true })).toBeVisible();
  expect([...(await barriersOf(page)), ...(await barriersInDark(page))]).toEqual([]);
  await page.getByRole('button', { name: 'Put away: Call Leah' }).press('Enter');
  await expectPage(rows).toHaveCount(1);
  await expectPage(page.getByText('Put away', { exact: true })).toBeVisible();
  // Under the pointer it stays, however long the other tab takes.
  await page.locator('.notice').hover();
  await other.page.goto('/reminders');
  await expectPage(other.page.locator('.reminder')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(rows).toHaveCount(2);
  await rows.first().getByRole('link').click();
  await expectPage(page).toHaveURL(/\/interviews\//);
});

test('mail that is turned on stays on whatever else is changed before the server has said so', async () => {
  const { visitor } = await join();
  await using visit = await browser.visit(server.origin, { timezoneId: 'UTC', as: visitor });
  const { page } = visit;
  await page.goto('/settings/reminders');
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/v1/reminders/mail', async (route) => {
    const answer = await route.fetch();
    if (route.request().method() === 'PUT') await promise;
    await route.fulfill({ response: answer });
  });
  await page.getByRole('switch', { name: 'By mail' }).click();
  await expectPage(page.getByRole('switch', { name: 'By mail' })).toBeChecked();
  await page.getByRole('switch', { name: 'Tasks and next steps' }).click();
  await expectPage(page.getByRole('switch', { name: 'Tasks and next steps' })).not.toBeChecked();
  resolve();
  const kept = async () => (await visitor.call(getSettings, {})).body.reminders;
  await expectPage.poll(kept).toMatchObject({ byMail: true, things: ['suggestions', 'offers', 'closing'] });
  expect((await visitor.call(getReminderMail, {})).body.on).toBe(true);
});

test('mail is turned on, says as much as was chosen, and is ended from it without signing in', async () => {
  const { visitor, email } = await join();
  await using visit = await browser.visit(server.origin, { timezoneId: 'UTC', as: visitor });
  const { page } = visit;
  await page.goto('/settings/reminders');
  await page.getByRole('switch', { name: 'By mail' }).click();
  await expectPage(page.getByRole('combobox', { name: 'Daily mail at' })).toHaveValue('08:00');
  await expectPage(page.getByRole('figure')).not.toContainText('N. T.');
  await page.getByRole('radio', { name: 'Initials' }).click();
  await expectPage(page.getByRole('figure')).toContainText('N. T.');
  await page.getByRole('combobox', { name: 'Weekly mail on' }).selectOption('Monday');
  await expectPage(page.getByRole('combobox', { name: 'Weekly mail at' })).toBeVisible();
  expect([...(await barriersOf(page)), ...(await barriersInDark(page))]).toEqual([]);

  // Two days on, in the morning: the task is still due.
  server.clock.set(`${day(2)}T08:00:00Z`);
  await server.runJob('reminders');
  await server.runJob('mail');
  const mail = (await mailbox.mailsTo(email, 3)).at(-1);
  server.clock.set(now);
  const secret = /unsubscribe#([\w-]+)/.exec(mail?.html ?? '')?.[1] ?? '';
  await using stranger = await browser.visit(server.origin, {});
  await stranger.page.goto(`/unsubscribe#${secret}`);
  await expectPage(stranger.page).toHaveURL(/\/unsubscribe$/);
  expect((await visitor.call(getReminderMail, {})).body.on, 'opening the page ends nothing').toBe(true);
  await stranger.page.getByRole('button', { name: 'End them' }).click();
  await expectPage(stranger.page.getByRole('heading', { name: 'Reminders by mail have ended' })).toBeVisible();
  expect(await barriersOf(stranger.page)).toEqual([]);
  await page.reload();
  await expectPage(page.getByRole('switch', { name: 'By mail' })).not.toBeChecked();
  await expectPage(page.getByText('Ended by the link in a mail')).toBeVisible();
});
