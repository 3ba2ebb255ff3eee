/**
 * Who is at the operator's desk: a name and a code of their authenticator app, each good once.
 *
 * Wrong ones are limited and stand in the operator log. While there is no operator nobody is asked: whoever may run commands
 * on this machine is the operator then, and `operator add` changes that.
 */
import { Problem } from '@sotto/contract';
import { createLimiter, stepOfCode } from '@sotto/features/account/server';
import type { Platform } from '@sotto/runtime';
import type { Terminal } from '../terminal.ts';
import { CommandRefused } from './command.ts';

/** The operator's opaque id; `system`: there is no operator yet. Throws `CommandRefused`. */
export async function whoIsThere(platform: Platform, ask: Terminal['ask'], command: string): Promise<string> {
  const all = await platform.vault.operators();
  if (all.length === 0) return 'system';
  const name = await ask('Operator name:');
  const operator = all.find((each) => isSameName(each.name, name));
  const actor = operator?.id ?? 'system';
  const attempt = await createLimiter(platform)
    .attempt('operator', comparable(name))
    .catch(async (cause: unknown) => {
      throw await refused(platform, { actor, command }, tooEarly(cause));
    });
  const code = await ask('Code of the authenticator app:');
  const step = operator ? stepOfCode(operator.secret, code.replaceAll(/\s/g, ''), platform.now()) : null;
  if (step === null || !(await platform.vault.takeOperatorStep(actor, step)))
    throw await refused(platform, { actor, command }, 'Name or code is not right, or the code was used before.');
  await attempt.forget();
  return actor;
}

/** Names are told apart without their capitals, as the vault does. */
export function isSameName(left: string, right: string): boolean {
  return comparable(left) === comparable(right);
}

function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

async function refused(
  { vault }: Platform,
  { actor, command }: { actor: string; command: string },
  sentence: string,
): Promise<CommandRefused> {
  await vault.logOperator({ actor, command: `${command}: code refused` });
  return new CommandRefused(sentence);
}

function tooEarly(cause: unknown): string {
  if (!(cause instanceof Problem) || cause.problem !== 'too-many-requests') throw cause;
  return `Too many wrong codes. Try again in ${cause.retryAfter ?? 1} seconds.`;
}
