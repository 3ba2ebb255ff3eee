import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { endpoint } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createArriving } from './arriving.ts';
import { type Authenticator, route } from './door.ts';
import type { HttpOptions } from './options.ts';
import { problemOf, startHttp } from './testing.ts';

const pieceBytes = 64 * 1024;
const mebibyte = 1024 * 1024;
const root = mkdtempSync(join(tmpdir(), 'sotto-arriving-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const freshFolder = () => mkdtempSync(join(root, 'f'));

async function* inParts(bytes: Uint8Array, partBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes);
}

/** What this process has open in a folder, names or no names. */
function openIn(folder: string): Buffer[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    const path = `/proc/self/fd/${fd}`;
    return linkOf(path).startsWith(folder) ? [readFileSync(path)] : [];
  });
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // The listing itself was one of them, and is closed by now.
    return '';
  }
}

describe('a file on its way in', () => {
  test.for([
    [0, 10],
    [1, 10],
    [pieceBytes - 1, 1000],
    [pieceBytes, 1000],
    [pieceBytes + 1, pieceBytes],
    [3 * pieceBytes, 7 * pieceBytes],
    [1_234_567, 33_333],
  ] as const)('of %i bytes comes whole, however it was cut', async ([sizeBytes, partBytes]) => {
    const bytes = randomBytes(sizeBytes);
    const arriving = createArriving({ folder: freshFolder(), randomBytes });
    await using arrived = await arriving.receive(inParts(bytes, partBytes));
    expect(arrived.sizeBytes).toBe(sizeBytes);
    expect(bytes.equals(await arrived.bytes())).toBe(true);
  });

  test.runIf(process.platform === 'linux')(
    'lies on the disk sealed and without a name, and is gone when it is done with',
    async () => {
      const folder = freshFolder();
      const word = 'wandering lilac otter';
      const bytes = Buffer.alloc(4 * pieceBytes, word);
      const arriving = createArriving({ folder, randomBytes });
      {
        await using arrived = await arriving.receive(inParts(bytes, 10_000));
        expect(readdirSync(folder)).toEqual([]);
        const held = openIn(folder);
        expect(held).toHaveLength(1);
        expect(held[0]?.length).toBeGreaterThan(3 * pieceBytes);
        expect(held[0]?.includes(word)).toBe(false);
        expect(Buffer.from(await arrived.bytes()).includes(word)).toBe(true);
      }
      expect(openIn(folder)).toEqual([]);
    },
  );

  test('that breaks off or is one too many is refused, and makes room again', async () => {
    const folder = freshFolder();
    const arriving = createArriving({ folder, randomBytes, most: 1 });
    async function* torn(): AsyncGenerator<Uint8Array> {
      yield randomBytes(3 * pieceBytes);
      throw new Error('torn');
    }
    await expect(arriving.receive(torn())).rejects.toThrow('torn');
    {
      await using first = await arriving.receive(inParts(randomBytes(200_000), 9000));
      await expect(arriving.receive(inParts(randomBytes(10), 10))).rejects.toMatchObject({
        problem: 'unavailable',
        retryAfter: 10,
      });
      expect(first.sizeBytes).toBe(200_000);
    }
    await using next = await arriving.receive(inParts(randomBytes(200_000), 9000));
    expect(next.sizeBytes).toBe(200_000);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('leaves nothing when the process is killed, and what was left between its making and the loss of its name is cleared', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'left'), '');
    const code = `
      import { randomBytes } from 'node:crypto';
      import { createArriving } from ${JSON.stringify(new URL('arriving.ts', import.meta.url).href)};
      async function* endless() {
        for (let at = 0; ; at++) {
          yield randomBytes(${pieceBytes});
          if (at === 20) {
            process.stdout.write('under way');
            await new Promise((resolve) => setInterval(resolve, 2 ** 30));
          }
        }
      }
      await createArriving({ folder: ${JSON.stringify(folder)}, randomBytes }).receive(endless());`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(folder)).toEqual([]);
  });
});

const take = endpoint({
  name: 'take',
  method: 'POST',
  path: '/api/v1/take',
  summary: 'A file.',
  access: { kind: 'key', scope: 'applications:write' },
  body: { raw: ['application/pdf'], limitBytes: 2 * mebibyte },
  outputs: { 200: z.strictObject({ sizeBytes: z.int() }) },
});

/** Each key is somebody else's. */
const anybody: Authenticator = {
  session: async () => null,
  key: async (keyId) => {
    // Safe: for telling people apart here, any text will do.
    const userId = keyId as UserId;
    return { kind: 'key', userId, keyId, scopes: ['applications:write'], expiresAt: null, halted: null };
  },
};

