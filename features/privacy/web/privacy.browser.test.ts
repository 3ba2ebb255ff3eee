/** Settings, Privacy in a real Chromium: what is held, what was done, and what is said when the log of it was changed. */
import { makeAccessKey } from '@sotto/features/account/api';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { features } from '@sotto/server';
import { barriersOf, expectPage, openBrowser, startServer, uniqueName, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';

test('the page names all that is held, tells what was done, and says whether the log of it is whole', async () => {
  await using server = await startServer({ features, webFolder });
  await using chromium = await openBrowser();
  const email = `${uniqueName()}@example.org`;
  const person = await newcomer(server, email);
  await person.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } });
  for (let made = 1; made <= 24; made++)
    await person.call(makeAccessKey, { body: { name: `script ${made}`, scopes: ['export:read'] } });
  await using visit = await chromium.visit(server.origin, { as: person });
  const { page } = visit;

  await page.goto('/settings/privacy');
  const held = page.getByRole('table', { name: 'Held' });
  await expectPage(held.getByRole('rowheader', { name: 'How you get in' })).toBeVisible();
  await expectPage(held.getByRole('row', { name: /^Access keys 24 / })).toBeVisible();
  await page.getByRole('button', { name: 'What exactly' }).click();
  await expectPage(held.getByText('Only your key opens').first()).toBeVisible();
  await expectPage(held.getByText('The keyring, which is in no backup').first()).toBeVisible();
  await page.getByRole('button', { name: 'In short' }).click();

  await expectPage(page.getByText(/^Whole and in order: 25 entries/)).toBeVisible();
  const entries = page.getByRole('listitem').filter({ has: page.locator('time') });
  await expectPage(page.getByText('script 24')).toBeVisible();
  await page.getByRole('button', { name: 'Older' }).first().click();
  await expectPage(page.getByText('Account made')).toBeVisible();
  await page.getByRole('combobox', { name: 'Which entries' }).click();
  await page.getByRole('option', { name: /^Account made/ }).click();
  await expectPage(entries.filter({ hasText: 'Account made' })).toBeVisible();
  await expectPage(page.getByText('script 24')).toHaveCount(0);
  expect(await barriersOf(page)).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('activity.csv');

  const { build, write } = server.platform.database;
  const login = await server.platform.vault.findLogin(email);
  const mine = build.deleteFrom('activity').where('user_id', '=', login?.userId ?? '');
  await write([{ query: mine.where('position', 'in', [4, 5]), rows: 2 }]);
  await page.reload();
  await expectPage(page.getByText('This log is not as it was written')).toBeVisible();
  await expectPage(page.getByText('Entries 4 to 5 are missing.')).toBeVisible();
  expect([visit.violations, visit.foreignRequests]).toEqual([[], []]);

  const folder = process.env['SOTTO_SCREENSHOTS'];
  if (folder === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1440]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 4200 });
      await page.screenshot({ path: `${folder}/privacy-${colorScheme}-${width}.png` });
    }
});
