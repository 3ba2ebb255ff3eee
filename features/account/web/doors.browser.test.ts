/** The doors in a real Chromium: passkeys, the second factor, issuers, forgotten passwords, links, invitations, a disabled account. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { accountFeature } from '@sotto/features/account/server';
import {
  type Enrolled,
  type Mailbox,
  type Person,
  codeOf,
  enrol,
  join,
  joinByMail,
  startWithMail,
  otherPassword,
  password,
  signUpByMail,
  tokenIn,
  createDevice,
} from '@sotto/features/account/testing';
import { applicationsFeature } from '@sotto/features/applications/server';
import { companiesFeature } from '@sotto/features/companies/server';
import { groupsFeature } from '@sotto/features/groups/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { settingsFeature } from '@sotto/features/settings/server';
import { stagesFeature } from '@sotto/features/stages/server';
import { transferFeature } from '@sotto/features/transfer/server';
import { readMailFiles } from '@sotto/mail';
import { mailFolder } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import {
  type Engine,
  type OpenBrowser,
  type PasskeyDevice,
  type PersonThere,
  type RealIssuer,
  type TestServer,
  type Visit,
  barriersInDark,
  barriersOf,
  day,
  deviceAnswers,
  engines,
  expectPage,
  freePort,
  issuerSettings,
  minute,
  openBrowser,
  plugInDevice,
  startIssuer,
  startServer,
  uniqueName,
  webFolder,
} from '@sotto/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addPasskey, changeEmail, getAccount, makePasskeyOptions } from '../api.ts';

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
let chromium: OpenBrowser;
beforeAll(async () => {
  chromium = await openBrowser();
});
afterAll(() => chromium[Symbol.asyncDispose]());

const start = (environment: Record<string, string> = {}, engine: Engine = 'sqlite') =>
  startServer({ features, webFolder, environment, engine });

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const wrong = (page: Page) => page.getByRole('alert');
/** Past the door: the first steps, or the board. */
const within = /\/(welcome|board)/;

async function signIn(page: Page, email: string, chosen = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(chosen);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Nothing against the content policy, and no request to anyone but those named. */
function expectClean({ violations, foreignRequests }: Visit, ...others: readonly string[]): void {
  expect(violations, 'content security policy').toEqual([]);
  const foreign = foreignRequests.filter((url) => !others.some((other) => url.startsWith(other)));
  expect(foreign, 'requests to anyone else').toEqual([]);
}

/**
 * A browser that shows passkeys only when it is asked by a press. A played device chooses at once what a browser would
 * merely offer in its list: there would be no time to press.
 */
async function withoutOffers({ context }: Visit): Promise<void> {
  await context.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

/** Whether the device knows its owner. It turns strangers away, as a browser does for whoever presses Cancel. */
async function know({ devtools, authenticatorId }: PasskeyDevice, isUserVerified: boolean): Promise<void> {
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
}

/** Makes an account by passkey alone, and is in it. */
async function joinByPasskey({ page }: Visit): Promise<string> {
  const email = `${uniqueName()}@example.org`;
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Use a passkey instead of a password' }).click();
  await page.waitForURL(within);
  return email;
}

describe.each(engines)('a passkey on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({}, engine);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.clock.advance(2 * day));

  test('begins an account without a password, and signs in to it without an e-mail address', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await withoutOffers(visit);
    await plugInDevice(visit);
    const email = await joinByPasskey(visit);
    await visit.context.clearCookies();
    await page.goto('/sign-in?next=/settings/account');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL('**/settings/account');
    await expectPage(page.getByText(email).first()).toBeVisible();
    expectClean(visit);
  });

  test('offered in the e-mail field signs in without a press', async () => {
    await using visit = await chromium.visit(server.origin);
    await plugInDevice(visit);
    await joinByPasskey(visit);
    await visit.context.clearCookies();
    // A played device chooses at once what a browser would offer in its list.
    await visit.page.goto('/sign-in');
    await visit.page.waitForURL(within);
    expectClean(visit);
  });

  test('that is turned away is no error, and the form goes on', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const { email } = await join(server);
    const device = await plugInDevice(visit);
    await joinByPasskey(visit);
    await visit.context.clearCookies();
    await know(device, false);
    await page.goto('/sign-in');
    const asked = deviceAnswers(page);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await asked;
    await signIn(page, email);
    await page.waitForURL(within);
    await visit.context.clearCookies();
    await page.goto('/sign-up');
    await page.getByLabel('E-mail').fill(`${uniqueName()}@example.org`);
    const turnedAway = deviceAnswers(page);
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await turnedAway;
    await page.getByLabel('Password', { exact: true }).fill(password);
    await expectPage(wrong(page)).toBeHidden();
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.waitForURL(within);
    expectClean(visit);
  });

  test('that is still asked for keeps nobody from signing up and in with a password', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await withoutOffers(visit);
    await plugInDevice(visit);
    const email = `${uniqueName()}@example.org`;
    // The question never comes.
    await page.route('**/passkey-options', () => undefined);
    await page.goto('/sign-up');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Make an account' }).click();
    await page.waitForURL(within);
    await visit.context.clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await signIn(page, email);
    await page.waitForURL(within);
    expectClean(visit);
  });

  test('of an account that is gone is told plainly', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await withoutOffers(visit);
    await plugInDevice(visit);
    await joinByPasskey(visit);
    await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      await fetch('/api/v1/account', { method: 'DELETE', headers, body: '{"confirm":"DELETE"}' });
    });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expectPage(wrong(page)).toHaveText('This passkey is not known here. Sign in another way.');
  });

  test('made for an address that is taken is given up again, where the device listens', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const { email } = await join(server);
    await plugInDevice(visit);
    await page.goto('/sign-up');
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      Object.assign(PublicKeyCredential, { signalUnknownCredential: async (unknown: unknown) => void heard.push(unknown) });
    });
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expectPage(wrong(page)).toContainText('There is an account with this address.');
    await expect
      .poll(() => page.evaluate(() => Reflect.get(globalThis, 'heard') as unknown))
      .toEqual([{ rpId: 'localhost', credentialId: expect.stringMatching(/^[\w-]+$/) }]);
  });

  test('asks for the e-mail address of the account that begins with it', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await plugInDevice(visit);
    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expectPage(page.getByLabel('E-mail')).toBeFocused();
    expect(await page.getByLabel('E-mail').evaluate((field: HTMLInputElement) => field.validity.valueMissing)).toBe(true);
  });
});

