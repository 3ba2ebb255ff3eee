/**
 * `npm run dev`: the server, started anew when its sources change, the web app with hot reload, and seeded people.
 *
 * Its stores lie under `.cache/dev`, apart from your own data; remove that folder to begin anew.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '@sotto/contract';
import { seededPassword, seededPeople, seedPeople } from './seed.ts';

const serverOrigin = 'http://localhost:4748';
const stores = {
  SOTTO_DATA: '.cache/dev/data',
  SOTTO_KEYS: '.cache/dev/keys',
  SOTTO_EPOCH: '.cache/dev/epoch',
  SOTTO_BACKUPS: '.cache/dev/backups',
  SOTTO_PORT: '4748',
  SOTTO_LOG: 'warn',
};
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');

const startServer = () => run(['apps/server/src/main.ts'], stores);
let server = startServer();
const web = run([vite, 'apps/web', '--clearScreen', 'false'], { SOTTO_DEV_SERVER: serverOrigin });
let ending = false;
let restarting: Promise<void> | undefined;

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(0));
process.on('disconnect', () => void end(0));
web.on('exit', () => void end(1));

try {
  await untilItAnswers(`${serverOrigin}/healthz`);
  await seedPeople(serverOrigin);
} catch (error) {
  process.stderr.write(
    `The seeded people could not be made: ${error instanceof Problem ? JSON.stringify(error.body) : String(error)}\n`,
  );
  await end(1);
}
process.stdout.write(`\nOpen the address Vite names above. Everyone's password: ${seededPassword}\n`);
for (const { email, about } of seededPeople) process.stdout.write(`  ${email}  ${about}\n`);
for (const folder of ['domain', 'platform', 'features', 'apps/server'])
  watch(folder, { recursive: true }, (_, file) => void restartFor(file));

/** With a channel, so that the server ends when this process does, however it ends. */
function run(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
}

/**
 * Starts the server anew for a source that it runs, once for all changes of a moment.
 * Node's own --watch speaks through the channels of worker threads and confuses whoever listens there.
 */
async function restartFor(file: string | null): Promise<void> {
  if (file === null || !file.endsWith('.ts') || /\.test\.ts$|[/\\]web[/\\]|^ui[/\\]/.test(file)) return;
  restarting ??= (async () => {
    await pause(150);
    await stop(server);
    restarting = undefined;
    server = startServer();
  })();
  await restarting;
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.all([stop(server), stop(web)]);
  process.exit(code);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function untilItAnswers(url: string): Promise<void> {
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (server.exitCode !== null) throw new Error('the server has ended');
    await pause(100);
  }
}
