/** The page of one interview in a real browser, built and served as shipped. Dialogs and dates: apps/web/src/story, features/calendar. */
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createInterview, getInterview } from '@sotto/features/interviews/api';
import { features } from '@sotto/server';
import { expectPage, openBrowser, problemOf, startServer, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';

test('an interview is deleted from its page, which gives way to its application, and comes back by Undo', async () => {
  await using server = await startServer({ features, webFolder });
  await using browser = await openBrowser();
  const ana = await newcomer(server);
  const application = (await ana.call(createApplication, { body: { company: 'Kestrel Freight', title: 'Analyst' } })).body;
  const body = { applicationId: application.id, startsAt: '2026-12-01T14:00' };
  const { id } = (await ana.call(createInterview, { body })).body;
  await using visit = await browser.visit(server.origin, { as: ana });
  const { page } = visit;
  await page.goto(`/interviews/${id}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete interview' }).click();
  await expectPage(page.getByText('Interview deleted')).toBeVisible();
  await expectPage(page).toHaveURL(new RegExp(application.id));
  await expectPage(page.getByRole('region', { name: 'Kestrel Freight, Analyst' })).toBeVisible();
  expect(await problemOf(ana.call(getInterview, { params: { id } }))).toBe('not-found');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => problemOf(ana.call(getInterview, { params: { id } }))).toBeNull();
  expect([visit.violations, visit.errors, visit.foreignRequests]).toEqual([[], [], []]);
});
