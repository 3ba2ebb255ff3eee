import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Route } from './door.ts';
import { oneRoute, startHttp } from './testing.ts';

const cards = Array.from({ length: 1000 }, (_, number) => `card ${number}`);
const written = Buffer.from(JSON.stringify({ cards }));
const outputs = { 200: z.strictObject({ cards: z.array(z.string()) }) };

/** What a server with this one route answers to someone who takes these encodings. */
async function ask(route: Route, acceptEncoding: string) {
  await using server = await startHttp({ routes: [route] });
  const response = await server.fetch('/api/v1/one', { headers: { 'accept-encoding': acceptEncoding } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { bytes, encoding: response.headers.get('content-encoding'), vary: response.headers.get('vary') };
}

test('a long answer of an endpoint that says so is sent in the best encoding the caller takes', async () => {
  const plain = oneRoute(async () => ({ status: 200, body: { cards } }), { outputs, compressed: true });
  const kept = oneRoute(async () => ({ status: 200, json: written }), { outputs, compressed: true });
  for (const route of [plain, kept]) {
    const brotli = await ask(route, 'gzip, deflate, br');
    expect([brotli.encoding, brotli.vary]).toEqual(['br', 'accept-encoding']);
    expect(brotliDecompressSync(brotli.bytes)).toEqual(written);
    const gzip = await ask(route, 'gzip');
    expect([gzip.encoding, gzip.vary]).toEqual(['gzip', 'accept-encoding']);
    expect(gunzipSync(gzip.bytes)).toEqual(written);
    expect(gzip.bytes.length).toBeLessThan(written.length / 2);
    expect(await ask(route, 'identity')).toEqual({ encoding: null, vary: 'accept-encoding', bytes: written });
  }
});

test('a short answer, and one of an endpoint that does not say so, is sent as it is', async () => {
  const short = oneRoute(async () => ({ status: 200, body: { cards: ['one'] } }), { outputs, compressed: true });
  expect((await ask(short, 'br, gzip')).encoding).toBeNull();
  const silent = oneRoute(async () => ({ status: 200, body: { cards } }), { outputs });
  expect(await ask(silent, 'br, gzip')).toEqual({ encoding: null, vary: null, bytes: written });
});