describe.each(engines)('the second factor on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({}, engine);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.clock.advance(2 * day));

  /** Someone who is asked for a code, in a browser that is at that question. */
  async function asked(visit: Visit, next = ''): Promise<Enrolled> {
    const person = await enrol(server, await join(server));
    await visit.page.goto(`/sign-in${next}`);
    await signIn(visit.page, person.email);
    await expectPage(title(visit.page)).toHaveText('One more step');
    return person;
  }

  test('takes a pasted code with its space, goes on by itself, and leads to where one was going', async () => {
    await using visit = await chromium.visit(server.origin, { permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = visit;
    const { secret } = await asked(visit, '?next=/settings/account');
    const code = page.getByLabel('Code', { exact: true });
    await expectPage(code).toBeFocused();
    await expectPage(code).toHaveAttribute('autocomplete', 'one-time-code');
    await expectPage(code).toHaveAttribute('inputmode', 'numeric');
    const shown = codeOf(secret, server.clock.now());
    await page.evaluate((text) => navigator.clipboard.writeText(text), `${shown.slice(0, 3)} ${shown.slice(3)}`);
    await page.keyboard.press('Control+V');
    await page.waitForURL('**/settings/account');
    expectClean(visit);
  });

  test('tells a wrong code, and takes the right one typed over it', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const { secret } = await asked(visit);
    const right = codeOf(secret, server.clock.now());
    await page.keyboard.type(right === '123456' ? '654321' : '123456');
    await expectPage(wrong(page)).toHaveText('This code is not right, or was used before.');
    server.clock.advance(2 * minute);
    await page.keyboard.type(codeOf(secret, server.clock.now()));
    await page.waitForURL(within);
  });

  test('takes a recovery code as it was written down, once', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const person = await asked(visit);
    const { recoveryCodes } = person;
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await expectPage(page.getByLabel('Recovery code')).toBeFocused();
    await page.keyboard.type(` ${recoveryCodes[0]?.toUpperCase()} `);
    await page.keyboard.press('Enter');
    await page.waitForURL(within);
    await visit.context.clearCookies();
    server.clock.advance(day);
    await page.goto('/sign-in');
    await signIn(page, person.email);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
    await page.keyboard.press('Enter');
    await expectPage(wrong(page)).toHaveText('This code is not right, or was used before.');
    await page.getByRole('button', { name: 'Use the app instead' }).click();
    await expectPage(wrong(page)).toBeHidden();
    await page.getByLabel('Code', { exact: true }).fill(codeOf(person.secret, server.clock.now()));
    await page.waitForURL(within);
  });

  test('takes a passkey of the account, and tells one of another', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await withoutOffers(visit);
    const device = await plugInDevice(visit);
    await joinByPasskey(visit);
    await visit.context.clearCookies();
    const told = page.waitForResponse('**/sign-in/second-factor');
    const person = await asked(visit);
    await told;
    const instead = page.getByRole('button', { name: 'Use a passkey instead' });
    await expectPage(instead, 'there is none').toBeHidden();
    const { body } = await person.visitor.call(makePasskeyOptions, {});
    const passkey = createDevice({ origin: server.origin }).make(body);
    await person.visitor.call(addPasskey, { body: { passkey } });
    await page.goto('/sign-in');
    await signIn(page, person.email);
    await instead.click();
    await expectPage(wrong(page)).toHaveText('This passkey is not one of this account.');

    await device.devtools.send('WebAuthn.clearCredentials', { authenticatorId: device.authenticatorId });
    await page.getByLabel('Code', { exact: true }).fill(codeOf(person.secret, server.clock.now()));
    await page.waitForURL(within);
    await page.goto('/settings/security');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await expectPage(page.getByRole('dialog', { name: 'Passkey added' })).toBeVisible();
    await visit.context.clearCookies();
    server.clock.advance(day);
    await page.goto('/sign-in');
    await signIn(page, person.email);
    await expectPage(title(page)).toHaveText('One more step');
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await page.waitForURL(within);
    expectClean(visit);
  });

  test('that comes too late, or was never asked for, leads back to the beginning with a sentence', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const { email, secret } = await asked(visit, '?next=/settings/account');
    server.clock.advance(11 * minute);
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, server.clock.now()));
    await expectPage(page.getByText('The second step came too late. Sign in once more.')).toBeVisible();
    await expectPage(page.getByLabel('E-mail')).toHaveValue(email);
    await signIn(page, email);
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, server.clock.now()));
    await page.waitForURL('**/settings/account');

    await visit.context.clearCookies();
    await page.goto('/sign-in/second-factor');
    await page.getByLabel('Code', { exact: true }).fill('123456');
    await page.waitForURL('**/sign-in');
    await expectPage(page.getByText('The second step came too late.')).toBeVisible();
    await page.getByRole('link', { name: 'Forgotten?' }).click();
    await page.getByRole('link', { name: 'Back to sign-in' }).click();
    await expectPage(title(page)).toHaveText('Sign in');
    await expectPage(page.getByText('The second step came too late.'), 'it is said once').toBeHidden();
  });
});

