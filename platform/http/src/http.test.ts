import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contentSecurityPolicy } from './headers.ts';
import { type TestServer, oneRoute, problemOf, raw, startHttp } from './testing.ts';

let server: TestServer;
let cookie: { cookie: string };
beforeAll(async () => {
  server = await startHttp();
  cookie = { cookie: `sotto_session_${server.port}=fresh` };
});
afterAll(() => server.close());

const own = { 'sec-fetch-site': 'same-origin' };
const json = { 'content-type': 'application/json' };
const writer = { authorization: 'Bearer writer' };

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return server.fetch(path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function errorsOf(response: Response): Promise<unknown> {
  expect(response.status).toBe(400);
  const body = (await response.json()) as { errors?: unknown };
  return body.errors;
}

describe('who is calling', () => {
  test.each([
    ['nobody', {}, 401, 'not-signed-in'],
    ['an ended session', { cookie: 'ended' }, 401, 'not-signed-in'],
    ['an unknown key', { key: 'nonsense' }, 401, 'invalid-key'],
    ['a mistyped key', { key: 'mistyped' }, 401, 'mistyped-key'],
    ['a key without the scope', { key: 'writer' }, 403, 'missing-scope'],
  ])('%s is refused with the fitting problem', async (_, credentials: { cookie?: string; key?: string }, status, problem) => {
    const headers: Record<string, string> = {
      ...(credentials.cookie && { cookie: `sotto_session_${server.port}=${credentials.cookie}` }),
      ...(credentials.key && { authorization: `Bearer ${credentials.key}` }),
    };
    const response = await server.fetch('/api/v1/notes', { headers });
    expect([response.status, await problemOf(response)]).toEqual([status, problem]);
  });

  test('a session and a key with the scope are let in', async () => {
    expect((await server.fetch('/api/v1/notes', { headers: cookie })).status).toBe(200);
    expect((await server.fetch('/api/v1/notes', { headers: { authorization: 'Bearer reader' } })).status).toBe(200);
  });

  test('a key silences the cookie beside it', async () => {
    const response = await server.fetch('/api/v1/notes', { headers: { ...cookie, authorization: 'Bearer nonsense' } });
    expect(await problemOf(response)).toBe('invalid-key');
    const board = await server.fetch('/api/v1/board', { headers: { ...cookie, ...writer } });
    expect(await problemOf(board)).toBe('missing-scope');
  });

  test('any other scheme than Bearer is no key', async () => {
    const response = await server.fetch('/api/v1/notes', { headers: { ...cookie, authorization: 'Basic YTpi' } });
    expect(await problemOf(response)).toBe('invalid-key');
  });

  test('what asks for fresh proof refuses a session without it', async () => {
    const stale = { cookie: `sotto_session_${server.port}=stale` };
    const remove = (headers: Record<string, string>) =>
      server.fetch('/api/v1/notes', { method: 'DELETE', headers: { ...own, ...headers } });
    expect(await problemOf(await remove(stale))).toBe('reauthentication-required');
    expect((await remove(cookie)).status).toBe(204);
  });

  test('the opening is the caller’s own and of the route’s purpose', async () => {
    const byKey = await post('/api/v1/capture', { text: 'x' }, writer);
    expect(await byKey.json()).toEqual({ by: 'key key capture' });
    const bySession = await post('/api/v1/capture', { text: 'x' }, { ...cookie, ...own });
    expect(await bySession.json()).toEqual({ by: 'session user capture' });
  });

  test('who is refused learns nothing of the input', async () => {
    const response = await post('/api/v1/notes', '{"nonsense":', { authorization: 'Bearer reader' });
    expect(await problemOf(response)).toBe('missing-scope');
  });
});

describe('input', () => {
  test('unknown keys are refused by name, also within objects', async () => {
    const response = await post('/api/v1/notes', { text: 'x', colour: 'red', place: { city: 'Ulm', zip: 1 } }, writer);
    expect(await errorsOf(response)).toEqual([
      { field: 'place.zip', message: 'There is no such field.' },
      { field: 'colour', message: 'There is no such field.' },
    ]);
  });

  test('fifty faults of a body are told of, however many there are', async () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`k${at}`, 1]));
    expect(await errorsOf(await post('/api/v1/notes', many, writer))).toHaveLength(50);
  });

  test('what is missing is said to be needed, what is wrong is not repeated', async () => {
    const missing = await post('/api/v1/notes', { place: {} }, writer);
    expect(await errorsOf(missing)).toEqual([
      { field: 'text', message: 'This is needed.' },
      { field: 'place.city', message: 'This is needed.' },
    ]);
    const wrong = await post('/api/v1/notes', { text: 'canary-9137'.repeat(50) }, writer);
    expect(await wrong.text()).not.toContain('canary');
  });

  test('keys given twice are refused by name, however they are written', async () => {
    const bodies = [
      '{"text":"a","text":"b"}',
      String.raw`{"text":"a","te\u0078t":"b"}`,
      '{"text":"a","place":{"city":"a" , "city" :"b"}}',
    ];
    const fields = await Promise.all(bodies.map(async (body) => errorsOf(await post('/api/v1/notes', body, writer))));
    expect(fields).toEqual(['text', 'text', 'place.city'].map((field) => [{ field, message: 'This is given twice.' }]));
  });

  test('keys that would reach a prototype are harmless', async () => {
    const bodies = [
      '{"text":"a","__proto__":{"polluted":1}}',
      String.raw`{"text":"a","\u005f_proto__":{"polluted":1}}`,
      '{"text":"a","constructor":{"prototype":{"polluted":1}}}',
      '{"text":"a","extra":{"__proto__":"x"}}',
    ];
    for (const body of bodies) expect((await post('/api/v1/notes', body, writer)).status).toBe(400);
    expect((await post('/api/v1/notes', { text: 'a', extra: { constructor: 'x', toString: 'y' } }, writer)).status).toBe(201);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  test('only a declared content type is taken', async () => {
    const send = (type: string | null, path = '/api/v1/notes') =>
      server.fetch(path, {
        method: 'POST',
        headers: { ...writer, ...(type !== null && { 'content-type': type }) },
        body: new Blob(['{"text":"x"}']).stream(),
        duplex: 'half',
      });
    for (const type of [
      null,
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'text/csv',
      'application/json; charset=latin1',
    ]) {
      expect([type, (await send(type)).status]).toEqual([type, 415]);
    }
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])
      expect((await send(type)).status).toBe(201);
  });

  test('a raw body arrives with its bytes and type', async () => {
    const response = await server.fetch('/api/v1/notes/import', {
      method: 'POST',
      headers: { ...cookie, ...own, 'content-type': 'text/csv' },
      body: 'a,b\n',
    });
    expect(await response.json()).toEqual({ bytes: 4, type: 'text/csv' });
  });

  test('a body beyond the limit is refused, whether it says its length or not', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(3000) });
    const known = await post('/api/v1/notes', long, writer);
    expect([known.status, await problemOf(known)]).toEqual([413, 'too-large']);
    const streamed = await server.fetch('/api/v1/notes', {
      method: 'POST',
      headers: { ...json, ...writer },
      body: new Blob([long]).stream(),
      duplex: 'half',
    });
    expect([streamed.status, await problemOf(streamed)]).toEqual([413, 'too-large']);
  });

  test('a body that is not JSON in UTF-8 is refused without repeating it', async () => {
    for (const body of ['', '{', '{"text":"canary"', 'null', '[]', '"x"', '{"text": 1e999999}'])
      expect((await post('/api/v1/notes', body, writer)).status).toBe(400);
    const latin = await server.fetch('/api/v1/notes', {
      method: 'POST',
      headers: { ...json, ...writer },
      body: Buffer.from('{"text":"\xe4"}', 'latin1'),
    });
    expect(latin.status).toBe(400);
  });

  test('deep nesting costs nothing', async () => {
    const deep = `{"text":${'['.repeat(900)}${']'.repeat(900)}}`;
    expect((await post('/api/v1/notes', deep, writer)).status).toBe(400);
  });

  test('a body where none is declared is refused', async () => {
    const response = await server.fetch('/api/v1/notes', {
      method: 'DELETE',
      headers: { ...cookie, ...own, ...json },
      body: '{}',
    });
    expect(response.status).toBe(400);
  });

  test('query names are known and given once unless they are lists', async () => {
    const ask = (search: string) => server.fetch(`/api/v1/notes${search}`, { headers: cookie });
    expect(await (await ask('?q=a%26b&filter=x&filter=y&limit=7')).json()).toEqual({ q: 'a&b', filter: ['x', 'y'], limit: 7 });
    expect(await (await ask('')).json()).toEqual({ q: null, filter: [], limit: 50 });
    expect(await errorsOf(await ask('?q=a&q=b'))).toEqual([{ field: 'q', message: 'This is given twice.' }]);
    expect(await errorsOf(await ask('?colour=red'))).toEqual([{ field: 'colour', message: 'There is no such parameter.' }]);
    expect(await errorsOf(await ask('?__proto__=x'))).toEqual([{ field: '__proto__', message: 'There is no such parameter.' }]);
    expect((await ask('?limit=1000')).status).toBe(400);
    expect((await server.fetch('/api/v1/board?x=1', { headers: cookie })).status).toBe(400);
  });

  test('a parameter that cannot be an id names nothing', async () => {
    const absent = await server.fetch('/api/v1/notes/../../etc/passwd', { headers: cookie });
    const odd = await server.fetch('/api/v1/notes/%00', { headers: cookie });
    expect([absent.status, odd.status]).toEqual([404, 404]);
    const fine = await server.fetch('/api/v1/notes/11111111-1111-4111-8111-111111111111', { headers: cookie });
    expect(fine.status).toBe(200);
  });
});

