import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import { enginesFrom } from '@sotto/database/testing';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import {
  createClock,
  createRandomBytes,
  createTestIds,
  createVisitor,
  day,
  engines,
  freshFolder,
  freshPostgres,
  freshStores,
} from './index.ts';
import { freePort } from './free-port.ts';
import { obtainChromium, obtainShell } from './obtain-chromium.ts';
import { obtainPostgres } from './obtain-postgres.ts';

test('a clock stands still until it is moved', () => {
  const clock = createClock('2026-03-01T00:00:00Z');
  expect(clock.now()).toBe(Date.UTC(2026, 2, 1));
  clock.advance(day);
  expect(clock.now()).toBe(Date.UTC(2026, 2, 2));
  clock.set('2026-01-01T00:00:00+01:00');
  expect(clock.now()).toBe(Date.UTC(2025, 11, 31, 23));
  expect(() => clock.set('soon')).toThrow(RangeError);
});

test('chance repeats by its seed', () => {
  expect(createRandomBytes('a')(70)).toEqual(createRandomBytes('a')(70));
  expect(createRandomBytes('a')(16)).not.toEqual(createRandomBytes('b')(16));
  const draw = createRandomBytes('a');
  expect(draw(8)).not.toEqual(draw(8));
  expect(createTestIds().record()).toBe(createTestIds().record());
});

test('engines are both unless the run names fewer, and a wrong name is refused', () => {
  expect(enginesFrom(undefined)).toEqual(['sqlite', 'postgres']);
  expect(enginesFrom('sqlite')).toEqual(['sqlite']);
  expect(() => enginesFrom('oracle')).toThrow('oracle');
});

test('a port that was given out and is not listened on yet is not given to another', async () => {
  const ports = await Promise.all(Array.from({ length: 60 }, freePort));
  expect(new Set(ports).size).toBe(60);
});

test('a fresh folder goes with its scope', async () => {
  let path: string;
  {
    await using folder = await freshFolder();
    path = folder.path;
    await access(path);
  }
  await expect(access(path)).rejects.toThrow('ENOENT');
});

test.skipIf(!engines.includes('postgres'))(
  'a fresh database is empty, of its own, and dropped with open connections',
  async () => {
    let url: string;
    {
      await using one = await freshPostgres();
      await using other = await freshPostgres();
      url = one.url;
      expect(other.url).not.toBe(url);
      const client = new Client({ connectionString: url });
      client.on('error', () => {});
      await client.connect();
      const { rows } = await client.query(
        "select count(*)::int as tables from information_schema.tables where table_schema = 'public'",
      );
      expect(rows).toEqual([{ tables: 0 }]);
    }
    await expect(new Client({ connectionString: url }).connect()).rejects.toThrow('does not exist');
  },
);

test.for(engines)('stores on %s lie apart in places of their own', async (engine) => {
  await using stores = await freshStores(engine, { SOTTO_SIGN_UP: 'closed' });
  const { settings } = stores;
  expect(settings.signUp).toBe('closed');
  expect(new Set(Object.values(settings.folders)).size).toBe(4);
  const urls = [settings.databaseUrl, settings.keyringUrl, settings.epochUrl];
  expect(new Set(urls).size).toBe(engine === 'postgres' ? 3 : 1);
});

test('a visitor sends browser headers, keeps cookies, and drops those that end', async () => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.cookie, request.headers['sec-fetch-site']?.toString());
    response.setHeader('set-cookie', request.url === '/out' ? 'sotto_session=; Max-Age=0' : 'sotto_session=abc=; HttpOnly');
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const visitor = createVisitor(`http://127.0.0.1:${port}`);
  for (const path of ['/in', '/out', '/again']) await visitor.fetch(path);
  server.close();
  expect(seen).toEqual([undefined, 'same-origin', 'sotto_session=abc=', 'same-origin', undefined, 'same-origin']);
  expect(visitor.cookies.get('sotto_session')).toBe('abc=');
});

test('a Chromium or PostgreSQL that is named and not there is refused in a sentence', async () => {
  await expect(obtainChromium('/nowhere/chromium')).rejects.toThrow(
    'SOTTO_TEST_CHROMIUM names /nowhere/chromium, which cannot be run',
  );
  await expect(obtainShell('/nowhere/shell')).rejects.toThrow('SOTTO_TEST_CHROMIUM names /nowhere/shell, which cannot be run');
  await expect(obtainPostgres('postgres://sotto@127.0.0.1:1/postgres')).rejects.toThrow('nothing answers there (ECONNREFUSED)');
});
