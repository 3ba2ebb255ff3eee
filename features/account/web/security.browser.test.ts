/** Settings about how one signs in, in a real Chromium with a software authenticator: every flow, by mouse and by keyboard, in both themes. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { accountFeature } from '@sotto/features/account/server';
import { codeOf, otherPassword, password, startWithMail, stepMs, tokenIn } from '@sotto/features/account/testing';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { transferFeature } from '@sotto/features/transfer/server';
import {
  type Engine,
  type OpenBrowser,
  type PersonThere,
  type RealIssuer,
  type TestServer,
  type Visit,
  type Visitor,
  barriersInDark,
  barriersOf,
  deviceAnswers,
  engines,
  expectPage,
  freePort,
  issuerSettings,
  minute,
  openBrowser,
  plugInDevice,
  problemOf,
  startIssuer,
  startServer,
  uniqueName,
  webFolder,
  tick,
} from '@sotto/testing';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  completeSignIn,
  connect,
  connectCodeMinutes,
  getAccount,
  getCurrentAccessKey,
  getTwoFactor,
  listAccessKeys,
  listIdentities,
  listPasskeys,
  makeAccessKey,
  makeConnectCode,
  reauthenticate,
  signIn,
  signUp,
  verifyEmail,
} from '../api.ts';

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
const pages = { security: '/settings/security', account: '/settings/account', keys: '/settings/access-keys' } as const;

let chromium: OpenBrowser;
beforeAll(async () => {
  chromium = await openBrowser();
});
afterAll(() => chromium[Symbol.asyncDispose]());

interface Someone extends Visit {
  readonly email: string;
  /** On the wire, in a session of their own. */
  readonly visitor: Visitor;
}

type Options = NonNullable<Parameters<OpenBrowser['visit']>[1]>;

/** Someone who has just signed up with a password, in a browser that knows how to copy. */
async function someone(server: TestServer, options: Options = {}): Promise<Someone> {
  const visitor = server.visitor();
  const email = `${uniqueName()}@example.org`;
  await visitor.call(signUp, { body: { email, password } });
  const permissions = ['clipboard-read', 'clipboard-write'];
  const visit = await chromium.visit(server.origin, { as: visitor, permissions, ...options });
  return { ...visit, visitor: await signedIn(server, email), email, [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose]() };
}

/** The same person in another browser. */
async function signedIn(server: TestServer, email: string): Promise<Visitor> {
  const visitor = server.visitor();
  await visitor.call(signIn, { body: { email, password } });
  return visitor;
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Passkey added' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expectPage(dialog).toBeHidden();
  await expectPage(lineOf(page, 'Passkeys')).toContainText(name);
}

/** The line of a page that is called so, up to its end. */
function lineOf(page: Page, name: string): Locator {
  return page.locator('.line').filter({ has: page.locator('.name', { hasText: name }) });
}

function question(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Confirm that it is you' });
}

async function provePassword(page: Page): Promise<void> {
  await question(page).getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expectPage(question(page)).toBeHidden();
}

