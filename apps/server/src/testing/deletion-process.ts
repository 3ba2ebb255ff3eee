/**
 * A Sotto that deletes until it comes to one of the steps named in `POINTS`, says `at` there each time, and waits to be killed.
 *
 * Says `ready` when it serves. Each line it is given is an act by nobody's request: `delete ID`, as the operator does, or `job NAME`.
 * Ends when its input does: whoever started it is gone.
 */
import { createInterface } from 'node:readline';
import { deleteAccountOf } from '@sotto/features/account/server';
import { parseEnvironment } from '@sotto/config';
import type { UserId } from '@sotto/domain';
import { openingMakerFor } from '@sotto/schedule';
import { createClock, startServer } from '@sotto/testing';
import { features } from '../app.ts';

const { CLOCK: clock = '', POINTS: points = '', ...environment } = process.env;
const settings = parseEnvironment(environment, process.cwd());
const waitedFor = points.split(',');
const operator = openingMakerFor({ name: 'user delete', purposes: ['account'] });

// Before anything waits: a process that listens to nobody would end by itself.
const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.exit());

const server = await startServer({
  features,
  stores: { engine: settings.databaseUrl === null ? 'sqlite' : 'postgres', settings, [Symbol.asyncDispose]: async () => {} },
  clock: createClock(Number(clock)),
  async crashAt(point) {
    if (!waitedFor.includes(point)) return;
    process.stdout.write('at\n');
    await new Promise<never>(() => {});
  },
});
process.stdout.write('ready\n');

lines.on('line', (line) => {
  const [act, about = ''] = line.split(' ');
  if (act === 'job') void server.runJob(about);
  // Safe: it was read from the vault by whoever writes it here.
  else void deleteAccountOf(server.platform, operator(about as UserId, 'account'));
});
