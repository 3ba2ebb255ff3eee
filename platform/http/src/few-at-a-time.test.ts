import { endpoint } from '@sotto/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from './door.ts';
import { createGate } from './few-at-a-time.ts';
import { startHttp } from './testing.ts';

/** Work that says how many run beside it, and ends when it is told. */
function watched() {
  const state = { running: 0, most: 0, done: 0 };
  const ends: (() => void)[] = [];
  const work =
    (fails = false) =>
    async () => {
      state.most = Math.max(state.most, ++state.running);
      await new Promise<void>((resolve) => ends.push(resolve));
      state.running--;
      state.done++;
      if (fails) throw new Error('as it should');
    };
  /** Ends one after the other until nothing is left; whatever was let in meanwhile too. */
  async function endAll(): Promise<void> {
    for (let quiet = 0; quiet < 5;) {
      const end = ends.shift();
      end?.();
      quiet = end === undefined ? quiet + 1 : 0;
      await Promise.resolve();
      await Promise.resolve();
    }
  }
  return { state, work, endAll };
}

describe('a gate', () => {
  test('lets so many in, and all of them in the end', async () => {
    const { state, work, endAll } = watched();
    const gate = createGate<string>(3);
    const all = Promise.all(Array.from({ length: 20 }, () => gate.pass('one', work())));
    await endAll();
    await all;
    expect(state).toEqual({ running: 0, most: 3, done: 20 });
  });

  test('lets others in while one waits', async () => {
    const { state, work, endAll } = watched();
    const gate = createGate<number>(1);
    const all = Promise.all(Array.from({ length: 9 }, (_, at) => gate.pass(at % 3, work())));
    await endAll();
    await all;
    expect(state).toEqual({ running: 0, most: 3, done: 9 });
  });

  test('is not narrowed by work that fails', async () => {
    const { state, work, endAll } = watched();
    const gate = createGate<string>(2);
    const all = Promise.allSettled(Array.from({ length: 10 }, (_, at) => gate.pass('one', work(at % 2 === 0))));
    await endAll();
    expect((await all).filter(({ status }) => status === 'rejected')).toHaveLength(5);
    expect(state).toEqual({ running: 0, most: 2, done: 10 });
  });
});

test('of files that one person sends at once two are in memory, the others wait, and all are taken', async () => {
  let [running, most] = [0, 0];
  const upload = endpoint({
    name: 'upload',
    method: 'POST',
    path: '/api/v1/upload',
    summary: 'A file.',
    access: { kind: 'key', scope: 'applications:write' },
    body: { raw: ['application/pdf'], limitBytes: 2 * 1024 * 1024 },
    outputs: { 200: z.strictObject({ sizeBytes: z.int() }) },
  });
  const areTwo = Promise.withResolvers<void>();
  const take = route(upload, 'track', async ({ body }) => {
    most = Math.max(most, ++running);
    // The first waits for the second, however far apart they arrive.
    if (most >= 2) areTwo.resolve();
    await areTwo.promise;
    // Long enough for whoever could come in beside it.
    for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
    running--;
    return { status: 200, body: { sizeBytes: body.bytes.length } };
  });
  await using server = await startHttp({ routes: [take] });
  const headers = { authorization: 'Bearer writer', 'content-type': 'application/pdf', 'content-length': '1500000' };
  const body = Buffer.alloc(1_500_000);
  const sent = Array.from({ length: 12 }, () => server.fetch('/api/v1/upload', { method: 'POST', headers, body }));
  const sizes = await Promise.all(sent.map(async (one) => (await one).json()));
  expect(sizes).toEqual(Array.from({ length: 12 }, () => ({ sizeBytes: 1_500_000 })));
  expect(most).toBe(2);
});