describe.each(engines)('a forgotten password on %s, where no mail leaves', (engine) => {
  test('says who reads the letter and how; its link works once, out of sight, and a weak password is told', async () => {
    await using server = await start({}, engine);
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const { email } = await join(server);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('link', { name: 'Forgotten?' }).click();
    await expectPage(page.getByLabel('E-mail'), 'what was typed goes along').toHaveValue(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expectPage(page.getByText('npm run sotto -- mail show')).toBeVisible();

    const token = await tokenInFiles(server, email);
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(`/reset-password#${token}`);
    await expectPage(title(page)).toHaveText('Choose a new password');
    await expectPage(page).toHaveURL(`${server.origin}/reset-password`);
    await page.getByLabel('New password').fill('Password12345');
    await page.keyboard.press('Enter');
    await expectPage(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('New password').fill(otherPassword);
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Your new password is set. Sign in with it.')).toBeVisible();
    await signIn(page, email, otherPassword);
    await page.waitForURL(within);

    expect(addresses.length, 'the control').toBeGreaterThan(0);
    expect(addresses.filter((address) => address.replace(/#.*$/, '').includes(token))).toEqual([]);
    expect(
      await page.evaluate(() => [localStorage, sessionStorage].flatMap((storage) => Object.values(storage)).join()),
    ).not.toContain(token);
    await page.goto(`/reset-password#${token}`);
    await page.getByLabel('New password').fill('seven quiet harbours');
    await page.keyboard.press('Enter');
    await expectPage(title(page)).toHaveText('This link does not work any more');
    await page.getByRole('link', { name: 'Ask for another link' }).click();
    await expectPage(title(page)).toHaveText('Forgotten password');
    await page.goto('/reset-password');
    await expectPage(page.getByText('The link is not complete.')).toBeVisible();
    expectClean(visit);
  });
});

/** The token of the one letter to `email` that leads to a new password, from the sealed files on the machine. */
async function tokenInFiles({ platform, stores }: TestServer, email: string): Promise<string> {
  await platform.mail.deliver();
  const open = openingMakerFor({ name: 'mail show', purposes: ['account'] });
  const letters = readMailFiles(mailFolder(stores.settings), platform.vault, (userId) => open(userId, 'account'));
  for await (const { letter } of letters) {
    const token = /\/reset-password#([\w-]+)/.exec(letter.text)?.[1];
    if (letter.to === email && token !== undefined) return token;
  }
  throw new Error('No letter holds a link.');
}

describe.each(engines)('links by mail on %s', (engine) => {
  let mailbox: Mailbox;
  let server: TestServer;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ server, mailbox, stop } = await startWithMail({ features, webFolder, engine }));
  });
  afterAll(() => stop());
  beforeEach(() => server.clock.advance(2 * day));

  /** Somebody's new address, which waits to be confirmed, and the tokens of the two letters about it once it is. */
  async function changing({ visitor }: Person): Promise<{ next: string; token: string }> {
    const next = `${uniqueName()}@example.org`;
    await visitor.call(changeEmail, { body: { email: next } });
    return { next, token: tokenIn((await mailbox.mailsTo(next, 1))[0], 'verify-email') };
  }

  test('an account that began with a passkey is there with its letter', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await withoutOffers(visit);
    await plugInDevice(visit);
    const email = `${uniqueName()}@example.org`;
    await page.goto('/sign-up');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expectPage(title(page)).toHaveText('Check your mail');
    await expectPage(page.getByText('Its link works once and for 15 minutes.')).toBeVisible();
    const [letter] = await mailbox.mailsTo(email, 1);
    await page.goto(`/verify-email#${tokenIn(letter, 'verify-email')}`);
    await expectPage(title(page)).toHaveText('Your address is confirmed');
    await expectPage(page).toHaveURL(`${server.origin}/verify-email`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(within);
    expectClean(visit);
  });

  test('a changed address is confirmed where one is signed in, and leads back to the account', async () => {
    const person = await joinByMail(server, mailbox);
    const { next, token } = await changing(person);
    await using visit = await chromium.visit(server.origin, { as: person.visitor });
    const { page } = visit;
    await page.goto(`/verify-email#${token}`);
    await expectPage(title(page)).toHaveText('Your address is changed');
    await page.getByRole('link', { name: 'To your account' }).click();
    await expectPage(page.getByText(next).first()).toBeVisible();
  });

  test('a change of address is taken back with a button, not by looking; then a new password is chosen by mail', async () => {
    const person = await joinByMail(server, mailbox);
    const { token } = await changing(person);
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await page.goto(`/verify-email#${token}`);
    await expectPage(title(page)).toHaveText('Your address is confirmed');
    const told = (await mailbox.mailsTo(person.email, 3)).at(-1);
    await page.goto(`/undo-email#${tokenIn(told, 'undo-email')}`);
    await expectPage(title(page)).toHaveText('Take the change back');
    await expectPage(page).toHaveURL(`${server.origin}/undo-email`);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expectPage(title(page)).toHaveText('Your former address counts again');
    await page.getByRole('link', { name: 'Choose a new password' }).click();
    await page.getByLabel('E-mail').fill(person.email);
    await page.keyboard.press('Enter');
    await expectPage(title(page)).toHaveText('Check your mail');
    const letter = (await mailbox.mailsTo(person.email, 5)).findLast((mail) => tokenIn(mail, 'reset-password') !== '');
    await page.goto(`/reset-password#${tokenIn(letter, 'reset-password')}`);
    await page.getByLabel('New password').fill(otherPassword);
    await page.keyboard.press('Enter');
    await expectPage(page.getByText('Your new password is set.')).toBeVisible();
    await signIn(page, person.email, otherPassword);
    await page.waitForURL(within);

    await page.goto(`/undo-email#${tokenIn(told, 'undo-email')}`);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expectPage(wrong(page)).toContainText('This link was used already, or its time is over.');
    expectClean(visit);
  });

  test('asking for a link says the same for an address nobody has', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const said: (string | null)[] = [];
    const known = await signUpByMail(server);
    for (const email of [known, `${uniqueName()}@example.org`]) {
      await page.goto('/forgot-password');
      await page.getByLabel('E-mail').fill(email);
      await page.keyboard.press('Enter');
      await expectPage(title(page)).toHaveText('Check your mail');
      said.push((await page.getByRole('main').textContent())?.replace(email, '') ?? null);
    }
    expect(said[0]).toBe(said[1]);
  });

  test('no line about mails stands in the app', async () => {
    const { visitor } = await joinByMail(server, mailbox);
    await using visit = await chromium.visit(server.origin, { as: visitor });
    await visit.page.goto('/settings/account');
    await expectPage(visit.page.getByRole('heading', { name: 'Account' })).toBeVisible();
    await expectPage(visit.page.getByText('@example.org').first()).toBeVisible();
    await expectPage(visit.page.getByText('Mails stay on this machine')).toBeHidden();
  });
});

