/** Doors and settings of the account in a real Chromium, on the built app: with the mouse, with the keyboard alone, in both themes. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { accountFeature } from '@sotto/features/account/server';
import { otherPassword, password } from '@sotto/features/account/testing';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { transferFeature } from '@sotto/features/transfer/server';
import {
  type OpenBrowser,
  type TestServer,
  type Visit,
  expectPage,
  minute,
  openBrowser,
  problemOf,
  startServer,
  uniqueName,
  webFolder,
  second,
  tick,
} from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as api from '../api.ts';

const features = [
  accountFeature,
  settingsFeature,
  groupsFeature,
  stagesFeature,
  companiesFeature,
  applicationsFeature,
  transferFeature,
  privacyFeature,
  policyFeature,
];

let server: TestServer;
let chromium: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features, webFolder });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await server.stop();
});

const pages = {
  settings: (name: string) => `/settings/${name}`,
};

/** Someone new, past the first steps. */
async function join(visit: Visit): Promise<string> {
  const email = `${uniqueName()}@example.org`;
  await visit.page.goto('/sign-up');
  await visit.page.getByLabel('E-mail').fill(email);
  await visit.page.getByLabel('Password', { exact: true }).fill(password);
  await visit.page.getByRole('button', { name: 'Make an account' }).click();
  await visit.page.waitForURL(/\/(welcome|board)/);
  return email;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Goes on with Tab until the focus is on what `name` says, as someone without a mouse does; in a menu with an arrow. */
async function tabTo(page: Page, role: string, name: string, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    const at = await page.evaluate(() => {
      const focused = document.activeElement;
      const label =
        focused instanceof HTMLInputElement
          ? focused.labels?.[0]?.textContent
          : (focused?.getAttribute('aria-label') ?? focused?.textContent);
      return { role: focused?.getAttribute('role') ?? focused?.tagName.toLowerCase(), name: label?.trim() };
    });
    if (at.role === role && at.name?.includes(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never came to the ${role} ${name}`);
}

/** Runs in the page before its own scripts: types as soon as any field has the focus, quicker than the page listens to anything else. */
function typeAtOnce(text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
  const type = (field: HTMLInputElement) => {
    for (const letter of text) {
      set!.call(field, field.value + letter);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  };
  const begin = ({ target }: FocusEvent) => target instanceof HTMLInputElement && queueMicrotask(() => type(target));
  document.addEventListener('focusin', begin, { once: true });
}

/** Runs in the page: writes down what its alerts say from now on. */
function hearAlerts(): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  const listen = () => void heard.push(document.querySelector('[role=alert]')?.textContent ?? '');
  new MutationObserver(listen).observe(document.body, { childList: true, subtree: true, characterData: true });
}

/** Runs in the page. */
function alertsHeard(): string[] {
  // Safe: see `hearAlerts`.
  return Reflect.get(globalThis, 'heard') as string[];
}

function expectClean({ violations, foreignRequests }: Visit): void {
  expect(violations, 'content security policy').toEqual([]);
  expect(foreignRequests, 'requests to anyone else').toEqual([]);
}

describe('the doors', () => {
  test('no cookie before signing in, exactly one after, none after signing out; and sign-out ends at the front door', async () => {
    await using visit = await chromium.visit(server.origin);
    await visit.page.goto('/');
    await expectPage(visit.page.getByRole('heading', { level: 1 })).toHaveText(/nobody else’s business/);
    await visit.page.getByRole('link', { name: 'Make an account' }).click();
    await expectPage(visit.page.getByRole('heading', { level: 1 })).toHaveText('Make an account');
    expect(await visit.context.cookies()).toEqual([]);
    await join(visit);
    expect((await visit.context.cookies()).map(({ httpOnly, sameSite, path }) => ({ httpOnly, sameSite, path }))).toEqual([
      { httpOnly: true, sameSite: 'Lax', path: '/' },
    ]);
    await visit.page.getByRole('button', { name: 'Menu' }).click();
    await visit.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectPage(visit.page.getByRole('heading', { level: 1 })).toHaveText(/nobody else’s business/);
    expect(await visit.context.cookies()).toEqual([]);
    expectClean(visit);
  });

  test('signing in leads back to where one was going, and nowhere but to our own pages', async () => {
    await using visit = await chromium.visit(server.origin);
    const email = await join(visit);
    await visit.context.clearCookies();
    await visit.page.goto(pages.settings('privacy'));
    await visit.page.waitForURL(/\/sign-in\?next=/);
    await signIn(visit.page, email);
    await visit.page.waitForURL('**/settings/privacy');
    await expectPage(visit.page.getByRole('heading', { name: 'What we hold about you' })).toBeVisible();
    for (const next of ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      await visit.context.clearCookies();
      await visit.page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await signIn(visit.page, email);
      await visit.page.waitForURL(/\/(welcome|board)/);
    }
    expectClean(visit);
  });

  test('a weak password is told beside its field, and a pasted good one is taken', async () => {
    await using visit = await chromium.visit(server.origin, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visit;
    await page.goto('/sign-up');
    await page.getByLabel('E-mail').fill(`${uniqueName()}@example.org`);
    const field = page.getByLabel('Password', { exact: true });
    await field.fill('Password12345');
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('This is similar to a commonly used password.')).toBeVisible();
    await expectPage(field).toHaveAttribute('aria-invalid', 'true');
    await page.evaluate((text) => navigator.clipboard.writeText(text), password);
    await field.selectText();
    await page.keyboard.press('Control+V');
    await expectPage(field).toHaveValue(password);
    await page.getByRole('button', { name: 'Show Password' }).click();
    await expectPage(field).toHaveAttribute('type', 'text');
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.waitForURL(/\/(welcome|board)/);
    expectClean(visit);
  });

  test('a wrong password says so without saying which was wrong, and then how long to wait', async () => {
    await using visit = await chromium.visit(server.origin);
    const email = `${uniqueName()}@example.org`;
    await visit.page.goto('/sign-in');
    await visit.page.getByLabel('E-mail').fill(email);
    await visit.page.getByLabel('Password', { exact: true }).fill(otherPassword);
    // The sentence stands for a second only: what the page says is written down as it says it.
    await visit.page.evaluate(hearAlerts);
    const alert = visit.page.getByRole('alert');
    await visit.page.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(alert).toHaveText('E-mail or password is not right.');
    // Elsewhere: this page would say the same four times more, and show of none of them that it came.
    const elsewhere = server.visitor();
    for (let tried = 0; tried < 4; tried++)
      expect(await problemOf(elsewhere.call(api.signIn, { body: { email, password } }))).toBe('wrong-credentials');
    await visit.page.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(alert, 'the second is over').toHaveText('You can try again now.');
    expect((await visit.page.evaluate(alertsHeard)).join()).toContain('Too many attempts. Try again in a second.');
    server.clock.advance(second);
    await visit.page.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(alert).toHaveText('E-mail or password is not right.');
  });

  test('signing in needs no mouse', async () => {
    await using visit = await chromium.visit(server.origin);
    const email = await join(visit);
    await visit.context.clearCookies();
    await visit.page.goto('/sign-in');
    await expectPage(visit.page.getByLabel('E-mail')).toBeFocused();
    await visit.page.keyboard.type(email);
    await visit.page.keyboard.press('Tab');
    await visit.page.keyboard.type(password);
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(/\/(welcome|board)/);
  });

  test('what is typed in the moment in which the field gets the focus is kept', async () => {
    await using visit = await chromium.visit(server.origin);
    await visit.context.addInitScript(typeAtOnce, 'ines@example.org');
    await visit.page.goto('/sign-in');
    await expectPage(visit.page.getByLabel('E-mail')).toHaveValue('ines@example.org');
  });

  test('a link that is used, cut short or invented leads nowhere, and its token is sent in no address', async () => {
    await using visit = await chromium.visit(server.origin);
    const addresses: string[] = [];
    visit.page.on('request', (request) => addresses.push(request.url()));
    await visit.page.goto('/verify-email#not-a-token-of-ours');
    await expectPage(visit.page.getByRole('heading', { level: 1 })).toHaveText('This link does not work any more');
    expect(
      addresses.some((address) => address.includes('/api/v1/account/verify-email')),
      'the control',
    ).toBe(true);
    expect(addresses.filter((address) => address.replace(/#.*$/, '').includes('not-a-token'))).toEqual([]);
    await visit.page.goto('/verify-email');
    await expectPage(visit.page.getByText('The link is not complete.')).toBeVisible();
  });
});

describe('access keys', () => {
  test('a key is made after the person has shown again who they are, is shown once, works, and ends', async () => {
    await using visit = await chromium.visit(server.origin, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visit;
    await join(visit);
    server.clock.advance(11 * minute);
    await page.goto(pages.settings('access-keys'));
    await page.getByRole('button', { name: 'New access key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Script at home');
    await tick(page.getByLabel('Read applications'));
    await page.getByRole('button', { name: 'Make the key' }).click();
    const question = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await question.getByLabel('Password', { exact: true }).fill(otherPassword);
    await question.getByRole('button', { name: 'Confirm' }).click();
    await expectPage(question.getByRole('alert')).toHaveText('This is not your password.');
    await question.getByLabel('Password', { exact: true }).fill(password);
    await question.getByRole('button', { name: 'Confirm' }).click();

    const secret = await page.getByLabel('Access key', { exact: true }).textContent();
    expect(secret).toMatch(/^sotto_/);
    await page.setViewportSize({ width: 320, height: 640 });
    const shown = page.getByLabel('Access key', { exact: true });
    expect(await shown.evaluate((element) => element.scrollWidth - element.clientWidth), 'the key wraps').toBe(0);
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('alert').getByText('Nobody can show it to you again.')).toBeVisible();
    await expectPage(shown).toHaveText(secret ?? '');
    await page.getByRole('button', { name: 'Copy' }).click();
    await expectPage(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    await page.getByRole('button', { name: 'I have it' }).click();
    await expectPage(page.getByText('Script at home')).toBeVisible();
    await page.reload();
    await expectPage(page.getByText('Script at home')).toBeVisible();
    expect(await page.content()).not.toContain(secret ?? '');

    const script = server.visitor({ key: secret ?? '' });
    expect((await script.fetch('/api/v1/groups')).status).toBe(200);
    await page.getByRole('button', { name: 'End key: Script at home' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await expectPage(page.getByText('No access keys')).toBeVisible();
    expect((await script.fetch('/api/v1/groups')).status).toBe(401);
    expectClean(visit);
  });

  test('whoever turns the question away has made nothing', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await join(visit);
    server.clock.advance(11 * minute);
    await page.goto(pages.settings('access-keys'));
    await page.getByRole('button', { name: 'New access key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('never');
    await tick(page.getByLabel('Export'));
    await page.getByRole('button', { name: 'Make the key' }).click();
    await page.getByRole('dialog', { name: 'Confirm that it is you' }).getByRole('button', { name: 'Cancel' }).click();
    const dialog = page.getByRole('dialog', { name: 'New access key' });
    await expectPage(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('never');
    await expectPage(dialog.getByRole('alert')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expectPage(page.getByText('No access keys')).toBeVisible();
  });
});

describe('sessions', () => {
  test('another device is seen by name and signed out; its next step leads to the door', async () => {
    await using laptop = await chromium.visit(server.origin);
    const email = await join(laptop);
    await using phone = await chromium.visit(server.origin, {
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    });
    await phone.page.goto('/sign-in');
    await signIn(phone.page, email);
    await phone.page.waitForURL(/\/(welcome|board)/);
    await laptop.page.goto(pages.settings('security'));
    await laptop.page.getByRole('button', { name: 'Sign out: Safari on iPhone' }).click();
    await expectPage(laptop.page.getByText('Safari on iPhone is signed out')).toBeVisible();
    await phone.page.goto(pages.settings('account'));
    await phone.page.waitForURL(/\/sign-in/);
    expectClean(laptop);
  });

  test('a shorter time is kept at once; a longer one asks who it is', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await join(visit);
    server.clock.advance(11 * minute);
    await page.goto(pages.settings('security'));
    const idle = page.getByRole('radiogroup', { name: 'Ends after a time without use' });
    await idle.getByText('1 hour').click();
    await expectPage(idle.getByLabel('1 hour')).toBeChecked();
    await idle.getByText('7 days').click();
    const question = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await question.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await expectPage(idle.getByLabel('7 days')).toBeChecked();
  });
});

describe('deleting', () => {
  test('Delete Account stands at Menu, Settings, Delete Account, offers the data first, and waits for the typed address', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const email = await join(visit);
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Settings', exact: true }).click();
    await page.getByRole('link', { name: 'Delete Account', exact: true }).click();

    const csv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV of My search' }).click();
    expect(await readFile(await (await csv).path(), 'utf8')).toMatch(/Company/i);
    const zip = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Take everything' }).click();
    expect((await readFile(await (await zip).path())).subarray(30, 40).toString()).toBe('sotto.json');

    const act = page.getByRole('button', { name: 'Delete Account', exact: true });
    await expectPage(act).toBeDisabled();
    await page.getByLabel('Type your e-mail address').fill(`x${email}`);
    await expectPage(act).toBeDisabled();
    await page.getByLabel('Type your e-mail address').fill(email.toUpperCase());
    await act.click();
    await page.waitForURL('**/account-deleted');
    await expectPage(page.getByRole('heading', { level: 1 })).toHaveText('Your account is gone');
    expect(await visit.context.cookies()).toEqual([]);
    expect(
      await page.evaluate(() => [localStorage, sessionStorage].flatMap((storage) => Object.values(storage)).join()),
    ).not.toContain(email);
    await page.goto('/sign-in');
    await signIn(page, email);
    await expectPage(page.getByRole('alert')).toHaveText('E-mail or password is not right.');
    expectClean(visit);
  });

  test('Delete Account works with the keyboard alone, from the menu to the last page', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const email = await join(visit);
    server.clock.advance(11 * minute);
    await page.goto('/board');
    await expectPage(page.getByRole('button', { name: 'Menu', exact: true })).toBeVisible();
    await tabTo(page, 'button', 'Menu');
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible();
    await tabTo(page, 'menuitem', 'Settings', 'ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/**');
    await expectPage(page.getByRole('link', { name: 'Delete Account', exact: true })).toBeVisible();
    await tabTo(page, 'a', 'Delete Account');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/delete-account');
    await expectPage(page.getByLabel('Type your e-mail address')).toBeVisible();
    await tabTo(page, 'input', 'Type your e-mail address');
    await page.keyboard.type(email);
    await tabTo(page, 'button', 'Delete Account');
    await page.keyboard.press('Enter');
    await expectPage(
      page.getByRole('dialog', { name: 'Confirm that it is you' }).getByLabel('Password', { exact: true }),
    ).toBeFocused();
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/account-deleted');
  });

  test('all data goes and the account stays', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const email = await join(visit);
    await page.goto(pages.settings('privacy'));
    await page.getByRole('button', { name: 'Delete all data…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete all data' });
    await expectPage(dialog.getByRole('button', { name: 'Delete all data' })).toBeDisabled();
    await dialog.getByLabel('Type your e-mail address').fill(email);
    await dialog.getByRole('button', { name: 'Delete all data' }).click();
    await expectPage(page.getByText('All data is deleted')).toBeVisible();
    await expectPage(page.getByRole('listitem').filter({ hasText: 'All data deleted' })).toBeVisible();
    await page.goto(pages.settings('account'));
    await expectPage(page.getByText(email).first()).toBeVisible();
  });
});
