/** Having the extension, from this server, in a real Chromium. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { features } from '@sotto/server';
import { barriersOf, expectPage, openBrowser, startServer, uniqueName, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';
import { signUp } from '../../api.ts';

test('the extension is offered as this server has it, with its hash and three steps for each browser', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-extension-'));
  const bytes = Buffer.from('made up');
  await writeFile(join(folder, 'sotto-chrome-1.2.0.zip'), bytes);
  await using server = await startServer({ features, webFolder, extensionFolder: folder });
  await using chromium = await openBrowser();
  const person = server.visitor();
  await person.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
  await using visit = await chromium.visit(server.origin, { as: person });
  const { page } = visit;
  await page.goto('/settings/access-keys');
  await expectPage(page.getByText('Version 1.2.0')).toBeVisible();
  await expectPage(page.getByText(createHash('sha256').update(bytes).digest('hex'))).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download for Chrome' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('sotto-chrome-1.2.0.zip');
  expect(await readFile(await download.path())).toEqual(bytes);
  await expectPage(page.getByText('you load it unpacked')).toBeVisible();
  await page.getByRole('radio', { name: 'Firefox' }).check({ force: true });
  await expectPage(page.getByText('npm run build:extension')).toBeVisible();
  await expectPage(page.getByRole('list').filter({ hasText: 'about:debugging' }).getByRole('listitem')).toHaveCount(3);
  expect(await barriersOf(page)).toEqual([]);
  await rm(folder, { recursive: true });
  expect([visit.violations, visit.foreignRequests, visit.errors]).toEqual([[], [], []]);
});
