/**
 * A server process as far as reminders go: looks and sends, over and over, until it is killed. The time stands in a file.
 *
 * Says `ready` when its stores are open, and begins when it is told anything; then `step` before each read and write of its own,
 * and `round` after each round. Ends when its input does: whoever started it is gone.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseEnvironment } from '@sotto/config';
import { openPlatform, type Platform } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { remind } from '../engine.ts';
import { features } from './features.ts';

const { CLOCK_FILE: clockFile = '', ...environment } = process.env;
const settings = parseEnvironment(environment, process.cwd());
const now = () => Number(readFileSync(clockFile, 'utf8'));
process.stdin.on('end', () => process.exit());
const begin = once(process.stdin, 'data');

const opened = await openPlatform(settings, features, { now });
const { signal } = new AbortController();
const open = openingMakerFor({ name: 'reminders', purposes: ['remind'] });

const platform: Platform = {
  ...opened,
  database: stepping(opened.database, ['rows', 'write']),
  workspaces: stepping(opened.workspaces, ['read', 'open', 'change', 'writeBeside']),
  vault: stepping(opened.vault, ['sealers', 'findUser']),
};

process.stdout.write('ready\n');
await begin;
for (;;) {
  await remind(platform, signal, open);
  await platform.mail.deliver();
  process.stdout.write('round\n');
}

function stepping<T extends object>(target: T, names: readonly (keyof T)[]): T {
  const acts = names.map((name) => {
    const act = (target[name] as (...parts: never[]) => unknown).bind(target);
    const step = (...parts: never[]) => {
      process.stdout.write('step\n');
      return act(...parts);
    };
    return [name, step] as const;
  });
  return { ...target, ...Object.fromEntries(acts) };
}
