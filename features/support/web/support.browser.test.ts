/** Help from the operator and freezing as one meets them, in a real Chromium: asked, read, seen, revoked; frozen and thawed. */
import { randomBytes } from 'node:crypto';
import { newcomer } from '@sotto/features/account/testing';
import { createApplication } from '@sotto/features/applications/api';
import { answerHelp, NotGranted, openGrants, readUnderGrant } from '@sotto/features/support/server';
import { features } from '@sotto/server';
import { barriersOf, expectPage, minute, openBrowser, startServer, webFolder, tick } from '@sotto/testing';
import { expect, test } from 'vitest';

const password = 'wandering lilac otter';

test('someone asks for help, sees each read and the answer, revokes it, freezes the account and thaws it', async () => {
  await using server = await startServer({ features, webFolder });
  const { vault } = server.platform;
  const tove = { name: 'Tove', id: await vault.addOperator({ name: 'Tove', secret: randomBytes(20), lastStep: 0 }) };
  const person = await newcomer(server);
  await person.call(createApplication, { body: { company: 'Palisade Clinics', title: 'Data engineer' } });
  server.clock.advance(11 * minute);
  await using chromium = await openBrowser();
  await using visit = await chromium.visit(server.origin, { as: person });
  const { page } = visit;

  await page.goto('/settings/help');
  await expectPage(page.getByText('Never asked')).toBeVisible();
  await page.getByRole('button', { name: 'Ask for help' }).click();
  const form = page.getByRole('dialog', { name: 'Ask for help' });
  await form.getByRole('textbox', { name: 'What do you need?' }).fill('The board is empty.');
  await expectPage(form.getByRole('button', { name: 'Let them read' })).toBeDisabled();
  await tick(form.getByLabel('Applications', { exact: true }));
  await form.getByLabel('Who may read').selectOption('Tove');
  expect(await barriersOf(page)).toEqual([]);
  await form.getByRole('button', { name: 'Let them read' }).click();
  const question = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await question.getByLabel('Password', { exact: true }).fill(password);
  await question.getByRole('button', { name: 'Confirm' }).click();
  await expectPage(page.getByText('For Tove: 1 hour of reading once it is taken up.')).toBeVisible();

  const [grant] = await openGrants(server.platform);
  const grantId = grant?.id ?? '';
  expect((await readUnderGrant(server.platform, tove, { grantId })).items).toHaveLength(1);
  await answerHelp(server.platform, tove, { grantId, words: 'Show the group again.' });
  await page.reload();
  await expectPage(page.getByText('Tove read')).toBeVisible();
  await expectPage(page.getByText('Applications (1)')).toBeVisible();
  await expectPage(page.getByText('Show the group again.')).toBeVisible();
  await page.getByRole('button', { name: 'Revoke' }).click();
  await expectPage(page.getByText('Revoked', { exact: true })).toBeVisible();
  await expect(readUnderGrant(server.platform, tove, { grantId })).rejects.toThrow(NotGranted);
  expect(await barriersOf(page)).toEqual([]);

  await page.goto('/settings/privacy');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await page.getByRole('dialog', { name: 'Freeze your account?' }).getByRole('button', { name: 'Freeze' }).click();
  const bar = page.getByRole('complementary', { name: 'Your account is frozen' });
  await expectPage(bar).toBeVisible();
  await page.goto('/board');
  await expectPage(page.getByText('Data engineer')).toBeVisible();
  await page.goto('/settings/groups');
  await page.getByRole('button', { name: 'New group' }).first().click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('Next year');
  await page.keyboard.press('Enter');
  await expectPage(page.getByText('You froze this account').first()).toBeVisible();
  await page.reload();
  await bar.getByRole('button', { name: 'Thaw' }).click();
  await expectPage(bar).toBeHidden();
  expect([visit.violations, visit.foreignRequests]).toEqual([[], []]);
});
