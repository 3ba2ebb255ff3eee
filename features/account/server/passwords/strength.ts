/**
 * How hard a chosen password is to guess, judged on this machine alone: word lists, names, keyboard rows, repeats,
 * what an attacker knows anyway (the address, the name of the product), and a list of stolen ones where there is one.
 *
 * The judging runs in a worker of its own: a password made for it can take half a second, and nobody else shall wait.
 * The worker goes after a minute without a question, and its word lists (60 MB) with it.
 */
import { Worker } from 'node:worker_threads';
import type { IsBreached } from './breached.ts';
import type { Lane, Turnstile } from '../limits/turnstile.ts';

export interface Judgement {
  /** 0 to 4; 3 is asked for: about 10^8 guesses and more. */
  readonly score: number;
  /** Why it is easy to guess, as a sentence; `null`: no one reason. */
  readonly warning: string | null;
}

export interface Strength {
  /** `context`: what an attacker would try first. Never kept. Throws `unavailable` when too many wait in the lane. @default 'stranger' */
  judge(password: string, context: readonly string[], lane?: Lane): Promise<Judgement>;
  /** Someone is about to choose a password: the word lists are loaded meanwhile. */
  prepare(): void;
  /** Ends the worker if there is one. */
  close(): Promise<void>;
}

const idleMs = 60_000;
/** Characters that must be left of a password once everything known to all is taken out of it. */
const fewestOwnCharacters = 8;

/**
 * `turnstile`: how many may wait to be judged. `isBreached`: the operator's list; `null`:
 * there is none.
 */
export function createStrength(turnstile: Turnstile, isBreached: IsBreached | null = null): Strength {
  return {
    close: judge.end,
    prepare: judge.prepare,
    async judge(password, context, lane) {
      if (ownCharacters(password, context) < fewestOwnCharacters)
        return { score: 1, warning: 'It is made of your address or of our name.' };
      if (await isBreached?.(password))
        return { score: 0, warning: 'This one was stolen somewhere and is on the lists that are tried first.' };
      return turnstile.pass(() => judge.ask(password, context), lane);
    },
  };
}

/** What an attacker who knows the address tries first: the address, its parts, and what the site is called. */
export function contextOf(email: string): string[] {
  return ['sotto', email, ...email.split(/[@.+_-]/).filter((part) => part.length > 2)];
}

/** `InesCalloway1` of ines.calloway@… has one character of its own; word lists alone would let it pass. */
function ownCharacters(password: string, context: readonly string[]): number {
  const longestFirst = context.toSorted((one, other) => other.length - one.length);
  return [...longestFirst.reduce((rest, known) => rest.replaceAll(known, ''), password.toLowerCase())].length;
}

/** The worker, started when it is needed. One for the process, however many servers run in it: the word lists are the same for all. */
const judge = createJudge();

function createJudge() {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let asked = 0;
  /** Forgotten first: a question that comes while it is ending gets another one. */
  const end = async () => {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const running = () => {
    clearTimeout(idle);
    idle = setTimeout(() => void end(), idleMs).unref();
    worker ??= startWorker((ended) => (worker = worker === ended ? undefined : worker));
    return worker;
  };
  return {
    end,
    prepare: () => void running(),
    ask: (password: string, context: readonly string[]) => ask(running(), { id: ++asked, password, context }),
  };
}

function startWorker(ended: (worker: Worker) => void): Worker {
  const worker = new Worker(new URL('./strength-worker.ts', import.meta.url));
  // Each question waits for its answer with three listeners of its own.
  worker.setMaxListeners(0);
  worker.once('exit', () => ended(worker)).unref();
  return worker;
}

/** What the worker is asked, and what it answers. */
export interface Question {
  readonly id: number;
  readonly password: string;
  readonly context: readonly string[];
}
export interface Answer extends Judgement {
  readonly id: number;
}

/** Rejects when the worker fails or ends instead of answering. */
function ask(worker: Worker, question: Question): Promise<Judgement> {
  const { promise, resolve, reject } = Promise.withResolvers<Judgement>();
  const answered = ({ id, ...judgement }: Answer) => {
    if (id === question.id) resolve(judgement);
  };
  const gone = () => reject(new Error('the worker that judges passwords ended'));
  worker.on('message', answered).on('error', reject).on('exit', gone);
  // A process that is ending does not wait for idle workers; for one that was asked it does.
  worker.ref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
  worker.postMessage(question);
  return promise.finally(() => {
    worker.off('message', answered).off('error', reject).off('exit', gone);
    if (worker.listenerCount('message') === 0) worker.unref();
  });
}
