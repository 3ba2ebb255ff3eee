import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, problemOf, startHttp } from './testing.ts';
import { readWebFiles } from './web-files.ts';

let folder: string;
let server: TestServer;
const script = 'export const board = 1;\n'.repeat(200);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-web-'));
  await mkdir(join(folder, 'web', 'assets'), { recursive: true });
  await writeFile(join(folder, 'outside.js'), 'secret');
  await writeFile(join(folder, 'web', 'index.html'), '<!doctype html><title>Sotto</title>');
  await writeFile(join(folder, 'web', 'assets', 'board-x1y2.js'), script);
  await writeFile(join(folder, 'web', 'assets', 'ready-z9.css'), 'body{}');
  await writeFile(join(folder, 'web', 'assets', 'ready-z9.css.br'), brotliCompressSync('body{}'));
  await writeFile(join(folder, 'web', 'assets', 'face.woff2'), Buffer.alloc(5000));
  await writeFile(join(folder, 'web', '.env'), 'secret');
  await symlink(join(folder, 'outside.js'), join(folder, 'web', 'assets', 'link.js'));
  const page = {
    path: '/privacy',
    render: () => ({ type: 'text/html; charset=utf-8', body: '<!doctype html><title>Privacy</title>' }),
  };
  const welcome = {
    path: '/',
    signedOutOnly: true,
    render: () => ({ type: 'text/html; charset=utf-8', body: '<!doctype html><title>Welcome</title>' }),
  };
  server = await startHttp({ files: await readWebFiles(join(folder, 'web')), pages: [page, welcome] });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const navigation = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

test('a file named by its hash is kept for ever, the document is asked for each time', async () => {
  const asset = await server.fetch('/assets/board-x1y2.js');
  expect([await asset.text(), asset.headers.get('cache-control'), asset.headers.get('content-type')]).toEqual([
    script,
    'public, max-age=31536000, immutable',
    'text/javascript; charset=utf-8',
  ]);
  const document = await server.fetch('/today', { headers: navigation });
  expect([document.status, document.headers.get('cache-control'), document.headers.get('content-type')]).toEqual([
    200,
    'no-cache',
    'text/html; charset=utf-8',
  ]);
});

test('texts are sent in the best encoding the browser takes, bytes as they are', async () => {
  const ask = async (path: string, encodings: string) => {
    const response = await server.fetch(path, { headers: { 'accept-encoding': encodings } });
    return { encoding: response.headers.get('content-encoding'), bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const brotli = await ask('/assets/board-x1y2.js', 'gzip, deflate, br');
  expect([brotli.encoding, brotliDecompressSync(brotli.bytes).toString()]).toEqual(['br', script]);
  const gzip = await ask('/assets/board-x1y2.js', 'gzip;q=0.5, br;q=0');
  expect([gzip.encoding, gunzipSync(gzip.bytes).toString()]).toEqual(['gzip', script]);
  const ready = await ask('/assets/ready-z9.css', 'br');
  expect([ready.encoding, brotliDecompressSync(ready.bytes).toString()]).toEqual(['br', 'body{}']);
  expect((await ask('/assets/face.woff2', 'br')).encoding).toBeNull();
});

test('whoever navigates anywhere gets the app, anyone else does not', async () => {
  expect(await (await server.fetch('/groups/1/board', { headers: navigation })).text()).toContain('<title>Sotto</title>');
  const script = await server.fetch('/groups/1/board', {
    headers: { accept: '*/*', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
  });
  expect(await problemOf(script)).toBe('not-found');
  const api = await server.fetch('/api/v1/nothing', { headers: navigation });
  expect(await problemOf(api)).toBe('not-found');
});

test('a page of the server comes before the app, and only as a page', async () => {
  const page = await server.fetch('/privacy', { headers: navigation });
  expect(await page.text()).toContain('<title>Privacy</title>');
  const again = await server.fetch('/privacy', { headers: { ...navigation, 'if-none-match': page.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  const posted = await server.fetch('/privacy', { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('a page for those who are not signed in gives way to the app, and no cache mixes the two up', async () => {
  const welcome = await server.fetch('/', { headers: navigation });
  expect([await welcome.text(), welcome.headers.get('vary')]).toEqual([expect.stringContaining('Welcome'), 'cookie']);
  const app = await server.fetch('/', { headers: { ...navigation, cookie: `sotto_session_${server.port}=fresh` } });
  expect(await app.text()).toContain('<title>Sotto</title>');
});

test('another site may link to a page and load nothing', async () => {
  const elsewhere = { 'sec-fetch-site': 'cross-site' };
  expect((await server.fetch('/privacy', { headers: { ...navigation, ...elsewhere } })).status).toBe(200);
  for (const dest of ['script', 'image', 'iframe', 'object', 'style']) {
    const mode = dest === 'iframe' || dest === 'object' ? 'navigate' : 'no-cors';
    const asset = await server.fetch('/assets/board-x1y2.js', {
      headers: { ...elsewhere, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest },
    });
    expect([dest, asset.status]).toEqual([dest, 403]);
  }
});

test('nothing outside the folder, hidden or linked is there', async () => {
  for (const path of [
    '/../outside.js',
    '/assets/..%2f..%2foutside.js',
    '/assets/%2e%2e/%2e%2e/outside.js',
    '/.env',
    '/assets/link.js',
    '/assets/',
    '/assets',
    '/assets/ready-z9.css.br',
  ]) {
    const response = await server.fetch(path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).not.toContain('secret');
  }
});
