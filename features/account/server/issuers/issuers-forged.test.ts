/** What no real issuer answers: an issuer that signs whatever it is told to, does not answer, or says that it is another. */
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { createLog } from '@sotto/log';
import {
  type Forger,
  type Forgery,
  type TestServer,
  type Visitor,
  day,
  engines,
  freePort,
  issuerSettings,
  minute,
  problemOf,
  refusalOf,
  startForger,
  startServer,
  uniqueName,
} from '@sotto/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as api from '../../api.ts';
import { features } from '../testing/people.ts';

const systemSeconds = () => Math.floor((performance.timeOrigin + performance.now()) / 1000);
const inAnHour = systemSeconds() + 3600;
const longAgo = inAnHour - 7200;

type Change = Readonly<Record<string, string | null>>;

describe.each(engines)('an issuer that forges, on %s,', (engine) => {
  let forger: Forger;
  let running: TestServer;
  const logged: string[] = [];
  beforeAll(async () => {
    forger = await startForger();
    const log = createLog({ destination: { write: (line) => void logged.push(line) } });
    running = await startServer({
      features,
      engine,
      log,
      environment: { SOTTO_PORT: String(await freePort()), ...issuerSettings({ forger }) },
    });
  });
  afterAll(async () => {
    await running.stop();
    await forger[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    forger.forge({});
    forger.describe({});
    running.clock.advance(2 * day);
  });

  interface How {
    readonly visitor?: Visitor;
    readonly purpose?: 'sign-in' | 'prove';
    readonly subject?: string;
    readonly change?: Change;
    readonly forgery?: Forgery;
  }

  const verified = () => ({ email: `${uniqueName()}@example.org`, email_verified: true });

  const begin = async (visitor: Visitor, purpose: How['purpose'] = 'sign-in') =>
    (await visitor.call(api.beginAtIssuer, { body: { issuer: 'forger', purpose } })).body;

  /** One trip there and back. A new person with a verified address unless the forgery says otherwise. */
  async function trip({
    visitor = running.visitor(),
    purpose = 'sign-in',
    subject = uniqueName(),
    change,
    forgery = {},
  }: How = {}) {
    forger.forge({ ...forgery, claims: { ...verified(), ...forgery.claims } });
    const { location, attempt } = await begin(visitor, purpose);
    const query = forger.comeBack(location, subject, change);
    return visitor.call(api.returnFromIssuer, { body: { attempt, query } });
  }

  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'] as const)(
    'is believed when it forges nothing (the control), signing with %s',
    async (algorithm) => {
      const visitor = running.visitor();
      expect((await trip({ visitor, forgery: { algorithm } })).body).toEqual({ next: 'done' });
      expect(visitor.cookies.size).toBe(1);
    },
  );

  const forgeries: readonly (readonly [what: string, forgery: Forgery, change?: Change])[] = [
    ['no signature at all', { algorithm: 'none' }],
    ['a signature with the secret of the client', { algorithm: 'HS256' }],
    ['an algorithm that is not on our list', { algorithm: 'RS384' }],
    ['a signature of someone else', { byAnother: true }],
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'another' } }],
    ['another audience beside ours', { claims: { aud: ['sotto', 'another'] } }],
    ['another audience, and another who asked', { claims: { aud: ['sotto', 'another'], azp: 'another' } }],
    ['another who asked', { claims: { azp: 'another' } }],
    ['another issuer', { claims: { iss: 'https://accounts.google.com' } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['an end that is past', { claims: { exp: longAgo } }],
    ['no end', { claims: { exp: undefined } }],
    ['a beginning that is to come', { claims: { nbf: inAnHour } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject that is no text', { claims: { sub: 7 } }],
    ['an empty subject', { claims: { sub: '' } }],
    ['a subject that is too long', { claims: { sub: 'x'.repeat(256) } }],
    ['no code', {}, { code: null }],
    ['another state', {}, { state: 'another' }],
    ['no state', {}, { state: null }],
    ['another issuer behind the question mark', {}, { iss: 'https://accounts.google.com' }],
    ['no issuer behind the question mark', {}, { iss: null }],
    ['a token in place of a code', {}, { id_token: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['an answer of another kind', {}, { response: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['no token', { answer: { status: 200, body: JSON.stringify({ token_type: 'Bearer', access_token: 'x' }) } }],
    ['a code that it does not know', { answer: { status: 400, body: JSON.stringify({ error: 'invalid_grant' }) } }],
  ];

  test.for(forgeries)('is not believed with %s', async ([, forgery, change]) => {
    const visitor = running.visitor();
    const refusal = await refusalOf(trip({ visitor, forgery, ...(change && { change }) }));
    expect(refusal).toMatchObject({
      problem: 'unprocessable',
      message: 'What Forger answered does not fit what was asked. Begin again.',
    });
    expect(visitor.cookies.size).toBe(0);
  });

  test.each([
    ['the address is not verified', { email_verified: false }],
    ['nothing is said about it', { email_verified: undefined }],
    ['the word is a text', { email_verified: 'true' }],
    ['the word is a number', { email_verified: 1 }],
    ['there is no address', { email: undefined }],
    ['the address is none', { email: 'nobody' }],
    ['the address is two', { email: 'a@example.org,b@example.org' }],
  ])('begins no account when %s', async (_what, claims) => {
    expect(await refusalOf(trip({ forgery: { claims } }))).toMatchObject({
      problem: 'unprocessable',
      message: expect.stringContaining('verified e-mail address'),
    });
  });

  describe('asked for the address', () => {
    const silent = { claims: { email: undefined, email_verified: undefined } };

    test('is believed about the very person only', async () => {
      const subject = uniqueName();
      const { email } = verified();
      expect(
        await problemOf(trip({ subject, forgery: { ...silent, userInfo: { sub: 'another', email, email_verified: true } } })),
      ).toBe('unprocessable');
      expect(
        await problemOf(trip({ subject, forgery: { ...silent, userInfo: { sub: subject, email, email_verified: true } } })),
      ).toBeNull();
    });

    test('is not asked about someone who is known', async () => {
      const subject = uniqueName();
      await trip({ subject });
      expect((await trip({ subject, forgery: { ...silent, userInfo: { sub: 'another' } } })).body).toEqual({ next: 'done' });
    });
  });

  describe('proving again', () => {
    async function someone() {
      const [visitor, subject] = [running.visitor(), uniqueName()];
      await trip({ visitor, subject });
      running.clock.advance(11 * minute);
      return { visitor, subject, purpose: 'prove' } as const;
    }

    test.each([
      ['from long before', () => longAgo, 'unprocessable'],
      ['that is not told', () => undefined, 'unprocessable'],
      // Asked here and not above: on a busy machine the tests before it take a while.
      ['from just now', () => systemSeconds(), null],
    ])('a sign-in there %s', async (_when, at, outcome) => {
      const person = await someone();
      expect(await problemOf(trip({ ...person, forgery: { claims: { auth_time: at() } } }))).toBe(outcome);
    });

    test('one that never tells when is asked who is there', async () => {
      forger.describe({ claims_supported: ['aud', 'email', 'iss', 'sub'] });
      const person = await someone();
      const { location } = await begin(person.visitor, person.purpose);
      const { searchParams } = new URL(location);
      expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual(['select_account', null]);
      expect((await trip(person)).body).toEqual({ next: 'proved' });
    });
  });

  const answers: readonly (readonly [what: string, answer: NonNullable<Forgery['answer']>])[] = [
    ['fails', { status: 500, body: '{}' }],
    ['is busy', { status: 503, body: '' }],
    ['sends elsewhere', { status: 307, headers: { location: 'https://example.org/token' }, body: '' }],
    ['does not know us any more', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' }, body: '{}' }],
    ['refuses our secret', { status: 400, body: JSON.stringify({ error: 'invalid_client' }) }],
    ['answers with a page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>canary</h1>' }],
    ['answers without end', { status: 200, body: JSON.stringify({ more: 'x'.repeat(2 ** 20) }) }],
  ];

  test.each(answers)('is unavailable while it %s, and said to be', async (_what, answer) => {
    expect(await refusalOf(trip({ forgery: { answer } }))).toMatchObject({
      problem: 'unavailable',
      message: 'Forger does not answer as it should at the moment. Sign in another way, or try again shortly.',
    });
    expect(await problemOf(trip()), 'afterwards').toBeNull();
  });

  test.each(['server_error', 'temporarily_unavailable', 'unauthorized_client', 'invalid_scope'])(
    'is unavailable when it says %s',
    async (error) => {
      expect(await problemOf(trip({ change: { code: null, error } }))).toBe('unavailable');
    },
  );

  test.each(['access_denied', 'login_required'])('that someone turned back at (%s) is told as that', async (error) => {
    expect(await refusalOf(trip({ change: { code: null, error } }))).toMatchObject({
      problem: 'unprocessable',
      message: 'You did not sign in at Forger, and nothing has changed here.',
    });
  });

  test.each([
    ['names another issuer', { issuer: 'https://accounts.google.com' }],
    ['names no issuer', { issuer: undefined }],
    ['has no address to go to', { authorization_endpoint: undefined }],
    ['sends the browser into a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('whose description %s is not gone to', async (_what, metadata) => {
    forger.describe(metadata);
    expect(await problemOf(trip())).toBe('unavailable');
    forger.describe({});
    expect(await problemOf(trip()), 'the control').toBeNull();
  });

  test('is described once a day, and again after it failed', async () => {
    await trip();
    const before = forger.discoveries();
    await trip();
    await trip();
    expect(forger.discoveries() - before).toBe(0);
    running.clock.advance(day);
    await Promise.all([1, 2, 3].map(() => begin(running.visitor())));
    await trip();
    expect(forger.discoveries() - before).toBe(1);
    await problemOf(trip({ forgery: { answer: { status: 500, body: '' } } }));
    await trip();
    expect(forger.discoveries() - before).toBe(2);
  });

  test('is told to the operator by its id and the kind of what went wrong, never by what it said', async () => {
    logged.length = 0;
    await problemOf(trip({ subject: 'canary-subject', forgery: { claims: { nonce: 'canary-nonce' } } }));
    await problemOf(trip({ forgery: { answer: { status: 200, headers: { 'content-type': 'text/html' }, body: 'canary' } } }));
    await problemOf(trip({ change: { code: 'canary-code', state: 'canary-state' } }));
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ event }) => event !== 'request');
    expect(lines).toMatchObject([
      { level: 'warn', event: 'issuer not believed', outcome: 'forger', error: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' },
      { level: 'error', event: 'issuer not available', outcome: 'forger', error: expect.stringContaining('ClientError OAUTH') },
      { level: 'warn', event: 'issuer not believed', outcome: 'forger', error: 'OAUTH_INVALID_RESPONSE' },
    ]);
    expect(logged.join('')).not.toContain('canary');
  });
});

test('an issuer that is not there, or never answers, is unavailable within its time', async () => {
  const nobody = await freePort();
  await using silent = await startSilent();
  const client = { CLIENT_ID: 'sotto', CLIENT_SECRET: 'secret' };
  const issuers = {
    gone: { settings: { ISSUER: `http://127.0.0.1:${nobody}`, ...client } },
    silent: { settings: { ISSUER: silent.url, ...client } },
  };
  await using server = await startServer({ features, environment: issuerSettings(issuers) });
  const begin = (issuer: string) => refusalOf(server.visitor().call(api.beginAtIssuer, { body: { issuer, purpose: 'sign-in' } }));
  expect(await begin('gone')).toMatchObject({ problem: 'unavailable', message: expect.stringContaining('Gone does not answer') });
  const began = performance.now();
  expect(await begin('silent')).toMatchObject({
    problem: 'unavailable',
    message: expect.stringContaining('Silent does not answer'),
  });
  // Five seconds, and what a busy machine adds; left to itself it would be thirty.
  expect(performance.now() - began).toBeLessThan(20_000);
});

/** Takes every connection and says nothing. */
async function startSilent() {
  const open = new Set<Socket>();
  const server = createServer((socket) => void open.add(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    // Safe: a TCP server that listens has an address object.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

test('without issuers none are listed and none are asked', async () => {
  await using server = await startServer({ features });
  const visitor = server.visitor();
  expect((await visitor.call(api.listIssuers, {})).body.items).toEqual([]);
  expect(await problemOf(visitor.call(api.beginAtIssuer, { body: { issuer: 'google', purpose: 'sign-in' } }))).toBe(
    'unprocessable',
  );
});
