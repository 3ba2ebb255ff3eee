/** The operator's console as it is used: real processes, beside a Sotto that may be running on the same stores. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Settings, parseEnvironment } from '@sotto/config';
import { toTypedSecret } from '@sotto/features/account/server';
import { silentLog } from '@sotto/log';
import type { Platform } from '@sotto/runtime';
import { type Engine, type TestServer, freePort, freshFolder, freshPostgres, uniqueName } from '@sotto/testing';
import { TOTP } from 'otpauth';
import { type Started, startSotto } from '../start.ts';
import { readWords } from '../words.ts';
import { carryOut } from './carry-out.ts';
import { CommandRefused } from './command.ts';
import { commands } from './index.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** Where an installation lies, and how it is set up. */
export interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A folder, and on PostgreSQL three databases, gone with their scope. */
export async function freshPlace(
  engine: Engine,
  environment: Readonly<Record<string, string>> = {},
): Promise<Place & AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const folder = opened.use(await freshFolder());
  const stores: Record<string, string> = { SOTTO_PORT: String(await freePort()) };
  if (engine === 'postgres')
    for (const name of ['DATABASE_URL', 'KEYRING_URL', 'SOTTO_EPOCH_URL']) stores[name] = opened.use(await freshPostgres()).url;
  const kept = opened.move();
  return {
    folder: folder.path,
    environment: { ...stores, ...environment },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export function startAt(place: Place): Promise<Started> {
  return startSotto(settingsOf(place), { log: silentLog, schedules: false, webFolder: null });
}

/** What a command said. */
export interface Ran {
  readonly code: number | null;
  /** Standard output: what was asked for. */
  readonly out: string;
  /** Standard error: questions and refusals. */
  readonly err: string;
}

/** What is typed: piped in at once, or when a function that hears everything has an answer. */
export type Typed = string | ((heard: Omit<Ran, 'code'>) => string | null);

/** Runs a command as the operator does, as a process of its own. */
export async function run({ folder, environment }: Place, words: readonly string[], typed: Typed = ''): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...environment },
  });
  const heard = { out: '', err: '' };
  const answer = () => {
    const text = typeof typed === 'string' ? typed : typed(heard);
    if (text !== null && child.stdin.writable) child.stdin.end(text);
  };
  for (const [name, stream] of [['out', child.stdout] as const, ['err', child.stderr] as const])
    stream.on('data', (piece: Buffer) => {
      heard[name] += piece.toString();
      answer();
    });
  answer();
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...heard };
}

/** The same, with words in one line, and both streams in one text. */
export async function sotto(place: Place, words: string, typed: Typed = ''): Promise<{ code: number | null; said: string }> {
  const { code, out, err } = await run(place, words.split(' ').filter(Boolean), typed);
  return { code, said: out + err };
}

/** A command on the stores of a server that runs in this process. `typed` is answered one after the other, then `last` with what was said. */
export function carriedOut(
  { platform, stores }: TestServer,
  words: readonly string[],
  typed: readonly string[] = [],
  last?: (said: readonly string[]) => string,
) {
  const asked = readWords(commands, words);
  if (!asked) throw new TypeError(`There is no command ${words.join(' ')}.`);
  const answers = [...typed];
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    const answer = answers.shift() ?? last?.(said);
    if (answer === undefined) throw new CommandRefused('Nothing was answered.');
    return answer;
  };
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const console = { platform, settings: stores.settings, ask, askLines: ask, say };
  return carryOut(asked, console).then(
    (lines) => ({ lines, said, questions, refusal: null }),
    (error: unknown) => {
      if (!(error instanceof CommandRefused)) throw error;
      return { lines: [], said, questions, refusal: error.message };
    },
  );
}

/** Its answer to a program. Throws what it was refused with. */
export async function answerOf(server: TestServer, words: string, typed: readonly string[] = []): Promise<unknown> {
  const { lines, refusal } = await carriedOut(server, [...words.split(' '), '--json'], typed);
  if (refusal !== null) throw new CommandRefused(refusal);
  return JSON.parse(lines.join('\n'));
}

/** The operator log, oldest first. */
export function operatorLog({ vault }: Platform) {
  return vault.readOperatorLog({ after: 0, limit: 1000 });
}

/** What a place is set up as. */
export function settingsOf({ folder, environment }: Place): Settings {
  return parseEnvironment(environment, folder);
}

/** Someone at the desk, with the authenticator app in hand. */
export interface AtDesk {
  readonly id: string;
  readonly name: string;
  /** What the app shows. */
  code(stepsAway?: number): string;
  /** Types name and code when a process asks for them, and `more`: it may have taken its time until then. */
  typing(...more: readonly string[]): Typed;
}

/** Another operator: a code is good once, so whoever runs two commands within half a minute is two people. */
export async function anOperator({ vault, now }: Platform): Promise<AtDesk> {
  const name = `op-${uniqueName()}`;
  const secret = randomBytes(20);
  const id = await vault.addOperator({ name, secret, lastStep: 0 });
  const code = (stepsAway = 0) => codeOf(toTypedSecret(secret), now(), stepsAway);
  return {
    id,
    name,
    code,
    typing:
      (...more) =>
      (heard) =>
        heard.err.includes('Operator name:') ? [name, code(), ...more, ''].join('\n') : null,
  };
}

const stepMs = 30_000;

/** What an authenticator app shows for a secret, as it is typed, at `now`. */
export function codeOf(typedSecret: string, now: number, stepsAway = 0): string {
  return new TOTP({ secret: typedSecret }).generate({ timestamp: now + stepsAway * stepMs });
}