describe('at the edge', () => {
  /** `together`: the first so many are held until all of them are there. */
  async function start(options: Partial<HttpOptions> = {}, together = 1) {
    const seen = { running: 0, most: 0, taken: 0 };
    const arrivingFolder = freshFolder();
    const areThere = Promise.withResolvers<void>();
    const takes = route(take, 'track', async ({ body }) => {
      seen.most = Math.max(seen.most, ++seen.running);
      if (seen.most >= together) areThere.resolve();
      await areThere.promise;
      for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
      seen.running--;
      seen.taken++;
      return { status: 200, body: { sizeBytes: body.bytes.length } };
    });
    const server = await startHttp({ routes: [takes], authenticator: anybody, arrivingFolder, ...options });
    const send = (who: number, body: NonNullable<RequestInit['body']>, more: Record<string, string> = {}) => {
      const headers = { authorization: `Bearer ${who}`, 'content-type': 'application/pdf', ...more };
      return server.fetch('/api/v1/take', { method: 'POST', headers, body });
    };
    return { server, seen, send, arrivingFolder };
  }

  test('three of all people are whole in memory, the others wait, and all are taken', async () => {
    // However far apart the disk lets them arrive.
    const { server, seen, send } = await start({}, 3);
    await using _ = server;
    const body = Buffer.alloc(300_000);
    const sent = await Promise.all(Array.from({ length: 20 }, (_one, who) => send(who, body, { 'content-length': '300000' })));
    expect(await Promise.all(sent.map(async (one) => one.json()))).toEqual(sent.map(() => ({ sizeBytes: 300_000 })));
    expect(seen).toEqual({ running: 0, most: 3, taken: 20 });
  });

  test('one that turns out too large is refused, and nobody is handed a part of it', async () => {
    const { server, seen, send, arrivingFolder } = await start();
    await using _ = server;
    const body = Buffer.alloc(2 * mebibyte + 1);
    const unsaid = await send(1, body, { 'transfer-encoding': 'chunked' });
    expect([unsaid.status, await problemOf(unsaid)]).toEqual([413, 'too-large']);
    expect([seen.taken, readdirSync(arrivingFolder)]).toEqual([0, []]);
    const whole = await send(1, body.subarray(1), { 'transfer-encoding': 'chunked' });
    expect([whole.status, seen.taken]).toEqual([200, 1]);
  });

  test.for([
    ['ended', 'invalid-key'],
    ['frozen', 'account-frozen'],
  ] as const)('one whose sender is %s while it comes is not taken', async ([what, problem]) => {
    const state = { at: 0, is: 'here' };
    const key: Authenticator['key'] = async (token) => {
      const caller = await anybody.key(token);
      if (caller === null || caller === 'mistyped' || state.is === 'here') return caller;
      return state.is === 'ended' ? null : { ...caller, halted: 'frozen' };
    };
    const { server, seen, send } = await start({ authenticator: { ...anybody, key }, now: () => state.at });
    await using _ = server;
    const held = (then: () => void) =>
      new ReadableStream<Uint8Array>({
        start: (stream) => stream.enqueue(Buffer.alloc(100_000)),
        pull(stream) {
          then();
          stream.enqueue(Buffer.alloc(1_000));
          stream.close();
        },
      });
    const chunked = { 'transfer-encoding': 'chunked' };
    const slow = await send(
      1,
      held(() => (state.at += 10_000)),
      chunked,
    );
    expect([slow.status, seen.taken], 'the control').toEqual([200, 1]);
    const late = await send(
      1,
      held(() => Object.assign(state, { at: state.at + 10_000, is: what })),
      chunked,
    );
    expect([await problemOf(late), seen.taken]).toEqual([problem, 1]);
  });

  test('one that is broken off is forgotten, and keeps nobody from their turn', async () => {
    const { server, seen, send, arrivingFolder } = await start();
    await using _ = server;
    const head = `POST /api/v1/take HTTP/1.1\r\nhost: ${new URL(server.origin).host}\r\nauthorization: Bearer 1\r\ncontent-type: application/pdf\r\ncontent-length: ${mebibyte}\r\n\r\n`;
    for (let time = 0; time < 4; time++) {
      const socket = connect(server.port, '127.0.0.1');
      socket.write(head);
      await new Promise<void>((resolve) => socket.write(Buffer.alloc(500_000), () => resolve()));
      socket.destroy();
      await once(socket, 'close');
    }
    const next = await send(1, Buffer.alloc(mebibyte), { 'content-length': String(mebibyte) });
    expect([next.status, seen.taken, readdirSync(arrivingFolder)]).toEqual([200, 1, []]);
  });
});