/** Opens Security and turns two-factor on. Answers the secret as it was typed, and the codes. */
async function turnOn(server: TestServer, page: Page): Promise<{ secret: string; codes: readonly string[] }> {
  await page.getByRole('button', { name: 'Turn on two-factor' }).click();
  const secret = await keyToType(page);
  await page.getByLabel('Code from the app').fill(codeOf(secret, server.clock.now()));
  await page.keyboard.press('Enter');
  const codes = await codesOn(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expectPage(page.getByText('10 of 10 recovery codes are left.')).toBeVisible();
  server.clock.advance(stepMs);
  return { secret, codes };
}

async function codesOn(page: Page): Promise<readonly string[]> {
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expectPage(codes).toHaveCount(10);
  return codes.allTextContents();
}

async function keyToType(page: Page): Promise<string> {
  const shown = (await page.getByLabel('Key for the app').textContent()) ?? '';
  expect(shown).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  return shown.replaceAll(' ', '');
}

function expectClean({ violations, foreignRequests, errors }: Visit): void {
  expect(violations, 'content security policy').toEqual([]);
  expect(foreignRequests, 'requests to anyone else').toEqual([]);
  // A refusal is an answer; the browser's console calls it an error all the same.
  expect(
    errors.filter((error) => !/status of 4\d\d/.test(error)),
    'errors',
  ).toEqual([]);
}

describe.each(engines)('on %s', (engine: Engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, engine, webFolder });
  });
  afterAll(() => server.stop());

  test('two-factor is turned on by scanning or typing, its codes are shown once, and signing in asks for a code from then on', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await page.goto(pages.security);
    await expectPage(page.getByText('One way in is set up.')).toBeVisible();
    const begun = page.waitForResponse((answer) => answer.url().endsWith('/two-factor') && answer.status() === 201);
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    const { uri, secret } = (await (await begun).json()) as { uri: string; secret: string };
    expect(await drawnOn(page)).toEqual(encode(uri, { ecc: 'M', border: 0 }).data);
    expect(await keyToType(page)).toBe(secret);
    await page.getByRole('button', { name: 'Copy key' }).click();
    await expectPage(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);

    await page.getByLabel('Code from the app').fill('12');
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Six digits, as the app shows them.')).toBeVisible();
    const right = codeOf(secret, server.clock.now());
    await page.getByLabel('Code from the app').fill(`${right.slice(0, 3)} ${right.slice(3)}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click();
    const codes = await codesOn(page);
    expect(new Set(codes).size).toBe(10);
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('alert')).toContainText('Nobody can show them to you again.');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expectPage(page.getByText('10 of 10 recovery codes are left.')).toBeVisible();
    await page.reload();
    await expectPage(page.getByText('10 of 10 recovery codes are left.')).toBeVisible();
    const everywhere = await page.evaluate(
      () =>
        document.documentElement.outerHTML + [sessionStorage, localStorage].flatMap((storage) => Object.values(storage)).join(),
    );
    expect([secret, ...codes].filter((one) => everywhere.includes(one))).toEqual([]);
    expect(await problemOf(visit.visitor.call(getAccount, {})), 'the other session').toBe('not-signed-in');

    const elsewhere = server.visitor();
    expect((await elsewhere.call(signIn, { body: { email, password } })).body).toEqual({ next: 'second-factor' });
    await elsewhere.call(completeSignIn, { body: { recoveryCode: codes[0] } });
    await page.reload();
    await expectPage(page.getByText('9 of 10 recovery codes are left.')).toBeVisible();
    expectClean(visit);
  });

  test('a passkey is added, named, and shown as proof; the device that has one is told so', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    await plugInDevice(visit);
    await page.goto(pages.security);
    await addPasskey(page, 'Laptop in the study');
    await expectPage(page.getByText('Two ways in are set up.')).toBeVisible();
    await expectPage(lineOf(page, 'Passkeys')).toContainText('Laptop in the study, not used yet.');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expectPage(page.getByText('This device holds a passkey for this account already.')).toBeVisible();

    server.clock.advance(11 * minute);
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    await question(page).getByRole('button', { name: 'Passkey' }).click();
    await question(page).getByRole('button', { name: 'Use a passkey' }).click();
    await expectPage(page.getByRole('dialog', { name: 'Turn on two-factor' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(lineOf(page, 'Passkeys')).toContainText(/Laptop in the study, used (today|yesterday)\./);
    expectClean(visit);
  });

  test('the address is changed at once where no mail leaves', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    const next = `${uniqueName()}@example.org`;
    await page.goto(pages.account);
    await page.getByRole('button', { name: 'Change e-mail address' }).click();
    await expectPage(page.getByRole('dialog')).toContainText('no mail leaves this machine');
    await page.getByLabel('New e-mail address').fill(next.toUpperCase());
    await page.keyboard.press('Enter');
    await expectPage(page.getByText(`Your address is ${next} now`)).toBeVisible();
    await expectPage(lineOf(page, next)).toBeVisible();
    const elsewhere = server.visitor();
    expect(await problemOf(elsewhere.call(signIn, { body: { email, password } }))).toBe('wrong-credentials');
    expect((await elsewhere.call(signIn, { body: { email: next, password } })).body.next).toBe('done');
    expectClean(visit);
  });

  test('signing out everywhere says what goes, and then nothing lets anyone in but signing in', async () => {
    await using visit = await someone(server);
    const { page, visitor } = visit;
    const { key } = (await visitor.call(makeAccessKey, { body: { name: 'script', scopes: ['applications:read'] } })).body;
    await page.goto(pages.security);
    await page.getByRole('button', { name: 'Sign out everywhere…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign out everywhere and end all keys' });
    await expectPage(dialog.getByRole('listitem')).toHaveCount(4);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect((await visitor.call(getAccount, {})).status).toBe(200);
    await page.getByRole('button', { name: 'Sign out everywhere…' }).click();
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL('**/sign-in');
    expect(await problemOf(visitor.call(getAccount, {}))).toBe('not-signed-in');
    expect(await problemOf(server.visitor({ key }).call(getCurrentAccessKey, {}))).not.toBeNull();
    expectClean(visit);
  });

  test('whoever has only a passkey proves by it and deletes the account', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await plugInDevice(visit);
    await page.goto(pages.security);
    await addPasskey(page, 'Phone');
    await page.getByRole('button', { name: 'Remove password' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expectPage(page.getByText('One way in is set up. Add another')).toBeVisible();
    await expectPage(lineOf(page, 'Password')).toContainText('None. You sign in without one.');
    server.clock.advance(11 * minute);
    await page.goto('/settings/delete-account');
    await expectPage(page.getByText('You are asked once how you sign in.')).toBeVisible();
    await page.getByLabel('Type your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Delete Account', exact: true }).click();
    const show = question(page).getByRole('button', { name: 'Use a passkey' });
    await expectPage(show).toBeVisible();
    await expectPage(question(page).getByRole('group', { name: 'Another way' })).toBeHidden();
    await show.click();
    await page.waitForURL('**/account-deleted');
    expectClean(visit);
  });
});

/** The modules that are drawn, row by row, without the quiet zone around them. */
async function drawnOn(page: Page): Promise<boolean[][]> {
  const code = page.getByRole('img', { name: /^QR code/ });
  const side = Number((await code.getAttribute('viewBox'))?.split(' ')[3]) - 8;
  const drawn = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  const path = (await code.locator('path').getAttribute('d')) ?? '';
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    drawn[Number(y) - 4]?.fill(true, Number(x) - 4, Number(x) - 4 + Number(length));
  return drawn;
}

describe('two-factor', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, webFolder });
  });
  afterAll(() => server.stop());

  test('left half-way changes nothing', async () => {
    await using visit = await someone(server);
    const { page, visitor } = visit;
    await page.goto(pages.security);
    for (const leave of ['Cancel', 'Close']) {
      await page.getByRole('button', { name: 'Turn on two-factor' }).click();
      await page.getByRole('dialog').getByRole('button', { name: leave }).click();
    }
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    await page.reload();
    await expectPage(page.getByRole('button', { name: 'Turn on two-factor' })).toBeVisible();
    expect((await visitor.call(getTwoFactor, {})).body).toEqual({ since: null, recoveryCodesLeft: 0 });
  });

  test('goes over to another app, which the first one survives until then', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await page.goto(pages.security);
    const first = await turnOn(server, page);
    await page.getByRole('button', { name: 'Set up another app' }).click();
    const secret = await keyToType(page);
    const visitor = server.visitor();
    await visitor.call(signIn, { body: { email, password } });
    await visitor.call(completeSignIn, { body: { code: codeOf(first.secret, server.clock.now()) } });
    await page.getByLabel('Code from the app').fill(codeOf(secret, server.clock.now()));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    server.clock.advance(stepMs);
    const refused = server.visitor();
    await refused.call(signIn, { body: { email, password } });
    expect(await problemOf(refused.call(completeSignIn, { body: { code: codeOf(first.secret, server.clock.now()) } }))).toBe(
      'wrong-credentials',
    );
    await refused.call(completeSignIn, { body: { code: codeOf(secret, server.clock.now()) } });
    expectClean(visit);
  });

  test('gives new recovery codes to copy, to download and to print, and the old ones are void', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await page.goto(pages.security);
    const { codes: old } = await turnOn(server, page);
    await page.getByRole('button', { name: 'New recovery codes' }).click();
    await expectPage(page.getByText('The 10 you still have stop working.')).toBeVisible();
    await page.getByRole('button', { name: 'Make ten new ones' }).click();
    const codes = await codesOn(page);
    expect(codes.filter((code) => old.includes(code))).toEqual([]);
    await page.getByRole('button', { name: 'Copy all' }).click();
    await expectPage(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(codes.filter((code) => !copied.includes(`\n${code}\n`))).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('sotto-recovery-codes.txt');
    expect(await readFile(await file.path(), 'utf8')).toBe(copied);

    await page.evaluate(() => Object.assign(globalThis, { print: () => void (document.title = 'printing') }));
    await page.getByRole('button', { name: 'Print' }).click();
    await expectPage(page).toHaveTitle('printing');
    await page.emulateMedia({ media: 'print' });
    const printed = (await page.locator('body').innerText()).split(/\s*\n\s*/).filter((line) => line !== '');
    expect(printed).toEqual([
      `Recovery codes for Sotto at ${new URL(server.origin).host}`,
      expect.stringMatching(/^Made .* Codes from before no longer work\.$/),
      ...codes,
      expect.stringMatching(/^Each works once/),
    ]);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'I have kept them' }).click();

    const visitor = server.visitor();
    await visitor.call(signIn, { body: { email, password } });
    expect(await problemOf(visitor.call(completeSignIn, { body: { recoveryCode: old[0] } }))).toBe('wrong-credentials');
    await visitor.call(completeSignIn, { body: { recoveryCode: codes[0] } });
    expectClean(visit);
  });

  test('says so when two recovery codes are left, and ends after a question', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await page.goto(pages.security);
    const { codes } = await turnOn(server, page);
    for (const recoveryCode of codes.slice(0, 8)) {
      const visitor = server.visitor();
      await visitor.call(signIn, { body: { email, password } });
      await visitor.call(completeSignIn, { body: { recoveryCode } });
    }
    await page.reload();
    await expectPage(lineOf(page, 'Two-factor')).toContainText('Only 2 recovery codes are left. Make new ones');
    await page.getByRole('button', { name: 'Turn off two-factor' }).click();
    await page.getByRole('dialog', { name: 'Turn off two-factor' }).getByRole('button', { name: 'Turn off' }).click();
    await expectPage(page.getByRole('button', { name: 'Turn on two-factor' })).toBeVisible();
    expect((await server.visitor().call(signIn, { body: { email, password } })).body.next).toBe('done');
    expectClean(visit);
  });

  test('is set up with the keyboard alone', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    await page.goto(pages.security);
    const opener = page.getByRole('button', { name: 'Turn on two-factor' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expectPage(page.getByLabel('Code from the app')).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(opener).toBeFocused();
    await page.keyboard.press('Enter');
    const secret = await keyToType(page);
    await expectPage(page.getByLabel('Code from the app')).toBeFocused();
    await page.keyboard.type(codeOf(secret, server.clock.now()));
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible();
    await tabTo(page, 'I have kept them');
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('10 of 10 recovery codes are left.')).toBeVisible();
    await expectPage(page.getByRole('dialog')).toBeHidden();
  });
});

/** Goes on with Tab until the focus is on what is called so, as someone without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    const at = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
    if (at.trim() === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}

describe('passkeys and password', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, webFolder });
  });
  afterAll(() => server.stop());

  test('a device that turns the question away adds nothing and nothing is called wrong', async () => {
    await using visit = await someone(server);
    const { page, visitor } = visit;
    const { devtools, authenticatorId } = await plugInDevice(visit);
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.goto(pages.security);
    const add = page.getByRole('button', { name: 'Add a passkey' });
    const turnedAway = deviceAnswers(page);
    await add.click();
    await turnedAway;
    await expectPage(add).toBeEnabled();
    await expectPage(page.getByRole('dialog')).toBeHidden();
    await expectPage(page.locator('.notice')).toBeHidden();
    expect((await visitor.call(listPasskeys, {})).body.items).toEqual([]);
  });

  test('passkeys are renamed and removed, but not the last way in', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    const { devtools, authenticatorId } = await plugInDevice(visit);
    await page.goto(pages.security);
    await addPasskey(page, 'Laptop');
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    await plugInDevice(visit);
    await addPasskey(page, 'Phone');
    await expectPage(page.getByText('Three ways in are set up.')).toBeVisible();
    await page.getByRole('button', { name: 'Manage passkeys' }).click();
    const dialog = page.getByRole('dialog', { name: 'Passkeys' });
    await dialog.getByRole('button', { name: 'Rename Laptop' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Laptop in the study');
    await page.keyboard.press('Enter');
    await expectPage(dialog.getByText('Laptop in the study')).toBeVisible();
    await dialog.getByRole('button', { name: 'Remove Phone' }).click();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.getByRole('button', { name: 'Remove Phone' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expectPage(dialog.getByText('Phone')).toBeHidden();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'Remove password' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expectPage(page.getByRole('button', { name: 'Remove password' })).toBeHidden();
    await page.getByRole('button', { name: 'Manage passkeys' }).click();
    await dialog.getByRole('button', { name: 'Remove Laptop in the study' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await expectPage(dialog.getByRole('alert')).toContainText('This is the last way into your account.');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expectPage(dialog).toBeHidden();
    expectClean(visit);
  });

  test('a password is set where there was none, and then changed', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await plugInDevice(visit);
    await page.goto(pages.security);
    await addPasskey(page, 'Laptop');
    await page.getByRole('button', { name: 'Remove password' }).click();
    server.clock.advance(11 * minute);
    const removeIt = page.getByRole('button', { name: 'Remove it' });
    await removeIt.click();
    await expectPage(question(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(question(page)).toBeHidden();
    await expectPage(removeIt, 'back where one was').toBeFocused();
    await page.keyboard.press('Enter');
    await question(page).getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('None. You sign in without one.')).toBeVisible();
    server.clock.advance(11 * minute);
    await page.reload();
    await page.getByRole('button', { name: 'Set a password' }).click();
    await question(page).getByRole('button', { name: 'Use a passkey' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set a password' });
    await dialog.getByLabel('New password').fill('Password12345');
    await page.keyboard.press('Enter');
    await expectPage(dialog.getByText('This is similar to a commonly used password.')).toBeVisible();
    await dialog.getByLabel('New password').fill(otherPassword);
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Password set. Other devices were signed out.')).toBeVisible();

    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByLabel('Current password').fill(otherPassword);
    await page.getByLabel('New password').fill(password);
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Password changed. Other devices were signed out.')).toBeVisible();
    expect((await server.visitor().call(signIn, { body: { email, password } })).body.next).toBe('done');
    expectClean(visit);
  });
});

describe('the question who is there', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, webFolder });
  });
  afterAll(() => server.stop());

  test('offers each way the account knows, and what was begun goes on after any of them', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    await plugInDevice(visit);
    await page.goto(pages.security);
    await addPasskey(page, 'Laptop');
    const { secret } = await turnOn(server, page);
    const begin = async () => {
      server.clock.advance(11 * minute);
      await page.getByRole('button', { name: 'Set up another app' }).click();
    };
    const goesOn = async () => {
      await expectPage(page.getByRole('dialog', { name: 'Set up another app' })).toBeVisible();
      await page.getByRole('button', { name: 'Cancel' }).click();
    };

    await begin();
    const ways = question(page).getByRole('group', { name: 'Another way' }).getByRole('button');
    await expectPage(ways).toHaveText(['Code from the app', 'Passkey']);
    await question(page).getByLabel('Password', { exact: true }).fill(otherPassword);
    await page.keyboard.press('Enter');
    await expectPage(question(page).getByRole('alert')).toHaveText('This is not your password.');
    await provePassword(page);
    await goesOn();

    await begin();
    await ways.filter({ hasText: 'Code from the app' }).click();
    await expectPage(question(page).getByRole('alert')).toBeHidden();
    await question(page).getByLabel('Code from the app').fill('000000');
    await page.keyboard.press('Enter');
    await expectPage(question(page).getByRole('alert')).toContainText('This code is not right');
    await question(page).getByLabel('Code from the app').fill(codeOf(secret, server.clock.now()));
    await page.keyboard.press('Enter');
    await goesOn();

    await begin();
    await ways.filter({ hasText: 'Passkey' }).click();
    await question(page).getByRole('button', { name: 'Use a passkey' }).click();
    await goesOn();
    expectClean(visit);
  });

  test('turned away, nothing is done, nothing is called wrong, and the focus is where it was', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    await page.goto(pages.security);
    server.clock.advance(11 * minute);
    const opener = page.getByRole('button', { name: 'Turn on two-factor' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await expectPage(question(page).getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(question(page)).toBeHidden();
    await expectPage(opener).toBeFocused();
    await expectPage(page.locator('.notice')).toBeHidden();
    await page.keyboard.press('Enter');
    await expectPage(question(page).getByLabel('Password', { exact: true })).toBeFocused();
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expectPage(page.getByLabel('Code from the app')).toBeFocused();
    expectClean(visit);
  });

  test('a passkey that is not shown leaves the question open', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    const { devtools, authenticatorId } = await plugInDevice(visit);
    await page.goto(pages.security);
    await addPasskey(page, 'Laptop');
    server.clock.advance(11 * minute);
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.getByRole('button', { name: 'Turn on two-factor' }).click();
    await question(page).getByRole('button', { name: 'Passkey' }).click();
    await question(page).getByRole('button', { name: 'Use a passkey' }).click();
    await expectPage(question(page).getByText('No passkey was shown.')).toBeVisible();
    await question(page).getByRole('button', { name: 'Password' }).click();
    await provePassword(page);
    await expectPage(page.getByRole('dialog', { name: 'Turn on two-factor' })).toBeVisible();
  });
});

describe('issuers', () => {
  let server: TestServer;
  let issuer: RealIssuer;
  beforeAll(async () => {
    const port = String(await freePort());
    issuer = await startIssuer(`http://localhost:${port}/sign-in/issuer`);
    const environment = { SOTTO_PORT: port, ...issuerSettings({ there: issuer }), SOTTO_OPENID_THERE_NAME: 'Our issuer' };
    server = await startServer({ features, webFolder, environment });
  });
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
  });

  /** Whoever comes to the issuer in this browser is known there, and sent back. */
  async function knownThere({ page }: Visit, person: PersonThere): Promise<void> {
    const browser = issuer.browser();
    await page.route(`${issuer.url}/**`, async (route) => {
      const query = await browser(route.request().url(), person);
      await route.fulfill({ status: 302, headers: { location: `${server.origin}/sign-in/issuer?${query}` } });
    });
  }

  test('one is linked, is proof without a password, what was typed waits meanwhile, and it is unlinked', async () => {
    await using visit = await someone(server);
    const { page, email, visitor } = visit;
    await knownThere(visit, { subject: uniqueName(), email, verified: true });
    await plugInDevice(visit);
    await page.goto(pages.security);
    await page.getByRole('button', { name: 'Link Our issuer' }).click();
    await page.waitForURL(`**${pages.security}`);
    await expectPage(lineOf(page, 'Our issuer')).toContainText(/Linked since \d+ \w+\./);
    await expectPage(page.getByText('Two ways in are set up.')).toBeVisible();
    expect((await visitor.call(listIdentities, {})).body.items.map(({ issuer }) => issuer)).toEqual(['Our issuer']);

    await page.getByRole('button', { name: 'Remove password' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expectPage(page.getByText('One way in is set up. Add another')).toBeVisible();

    server.clock.advance(11 * minute);
    await page.goto(pages.keys);
    await page.getByRole('button', { name: 'New access key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Script at home');
    await tick(page.getByLabel('Read applications'));
    await page.getByRole('button', { name: 'Make the key' }).click();
    await question(page).getByRole('button', { name: 'Continue with Our issuer' }).click();
    await expectPage(page.locator('.notice')).toContainText('Confirmed, good for ten minutes. Go on where you were.');
    await expectPage(page.getByRole('dialog', { name: 'New access key' }).getByRole('textbox', { name: 'Name' })).toHaveValue(
      'Script at home',
    );
    await expectPage(page.getByLabel('Read applications')).toBeChecked();
    await page.getByRole('button', { name: 'Make the key' }).click();
    await expectPage(page.getByRole('dialog', { name: 'Copy it now' })).toBeVisible();
    await page.getByRole('button', { name: 'I have it' }).click();
    // With the first line the button for a new one moves.
    await expectPage(lineOf(page, 'Script at home')).toBeVisible();
    await page.getByRole('button', { name: 'New access key' }).click();
    await expectPage(page.getByRole('textbox', { name: 'Name' }), 'what was sent waits no longer').toHaveValue('');

    await page.goto('/settings/delete-account');
    server.clock.advance(11 * minute);
    await page.getByLabel('Type your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Delete Account', exact: true }).click();
    await question(page).getByRole('button', { name: 'Continue with Our issuer' }).click();
    await expectPage(page.locator('.notice'), 'back again').toContainText('Go on where you were.');
    await expectPage(page.getByLabel('Type your e-mail address')).toHaveValue(email);
    await page.getByRole('link', { name: 'Security', exact: true }).click();
    await expectPage(lineOf(page, 'Our issuer')).toBeVisible();
    await page.getByRole('link', { name: 'Delete Account', exact: true }).click();
    await expectPage(page.getByLabel('Type your e-mail address'), 'left, it forgets').toHaveValue('');

    await page.goto(pages.security);
    await page.getByRole('button', { name: 'Unlink Our issuer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await expectPage(page.getByRole('alert')).toContainText('This is the last way into your account.');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await addPasskey(page, 'Laptop');
    await page.getByRole('button', { name: 'Unlink Our issuer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await expectPage(lineOf(page, 'Our issuer')).toContainText('Not linked.');
    expect(visit.violations).toEqual([]);
  });

  test('whoever sets a password after proving at an issuer is asked for it on the way back', async () => {
    await using visit = await someone(server);
    const { page, email } = visit;
    await knownThere(visit, { subject: uniqueName(), email, verified: true });
    await page.goto(pages.security);
    await page.getByRole('button', { name: 'Link Our issuer' }).click();
    await expectPage(lineOf(page, 'Our issuer')).toContainText('Linked since');
    await page.getByRole('button', { name: 'Remove password' }).click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expectPage(page.getByRole('button', { name: 'Set a password' })).toBeVisible();
    server.clock.advance(11 * minute);
    await page.reload();
    await page.getByRole('button', { name: 'Set a password' }).click();
    await question(page).getByRole('button', { name: 'Continue with Our issuer' }).click();
    await page.getByRole('dialog', { name: 'Set a password' }).getByLabel('New password').fill(otherPassword);
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Password set.')).toBeVisible();
    await page.reload();
    await expectPage(page.getByRole('button', { name: 'Change password' })).toBeVisible();
    await expectPage(page.getByRole('dialog')).toBeHidden();
  });
});

describe('the e-mail address, where mail is sent', () => {
  test('changes with the link in the letter to the new one, and not before', async () => {
    await using mailing = await startWithMail({ features, webFolder });
    const { server, mailbox } = mailing;
    const [email, next] = [`${uniqueName()}@example.org`, `${uniqueName()}@example.org`];
    const visitor = server.visitor();
    await visitor.call(signUp, { body: { email, password } });
    const [welcome] = await mailbox.mailsTo(email, 1);
    await visitor.call(verifyEmail, { body: { token: tokenIn(welcome, 'verify-email') } });
    await visitor.call(signIn, { body: { email, password } });

    await using visit = await chromium.visit(server.origin, { as: visitor });
    const { page } = visit;
    await page.goto(pages.account);
    await page.getByRole('button', { name: 'Change e-mail address' }).click();
    const dialog = page.getByRole('dialog');
    await expectPage(dialog).toContainText('within 15 minutes');
    await expectPage(dialog).not.toContainText('no mail leaves this machine');
    await expectPage(dialog).toContainText('can undo it for 7 days');
    await page.getByLabel('New e-mail address').fill('no address');
    await dialog.evaluate((popup) => popup.querySelector('form')?.setAttribute('novalidate', ''));
    await page.keyboard.press('Enter');
    await expectPage(dialog.getByText('Write an address such as name@example.org.')).toBeVisible();
    await page.getByLabel('New e-mail address').fill(next);
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('dialog', { name: 'A letter is on its way' })).toContainText(next);
    await page.getByRole('button', { name: 'All right' }).click();
    await expectPage(lineOf(page, email)).toBeVisible();

    const [letter] = await mailbox.mailsTo(next, 1);
    await page.goto(`/verify-email#${tokenIn(letter, 'verify-email')}`);
    await expectPage(page.getByRole('heading', { level: 1 })).toContainText(/confirmed|changed/i);
    await page.goto(pages.account);
    await expectPage(lineOf(page, next)).toBeVisible();
    expectClean(visit);
  });
});

describe('access keys', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ features, webFolder });
  });
  afterAll(() => server.stop());

  test('the extension gets a key by a code that is shown once and counted down', async () => {
    await using visit = await someone(server);
    const { page, visitor } = visit;
    await page.clock.install({ time: server.clock.now() });
    await page.goto(pages.keys);
    await page.getByRole('button', { name: 'Connect the extension' }).click();
    const shown = page.getByLabel('The code', { exact: true });
    await expectPage(page.getByLabel('Server address')).toHaveText(server.origin);
    await expectPage(page.getByRole('checkbox', { name: /^Read your profile/ })).not.toBeChecked();
    const code = (await shown.textContent()) ?? '';
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await expectPage(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
    await expectPage(page.getByRole('timer')).toHaveText(/^(5:00|4:\d\d) left$/);
    await page.clock.fastForward('01:00');
    await expectPage(page.getByRole('timer')).toHaveText(/^(4:00|3:\d\d) left$/);
    await page.clock.fastForward('05:00');
    await expectPage(page.getByText('The code has ended')).toBeVisible();
    expect(await page.content()).not.toContain(code);
    await page.getByRole('button', { name: 'Make another one' }).click();
    await tick(page.getByRole('checkbox', { name: /^Read your profile/ }));
    await expectPage(page.getByRole('checkbox', { name: /^Read your profile/ })).toBeChecked();
    const last = (await shown.textContent()) ?? '';
    const { key, scopes } = (await server.visitor().call(connect, { body: { code: last } })).body;
    expect([last === code, scopes.toSorted()]).toEqual([false, ['capture:write', 'duplicates:read', 'profile:read']]);
    expect((await server.visitor({ key }).call(getCurrentAccessKey, {})).status).toBe(200);
    await page.clock.fastForward('00:03');
    await expectPage(page.getByText('The extension is connected')).toBeVisible();
    expect(await page.content()).not.toContain(last);
    await page.getByRole('button', { name: 'Done' }).click();
    await expectPage(lineOf(page, 'Browser extension')).toBeVisible();

    const { endsAt } = (await visitor.call(makeConnectCode, { body: { name: 'x', scopes: ['capture:write'] } })).body;
    expect(Date.parse(endsAt) - server.clock.now(), 'as long as the page counts').toBe(connectCodeMinutes * minute);
    expectClean(visit);
  });

  test('a key works as long as was chosen', async () => {
    await using visit = await someone(server);
    const { page } = visit;
    await page.clock.setFixedTime(server.clock.now());
    await page.goto(pages.keys);
    let lines = 0;
    const lasting = async (choose: (group: Locator) => Promise<void>) => {
      await page.getByRole('button', { name: 'New access key' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Script');
      await tick(page.getByLabel('Export'));
      await choose(page.getByRole('radiogroup', { name: 'Works for' }));
      const made = page.waitForResponse((answer) => answer.request().method() === 'POST');
      await page.getByRole('button', { name: 'Make the key' }).click();
      const { expiresOn } = (await (await made).json()) as { expiresOn: string };
      await page.getByRole('button', { name: 'I have it' }).click();
      // With the first line the button for a new one moves.
      await expectPage(page.getByRole('button', { name: 'End key: Script' })).toHaveCount(++lines);
      return expiresOn;
    };
    const dayIn = (days: number) => new Date(server.clock.now() + days * 1440 * minute).toISOString().slice(0, 10);
    expect(await lasting(async () => {})).toBe(dayIn(180));
    expect(await lasting((group) => group.getByText('a year').click())).toBe(dayIn(365));
    expect(
      await lasting(async (group) => {
        await group.getByText('until a day').click();
        await page.getByLabel('Last day').fill(dayIn(3));
      }),
    ).toBe(dayIn(3));
    await page.getByRole('button', { name: 'End key: Script' }).first().click();
    await page.getByRole('dialog', { name: 'End “Script”' }).getByRole('button', { name: 'Cancel' }).click();
    await expectPage(page.getByRole('button', { name: 'End key: Script' })).toHaveCount(3);
    expectClean(visit);
  });
});

describe('sessions', () => {
  test('where one is signed in is told by device and day, and the others are signed out at once', async () => {
    await using server = await startServer({ features, webFolder });
    await using visit = await someone(server);
    const { page, visitor } = visit;
    await page.goto(pages.security);
    await expectPage(lineOf(page, 'this one')).toContainText(/Since \d+ \w+\. Ends on \d+ \w+ unless used\./);
    await page.getByRole('button', { name: 'Sign out the other one' }).click();
    await expectPage(page.getByText('Every other device is signed out')).toBeVisible();
    expect(await problemOf(visitor.call(reauthenticate, { body: { password } }))).toBe('not-signed-in');
    await page.getByRole('button', { name: 'What to do after a theft' }).click();
    await expectPage(page.getByRole('dialog', { name: 'What to do after a theft' }).getByRole('listitem')).toHaveCount(6);
    await page.getByRole('link', { name: 'To the activity' }).click();
    await page.waitForURL('**/settings/privacy');
    expectClean(visit);
  });

  test('what was asked while a proof renewed the session is asked again, and nobody is signed out', async () => {
    await using server = await startServer({ features, webFolder });
    await using visit = await someone(server);
    const { page, context } = visit;
    await page.goto(pages.security);
    await expectPage(lineOf(page, 'this one')).toBeVisible();
    const before = await context.cookies();
    await proveByHand(page);
    const statuses: number[] = [];
    await page.route(`**${listAccessKeys.path}`, async (route) => {
      // As it would have left a moment earlier, the first time.
      const cookie = before.map(({ name, value }) => `${name}=${value}`).join('; ');
      const headers = statuses.length === 0 ? { ...route.request().headers(), cookie } : route.request().headers();
      const response = await route.fetch({ headers });
      statuses.push(response.status());
      await route.fulfill({ response });
    });
    await page.getByRole('link', { name: 'Access keys' }).click();
    await expectPage(page.getByText('No access keys')).toBeVisible();
    expect(statuses).toEqual([401, 200]);
  });
});

/** In another tab, so to speak: this page hears nothing of it. */
async function proveByHand(page: Page): Promise<void> {
  const { method, path } = reauthenticate;
  const status = await page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method, headers, body })).status;
    },
    [method, path, JSON.stringify({ password })] as const,
  );
  expect(status).toBe(200);
}

