/** Sotto running as it is shipped, in a process of its own, on stores that go with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Settings, parseEnvironment } from '@sotto/config';
import { type Engine, freePort, freshFolder, freshPostgres } from '@sotto/testing';

/** Where an installation lies, and the environment that says so. */
export interface Place extends AsyncDisposable {
  readonly engine: Engine;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

export async function freshPlace(engine: Engine = 'sqlite'): Promise<Place> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.use(await freshFolder());
  const environment: Record<string, string> = {
    SOTTO_PORT: String(await freePort()),
    SOTTO_DATA: join(folder.path, 'data'),
    SOTTO_KEYS: join(folder.path, 'keys'),
    SOTTO_EPOCH: join(folder.path, 'epoch'),
    SOTTO_BACKUPS: join(folder.path, 'backups'),
  };
  if (engine === 'postgres') {
    for (const name of ['DATABASE_URL', 'KEYRING_URL', 'SOTTO_EPOCH_URL'])
      environment[name] = opened.use(await freshPostgres()).url;
  }
  const kept = opened.move();
  const settings = parseEnvironment(environment, folder.path);
  return { engine, environment, settings, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

export interface Running extends AsyncDisposable {
  readonly origin: string;
  /** What the next `GET /api/v1/constant` answers: the floor of what this server can do. */
  setConstant(bytes: string): Promise<void>;
  /** Resident memory in bytes, now and at its highest. `null` where the system does not tell. */
  memory(): { readonly now: number; readonly highest: number } | null;
}

/** Starts the server on `place`. `sealing: false` puts an envelope in its place that seals nothing: see without-sealing.ts. */
export async function runSotto({ environment }: Place, { sealing = true } = {}): Promise<Running> {
  const preload = sealing ? [] : ['--import', new URL('without-sealing.ts', import.meta.url).href];
  const entry = new URL('serve.ts', import.meta.url).pathname;
  // Its log is written as by `npm start`, and goes nowhere.
  const child = spawn(process.execPath, [...serverFlags(), ...preload, entry], {
    env: processEnvironment(environment),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const origin = await answerOf(child);
  return {
    origin,
    async setConstant(bytes) {
      child.send(bytes);
      await answerOf(child);
    },
    memory: () => memoryOf(child),
    async [Symbol.asyncDispose]() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** What `npm start` runs the server with. */
export function serverFlags(): string[] {
  const flags = JSON.parse(readFileSync(new URL('../server-flags.json', import.meta.url), 'utf8')) as { flag: string }[];
  return flags.map(({ flag }) => flag);
}

/** This process's environment with what `place` says in place of any settings of Sotto's own. */
export function processEnvironment(environment: Place['environment']): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^SOTTO_|^(DATABASE|KEYRING)_URL$/.test(name));
  return { ...Object.fromEntries(others), ...environment };
}

/** Throws when the server ends instead. */
async function answerOf(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('The server ended before it answered: run tools/bench/serve.ts by hand to see why.');
  });
  const [said] = (await Promise.race([once(child, 'message'), ended])) as [string];
  return said;
}

function memoryOf({ pid }: ChildProcess): ReturnType<Running['memory']> {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  return { now: bytes('VmRSS'), highest: bytes('VmHWM') };
}