describe('where a request comes from', () => {
  const signIn = (headers: Record<string, string>) => post('/api/v1/account/sign-in', { email: 'x' }, headers);
  const here = () => server.origin;

  test.each([
    ['our own page', () => ({ 'sec-fetch-site': 'same-origin' }), 200, 200],
    ['another site', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }), 403, 403],
    ['another port of this machine', () => ({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' }), 403, 403],
    ['the address bar', () => ({ 'sec-fetch-site': 'none' }), 403, 403],
    ['an old browser on our page', () => ({ origin: here() }), 200, 200],
    ['an old browser on another page', () => ({ origin: 'https://evil.test' }), 403, 403],
    ['an opaque origin', () => ({ origin: 'null' }), 403, 403],
    ['neither header', () => ({}), 403, 200],
  ])('an unsafe request from %s', async (_, headers, withCookie, without) => {
    const spoken = await server.fetch('/api/v1/notes', { method: 'DELETE', headers: { ...cookie, ...headers() } });
    const silent = await signIn(headers());
    expect([spoken.status === 204 ? 200 : spoken.status, silent.status]).toEqual([withCookie, without]);
  });

  test('a safe request of another site’s page is refused, of the address bar not', async () => {
    const ask = (site: string) => server.fetch('/api/v1/board', { headers: { ...cookie, 'sec-fetch-site': site } });
    expect([
      (await ask('cross-site')).status,
      (await ask('same-site')).status,
      (await ask('none')).status,
      (await ask('same-origin')).status,
    ]).toEqual([403, 403, 200, 200]);
  });

  test('other origins reach the routes that are open to them, with a key and never with a cookie', async () => {
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://jobs.test' };
    const withKey = await post('/api/v1/capture', { text: 'x' }, { ...elsewhere, ...writer });
    expect([
      withKey.status,
      withKey.headers.get('access-control-allow-origin'),
      withKey.headers.get('access-control-allow-credentials'),
    ]).toEqual([200, '*', null]);
    const withCookie = await post('/api/v1/capture', { text: 'x' }, { ...elsewhere, ...cookie });
    expect([withCookie.status, withCookie.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
    const open = await post('/api/v1/access-keys/connect', { code: 'x' }, { ...elsewhere, ...cookie });
    expect(await open.json()).toEqual({ who: null });
    const closed = await server.fetch('/api/v1/notes', { headers: { ...elsewhere, authorization: 'Bearer reader' } });
    expect([closed.status, closed.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  test('a preflight is answered before anyone asks who it is', async () => {
    const ask = (path: string, method: string) =>
      server.fetch(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://jobs.test', 'access-control-request-method': method },
      });
    const taken = await ask('/api/v1/capture', 'POST');
    expect([taken.status, Object.fromEntries(taken.headers)]).toEqual([
      204,
      expect.objectContaining({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'Authorization, Content-Type',
      }),
    ]);
    for (const [path, method] of [
      ['/api/v1/capture', 'DELETE'],
      ['/api/v1/notes', 'GET'],
      ['/api/v1/account/sign-in', 'POST'],
    ] as const) {
      const refused = await ask(path, method);
      expect([path, refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([path, 405, null]);
    }
  });

  test('a host that is not ours is refused', async () => {
    for (const host of [
      'evil.test',
      `localhost:${server.port + 1}`,
      'localhost',
      `localhost.:${server.port}`,
      `evil.test:${server.port}`,
      '',
    ]) {
      const answer = await raw(server.port, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect([host, answer.slice(9, 12)]).toEqual([host, '421']);
    }
    const answer = await raw(server.port, `GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n`);
    expect(answer.slice(9, 12)).toBe('421');
    const named = await raw(server.port, `GET /healthz HTTP/1.1\r\nHost: LOCALHOST:${server.port}\r\nConnection: close\r\n\r\n`);
    expect(named.slice(9, 12)).toBe('200');
  });

  test('someone who navigates to the loopback address is sent to localhost, a script is not', async () => {
    const navigate = (host: string) =>
      server.fetch('/today?x=1', {
        headers: {
          host: `${host}:${server.port}`,
          accept: 'text/html',
          'sec-fetch-mode': 'navigate',
          'sec-fetch-dest': 'document',
        },
      });
    for (const host of ['127.0.0.1', '[::1]']) {
      const response = await navigate(host);
      expect([response.status, response.headers.get('location')]).toEqual([307, `${server.origin}/today?x=1`]);
    }
    expect((await server.fetch('/healthz', { headers: { host: `127.0.0.1:${server.port}` } })).status).toBe(200);
  });

  test('what is forwarded is not believed', async () => {
    const response = await server.fetch('/api/v1/who', {
      headers: {
        'x-forwarded-for': '203.0.113.9',
        'x-real-ip': '203.0.113.9',
        'x-user-id': 'root',
        'x-forwarded-host': 'evil.test',
      },
    });
    expect(await response.json()).toEqual({ network: '127.0.0.1', device: expect.any(String), caller: null });
  });
});

describe('answers', () => {
  const pathsOfAllKinds = [
    '/healthz',
    '/readyz',
    '/api/v1/openapi.json',
    '/api/v1/notes',
    '/api/v1/nothing',
    '/nothing',
    '/api/v1/board',
    '/api/v1/who',
    '/%',
    '/..%2f',
  ];

  test('every answer carries the security headers, errors too', async () => {
    for (const path of pathsOfAllKinds) {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS', 'HEAD']) {
        const response = await server.fetch(path, { method, headers: { ...cookie, ...own } });
        expect([path, method, response.headers.get('content-security-policy')]).toEqual([path, method, contentSecurityPolicy]);
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('camera=()'),
          'x-request-id': expect.stringMatching(/^[\w-]{12}$/),
        });
        expect(response.headers.has('strict-transport-security')).toBe(false);
        await response.body?.cancel();
      }
    }
  });

  test('answers about a person are kept by nobody', async () => {
    for (const [path, headers] of [
      ['/api/v1/board', cookie],
      ['/api/v1/notes', { authorization: 'Bearer reader' }],
      ['/api/v1/notes', {}],
      ['/api/v1/who', cookie],
    ] as const) {
      expect((await server.fetch(path, { headers })).headers.get('cache-control')).toBe('no-store');
    }
  });

  test('whoever has the answer already is told so', async () => {
    const first = await server.fetch('/api/v1/board', { headers: cookie });
    const etag = first.headers.get('etag') ?? '';
    const again = await server.fetch('/api/v1/board', { headers: { ...cookie, 'if-none-match': `"x", W/${etag}` } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  });

  test('HEAD is GET without the body', async () => {
    const response = await server.fetch('/api/v1/board', { method: 'HEAD', headers: cookie });
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      200,
      '',
      'application/json; charset=utf-8',
    ]);
  });

  test('a method that an address does not take is refused with those it takes', async () => {
    const refused = await server.fetch('/api/v1/notes', { method: 'PUT', headers: cookie });
    expect([refused.status, refused.headers.get('allow'), await problemOf(refused)]).toEqual([
      405,
      'GET, HEAD, POST, DELETE',
      'method-not-allowed',
    ]);
    const odd = await server.fetch('/api/v1/notes', { method: 'PROPFIND' });
    expect(odd.status).toBe(405);
    const trace = await raw(
      server.port,
      `TRACE /api/v1/notes HTTP/1.1\r\nHost: localhost:${server.port}\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`,
    );
    expect(trace).toMatch(/^HTTP\/1\.1 405 /);
    expect(trace).not.toContain('secret');
  });

  test('the session cookie is the only one, and says all it must', async () => {
    const begun = await post('/api/v1/account/sign-in', { email: 'x' }, own);
    expect(begun.headers.getSetCookie()).toEqual([
      `sotto_session_${server.port}=fresh; Path=/; HttpOnly; SameSite=Lax; Max-Age=60`,
    ]);
    const ended = await server.fetch('/api/v1/account/sign-out', { method: 'POST', headers: { ...own, ...cookie } });
    expect(ended.headers.getSetCookie()).toEqual([`sotto_session_${server.port}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`]);
    expect(ended.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(ended.headers.get('cache-control')).toBe('no-store');
  });

  test('an address that is not of the API and not a page is not found', async () => {
    for (const path of ['/api/v1/nothing', '/nothing', '/.git/config', '/api']) {
      const response = await server.fetch(path);
      expect([path, response.status, await problemOf(response)]).toEqual([path, 404, 'not-found']);
    }
  });
});

describe('what goes wrong inside', () => {
  test('an unforeseen error is told without a word of it', async () => {
    const broken = oneRoute(async () => {
      throw new Error('canary-message at /home/ada');
    });
    await using one = await startHttp({ routes: [broken], validateAnswers: false });
    const response = await one.fetch('/api/v1/one');
    const body = await response.json();
    expect(response.status).toBe(500);
    expect(body).toEqual({
      type: 'urn:sotto:problem:unexpected',
      title: expect.any(String),
      status: 500,
      requestId: response.headers.get('x-request-id'),
    });
    const line = one.lines.find(({ event }) => event === 'unexpected');
    expect(line).toMatchObject({
      requestId: response.headers.get('x-request-id'),
      route: '/api/v1/one',
      cause: expect.any(Error),
    });
  });

  test('something thrown that is no error is told alike', async () => {
    const broken = oneRoute(() => Promise.reject('canary'));
    await using one = await startHttp({ routes: [broken], validateAnswers: false });
    const response = await one.fetch('/api/v1/one');
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('canary')]);
  });

  test('an answer its contract does not know is an error where answers are checked', async () => {
    const leaking = oneRoute(async () => ({ status: 200, body: { fine: true, secret: 'canary' } }));
    await using one = await startHttp({ routes: [leaking] });
    const response = await one.fetch('/api/v1/one');
    const text = await response.text();
    expect([response.status, text]).toEqual([500, expect.stringContaining('secret')]);
    expect(text).not.toContain('canary');
  });

  test('the log names the route as declared, never the path, the query or a value', async () => {
    await server.fetch('/api/v1/notes/11111111-1111-4111-8111-111111111111?canary=1', { headers: cookie });
    const line = server.lines.findLast(({ event }) => event === 'request');
    expect(line).toMatchObject({ route: '/api/v1/notes/{id}', method: 'GET', status: 400, durationMs: expect.any(Number) });
    expect(JSON.stringify(server.lines)).not.toContain('canary');
  });

  test('a stream that breaks breaks the connection and tells nothing', async () => {
    async function* breaking() {
      yield 'a,b\n'.repeat(50_000);
      throw new Error('canary-message');
    }
    const stream = oneRoute(async () => ({ status: 200, stream: breaking(), type: 'text/csv' }), {
      outputs: { 200: { raw: ['text/csv'] } },
    });
    await using one = await startHttp({ routes: [stream] });
    const answer = await raw(one.port, `GET /api/v1/one HTTP/1.1\r\nHost: localhost:${one.port}\r\n\r\n`);
    expect(answer).toContain('200 OK');
    expect(answer).not.toContain('canary');
    expect(answer).not.toMatch(/\r\n0\r\n\r\n$/);
    expect(one.lines.some(({ event }) => event === 'answer cut off')).toBe(true);
  });

  test('a stream is asked for no more than its reader takes, and ends when the reader leaves', async () => {
    let given = 0;
    const ended = Promise.withResolvers<void>();
    async function* endless() {
      try {
        for (;;) yield `${given++}`.padEnd(64 * 1024);
      } finally {
        ended.resolve();
      }
    }
    const stream = oneRoute(async () => ({ status: 200, stream: endless(), type: 'text/csv' }), {
      outputs: { 200: { raw: ['text/csv'] } },
    });
    await using one = await startHttp({ routes: [stream] });
    const left = new AbortController();
    const response = await one.fetch('/api/v1/one', { signal: left.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    const before = given;
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBeLessThan(1000);
    expect(before).toBeGreaterThan(0);
    left.abort();
    await ended.promise;
  });
});

test('a session endpoint without anyone who could tell who is calling does not start', async () => {
  await expect(startHttp({ authenticator: undefined })).rejects.toThrow('asks who is calling, and no feature can tell');
});

test('readiness is a question to what the routes stand on', async () => {
  await using one = await startHttp({ isReady: async () => false });
  const response = await one.fetch('/readyz');
  expect([response.status, response.headers.get('retry-after'), await problemOf(response)]).toEqual([503, '5', 'unavailable']);
  expect((await one.fetch('/healthz')).status).toBe(200);
});

test('beyond this machine the cookie has its prefix and is Secure, and a name is kept to https', async () => {
  await using one = await startHttp({
    setting: { origin: 'https://sotto.example', loopback: false, trustedProxies: ['127.0.0.1'] },
  });
  const begun = await one.fetch('/api/v1/account/sign-in', {
    method: 'POST',
    headers: { ...json, ...own },
    body: '{"email":"x"}',
  });
  expect(begun.headers.getSetCookie()).toEqual(['__Host-sotto=fresh; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60']);
  expect(begun.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  const ended = await one.fetch('/api/v1/account/sign-out', { method: 'POST', headers: own });
  expect(ended.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
  const who = await one.fetch('/api/v1/who', { headers: { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' } });
  expect(await who.json()).toMatchObject({ network: '203.0.113.9' });
  expect((await one.fetch('/healthz', { headers: { host: 'localhost' } })).status).toBe(421);
});

test('an IP address is never kept to https', async () => {
  await using one = await startHttp({
    setting: { origin: 'https://192.0.2.1:4747', loopback: false, trustedProxies: ['127.0.0.1'] },
  });
  expect((await one.fetch('/healthz')).headers.has('strict-transport-security')).toBe(false);
});

test('the document names every route and no other', async () => {
  const document = (await (await server.fetch('/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented.toSorted()).toEqual(server.routes.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`).toSorted());
  expect(documented.length).toBeGreaterThan(10);
});

test('strict schemas pass, loose ones are a fault of the route', async () => {
  const loose = oneRoute(async () => ({ status: 200, body: { fine: true } }), {
    method: 'POST',
    body: z.object({ a: z.array(z.object({ b: z.string() })) }),
  });
  await expect(startHttp({ routes: [loose] })).rejects.toThrow('lets unknown keys pass');
});
