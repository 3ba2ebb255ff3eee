/** A calendar feed from the first press to its end, in a real Chromium; and one interview as a file. */
import { readFile } from 'node:fs/promises';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createInterview } from '@sotto/features/interviews/api';
import { features } from '@sotto/server';
import { barriersOf, expectPage, minute, openBrowser, startServer, webFolder, tick } from '@sotto/testing';
import { expect, test } from 'vitest';

const password = 'wandering lilac otter';

test('a feed is made after showing again who one is, its address is shown once, tells what was chosen, and is revoked', async () => {
  await using server = await startServer({ features, webFolder });
  await using chromium = await openBrowser();
  const person = await newcomer(server);
  const { id: applicationId } = (
    await person.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } })
  ).body;
  const { id } = (await person.call(createInterview, { body: { applicationId, startsAt: '2026-12-01T14:00' } })).body;
  server.clock.advance(11 * minute);
  await using visit = await chromium.visit(server.origin, { as: person, permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = visit;

  await page.goto('/settings/calendar-feeds');
  await page.getByRole('button', { name: 'New feed' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Work laptop');
  await tick(page.getByRole('radio', { name: /^Everything/ }));
  await page.getByRole('button', { name: 'Make the feed' }).click();
  const question = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await question.getByLabel('Password', { exact: true }).fill(password);
  await question.getByRole('button', { name: 'Confirm' }).click();

  const made = page.getByRole('dialog', { name: 'Copy the address now' });
  const url = (await made.getByLabel('Address of the feed').textContent()) ?? '';
  expect(await (await fetch(url)).text()).toContain('Palisade Clinics');
  await page.keyboard.press('Escape');
  await expectPage(made.getByRole('alert')).toContainText('Nobody can show it to you again.');
  await made.getByRole('button', { name: 'Copy' }).click();
  await expectPage(made.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);
  await made.getByRole('radio', { name: 'Google' }).check({ force: true });
  await expectPage(made.getByText('calendar.google.com')).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  await made.getByRole('button', { name: 'I have it' }).click();

  await page.reload();
  await expectPage(page.getByText(/^Everything for interviews\. Last fetched/)).toBeVisible();
  expect(await page.content()).not.toContain(url.split('/').at(-2));
  await page.getByRole('button', { name: 'Change: Work laptop' }).click();
  await tick(page.getByRole('radio', { name: /^Busy/ }));
  await page.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByText(/^No more than “Busy” for interviews\./)).toBeVisible();
  expect(await (await fetch(url)).text()).not.toContain('Palisade Clinics');
  await page.getByRole('button', { name: 'Revoke: Work laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke it' }).click();
  await expectPage(page.getByText('No calendar feeds')).toBeVisible();
  expect((await fetch(url)).status).toBe(404);

  await page.goto(`/interviews/${id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Add to calendar' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('interview.ics');
  expect(await readFile(await download.path(), 'utf8')).toContain(
    'SUMMARY:Video interview\\, round 1: Data engineer\\, Palisade Clinics',
  );
  expect([visit.violations, visit.foreignRequests]).toEqual([[], []]);
});