describe.each(engines)('an issuer on %s', (engine) => {
  let home: RealIssuer;
  let server: TestServer;
  beforeAll(async () => {
    const port = String(await freePort());
    home = await startIssuer(`http://localhost:${port}/sign-in/issuer`);
    server = await start({ SOTTO_PORT: port, ...issuerSettings({ home }), SOTTO_OPENID_HOME_NAME: 'Harbour' }, engine);
  });
  afterAll(async () => {
    await server.stop();
    await home.stop();
  });
  beforeEach(() => server.clock.advance(2 * day));

  const someone = (more: Partial<PersonThere> = {}): PersonThere => ({
    subject: uniqueName(),
    email: `${uniqueName()}@example.org`,
    verified: true,
    ...more,
  });

  /** Whoever comes to the issuer in this browser is `person` there; `null`: turns back. `spoil` changes what it brings home. */
  async function known({ page }: Visit, person: PersonThere | null, spoil = (query: string) => query): Promise<void> {
    await page.unroute(`${home.url}/**`);
    const there = home.browser();
    await page.route(`${home.url}/**`, async (route) => {
      const query = spoil(await there(route.request().url(), person));
      await route.fulfill({ status: 302, headers: { location: `${server.origin}/sign-in/issuer?${query}` } });
    });
  }

  const goThere = (page: Page) => page.getByRole('button', { name: 'Continue with Harbour' }).click();

  test('makes an account, signs in to it, leads to where one was going, and leaves nothing in the address or the tab', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const person = someone();
    await known(visit, person);
    await page.goto('/sign-up');
    await goThere(page);
    await page.waitForURL('**/welcome');
    await visit.context.clearCookies();
    await page.goto('/sign-in?next=/settings/account');
    expect(await visit.context.cookies(), 'no cookie before signing in').toEqual([]);
    await goThere(page);
    await page.waitForURL('**/settings/account');
    await expectPage(page.getByText(person.email).first()).toBeVisible();
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.includes('trip')))).toEqual([]);
    expectClean(visit, home.url);
  });

  test('is followed by the second factor', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const there = someone();
    await known(visit, there);
    await page.goto('/sign-up');
    await goThere(page);
    await page.waitForURL('**/welcome');
    const visitor = server.visitor();
    for (const { name, value } of await visit.context.cookies()) visitor.cookies.set(name, value);
    const { secret } = await enrol(server, { email: there.email, visitor });
    await visit.context.clearCookies();
    server.clock.advance(day);
    await page.goto('/sign-in?next=/settings/account');
    await goThere(page);
    await expectPage(title(page)).toHaveText('One more step');
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, server.clock.now()));
    await page.waitForURL('**/settings/account');
  });

  test.for([
    ['turned back from', null, 'You did not sign in at Harbour, and nothing has changed here.'],
    ['without a verified address', { verified: false }, 'Harbour does not say that you have a verified e-mail address there'],
  ] as const)('%s says so and leads back to the door', async ([, person, sentence]) => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await known(visit, person && someone(person));
    await page.goto('/sign-in?next=/settings/account');
    await goThere(page);
    await expectPage(title(page)).toHaveText('You are not signed in');
    await expectPage(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
    await expectPage(page).toHaveURL(`${server.origin}/sign-in/issuer`);
    await page.getByRole('link', { name: 'Back to sign-in' }).click();
    await expectPage(page).toHaveURL(/\/sign-in\?next=%2Fsettings%2Faccount$/);
    expectClean(visit, home.url);
  });

  test('with the address of an account that is here already leads to signing in and linking', async () => {
    await using visit = await chromium.visit(server.origin);
    const { email } = await join(server);
    await known(visit, someone({ email }));
    await visit.page.goto('/sign-in');
    await goThere(visit.page);
    await expectPage(
      visit.page.getByText('Sign in the usual way, then link Harbour in Settings, Security.', { exact: false }),
    ).toBeVisible();
  });

  test('whose answer was changed on the way, or comes twice, lets nobody in', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    let brought = '';
    await known(visit, someone(), (query) => {
      brought = query;
      return query.replace(/state=[^&]+/, 'state=another');
    });
    await page.goto('/sign-in');
    await goThere(page);
    await expectPage(page.getByText('What Harbour answered does not fit what was asked.', { exact: false })).toBeVisible();
    await page.goto(`/sign-in/issuer?${brought}`);
    await expectPage(page.getByText('The way back ended in another tab or program than it began in.')).toBeVisible();
    await expectPage(page).toHaveURL(`${server.origin}/sign-in/issuer`);
    expect(await visit.context.cookies()).toEqual([]);
  });

  test('that does not answer is told at the door', async () => {
    const port = String(await freePort());
    const gone = await startIssuer(`http://localhost:${port}/sign-in/issuer`);
    await gone.stop();
    await using alone = await start({ SOTTO_PORT: port, ...issuerSettings({ gone }), SOTTO_OPENID_GONE_NAME: 'Harbour' });
    await using visit = await chromium.visit(alone.origin);
    await visit.page.goto('/sign-in');
    await goThere(visit.page);
    await expectPage(wrong(visit.page)).toContainText('Harbour does not answer as it should at the moment.');
  });

  test('is no way to another site: only an address of ours is gone on to', async () => {
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await known(visit, someone());
    for (const next of ['//evil.example/', '/\\evil.example', '/\t/evil.example', 'https://evil.example/']) {
      await visit.context.clearCookies();
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      await goThere(page);
      await page.waitForURL(within);
    }
    expectClean(visit, home.url);
  });
});

