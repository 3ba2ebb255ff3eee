import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionListPath, readExtensionFiles } from './extension-files.ts';
import { type TestServer, startHttp } from './testing.ts';

let folder: string;
let server: TestServer;
const bytes = Buffer.from('PK made up');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-extension-'));
  await writeFile(join(folder, 'sotto-chrome-1.2.0.zip'), bytes);
  await writeFile(join(folder, 'sotto-firefox-1.2.0.zip'), Buffer.from('PK other'));
  await writeFile(join(folder, 'sotto-chrome-1.2.0.zip.part'), 'half');
  await writeFile(join(folder, 'notes.txt'), 'secret');
  server = await startHttp({ files: await readExtensionFiles(folder) });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

test('a zip is saved under its own name, with the very bytes, and asked for again only when it changed', async () => {
  const zip = await server.fetch('/extension/sotto-chrome.zip', { headers: { 'accept-encoding': 'br, gzip' } });
  expect(Buffer.from(await zip.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(zip.headers)).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="sotto-chrome-1.2.0.zip"',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  expect(zip.headers.get('set-cookie')).toBeNull();
  const known = { 'if-none-match': zip.headers.get('etag') ?? '' };
  expect((await server.fetch('/extension/sotto-chrome.zip', { headers: known })).status).toBe(304);
});

test('the list says version, size and SHA-256 of what there is', async () => {
  const list = (await (await server.fetch(extensionListPath)).json()) as { items: object[] };
  expect(list.items).toEqual([
    {
      browser: 'chrome',
      version: '1.2.0',
      path: '/extension/sotto-chrome.zip',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    expect.objectContaining({ browser: 'firefox', path: '/extension/sotto-firefox.zip' }),
  ]);
});

test('nothing else of the folder is there, and nothing is written to', async () => {
  for (const path of ['/extension/notes.txt', '/extension/', '/extension/sotto-chrome-1.2.0.zip', '/extension/../notes.txt'])
    expect([path, (await server.fetch(path)).status]).toEqual([path, 404]);
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect([method, (await server.fetch('/extension/sotto-chrome.zip', { method })).status]).toEqual([method, 405]);
  expect((await server.fetch('/extension/sotto-chrome.zip', { method: 'HEAD' })).status).toBe(200);
});

test('without a folder the list is empty', async () => {
  const files = await readExtensionFiles(join(folder, 'missing'));
  expect([...files.keys()]).toEqual([extensionListPath]);
  const { bytes: list } = (await files.get(extensionListPath)?.in(null)) ?? {};
  expect(Buffer.from(list ?? []).toString()).toBe('{"items":[]}');
});
