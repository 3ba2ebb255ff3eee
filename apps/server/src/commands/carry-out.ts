/** A command, carried out on open stores: who asks, the entry of the operator log, the answer. */
import type { Settings } from '@sotto/config';
import type { OpenPlatform } from '@sotto/runtime';
import type { Terminal } from '../terminal.ts';
import type { Asked } from '../words.ts';
import type { Command, Noted } from './command.ts';
import { whoIsThere } from './desk.ts';

export interface Console extends Terminal {
  readonly platform: OpenPlatform;
  readonly settings: Settings;
}

/** The lines to be said. Throws `CommandRefused`, and what the stores throw. */
export async function carryOut({ command, args, flags, json }: Asked, console: Console): Promise<readonly string[]> {
  const desk = deskOf(command, console);
  const { lines, json: answer = { said: lines } } = await command.run({ ...console, ...desk, args, flags });
  if (!command.logsItself && !desk.isNoted()) await desk.note();
  return json ? [JSON.stringify(answer)] : lines;
}

/** Who acts, and the one entry of the operator log for this command. */
function deskOf(command: Command, { platform, ask }: Console) {
  const name = command.name.join(' ');
  const known: { actor?: string; isNoted?: boolean } = {};
  const who = async () => (known.actor ??= command.changes ? await whoIsThere(platform, ask, name) : 'system');
  return {
    whoIsThere: who,
    isNoted: () => known.isNoted === true,
    async note({ about, detail, caseId = about === undefined ? '' : digestOf(platform, about), count = 0 }: Noted = {}) {
      const actor = await who();
      const said = detail === undefined ? name : `${name}: ${detail}`;
      await platform.vault.logOperator({ actor, command: said, caseId, count });
      known.isNoted = true;
    },
  };
}

/** One account, one digest; nobody reads from the log which account it is. */
function digestOf({ vault }: Pick<OpenPlatform, 'vault'>, about: string): string {
  return Buffer.from(vault.blind('operator log', about)).toString('hex', 0, 8);
}
