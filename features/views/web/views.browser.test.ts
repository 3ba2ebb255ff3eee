/** Saved views in a real browser, built and served as shipped. How one is made, kept and filtered by: features/fields/web. */
import { newcomer } from '@sotto/features/account/testing';
import { type NewView, createView, listViews, patchView } from '@sotto/features/views/api';
import { features } from '@sotto/server';
import { expectPage, openBrowser, startServer, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';

test('a saved view is moved on before the server has answered', async () => {
  await using server = await startServer({ features, webFolder });
  await using browser = await openBrowser();
  const visitor = await newcomer(server);
  const names = ['First', 'Second', 'Third', 'Fourth'];
  const shows: NewView['shows'] = { layout: 'table', q: '', filter: [], sort: '', columns: null };
  for (const name of names) await visitor.call(createView, { body: { name, shows } });
  const { items } = (await visitor.call(listViews, { query: {} })).body;
  await using visit = await browser.visit(server.origin, { as: visitor });
  const { page } = visit;
  await page.goto(`/table?view=${items.at(-1)?.id}`);
  const answered = Promise.withResolvers<void>();
  await page.route(`**${patchView.path.replace('{id}', '*')}`, async (route) => {
    await answered.promise;
    await route.continue();
  });
  const tabs = page.getByRole('navigation', { name: 'Saved views' }).locator('.view-tab');
  for (const shown of [
    ['First', 'Second', 'Fourth', 'Third'],
    ['First', 'Fourth', 'Second', 'Third'],
    ['Fourth', 'First', 'Second', 'Third'],
  ]) {
    await page.getByRole('button', { name: 'What to do with Fourth' }).click();
    await page.getByRole('menuitem', { name: 'Move left' }).click();
    await expectPage(tabs).toHaveText(['Everything', ...shown.map((name) => `${name}0`)]);
  }
  answered.resolve();
  const namesOf = async () => (await visitor.call(listViews, { query: {} })).body.items.map(({ name }) => name);
  await expect.poll(namesOf).toEqual(['Fourth', 'First', 'Second', 'Third']);
  await expectPage(page.getByRole('status').getByText('changed')).toHaveCount(0);
  expect([visit.violations, visit.errors, visit.foreignRequests]).toEqual([[], [], []]);
});