/** Presses what opens a dialog, and waits for it. */
const open = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').waitFor();
};

/** Everything that can stand on the screen, by name, and how it comes there from Security. */
const states: readonly { readonly name: string; readonly at: string; readonly show: (page: Page) => Promise<unknown> }[] = [
  { name: 'security', at: pages.security, show: (page) => page.getByText('this one').waitFor() },
  { name: 'account', at: pages.account, show: (page) => page.getByText('To sign in with').waitFor() },
  {
    name: 'change address',
    at: pages.account,
    show: open('Change e-mail address'),
  },
  { name: 'change password', at: pages.security, show: open('Change password') },
  { name: 'remove password', at: pages.security, show: open('Remove password') },
  { name: 'enrol', at: pages.security, show: open('Set up another app') },
  { name: 'turn off', at: pages.security, show: open('Turn off two-factor') },
  {
    name: 'recovery codes',
    at: pages.security,
    async show(page) {
      await page.getByRole('button', { name: 'New recovery codes' }).click();
      await page.getByRole('button', { name: 'Make ten new ones' }).click();
      await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
    },
  },
  {
    name: 'passkeys',
    at: pages.security,
    async show(page) {
      await page.getByRole('button', { name: 'Manage passkeys' }).click();
      await page.getByRole('button', { name: 'Remove Laptop' }).click();
      await page.getByRole('button', { name: 'Keep it' }).waitFor();
    },
  },
  { name: 'everywhere', at: pages.security, show: open('Sign out everywhere…') },
  { name: 'theft', at: pages.security, show: open('What to do after a theft') },
  {
    name: 'connect',
    at: pages.keys,
    async show(page) {
      await page.getByRole('button', { name: 'Connect the extension' }).click();
      await page.getByRole('timer').waitFor();
    },
  },
];