describe('who may begin', () => {
  test('an invitation opens sign-up once; without one, or with a used one, the door says so', async () => {
    await using server = await start({ SOTTO_SIGN_UP: 'invite' });
    const invite = `invitation-${uniqueName()}`;
    await server.platform.vault.addInvite(invite, server.clock.now() + day);
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await page.goto('/sign-up');
    await expectPage(page.getByText('New accounts need an invitation here.')).toBeVisible();
    await expectPage(page.getByLabel('E-mail')).toBeHidden();
    await using late = await chromium.visit(server.origin);
    for (const each of [page, late.page]) {
      await each.goto(`/sign-up#${invite}`);
      await expectPage(each).toHaveURL(`${server.origin}/sign-up`);
      await each.getByLabel('E-mail').fill(`${uniqueName()}@example.org`);
      await each.getByLabel('Password', { exact: true }).fill(password);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(within);
    await late.page.keyboard.press('Enter');
    await expectPage(wrong(late.page)).toHaveText('This invitation was used, or its time is over.');
    await visit.context.clearCookies();
    await page.goto(`/sign-up#${invite}`);
    await expectPage(page.getByText('This invitation was used, or its time is over.')).toBeVisible();
    await expectPage(page.getByLabel('E-mail'), 'before anything is typed').toBeHidden();
    expectClean(visit);
  });

  test('an invitation goes along to an issuer', async () => {
    const port = String(await freePort());
    await using home = await startIssuer(`http://localhost:${port}/sign-in/issuer`);
    await using server = await start({ SOTTO_PORT: port, SOTTO_SIGN_UP: 'invite', ...issuerSettings({ home }) });
    const invite = `invitation-${uniqueName()}`;
    await server.platform.vault.addInvite(invite, server.clock.now() + day);
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    const person = { subject: uniqueName(), email: `${uniqueName()}@example.org`, verified: true };
    const there = home.browser();
    await page.route(`${home.url}/**`, async (route) => {
      const query = await there(route.request().url(), person);
      await route.fulfill({ status: 302, headers: { location: `${server.origin}/sign-in/issuer?${query}` } });
    });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Home' }).click();
    await expectPage(page.getByText('New accounts are not open here.')).toBeVisible();
    await page.goto(`/sign-up#${invite}`);
    await page.getByRole('button', { name: 'Continue with Home' }).click();
    await page.waitForURL('**/welcome');
  });

  test('a closed door offers no form', async () => {
    await using server = await start({ SOTTO_SIGN_UP: 'closed' });
    await using visit = await chromium.visit(server.origin);
    await visit.page.goto('/sign-up#whatever');
    await expectPage(visit.page.getByText('New accounts are not open here.')).toBeVisible();
    await expectPage(visit.page.getByLabel('E-mail')).toBeHidden();
  });
});

describe.each(engines)('a disabled account on %s', (engine) => {
  let server: TestServer;
  let visit: Visit;
  beforeAll(async () => {
    server = await start({}, engine);
  });
  afterAll(() => server.stop());
  afterEach(() => visit[Symbol.asyncDispose]());

  async function disable(email: string): Promise<void> {
    const login = await server.platform.vault.findLogin(email);
    if (!login) throw new Error('Nobody has this address.');
    await server.platform.vault.setDisabled(login.userId, true);
  }

  test('signs in to one page: everything can be taken, asked about and deleted', async () => {
    const { email, visitor } = await join(server);
    await disable(email);
    visit = await chromium.visit(server.origin);
    const { page } = visit;
    await page.goto('/sign-in?next=/settings/stages');
    await signIn(page, email);
    await expectPage(title(page)).toHaveText('This account is disabled');
    await expectPage(page.getByRole('link', { name: 'Contact' })).toHaveAttribute('href', '/privacy#contact');
    server.clock.advance(11 * minute);
    await expectPage(page.getByText('Signed in', { exact: true }).first()).toBeVisible();
    const csv = page.waitForEvent('download');
    await page
      .getByRole('link', { name: /^CSV of / })
      .first()
      .click();
    expect(await readFile(await (await csv).path(), 'utf8')).toContain('company');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Take everything' }).click();
    const question = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await question.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    expect((await readFile(await (await download).path())).subarray(30, 40).toString()).toBe('sotto.json');

    await page.getByRole('button', { name: 'Delete all data…' }).click();
    const data = page.getByRole('dialog', { name: 'Delete all data' });
    await data.getByLabel('Type your e-mail address').fill(email);
    await data.getByRole('button', { name: 'Delete all data' }).click();
    await expectPage(page.getByText('All data is deleted')).toBeVisible();
    await expectPage(title(page)).toHaveText('This account is disabled');

    await page.getByLabel('Type your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Delete Account' }).click();
    await page.waitForURL('**/account-deleted');
    await expect(visitor.call(getAccount, {})).rejects.toMatchObject({ problem: 'not-signed-in' });
    expectClean(visit);
  });

  test('is told of within the app as soon as something is refused, and signs out', async () => {
    const { email, visitor } = await join(server);
    visit = await chromium.visit(server.origin, { as: visitor });
    const { page } = visit;
    await page.goto('/settings/groups');
    await expectPage(page.getByText('My search').first()).toBeVisible();
    // While it is on its way: what the page asks for by itself would be refused too, and before anything is done.
    await page.route('**/api/v1/groups', async (route) => {
      if (route.request().method() === 'POST') await disable(email);
      await route.continue();
    });
    await page.getByRole('button', { name: 'New group' }).last().click();
    await page.getByLabel('Name').fill('Teaching');
    await page.getByRole('button', { name: 'Begin it' }).click();
    await expectPage(title(page)).toHaveText('This account is disabled');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(await visit.context.cookies()).toEqual([]);
  });
});

