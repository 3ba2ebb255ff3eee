/** The operator's commands, as one table. */
import { type Command, synopsis } from './command.ts';
import { installationCommands } from './installation.ts';
import { inviteCommands } from './invites.ts';
import { operatorCommands } from './operators.ts';
import { userCommands } from './users.ts';

export const commands: readonly Command[] = [...userCommands, ...inviteCommands, ...operatorCommands, ...installationCommands];

/** One line per command. */
export function usage(): string[] {
  const names = commands.map(synopsis);
  const width = Math.max(...names.map(({ length }) => length));
  return [
    'npm run sotto -- <command>, one of:',
    ...commands.map(({ says }, place) => `  ${names[place]?.padEnd(width)}  ${says}`),
    'With --json a command answers for programs. Answers it asks for may be piped in, one a line.',
  ];
}
