import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from '@sotto/config';
import { endpoint } from '@sotto/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '@sotto/http';
import { silentLog } from '@sotto/log';
import { type Feature, type Platform, openPlatform, serve } from './index.ts';

const greet = endpoint({
  name: 'greet',
  method: 'GET',
  path: '/api/v1/greeting',
  summary: 'Says hello.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ hello: z.string() }) },
});

function greeting(started: Platform[] = []): Feature {
  return {
    name: 'greeting',
    start(platform) {
      started.push(platform);
      return {
        routes: [route(greet, 'track', async () => ({ status: 200, body: { hello: platform.setting.origin } }))],
        pages: [{ path: '/hello', render: () => ({ type: 'text/plain; charset=utf-8', body: 'hello' }) }],
        jobs: [{ name: 'greet', pattern: '0 0 * * *', run: async () => void started.push(platform) }],
      };
    },
  };
}

/** On a port below those that systems give to connections, and beside those that servers of other tests take. */
async function freshSettings(environment: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-runtime-'));
  const settings = parseEnvironment(
    { SOTTO_LOG: 'silent', SOTTO_PORT: String(randomInt(31_200, 32_700)), ...environment },
    folder,
  );
  return { settings, folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

test('a feature is started on the platform and answered for, until the end', async () => {
  await using fresh = await freshSettings();
  const { settings } = fresh;
  const started: Platform[] = [];
  const platform = await openPlatform(settings, [greeting(started)], { log: silentLog });
  const served = await serve(platform, [greeting(started)], { port: settings.port, validateAnswers: true });
  expect(served.origin).toBe(`http://localhost:${settings.port}`);
  expect(await (await fetch(`${served.origin}/api/v1/greeting`)).json()).toEqual({ hello: served.origin });
  expect(await (await fetch(`${served.origin}/hello`)).text()).toBe('hello');
  expect((await fetch(`${served.origin}/readyz`)).status).toBe(200);
  await served.runJob('greet');
  expect(started).toHaveLength(2);
  await expect(served.runJob('nonsense')).rejects.toThrow('There is no job named nonsense');
  for (const job of platform.jobs) await served.runJob(job.name);
  await served.close();
  await platform.close();
  await expect(fetch(`${served.origin}/healthz`)).rejects.toThrow();
});

test('what was opened and closed opens again, as the same installation', async () => {
  await using fresh = await freshSettings();
  const first = await openPlatform(fresh.settings, [], { log: silentLog });
  const { installationId } = first.vault;
  await first.close();
  const second = await openPlatform(fresh.settings, [], { log: silentLog });
  expect(second.vault.installationId).toBe(installationId);
  await second.close();
});

test('two features that own one kind of record do not start', async () => {
  await using fresh = await freshSettings();
  const { GroupKind } = await import('@sotto/domain');
  const owners = ['one', 'two'].map((name): Feature => ({ name, kinds: [GroupKind], start: () => ({ routes: [] }) }));
  await expect(openPlatform(fresh.settings, owners, { log: silentLog })).rejects.toThrow(
    'two and one both own records of the kind group',
  );
});

test('two features that say who is calling do not start', async () => {
  await using fresh = await freshSettings();
  const platform = await openPlatform(fresh.settings, [], { log: silentLog });
  const authenticator = { session: async () => null, key: async () => null };
  const two = ['one', 'two'].map((name): Feature => ({ name, start: () => ({ routes: [], authenticator }) }));
  await expect(serve(platform, two, { port: 0 })).rejects.toThrow('More than one feature');
  await platform.close();
});
