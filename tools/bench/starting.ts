/** From nothing running to the first answer, on stores that are there; beside a Node that does nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seekerWith } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, type Place, processEnvironment, runSotto, serverFlags } from './sotto.ts';
import { inTurns, median, timed } from './statistics.ts';

const main = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));
const launcher = fileURLToPath(new URL('../launch.cjs', import.meta.url));

export async function measureStarting(): Promise<Row[]> {
  await using place = await freshPlace();
  {
    await using server = await runSotto(place);
    await seekerWith(server.origin, 'ada', { applications: 1000 });
  }
  const { nothing, server, launched } = await inTurns(5, {
    nothing: () => timed(() => ended(['-e', '0'])),
    server: () => untilAnswered(place, [...serverFlags(), main]),
    launched: () => untilAnswered(place, [launcher, 'start']),
  });
  return [
    {
      work: 'cold start to first answer',
      how: 'a new process, stores with 1,000 applications, compiled code cached by an earlier start',
      figures: [
        { name: 'node -e 0 (floor)', value: median(nothing), unit: 'ms' },
        { name: 'server', value: median(server), unit: 'ms', atMost: 1000 },
        { name: 'npm start, without npm', value: median(launched), unit: 'ms', atMost: 2000 },
      ],
    },
  ];
}

async function ended(args: readonly string[]): Promise<void> {
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
}

async function untilAnswered({ environment, settings }: Place, args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: processEnvironment(environment),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  while (!(await answers(`http://localhost:${settings.port}/healthz`))) await pause(2);
  const tookMs = performance.now() - begun;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
  return tookMs;
}

function answers(url: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const asked = request(url, { agent: false }, (response) => {
    response.resume();
    resolve(response.statusCode === 200);
  });
  asked.on('error', () => resolve(false));
  asked.end();
  return promise;
}
