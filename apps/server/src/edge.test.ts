import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type Endpoint, isRaw } from '@sotto/contract';
import { contentSecurityPolicy, serviceEndpoints } from '@sotto/http';
import type { TestServer } from '@sotto/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, sampleOf, signUpPerson, startWhole } from './testing.ts';

/** The contract of every feature there is, found by its file: a new one is held against the router from its first day. */
const apis: readonly object[] = await Promise.all(
  readdirSync('features')
    .filter((name) => existsSync(`features/${name}/api.ts`))
    .map((name) => import(`@sotto/features/${name}/api`) as Promise<object>),
);

let server: TestServer;
let ada: Person;
let endpoints: readonly Endpoint[];

beforeAll(async () => {
  server = await startWhole();
  ada = await signUpPerson(server);
  endpoints = server.routes.map(({ endpoint }) => endpoint);
});
afterAll(() => server.stop());

const absent = '00000000-0001-7000-8000-000000000000';
const isUnsafe = ({ method }: Endpoint) => method !== 'GET';

/** The problem of an answer; its status when it is none. Whatever would be carried out is kept from it by an unknown parameter. */
async function ask(endpoint: Endpoint, headers: Record<string, string>, send = ada.visitor.fetch): Promise<string> {
  const { path, init } = sampleOf(endpoint, absent);
  const response = await send(`${path}${path.includes('?') ? '&' : '?'}probe=1`, {
    ...init,
    headers: { ...init.headers, ...headers },
  });
  const { type } = (await response.json()) as { type?: string };
  return type?.replace('urn:sotto:problem:', '') ?? String(response.status);
}

describe('the router and the document', () => {
  test('are one, both ways, and valid OpenAPI 3.1', async () => {
    const document = (await (await server.visitor().fetch('/api/v1/openapi.json')).json()) as { paths: Record<string, object> };
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(endpoints.map(({ method, path }) => `${method} ${path}`).toSorted());
    const found = await lintFromString({ source: JSON.stringify(document), config: await createConfig({ extends: ['spec'] }) });
    expect(found.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  });

  test('serve every endpoint that a contract declares, and none besides', () => {
    const declared = apis.flatMap((api) => Object.values(api)).filter(isEndpoint);
    expect(endpoints.map(({ name }) => name).toSorted()).toEqual(
      [...declared, ...serviceEndpoints].map(({ name }) => name).toSorted(),
    );
  });
});

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;
}

test('every answer of every route carries the security headers, whoever asks and however it ends', async () => {
  const pages = [
    '/',
    '/privacy',
    '/terms',
    '/security',
    '/.well-known/security.txt',
    '/nothing',
    '/api/v1/nothing',
    '/%',
    '/.env',
  ];
  const calls = [...endpoints.map((each) => sampleOf(each, absent)), ...pages.map((path) => ({ path, init: {} }))];
  for (const visitor of [server.visitor(), server.visitor({ key: 'sotto_x' }), (await signUpPerson(server)).visitor]) {
    for (const { path, init } of calls) {
      const response = await visitor.fetch(path, init);
      await response.body?.cancel();
      expect([path, Object.fromEntries(response.headers)]).toEqual([
        path,
        expect.objectContaining({
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('geolocation=()'),
          'cache-control': expect.stringMatching(/^no-(store|cache)$/),
        }),
      ]);
    }
  }
});

test('the Content-Type names the charset of every text', async () => {
  for (const path of [
    '/',
    '/privacy',
    '/.well-known/security.txt',
    '/api/v1/openapi.json',
    '/api/v1/groups',
    '/api/v1/nothing',
  ]) {
    const response = await ada.visitor.fetch(path);
    expect([path, response.headers.get('content-type')]).toEqual([path, expect.stringMatching(/; charset=utf-8$/)]);
    await response.body?.cancel();
  }
});

