/**
 * How hard a chosen password is to guess, judged on this machine alone: word lists, names, keyboard rows, repeats,
 * and what an attacker knows anyway (the address, the name of the product).
 *
 * The judging runs in a worker of its own: a password made for it can take half a second, and nobody else shall wait.
 * The worker goes after a minute without a question, and its word lists (60 MB) with it.
 */
import { Worker } from 'node:worker_threads';
import type { Turnstile } from './turnstile.ts';

export interface Judgement {
  /** 0 to 4; 3 is asked for: about 10^8 guesses and more. */
  readonly score: number;
  /** Why it is easy to guess, as a sentence; `null`: no one reason. */
  readonly warning: string | null;
}

export interface Strength {
  /** `context`: what an attacker would try first. Never kept. */
  judge(password: string, context: readonly string[]): Promise<Judgement>;
  /** Ends the worker if there is one. */
  close(): Promise<void>;
}

const idleMs = 60_000;
/** Characters that must be left of a password once everything known to all is taken out of it. */
const fewestOwnCharacters = 8;

/** `turnstile`: one question at a time, so that the worker answers in order. */
export function createStrength(turnstile: Turnstile): Strength {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = async () => {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  return {
    close,
    judge: async (password, context) =>
      ownCharacters(password, context) < fewestOwnCharacters
        ? { score: 1, warning: 'It is made of your address or of our name.' }
        : turnstile.pass(async () => {
            clearTimeout(idle);
            worker ??= startWorker();
            const judgement = await ask(worker, password, context);
            idle = setTimeout(() => void close(), idleMs).unref();
            return judgement;
          }),
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

function startWorker(): Worker {
  const worker = new Worker(new URL('./strength-worker.ts', import.meta.url));
  worker.unref();
  return worker;
}

function ask(worker: Worker, password: string, context: readonly string[]): Promise<Judgement> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      worker.off('message', answered).off('error', failed);
      worker.unref();
      done();
    };
    const answered = (judgement: Judgement) => settle(() => resolve(judgement));
    const failed = (cause: unknown) => settle(() => reject(cause));
    worker.ref();
    worker.on('message', answered).on('error', failed);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    worker.postMessage({ password, context });
  });
}
