/** Settings, Profile in a real browser, built and served as shipped. */
import type { Page } from '@playwright/test';
import { blankProfile } from '@sotto/domain';
import { newcomer } from '@sotto/features/account/testing';
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
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProfileView, getProfile, getResume, putProfile } from '../api.ts';

const resume = { name: 'Résumé 2026.txt', mimeType: 'text/plain', buffer: Buffer.from('Ana Ferrer i Vidal\n') };

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

interface Ana extends Visit {
  /** The same person on the wire. */
  readonly visitor: Visitor;
  /** What the server has by now. */
  kept(): Promise<ProfileView>;
}

/** Someone new, signed in, on the page. */
async function open(options: Parameters<OpenBrowser['visit']>[1] = {}): Promise<Ana> {
  const visitor = await newcomer(server);
  const visit = await browser.visit(server.origin, options);
  await visit.context.addCookies(
    [...visitor.cookies].map(([name, value]) => ({ name, value, url: server.origin, httpOnly: true, sameSite: 'Lax' as const })),
  );
  await visit.page.goto('/settings/profile');
  return {
    ...visit,
    visitor,
    kept: async () => (await visitor.call(getProfile, {})).body,
    [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose](),
  };
}

const isSaved = (page: Page) => expectPage(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();

describe('the profile page', () => {
  test('keeps what is typed by itself, with nothing answered that was not', async () => {
    await using ana = await open();
    const { page } = ana;
    await expectPage(page.getByText('Nothing is kept until you write something.')).toBeVisible();
    expect((await ana.kept()).revision).toBe(0);
    await page.getByLabel('First name').fill('Ana');
    await page.getByLabel('Last name').fill('Ferrer i Vidal');
    await page.getByLabel('Country code').fill('+34');
    await page.getByLabel('Phone', { exact: true }).fill('612 345 678');
    await page.getByLabel('City').fill('Girona');
    await page.getByLabel('Expected pay').fill('60,000');
    await page.getByRole('button', { name: 'Add a school' }).click();
    await page.getByLabel('School', { exact: true }).fill('UdG');
    await page.getByLabel('Until').fill('2015');
    await page.getByRole('combobox', { name: 'Add a country' }).click();
    await page.getByRole('option', { name: 'Spain' }).click();
    await page.getByRole('radiogroup', { name: 'May work there: Spain' }).getByText('Yes').click();
    await isSaved(page);
    await expectPage
      .poll(async () => (await ana.kept()).rightToWork)
      .toEqual([{ country: 'ES', authorised: true, needsSponsorship: null }]);
    expect(await ana.kept()).toMatchObject({
      givenName: 'Ana',
      familyName: 'Ferrer i Vidal',
      phoneCountryCode: '+34',
      phone: '612 345 678',
      address: { city: 'Girona' },
      expectedPay: { amount: 6_000_000, currency: 'GBP', period: 'year' },
      education: [{ school: 'UdG', degree: null, startYear: null, endYear: 2015 }],
      email: null,
    });
    expect(await barriersOf(page)).toEqual([]);
  });

  test('keeps what is typed while something before it is being saved, also when two fields were left at once', async () => {
    await using ana = await open();
    const { page } = ana;
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route('**/api/v1/profile', async (route) => {
      if (route.request().method() === 'PUT') await promise;
      await route.continue();
    });
    await page.getByLabel('First name').fill('Ana');
    await page.getByLabel('Last name').evaluate((next) => {
      next.focus();
      next.blur();
    });
    await expectPage(page.getByRole('status').filter({ hasText: /^Saving…$/ })).toBeVisible();
    await page.getByLabel('City').fill('Girona');
    resolve();
    await expectPage.poll(() => ana.kept()).toMatchObject({ givenName: 'Ana', address: { city: 'Girona' } });
    await expectPage(page.getByLabel('City')).toHaveValue('Girona');
  });

  test('keeps a blank at the end in sight while a name is saved, for the next one', async () => {
    await using ana = await open();
    const { page } = ana;
    await page.getByLabel('First name').fill('Ana ');
    await expectPage.poll(async () => (await ana.kept()).givenName).toBe('Ana');
    await expectPage(page.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible();
    await page.getByLabel('First name').pressSequentially('María');
    await expectPage.poll(async () => (await ana.kept()).givenName).toBe('Ana María');
  });

  test('says what is wrong beside the field, keeps it through a reload, and saves the rest', async () => {
    await using ana = await open();
    const { page } = ana;
    await page.getByLabel('LinkedIn').fill('in/ana');
    await page.getByLabel('First name').fill('Ana');
    await page.getByLabel('First name').blur();
    await expectPage(page.getByText('This is not a web address that begins with http:// or https://.')).toBeVisible();
    await expectPage(page.getByText('Not saved yet. Your text is kept here.')).toBeVisible();
    await expectPage.poll(async () => (await ana.kept()).givenName).toBe('Ana');
    expect((await ana.kept()).linkedinUrl).toBeNull();
    await page.reload();
    await expectPage(page.getByLabel('LinkedIn')).toHaveValue('in/ana');
    await page.getByLabel('LinkedIn').fill('https://www.linkedin.com/in/ana');
    await isSaved(page);
    expect((await ana.kept()).linkedinUrl).toBe('https://www.linkedin.com/in/ana');
  });

  test('puts its changes on top of those made elsewhere, and asks when both concern one field', async () => {
    await using ana = await open();
    const { page, visitor } = ana;
    await page.getByLabel('First name').fill('Ana');
    await isSaved(page);
    await expectPage.poll(async () => (await ana.kept()).revision).toBe(1);
    const elsewhere = async (change: object) => {
      const { resume: _, ...kept } = await ana.kept();
      await visitor.call(putProfile, { body: { ...blankProfile, ...kept, ...change } });
    };
    await elsewhere({ familyName: 'Vidal' });
    await page.getByLabel('City').fill('Girona');
    await expectPage.poll(async () => (await ana.kept()).address?.city).toBe('Girona');
    await expectPage(page.getByLabel('Last name')).toHaveValue('Vidal');
    await elsewhere({ givenName: 'Anna' });
    await page.getByLabel('First name').fill('Anaïs');
    await expectPage(page.getByText('Someone changed the same field in another window.')).toBeVisible();
    expect((await ana.kept()).givenName).toBe('Anna');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await expectPage.poll(async () => (await ana.kept()).givenName).toBe('Anaïs');
  });

  test('takes a resume, replaces, gives back and removes it, and says in words why it takes another one not', async () => {
    await using ana = await open();
    const { page, visitor } = ana;
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a PDF') });
    await expectPage(page.getByRole('alert')).toContainText('It was sent as a PDF, but it is not.');
    await input.setInputFiles({ name: 'cv.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
    await expectPage(page.getByRole('alert')).toContainText('neither PDF, Word (.docx) nor plain text');
    await input.setInputFiles(resume);
    await expectPage(page.getByText(/^Plain text, 1 KB, uploaded /)).toBeVisible();
    await expectPage(page.getByRole('alert')).toHaveCount(0);
    expect(await (await visitor.call(getResume, {})).body.text()).toBe(resume.buffer.toString());
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
    expect(download.suggestedFilename()).toBe('Résumé 2026.txt');
    await page.locator('.resume-place').evaluate((place) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['Another one'], 'later.md'));
      place.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    });
    await expectPage(page.getByText('later.txt')).toBeVisible();
    await page.getByRole('button', { name: 'Remove the resume' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the resume' }).click();
    await expectPage(page.getByText('Drop your resume here')).toBeVisible();
    expect((await ana.kept()).resume).toBeNull();
  });

  test('deletes everything on it, on a phone and in the dark too', async () => {
    await using ana = await open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    const { page } = ana;
    await page.getByLabel('First name').fill('Ana');
    await page.getByRole('button', { name: 'Add a link' }).click();
    await page.getByLabel('What it is').fill('Portfolio');
    await page.getByLabel('Address').fill('https://ana.example/work');
    await isSaved(page);
    await expectPage.poll(async () => (await ana.kept()).otherLinks).toHaveLength(1);
    expect(await barriersOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByRole('button', { name: 'Delete the profile' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the profile' }).click();
    await expectPage(page.getByLabel('First name')).toHaveValue('');
    await expectPage.poll(() => ana.kept()).toEqual({ ...blankProfile, resume: null, revision: 0 });
  });
});
