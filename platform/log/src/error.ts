import { fileURLToPath } from 'node:url';

/**
 * What may be told of an error: its class, its code when that is a constant, and where it was thrown.
 *
 * Never the message: libraries put values into it (a key that already exists, the text that did not parse).
 */
export function describeError(cause: unknown): { error?: string; where?: string } {
  if (cause === undefined) return {};
  if (!(cause instanceof Error)) return { error: typeof cause };
  const where = firstFrame(cause);
  return { error: [cause.constructor.name, codeOf(cause)].filter(Boolean).join(' '), ...(where && { where }) };
}

/** `SQLITE_FULL`, `ECONNREFUSED`, `23505`: constants of a library. Anything that could be a value is left out. */
function codeOf(cause: Error): string | undefined {
  const code = 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code) ? code : undefined;
}

/** The first place of ours on the stack, else the first at all: `platform/vault/src/seal.ts:41`. */
function firstFrame(cause: Error): string | undefined {
  // The stack begins with the message, which may hold lines that look like frames.
  const stack = cause.stack ?? '';
  const from = stack.indexOf(cause.message) + cause.message.length;
  const frames = [...stack.slice(from).matchAll(/^\s+at .*?\(?(?:file:\/\/)?([^\s()]+):(\d+):\d+\)?$/gm)];
  const places = frames.map(([, file = '', line]) => `${withoutMachine(file)}:${line}`);
  return places.find((place) => !/^node(_modules\/|:)/.test(place)) ?? places[0];
}

/** The path from the project's root, or the bare file name: nothing of the machine it lies on. */
function withoutMachine(file: string): string {
  if (file.startsWith(projectRoot)) return file.slice(projectRoot.length);
  return file.startsWith('node:') ? file : file.replace(/^.*\//, '');
}

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));