/** As wide as a phone, and as a window of 1280 at 200 %. */
const narrow = [
  { width: 390, height: 844 },
  { width: 640, height: 450 },
] as const;

describe('for everyone', () => {
  let server: TestServer;
  let visit: Someone;
  beforeAll(async () => {
    server = await startServer({ features, webFolder });
    visit = await someone(server);
    await plugInDevice(visit);
    await visit.page.goto(pages.security);
    await addPasskey(visit.page, 'Laptop');
    await turnOn(server, visit.page);
  });
  afterAll(async () => {
    await visit[Symbol.asyncDispose]();
    await server.stop();
  });

  test.each(states)('axe finds no barrier, and nothing is cut off on a phone or at 200 %: $name', async ({ at, show }) => {
    const { page } = visit;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(at);
    await show(page);
    expect([...(await barriersOf(page)), ...(await barriersInDark(page))]).toEqual([]);
    for (const size of narrow) {
      await page.setViewportSize(size);
      expect(await cutOff(page), `${size.width} wide`).toEqual([]);
    }
    expectClean(visit);
  });

  test('the same, while it is asked who is there', async () => {
    const { page } = visit;
    server.clock.advance(11 * minute);
    await page.goto(pages.security);
    await page.getByRole('button', { name: 'Set up another app' }).click();
    for (const way of ['Code from the app', 'Passkey', 'Password']) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await question(page).getByRole('button', { name: way, exact: true }).click();
      expect([...(await barriersOf(page)), ...(await barriersInDark(page))]).toEqual([]);
      await page.setViewportSize(narrow[0]);
      expect(await cutOff(page)).toEqual([]);
    }
  });

  test('axe and the measure would see a barrier and a part that is cut off', async () => {
    const { page } = visit;
    await page.setViewportSize(narrow[0]);
    await page.goto(pages.account);
    await page.getByText('To sign in with').waitFor();
    await page.evaluate(() => {
      document.body.append(document.createElement('button'));
      const long = Object.assign(document.createElement('p'), { textContent: 'x'.repeat(400) });
      document.querySelector('.settings-page')?.append(long);
    });
    expect(await barriersOf(page)).not.toEqual([]);
    expect(await cutOff(page)).not.toEqual([]);
  });
});

/** Parts of what is in front that reach beyond the window, or hold more than they show. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.settings-page *, .dialog *')]
      .filter((part) => !part.closest('.hidden-name, svg') && part.getBoundingClientRect().width > 1)
      .filter((part) => {
        const { right, left } = part.getBoundingClientRect();
        return right > innerWidth + 1 || left < -1 || (part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1);
      })
      .map((part) => `${part.tagName.toLowerCase()}.${part.className}: ${part.textContent?.slice(0, 40)}`),
  );
}
