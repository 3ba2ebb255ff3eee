/** Ports for servers that tests start. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which systems take ports for connections, and above 10080, which browsers refuse. */
const first = 10_100;
/** Each process of tests has ports of its own, so that no two of them try one at once. */
const each = 1_000;
const shares = 21;
const share = Number(process.env['VITEST_POOL_ID'] ?? 0) % shares;

/** One after the other, from anywhere: one that was given out and waits for its server, or for its next start, is not given to another. */
let next = randomInt(each);

/**
 * A port nobody listens on at the moment. Not one of the system's choice: those it also gives to whoever connects somewhere
 * before the server that asked for it has begun to listen.
 */
export async function freePort(): Promise<number> {
  const port = first + share * each + (next++ % each);
  const probe = createServer().listen(port, '127.0.0.1');
  const isFree = await new Promise<boolean>((answer) =>
    probe.once('listening', () => answer(true)).once('error', () => answer(false)),
  );
  if (!isFree) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
}
