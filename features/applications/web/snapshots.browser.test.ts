/** Several snapshots of a posting in a real browser, built and served as shipped. */
import { newcomer } from '@sotto/features/account/testing';
import { features } from '@sotto/server';
import { barriersOf, expectPage, openBrowser, startServer, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';
import { createApplication, createSnapshot, listSnapshots } from '../api.ts';

test('a posting is saved again, compared word by word, and one of the two deleted', async () => {
  await using server = await startServer({ features, webFolder });
  await using browser = await openBrowser();
  const visitor = await newcomer(server);
  const { id } = (await visitor.call(createApplication, { body: { company: 'Copperline', title: 'Analyst' } })).body;
  const body = { revision: 1, text: 'Two days at home.\nBonus.', capturedAt: '2026-01-01T10:00:00.000Z' };
  const first = (await visitor.call(createSnapshot, { params: { id }, body })).body;
  await using visit = await browser.visit(server.origin, { as: visitor });
  const { page } = visit;
  await page.goto(`/board/${id}`);
  await page.getByRole('tab', { name: 'Posting' }).click();
  await expectPage(page.getByText(first.sha256)).toBeVisible();
  await page.getByRole('button', { name: 'Save it again' }).click();
  await page.getByLabel('The whole text of the posting').fill(body.text);
  await page.getByRole('button', { name: 'Keep this text' }).click();
  await expectPage(page.getByText('The posting says what it said when you saved it last.')).toBeVisible();
  await page.getByLabel('The whole text of the posting').fill('Five days at the office.\nBonus.');
  await page.getByRole('button', { name: 'Keep this text' }).click();
  await page.getByLabel('Compare with').selectOption({ index: 1 });
  await expectPage(page.locator('.comparison del')).toHaveText(['Two', 'home']);
  await expectPage(page.locator('.comparison ins')).toHaveText(['Five', 'the office']);
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete this text' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expectPage(page.getByText(first.sha256)).toBeVisible();
  expect((await visitor.call(listSnapshots, { params: { id } })).body.items.map((one) => one.id)).toEqual([first.id]);
});
