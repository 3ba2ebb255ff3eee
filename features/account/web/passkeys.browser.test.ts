/** Passkeys of a real Chromium, on a device it plays itself, against the server as shipped; the page is a blank one, not the app. */
import type { CDPSession, Page } from '@playwright/test';
import { accountFeature } from '@sotto/features/account/server';
import { policyFeature } from '@sotto/features/policy/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { type OpenBrowser, type TestServer, type Visit, addDevice, openBrowser, startServer, uniqueName } from '@sotto/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: TestServer;
let chromium: OpenBrowser;
beforeAll(async () => {
  server = await startServer({ features: [accountFeature, privacyFeature, policyFeature] });
  chromium = await openBrowser();
});
afterAll(async () => {
  await chromium[Symbol.asyncDispose]();
  await server.stop();
});

/** What the server answers to the page. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A call of the API from within the page, with its cookie. */
async function call(page: Page, path: string, body?: object, method = 'POST'): Promise<Answer> {
  return page.evaluate(
    async ({ path, body, method }) => {
      const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(`/api/v1${path}`, { method, ...json });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    { path, body, method },
  );
}

/** The browser's own reading of our options, and its own writing of the answer. Throws what the browser throws. */
async function make(page: Page, { body }: Answer): Promise<object> {
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    // Safe: of a public key, this is what the browser makes.
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    return made.toJSON();
  }, body as PublicKeyCredentialCreationOptionsJSON);
}

async function show(page: Page): Promise<object> {
  const { body } = await call(page, '/account/sign-in/passkey-options');
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    // Safe: of a public key, this is what the browser shows.
    const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return shown.toJSON();
  }, body as PublicKeyCredentialRequestOptionsJSON);
}

async function open(): Promise<Visit & { readonly devtools: CDPSession }> {
  const visit = await chromium.visit(server.origin);
  await visit.page.goto('/privacy');
  const devtools = await visit.context.newCDPSession(visit.page);
  await devtools.send('WebAuthn.enable');
  return { ...visit, devtools };
}

async function signUp(page: Page): Promise<string> {
  const email = `${uniqueName()}@example.org`;
  const options = await call(page, '/account/sign-up/passkey-options', { email });
  const passkey = await make(page, options);
  expect(await call(page, '/account/sign-up', { email, passkey })).toEqual({ status: 201, body: { next: 'done' } });
  return email;
}

const signIn = async (page: Page) => call(page, '/account/sign-in/passkey', { passkey: await show(page) });

test('a browser makes an account with a passkey, comes back with it alone, and proves with it who is there', async () => {
  await using visit = await open();
  const { page, devtools } = visit;
  await addDevice(devtools, 'internal');
  const email = await signUp(page);
  await call(page, '/account/sign-out');
  expect((await call(page, '/account', undefined, 'GET')).status, 'signed out').toBe(401);
  for (let again = 0; again < 3; again++) expect(await signIn(page)).toEqual({ status: 200, body: { next: 'done' } });
  expect(await call(page, '/account', undefined, 'GET')).toMatchObject({ status: 200, body: { email, proofs: ['passkey'] } });
  expect(await call(page, '/account/reauthenticate', { passkey: await show(page) })).toMatchObject({ status: 200 });
  expect(await call(page, '/account', { confirm: 'DELETE' }, 'DELETE')).toMatchObject({ status: 204 });
  expect((await signIn(page)).status, 'the account is gone').toBe(401);
  expect(visit.violations).toEqual([]);
  expect(visit.foreignRequests).toEqual([]);
});

test('a browser adds a second passkey on another device only, and shows whichever is plugged in', async () => {
  await using visit = await open();
  const { page, devtools } = visit;
  const { authenticatorId: phone } = await addDevice(devtools, 'internal');
  await signUp(page);
  await expect(make(page, await call(page, '/account/passkeys/options'))).rejects.toThrow('InvalidStateError');
  await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: phone });
  await addDevice(devtools, 'usb');
  const passkey = await make(page, await call(page, '/account/passkeys/options'));
  const added = await call(page, '/account/passkeys', { passkey, name: 'Stick' });
  expect(added).toMatchObject({ status: 201, body: { name: 'Stick', usedOn: null } });
  expect((await signIn(page)).status).toBe(200);
  const { body } = await call(page, '/account/passkeys', undefined, 'GET');
  expect(body).toMatchObject({ items: [{ name: 'Stick', usedOn: expect.any(String) }, { usedOn: null }] });
});

test('a device that does not know its owner shows nothing, and a copy of a passkey that lags behind is refused', async () => {
  await using visit = await open();
  const { page, devtools } = visit;
  const { authenticatorId } = await addDevice(devtools, 'internal');
  await signUp(page);
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await expect(show(page)).rejects.toThrow('NotAllowedError');
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  const [before] = credentials;
  if (!before) throw new Error('the device holds nothing');
  expect((await signIn(page)).status, 'the control').toBe(200);
  expect((await signIn(page)).status).toBe(200);
  await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId: before.credentialId });
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: before });
  expect((await signIn(page)).status).toBe(401);
});
