import { endpoint } from '@sotto/contract';
import { route } from '@sotto/http';
import type { Feature } from '@sotto/runtime';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { day, engines, freshStores, startServer } from './index.ts';
import { freePort } from './free-port.ts';

const tellTime = endpoint({
  name: 'tellTime',
  method: 'GET',
  path: '/api/v1/time',
  summary: 'What time the server has.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ at: z.number() }) },
});

const clockFeature: Feature = {
  name: 'clock',
  start: ({ now }) => ({ routes: [route(tellTime, 'track', async () => ({ status: 200, body: { at: now() } }))] }),
};

test.for(engines)('a server on %s answers by its contract, at the time of its clock', async (engine) => {
  await using server = await startServer({ features: [clockFeature], engine });
  expect(server.platform.database.engine).toBe(engine);
  const before = await server.visitor().call(tellTime, {});
  server.clock.advance(day);
  const after = await server.visitor().call(tellTime, {});
  expect(after.body.at - before.body.at).toBe(day);
});

test('stores that were given outlive the server and take the next one', async () => {
  await using stores = await freshStores('sqlite', { SOTTO_PORT: String(await freePort()) });
  const first = await startServer({ features: [clockFeature], stores });
  const { installationId } = first.platform.vault;
  await first.stop();
  await expect(fetch(`${first.origin}/healthz`)).rejects.toThrow();
  await using second = await startServer({ features: [clockFeature], stores });
  expect(second.platform.vault.installationId).toBe(installationId);
});
