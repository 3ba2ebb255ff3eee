/** Offers in a real browser, on the built app. */
import { features } from '@sotto/server';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { createOffer } from '@sotto/features/offers/api';
import { getSettings, patchSettings } from '@sotto/features/settings/api';
import { listStages } from '@sotto/features/stages/api';
import { barriersInDark, barriersOf, expectPage, openBrowser, startServer, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';

test('offers are noted in the panel, stand side by side with what is missing, and are weighed', async () => {
  const server = await startServer({ features, webFolder });
  await using _ = { [Symbol.asyncDispose]: () => server.stop() };
  const visitor = await newcomer(server);
  const { revision } = (await visitor.call(getSettings, {})).body;
  await visitor.call(patchSettings, { body: { revision, welcomedOn: '2026-11-01', zone: 'UTC', locale: 'en-GB' } });
  const stages = (await visitor.call(listStages, {})).body.items;
  const stageId = stages.find(({ kind }) => kind === 'offer')!.id;
  const apply = async (company: string) =>
    (await visitor.call(createApplication, { body: { company, title: 'Analyst', stageId } })).body;
  const [palisade, harbour] = [await apply('Palisade'), await apply('Quiet Harbour')];
  await visitor.call(createOffer, {
    body: { applicationId: harbour.id, pay: { kind: 'exact', min: 4_500, currency: 'EUR', period: 'hour' }, leaveDays: 30 },
  });

  await using browser = await openBrowser();
  await using visit = await browser.visit(server.origin, { as: visitor });
  const { page } = visit;
  await page.goto(`/board/${palisade.id}`);
  await page.getByRole('button', { name: 'Note an offer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Note an offer' });
  await dialog.getByPlaceholder('From, or exactly').fill('68,000');
  await dialog.getByLabel('They expect an answer by').fill('2026-12-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByText('Answer by 1 December 2026')).toBeVisible();

  await page.getByRole('link', { name: 'Compare offers' }).click();
  await expectPage(page.getByRole('row', { name: /By the year/ })).toContainText('€93,600');
  await expectPage(page.getByRole('row', { name: /By the year/ })).toContainText('40 hours a week (taken for granted)');
  await expectPage(page.getByRole('row', { name: /Paid leave/ })).toContainText('Not said');
  await page.getByLabel('The people: points for Palisade').selectOption('5');
  await page.getByLabel('The work itself: points for Palisade').selectOption('2');
  await expectPage(page.getByRole('row', { name: /Weighed/ })).toContainText('3.5 of 5');

  await page.getByRole('button', { name: 'Weights…' }).click();
  await page.getByLabel('Weight of The people').selectOption('1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectPage(page.getByRole('row', { name: /Weighed/ })).toContainText('2.8 of 5');

  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);
  expect(visit.violations).toEqual([]);
});
