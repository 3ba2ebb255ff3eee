/** For commands that need Sotto stopped: what a running one holds in memory would not fit what they put in place. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Settings } from '@sotto/config';
import { CommandRefused } from './command.ts';

/** Throws `CommandRefused` while something answers where Sotto serves. On another machine it is not seen. */
export async function refuseWhileServed({ host, port }: Settings, act: string): Promise<void> {
  const socket = connect({ host, port });
  const isServed = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(
    () => false,
  );
  socket.destroy();
  if (isServed)
    throw new CommandRefused(`Something answers on port ${port}: stop Sotto, here and on every other machine, then ${act}.`);
}
