/** The operator's commands, as one table. */
import { approveCommands } from './approve.ts';
import { backupCommands } from './backups.ts';
import { untoldCommands } from './breach-untold.ts';
import { breachCommands } from './breaches.ts';
import { type Command, synopsis } from './command.ts';
import { deadlineCommands } from './deadlines.ts';
import { grantCommands } from './grants.ts';
import { installationCommands } from './installation.ts';
import { inviteCommands } from './invites.ts';
import { legalCommands } from './legal.ts';
import { keyringCommands } from './keyring.ts';
import { operatorCommands } from './operators.ts';
import { policyCommands } from './policy.ts';
import { resetCommands } from './resets.ts';
import { statsCommands } from './stats.ts';
import { userCommands } from './users.ts';

export const commands: readonly Command[] = [
  ...userCommands,
  ...resetCommands,
  ...inviteCommands,
  ...operatorCommands,
  ...grantCommands,
  ...approveCommands,
  ...legalCommands,
  ...deadlineCommands,
  ...statsCommands,
  ...breachCommands,
  ...untoldCommands,
  ...policyCommands,
  ...backupCommands,
  ...installationCommands,
  ...keyringCommands,
];

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
