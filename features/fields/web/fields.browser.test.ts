/** Fields of one's own and saved views in a real browser, built and served as shipped. */
import { newcomer } from '@sotto/features/account/testing';
import { createApplication, listApplications } from '@sotto/features/applications/api';
import { features } from '@sotto/server';
import { barriersOf, expectPage, openBrowser, startServer, webFolder, tick } from '@sotto/testing';
import { expect, test } from 'vitest';

test('a field is made, filled in, asked for in the table, and kept as a view that says when the field is gone', async () => {
  await using server = await startServer({ features, webFolder });
  await using browser = await openBrowser();
  const visitor = await newcomer(server);
  for (const company of ['Copperline', 'Hollis Grid'])
    await visitor.call(createApplication, { body: { company, title: 'Analyst' } });
  await using visit = await browser.visit(server.origin, { as: visitor });
  const { page } = visit;

  await page.goto('/settings/fields');
  await page.getByRole('button', { name: 'Add a field' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Gut feeling');
  await form.getByLabel('Type').selectOption('Choice');
  await form.getByRole('textbox', { name: 'Choice 1' }).fill('Good');
  await form.getByRole('button', { name: 'Add a choice' }).click();
  await form.getByRole('textbox', { name: 'Choice 2' }).fill('Poor');
  await form.getByRole('button', { name: 'Add it' }).click();
  await expectPage(page.getByText('Choice: Good, Poor')).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);

  await page.goto('/table');
  await page.getByRole('link', { name: 'Copperline' }).click();
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByLabel('Gut feeling').selectOption('Good');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expectPage(page.locator('.facts-list').getByText('Good')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /columns$/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Gut feeling' }).click();
  await page.keyboard.press('Escape');
  await expectPage(page.getByRole('cell', { name: 'Good', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Column').selectOption('Gut feeling');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expectPage(page.getByRole('status').getByText('1 application', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByLabel('Name').fill('Good ones');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const tab = page.getByRole('link', { name: 'Good ones' });
  await expectPage(tab).toHaveText('Good ones1');
  await page.getByRole('link', { name: 'Everything' }).click();
  await expectPage(page.getByRole('link', { name: 'Hollis Grid' })).toBeVisible();

  await tick(page.getByRole('checkbox', { name: 'Pick Hollis Grid' }));
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByLabel('With').selectOption('Good');
  await page.getByRole('dialog').getByRole('button', { name: 'Fill in' }).click();
  await expectPage(tab).toHaveText('Good ones2');
  await tab.click();
  await page.getByRole('columnheader', { name: 'Company' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Update view' }).click();
  await expectPage(page.getByText('View Good ones updated')).toBeVisible();

  await page.goto('/companies');
  await page.getByRole('checkbox', { name: 'Pick Copperline' }).click();
  await page.getByRole('checkbox', { name: 'Pick Hollis Grid' }).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Do not apply here' }).click();
  await expectPage(page.getByText('No more applications at 2')).toBeVisible();
  await expectPage(page.locator('.no-apply')).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.locator('.no-apply')).toHaveCount(0);

  await page.goto('/settings/fields');
  const remove = async () => {
    await page.getByRole('button', { name: 'Delete Gut feeling' }).click();
    await expectPage(page.getByText('2 applications hold a value of it')).toBeVisible();
    await page.getByRole('button', { name: 'Delete the field' }).click();
    await expectPage(page.getByText('Gut feeling deleted with 2 values')).toBeVisible();
    await expectPage(page.getByText('2 values', { exact: true })).toBeHidden();
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPage(page.getByText('2 values', { exact: true })).toBeVisible();
  const rows = (await visitor.call(listApplications, { query: {} })).body.items;
  expect(rows.map(({ custom }) => Object.keys(custom).length)).toEqual([1, 1]);
  await remove();
  await page.getByRole('link', { name: 'Table', exact: true }).click();
  await tab.click();
  await expectPage(page.getByText('This view asks for a field that is gone')).toBeVisible();
  await expectPage(page.getByRole('status').getByText('2 applications', { exact: true })).toBeVisible();
  expect(await barriersOf(page)).toEqual([]);
  expect([visit.violations, visit.errors, visit.foreignRequests]).toEqual([[], [], []]);
}, 120_000);