describe('another site', () => {
  const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' };

  test.each([
    ['says it is one', elsewhere],
    ['is another port of this machine', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' }],
    ['says nothing, with a foreign origin', { 'sec-fetch-site': '', origin: 'https://evil.test' }],
    ['says nothing, with an opaque origin', { 'sec-fetch-site': '', origin: 'null' }],
  ])('cannot make anyone’s browser change anything: it %s', async (_, headers) => {
    for (const each of endpoints.filter(isUnsafe)) {
      // Where other origins are taken, the cookie is passed over instead, and nobody is calling.
      const told = await ask(each, headers);
      const passedOver = each.crossOrigin ? ['not-signed-in', 'invalid-input', 'cross-site'] : ['cross-site'];
      expect([each.name, told]).toEqual([each.name, expect.stringMatching(new RegExp(`^(${passedOver.join('|')})$`))]);
    }
  });

  test('reads nothing, but for the routes that are open to it', async () => {
    for (const each of endpoints.filter((one) => !isUnsafe(one))) {
      expect([each.name, await ask(each, elsewhere)]).toEqual([
        each.name,
        each.crossOrigin ? expect.stringMatching(/^(not-signed-in|invalid-key)$/) : 'cross-site',
      ]);
    }
  });

  test('gets a preflight answered on those routes alone', async () => {
    for (const each of endpoints) {
      const { path } = sampleOf(each, absent);
      const response = await server
        .visitor()
        .fetch(path, { method: 'OPTIONS', headers: { ...elsewhere, 'access-control-request-method': each.method } });
      const granted = response.status === 204 && response.headers.get('access-control-allow-origin') === '*';
      expect([each.name, granted, response.headers.has('access-control-allow-credentials')]).toEqual([
        each.name,
        each.crossOrigin === true,
        false,
      ]);
      await response.body?.cancel();
    }
    // What the extension asks, and nothing besides. A route more is a decision.
    const open = endpoints.filter(({ crossOrigin }) => crossOrigin).map(({ method, path }) => `${method} ${path}`);
    expect(open.toSorted()).toEqual([
      'GET /api/v1/access-keys/current',
      'GET /api/v1/capture/duplicates',
      'GET /api/v1/capture/options',
      'GET /api/v1/profile',
      'GET /api/v1/profile/resume',
      'POST /api/v1/access-keys/connect',
      'POST /api/v1/capture',
    ]);
  });
});

test('a body of a type that is not declared is refused on every route that takes one', async () => {
  const fresh = await signUpPerson(server);
  for (const each of endpoints.filter(({ body, access }) => body && access.kind !== 'any-key')) {
    const json = isRaw(each.body) ? 'application/json' : 'text/csv';
    const declared = isRaw(each.body) ? each.body.raw : [];
    const others = ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', json];
    for (const type of others.filter((other) => !declared.some((one) => other.startsWith(one)))) {
      const { path, init } = sampleOf(each, absent);
      const response = await fresh.visitor.fetch(path, { ...init, headers: { 'content-type': type } });
      expect([each.name, type, response.status]).toEqual([each.name, type, 415]);
      await response.body?.cancel();
    }
  }
});

test('no route answers under a host that is not ours', async () => {
  const { port } = new URL(server.origin);
  for (const each of endpoints) {
    const { path } = sampleOf(each, absent);
    for (const host of ['evil.test', `evil.test:${port}`, `localhost:${Number(port) + 1}`])
      expect([each.name, host, await statusUnder(host, Number(port), each.method, path)]).toEqual([each.name, host, 421]);
  }
});

test('unlisted methods are refused on every path', async () => {
  for (const path of new Set(endpoints.map((each) => sampleOf(each, absent).path))) {
    for (const method of ['TRACE', 'PROPFIND', 'QUERY'])
      expect([
        path,
        method,
        await statusUnder(new URL(server.origin).host, Number(new URL(server.origin).port), method, path),
      ]).toEqual([path, method, 405]);
  }
});

test('someone who is signed in has exactly one cookie, and nobody has one before', async () => {
  const someone = server.visitor();
  for (const path of ['/', '/privacy', '/api/v1/openapi.json', '/api/v1/groups', '/sign-in'])
    await (await someone.fetch(path)).body?.cancel();
  expect([...someone.cookies.keys()]).toEqual([]);
  expect([...ada.visitor.cookies.keys()]).toEqual([`sotto_session_${new URL(server.origin).port}`]);
});

/** By hand: `fetch` writes Host itself and sends no TRACE. */
function statusUnder(host: string, port: number, method: string, path: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers: { host }, agent: false }, (incoming) => {
    incoming.resume();
    resolve(incoming.statusCode);
  });
  outgoing.on('error', reject).end();
  return promise;
}
