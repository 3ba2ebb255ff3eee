/** The work-search log in a real browser, on the built app. */
import { features } from '@sotto/server';
import { addDays } from '@sotto/domain';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import {
  barriersInDark,
  barriersOf,
  expectPage,
  openBrowser,
  startServer,
  type OpenBrowser,
  type TestServer,
  type Visitor,
  webFolder,
} from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

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

const today = () => new Date(server.clock.now()).toISOString().slice(0, 10);

async function join(): Promise<Visitor> {
  const visitor = await newcomer(server);
  const { revision } = (await visitor.call(getSettings, {})).body;
  await visitor.call(patchSettings, { body: { revision, welcomedOn: '2026-11-01', zone: 'UTC', locale: 'en-GB' } });
  return visitor;
}

test('the log tells what was sent, takes what is added, and counts it against the office that was chosen', async () => {
  const visitor = await join();
  await visitor.call(createApplication, { body: { company: 'Palisade', title: 'Analyst', appliedOn: addDays(today(), -1) } });
  await using visit = await browser.visit(server.origin, { as: visitor });
  const { page } = visit;
  await page.goto('/work-search');
  await expectPage(page.getByRole('row', { name: /Palisade/ })).toContainText('Analyst');

  await page.getByRole('button', { name: 'What is asked for' }).click();
  await page.getByLabel('Office').selectOption('us-ny');
  await expectPage(page.getByRole('dialog')).toContainText('dol.ny.gov');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByText('For New York State Department of Labor')).toBeVisible();
  await expectPage(page.getByText('1 of 3')).toBeVisible();

  await page.getByRole('button', { name: 'Add an activity' }).click();
  await page.getByLabel('Day').fill(addDays(today(), -1));
  await page.getByLabel('Employer, agency or host').fill('City hall');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByRole('row', { name: /City hall/ })).toContainText('Job fair');
  await expectPage(page.getByText('2 of 3')).toBeVisible();
  await expectPage(page.getByText('1 missing')).toBeVisible();

  await page.getByRole('button', { name: 'More about Palisade' }).click();
  await page.getByRole('menuitem', { name: 'Do not count it' }).click();
  await expectPage(page.getByText('1 of 3')).toBeVisible();
  await page.getByRole('button', { name: 'More about Palisade' }).click();
  await page.getByRole('menuitem', { name: 'As the application tells it' }).click();
  await expectPage(page.getByText('2 of 3')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.getByText('1 of 3')).toBeVisible();

  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);
  expect(visit.violations).toEqual([]);
});

test('the log on paper is the log alone', async () => {
  const visitor = await join();
  await visitor.call(createApplication, { body: { company: 'Palisade', title: 'Analyst', appliedOn: today() } });
  await using visit = await browser.visit(server.origin, { as: visitor, viewport: { width: 360, height: 800 } });
  await visit.page.goto('/work-search');
  await expectPage(visit.page.getByText('Palisade')).toBeVisible();
  const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await visit.page.emulateMedia({ media: 'print' });
  await expectPage(visit.page.getByText('Palisade')).toBeVisible();
  await expectPage(visit.page.getByRole('button', { name: 'Add an activity' })).toBeHidden();
  await expectPage(visit.page.getByRole('link', { name: 'Board' })).toBeHidden();
});