describe('where no mail leaves', () => {
  test('one line beneath every page says so, until it is put away for this tab', async () => {
    await using server = await start();
    const { visitor } = await join(server);
    await using visit = await chromium.visit(server.origin, { as: visitor });
    const { page } = visit;
    const line = page.getByText('Mails stay on this machine.');
    await page.goto('/board');
    await expectPage(line).toBeVisible();
    await page.getByRole('button', { name: 'Put this line away' }).click();
    await expectPage(line).toBeHidden();
    await page.goto('/settings/account');
    await expectPage(page.getByRole('heading', { name: 'Account' })).toBeVisible();
    await expectPage(line).toBeHidden();
    const other = await visit.context.newPage();
    await other.goto('/board');
    await expectPage(other.getByText('Mails stay on this machine.')).toBeVisible();
    expectClean(visit);
  });
});

describe('every door, light and dark, at 200 % and on a phone', () => {
  let server: TestServer;
  let home: RealIssuer;
  let enrolled: Enrolled;
  beforeAll(async () => {
    const port = String(await freePort());
    home = await startIssuer(`http://localhost:${port}/sign-in/issuer`);
    server = await start({ SOTTO_PORT: port, ...issuerSettings({ home }) });
    enrolled = await enrol(server, await join(server));
  });
  afterAll(async () => {
    await server.stop();
    await home.stop();
  });

  const doors: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'sign in': async (page) => {
      await page.goto('/sign-in');
      await expectPage(page.getByRole('button', { name: 'Continue with Home' })).toBeVisible();
    },
    'sign up': async (page) => {
      await page.goto('/sign-up');
      await expectPage(page.getByRole('button', { name: 'Continue with Home' })).toBeVisible();
    },
    'second factor': async (page) => {
      await page.goto('/sign-in');
      await signIn(page, enrolled.email);
      await page.getByLabel('Code', { exact: true }).fill('12 34 56');
      await expectPage(wrong(page)).toBeVisible();
    },
    'recovery code': async (page) => {
      await page.goto('/sign-in');
      await signIn(page, enrolled.email);
      await page.getByRole('button', { name: 'Use a recovery code' }).click();
      await expectPage(page.getByLabel('Recovery code')).toBeFocused();
    },
    'forgotten password': async (page) => {
      await page.goto('/forgot-password');
      await page.getByLabel('E-mail').fill(`${uniqueName()}@example.org`);
      await page.keyboard.press('Enter');
      await expectPage(page.getByText('npm run sotto')).toBeVisible();
    },
    'new password': async (page) => {
      await page.goto('/reset-password#abc');
      await expectPage(page.getByLabel('New password')).toBeFocused();
    },
    'undone address': async (page) => {
      await page.goto('/undo-email#abc');
      await expectPage(page.getByRole('button', { name: 'Take it back' })).toBeVisible();
    },
    'back from an issuer': async (page) => {
      await page.goto('/sign-in/issuer?code=1');
      await expectPage(page.getByRole('link', { name: 'Back to sign-in' })).toBeVisible();
    },
  };

  // 320: 640 at 200 %, 1280 at 400 %.
  test.for([1440, 320])('axe finds no barrier, light and dark, %i px wide', { timeout: 120_000 }, async (width) => {
    const faults: string[] = [];
    for (const [name, open] of Object.entries(doors)) {
      server.clock.advance(2 * day);
      await using visit = await chromium.visit(server.origin, { viewport: { width, height: 800 } });
      await open(visit.page);
      const barriers = [...(await barriersOf(visit.page)), ...(width === 320 ? [] : await barriersInDark(visit.page))];
      faults.push(...barriers.map((barrier) => `${name}: ${barrier}`));
      if (await visit.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${name}: too wide`);
      expectClean(visit);
    }
    expect(faults).toEqual([]);
  });

  test('signing in by code needs no mouse', async () => {
    server.clock.advance(2 * day);
    await using visit = await chromium.visit(server.origin);
    const { page } = visit;
    await page.goto('/sign-in');
    await expectPage(page.getByLabel('E-mail')).toBeFocused();
    await page.keyboard.type(enrolled.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expectPage(page.getByLabel('Code', { exact: true })).toBeFocused();
    await page.keyboard.type(codeOf(enrolled.secret, server.clock.now()));
    await page.waitForURL(within);
  });
});
