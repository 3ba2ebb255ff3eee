/** The words after `npm run sotto --`: which command they name, and what they hand it. */
import { parseArgs } from 'node:util';
import { type Command, CommandRefused, type Flags, synopsis } from './commands/command.ts';

/** A command as it was asked for. */
export interface Asked {
  readonly command: Command;
  readonly args: readonly string[];
  readonly flags: Flags;
  readonly json: boolean;
}

/** `null`: no command is named. Throws `CommandRefused` with how the command is written. */
export function readWords(commands: readonly Command[], words: readonly string[]): Asked | null {
  const command = commands.find(({ name }) => name.every((word, place) => word === words[place]));
  if (!command) return null;
  const { positionals, values } = parsed(command, words.slice(command.name.length));
  if (positionals.length !== command.args.length) throw notSo(command);
  const { json, ...given } = values;
  return { command, args: positionals, flags: flagsOf(given), json: json === true };
}

/** A flag that takes no value is there, with an empty one, or not. */
function flagsOf(given: Readonly<Record<string, string | boolean | undefined>>): Flags {
  return Object.fromEntries(Object.entries(given).map(([flag, value]) => [flag, typeof value === 'string' ? value : '']));
}

function parsed(command: Command, args: string[]) {
  const flags = Object.entries(command.flags ?? {}).map(
    ([flag, value]) => [flag, { type: value === '' ? ('boolean' as const) : ('string' as const) }] as const,
  );
  const options = { ...Object.fromEntries(flags), json: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // What is wrong with it Node says in words of its own; how it is right is more use.
    if (error instanceof TypeError) throw notSo(command);
    throw error;
  }
}

function notSo(command: Command): CommandRefused {
  return new CommandRefused(`This command is: ${synopsis(command)}`);
}
