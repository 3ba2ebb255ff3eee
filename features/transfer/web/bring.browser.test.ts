/** Bringing LinkedIn's whole archive in, in a real browser, built and served as shipped. */
import { newcomer } from '@sotto/features/account/testing';
import { createContact, listContacts } from '@sotto/features/contacts/api';
import { listQuestions } from '@sotto/features/questions/api';
import { connections, linkedInArchive, zipOf } from '@sotto/features/transfer/testing';
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
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: TestServer;
let browser: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function join(): Promise<Visit & { readonly visitor: Visitor }> {
  const visitor = await newcomer(server);
  const visit = await browser.visit(server.origin);
  await visit.context.addCookies(
    [...visitor.cookies].map(([name, value]) => ({ name, value, url: server.origin, httpOnly: true, sameSite: 'Lax' as const })),
  );
  return { ...visit, visitor, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
}

async function bring(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(bytes) });
}

const many = 1_000;
/** Where the server reads or writes a thousand rows, however busy the machine is. */
const unhurried = { timeout: 20_000 };
const people = Array.from(
  { length: many },
  (_, index) =>
    `Given ${index},Family,https://www.linkedin.com/in/given-${index},,Company ${index % 40},Role ${index % 7},05 Jan 2024`,
);
const archive = zipOf({
  ...linkedInArchive,
  'Connections.csv': connections([
    'Ana,Feld,https://www.linkedin.com/in/ana-feld,ana@example.org,ACME Catering,Head of kitchen,05 Jan 2024',
    ...people,
  ]),
}).bytes;

/** No fault that axe finds, in one theme; in both, and pictures, where they are asked for. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of process.env['SOTTO_SCREENSHOTS']
    ? (['light', 'dark'] as const)
    : ([name.endsWith('picked') ? 'dark' : 'light'] as const)) {
    await page.emulateMedia({ colorScheme });
    expect({ name, colorScheme, faults: await barriersOf(page) }).toEqual({ name, colorScheme, faults: [] });
    for (const width of process.env['SOTTO_SCREENSHOTS'] ? [1440, 360] : []) {
      await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
      await page.screenshot({ path: `${process.env['SOTTO_SCREENSHOTS']}/${name}-${colorScheme}-${width}.png` });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
}

test('LinkedIn’s archive: from where one comes, over its rows, to who and what was ticked, and back', async () => {
  await using visit = await join();
  const { page, visitor } = visit;
  await page.goto('/import');
  await page.getByText('LinkedIn', { exact: true }).click();
  await expectPage(page.getByText('Get a copy of your data')).toBeVisible();
  await lookAt(page, 'bring-1-origins');

  await bring(page, 'linkedin.zip', archive);
  await expectPage(page.getByText('Read as: LinkedIn, job applications, saved jobs, saved answers and connections.')).toBeVisible(
    unhurried,
  );
  await page.getByRole('button', { name: 'Look at every row' }).click();
  await expectPage(page.getByText('Left alone, since Sotto has no place')).toBeVisible();
  await page.getByRole('button', { name: 'Next: people and answers' }).click();

  await expectPage(page.getByRole('button', { name: 'Import 4 applications' })).toBeVisible();
  const list = page.getByRole('list', { name: '1,001 connections' });
  await expectPage(list.getByLabel('Bring in Ana Feld')).toBeVisible();
  // Of thousands, only those in sight are drawn.
  expect(await list.getByRole('checkbox').count()).toBeLessThan(60);
  await tick(page.getByLabel('What are your salary expectations?'));
  await list.getByLabel('Bring in Ana Feld').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await expectPage(list.getByLabel('Bring in Given 999 Family')).toBeFocused();
  await page.keyboard.press('Space');
  await expectPage(list.getByLabel('Bring in Given 999 Family')).toBeChecked();
  await lookAt(page, 'bring-2-picked');
  await page.getByText('Where you apply 1').click();
  await expectPage(page.getByRole('list', { name: '1 connection' }).getByRole('checkbox')).toBeChecked();
  await page.getByText('All 1,001').click();
  await page.getByLabel('Find by name, company or role').fill('given 70');
  // 70, 170 and so on to 970, and 700 to 709.
  await page.getByRole('button', { name: 'Tick these 20', exact: true }).click();
  await page.getByLabel('Find by name, company or role').fill('nobody at all');
  await expectPage(page.getByText('Nobody fits.')).toBeVisible();
  await page.getByLabel('Find by name, company or role').fill('');
  const ticked = 22;
  await page.getByRole('button', { name: `Import 4 applications, ${ticked} contacts, 1 answer`, exact: true }).click();

  await expectPage(page).toHaveURL(/\/import\/[0-9a-f-]{36}$/, unhurried);
  await expectPage(page.locator('.sums li')).toContainText([
    '4 applications came in',
    `${ticked} contacts came in`,
    '1 answer came into your question bank',
  ]);
  await lookAt(page, 'bring-3-done');
  expect((await visitor.call(listContacts, {})).body.items).toHaveLength(ticked);
  expect((await visitor.call(listQuestions, { query: {} })).body.items).toMatchObject([{ answer: '50,000 EUR' }]);
  await page.getByRole('button', { name: 'Take the import back' }).click();
  await expectPage(page.locator('.sums li').first()).toHaveText('This import was taken back', unhurried);
  await expectPage.poll(async () => (await visitor.call(listContacts, {})).body.items).toEqual([]);
  expect(visit.violations).toEqual([]);
  expect(visit.foreignRequests).toEqual([]);
});

test('connections alone go straight to who is ticked, on a phone too; who is here already cannot be', async () => {
  await using visit = await join();
  const { page, visitor } = visit;
  await visitor.call(createContact, { body: { name: 'Ana Feld', emails: [{ email: 'ana@example.org' }] } });
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/import');
  await bring(page, 'Connections.zip', zipOf({ 'Connections.csv': linkedInArchive['Connections.csv']! }).bytes);
  const list = page.getByRole('list', { name: '3 connections' });
  await expectPage(list.getByText('already a contact')).toBeVisible(unhurried);
  await list.getByLabel('Bring in Ana Feld').focus();
  await page.keyboard.press('Space');
  await expectPage(page.getByRole('button', { name: 'Nothing is ticked' })).toBeDisabled();
  await list.getByText('Béla Kovács, MBA').click();
  await page.getByRole('button', { name: 'Import 1 contact' }).click();
  await expectPage(page.locator('.sums li')).toContainText(['1 contact came in'], unhurried);
  expect((await visitor.call(listContacts, {})).body.items.map(({ name }) => name)).toEqual(['Ana Feld', 'Béla Kovács, MBA']);
});

test('an archive that cannot be taken says what to do', async () => {
  await using visit = await join();
  const { page } = visit;
  await page.goto('/import');
  await bring(page, 'bomb.zip', zipOf({ 'Jobs/Job Applications.csv': 'x'.repeat(5_000_000) }).bytes);
  await expectPage(page.getByRole('alert')).toContainText(
    'Unpack it on your computer and bring the CSV file you need',
    unhurried,
  );
});
