import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLog } from '@sotto/log';
import { parseEnvironment } from '@sotto/config';
import { createGroup, listGroups } from '@sotto/features/groups/api';
import { signIn, signUp } from '@sotto/features/account/api';
import { createVisitor, engines, freePort, freshFolder, freshStores } from '@sotto/testing';
import { describe, expect, test, vi } from 'vitest';
import { startSotto } from './start.ts';
import { password } from './testing.ts';

const email = 'ada@example.org';

// Processes that read all of Sotto, and slow disks under load.
vi.setConfig({ testTimeout: 120_000 });

describe.each(engines)('Sotto on %s', (engine) => {
  test('ends under load without losing anything it acknowledged', async () => {
    await using stores = await freshStores(engine, { SOTTO_PORT: String(await freePort()) });
    const first = await startSotto(stores.settings, { log: silentLog, schedules: false, webFolder: null });
    const ada = createVisitor(first.origin);
    await ada.call(signUp, { body: { email, password } });
    const acknowledged: string[] = [];
    const enough = Promise.withResolvers<void>();
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let count = 0; ; count++) {
        const name = `group ${writer}-${count}`;
        const made = await ada.call(createGroup, { body: { name } }).catch(() => null);
        if (made === null) return;
        acknowledged.push(name);
        if (acknowledged.length === 60) enough.resolve();
      }
    });
    await enough.promise;
    await first.close();
    await Promise.all(writers);

    await using second = await startSotto(stores.settings, { log: silentLog, schedules: false, webFolder: null });
    const again = createVisitor(second.origin);
    await again.call(signIn, { body: { email, password } });
    const { body } = await again.call(listGroups, {});
    const names = new Set(body.items.map(({ name }) => name));
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('the process', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));

  /** `npm start` without the launcher, in a folder of its own. `said` gathers both streams. */
  async function run(folder: string, environment: Record<string, string>, ipc = false) {
    const env = {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      SOTTO_LOG: 'warn',
      ...environment,
    };
    const child = spawn(process.execPath, [main], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    });
    let said = '';
    const heard = Promise.withResolvers<void>();
    const streams = [child.stdout, child.stderr].filter((each) => each !== null);
    for (const stream of streams) {
      stream.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('Sotto is at')) heard.resolve();
      });
    }
    // A process may be gone before the last of what it said is read. ('close' would tell, but not where the parent disconnects.)
    const isRead = Promise.all(streams.map((stream) => once(stream, 'end')));
    const ended = once(child, 'exit').then(async ([code]) => {
      await isRead;
      heard.resolve();
      return code as number | null;
    });
    await heard.promise;
    return { child, ended, said: () => said };
  }

  test.each([
    ['SIGTERM', (child: { kill(signal: 'SIGTERM'): void }) => child.kill('SIGTERM'), false],
    ['its parent going', (child: { disconnect(): void }) => child.disconnect(), true],
  ] as const)('says where it is, and ends well by %s', async (_, end, ipc) => {
    await using folder = await freshFolder();
    const port = await freePort();
    const process = await run(folder.path, { SOTTO_PORT: String(port) }, ipc);
    expect(process.said()).toContain(`Sotto is at http://localhost:${port}`);
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    end(process.child);
    expect(await process.ended).toBe(0);
    expect(process.said()).toContain('everything that was acknowledged is kept');
  });

  test('a port that is taken is said in a sentence', async () => {
    await using folder = await freshFolder();
    const port = await freePort();
    await using _ = await startSotto(
      parseEnvironment(
        { SOTTO_PORT: String(port), SOTTO_DATA: 'd', SOTTO_KEYS: 'k', SOTTO_EPOCH: 'e' },
        join(folder.path, 'one'),
      ),
      { log: silentLog, webFolder: null },
    );
    const other = await run(folder.path, { SOTTO_PORT: String(port) });
    expect([await other.ended, other.said()]).toEqual([
      1,
      expect.stringContaining(`Port ${port} is taken. Is Sotto running already?`),
    ]);
  });

  test('a setting that is misspelt or does not fit is said in a sentence each', async () => {
    await using folder = await freshFolder();
    const { ended, said } = await run(folder.path, { SOTTO_PROT: '1', SOTTO_SIGN_UP: 'sometimes' });
    expect(await ended).toBe(1);
    expect(said().split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Did you mean SOTTO_PORT?'),
        expect.stringContaining('SOTTO_SIGN_UP must be open, invite or closed'),
      ]),
    );
  });
});
