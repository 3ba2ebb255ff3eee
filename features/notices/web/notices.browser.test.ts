/** Notices in a real browser, built and served as shipped: a line over every page, put away once for all, and the list. */
import type { Page } from '@playwright/test';
import { setAccountDisabled } from '@sotto/features/account/server';
import { newcomer } from '@sotto/features/account/testing';
import { UserId } from '@sotto/domain';
import { features } from '@sotto/server';
import { openingMakerFor } from '@sotto/schedule';
import { barriersInDark, barriersOf, expectPage, openBrowser, startServer, uniqueName, webFolder } from '@sotto/testing';
import { expect, test } from 'vitest';
import { listNotices } from '../api.ts';
import { type Notice, notify } from '@sotto/features/notices/server';

const open = openingMakerFor({ name: 'notices', purposes: ['account'] });
const policy: Notice = {
  id: 'policy privacy-8',
  kind: 'policy',
  title: 'What Sotto promises changes: Privacy',
  paragraphs: ['Privacy, from 5 December 2026 on: says what is told of a breach.', 'You need not agree to anything.'],
  link: { path: '/privacy', label: 'Read Privacy' },
};
const breach: Notice = {
  id: 'breach-1',
  kind: 'breach',
  title: 'A breach of this Sotto concerns you',
  paragraphs: ['What happened, as known since 22 November 2026: a disk was stolen.', 'What you can do: be wary of mails.'],
};

const patience = { timeout: 20_000 };

/** With `SOTTO_SCREENSHOTS`, a folder: what the page looks like, light and dark, narrow and wide. */
function picturesOf(page: Page) {
  const folder = process.env['SOTTO_SCREENSHOTS'];
  return async (name: string) => {
    if (folder === undefined) return;
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1440]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` });
      }
  };
}

test('what one is told stands over every page until it is put away, and stays in the list', async () => {
  await using server = await startServer({ features, webFolder });
  await using browser = await openBrowser();
  const email = `${uniqueName()}@example.org`;
  const visitor = await newcomer(server, email);
  const userId = UserId.parse((await server.platform.vault.findLogin(email))?.userId);
  const by = open(userId, 'account');
  await notify(server.platform, by, policy);
  server.clock.advance(60_000);
  await using visit = await browser.visit(server.origin, { as: visitor });
  const { page } = visit;
  const put = async () =>
    (await visitor.call(listNotices, {})).body.items.filter(({ dismissedAt }) => dismissedAt !== null).length;
  const picture = picturesOf(page);

  await page.goto(`/board`);
  const banner = page.getByRole('complementary', { name: 'Notice' });
  await expectPage(banner).toContainText(policy.title);
  await notify(server.platform, by, breach);
  await page.reload();
  await expectPage(banner).toContainText(`${breach.title} Read it and 1 more`);
  await picture('banner');
  expect(await barriersOf(page)).toEqual([]);
  expect(await barriersInDark(page)).toEqual([]);

  // With the keyboard: put the breach away, and the other one is next.
  await banner.getByRole('button', { name: 'Put away' }).focus();
  await page.keyboard.press('Enter');
  await expectPage(banner).toContainText(policy.title);
  await expect.poll(put, patience).toBe(1);
  await banner.getByRole('link', { name: 'Read it' }).click();
  await expectPage(page).toHaveURL(`${server.origin}/settings/notices`);
  await expectPage(banner).toHaveCount(0);
  const told = page.getByRole('article');
  await expectPage(told).toHaveCount(2);
  await expectPage(told.first()).toContainText(breach.paragraphs[0] ?? '');
  expect(await barriersOf(page)).toEqual([]);
  await picture('list');
  await expectPage(told.nth(1).getByRole('link', { name: 'Read Privacy' })).toHaveAttribute('href', '/privacy');
  await told.nth(1).getByRole('button', { name: 'Put away' }).click();
  await expectPage(page.getByRole('button', { name: 'Put away' })).toHaveCount(0);
  await expect.poll(put, patience).toBe(2);
  const asked = page.waitForResponse('**/api/v1/notices');
  await page.goto(`/board`);
  await asked;
  await expectPage(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expectPage(banner).toHaveCount(0);

  // Whoever is disabled still reads what they were told.
  await setAccountDisabled(server.platform, by, true);
  await page.goto(`/settings/notices`);
  await expectPage(page.getByRole('article').first()).toContainText(breach.title);
  await picture('disabled');
  expect([visit.violations, visit.foreignRequests]).toEqual([[], []]);
});
