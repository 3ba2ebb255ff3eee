/** The public pages as the server hands them out: to everyone, without a cookie, and the front door to the signed-out alone. */
import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { signUp } from '@sotto/features/account/api';
import { accountFeature } from '@sotto/features/account/server';
import { privacyFeature } from '@sotto/features/privacy/server';
import { type Visitor, freshFolder, startServer, uniqueName } from '@sotto/testing';
import { expect, test } from 'vitest';
import { listDocuments } from '../api.ts';
import { policyFeature } from './index.ts';

const features = [accountFeature, privacyFeature, policyFeature];
/** What a browser gets that goes to `path`. Not `fetch`, which never says that it navigates. */
function goTo(
  origin: string,
  path: string,
  { cookies }: Pick<Visitor, 'cookies'>,
): Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', cookie };
  return new Promise((resolve, reject) => {
    get(origin + path, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    }).on('error', reject);
  });
}

test('the public pages and security.txt are answered to anyone, with every security header and no cookie', async () => {
  await using server = await startServer({ features });
  for (const path of ['/', '/privacy', '/terms', '/security', '/.well-known/security.txt']) {
    const { status, headers } = await goTo(server.origin, path, server.visitor());
    expect(status, `of ${path}`).toBe(200);
    expect(headers['content-security-policy'], `of ${path}`).toContain("default-src 'none'");
    expect(headers['set-cookie'], `of ${path}`).toBeUndefined();
  }
});

test('the same address is the front door for someone signed out and the app for someone signed in', async () => {
  await using folder = await freshFolder();
  await writeFile(join(folder.path, 'index.html'), '<!doctype html><title>the app</title>');
  await using server = await startServer({ features, webFolder: folder.path });
  const visitor = server.visitor();
  const titleAt = async (path: string) => /<title>(.*)<\/title>/.exec((await goTo(server.origin, path, visitor)).text)?.[1];
  expect(await titleAt('/')).toBe('Sotto · a job search, in a low voice');
  await visitor.call(signUp, { body: { email: `${uniqueName()}@example.org`, password: 'wandering lilac otter' } });
  expect(await titleAt('/')).toBe('the app');
  expect(await titleAt('/privacy'), 'the texts stay what they are').toBe('Privacy · Sotto');
});

test('the app is told of every text with the hash its page shows', async () => {
  await using server = await startServer({ features });
  const { items, shown } = (await server.visitor().call(listDocuments, {})).body;
  expect(items.map(({ name }) => name)).toEqual(['privacy', 'terms', 'security']);
  for (const { name, sha256 } of items) expect((await goTo(server.origin, `/${name}`, server.visitor())).text).toContain(sha256);
  expect(shown.length).toBeGreaterThan(0);
});
