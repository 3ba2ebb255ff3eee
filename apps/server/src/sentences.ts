/** Errors that are told to the operator as sentences; of all others only class and place are told, for a message may hold values. */
import { DamagedBackup } from '@sotto/backup';
import { WrongEnvironment } from '@sotto/config';
import { DatabaseUnavailable, NewerSchema, WrongSettings } from '@sotto/database';
import { UnusableList } from '@sotto/features/account/server';
import { PortTaken } from '@sotto/http';
import { UnreadableSheet, VaultRefused, VaultUnavailable } from '@sotto/vault';
import { CommandRefused } from './commands/command.ts';

const forOperators = [
  CommandRefused,
  VaultRefused,
  DamagedBackup,
  VaultUnavailable,
  UnreadableSheet,
  WrongSettings,
  NewerSchema,
  DatabaseUnavailable,
  UnusableList,
] as const;

/** Empty: an error nobody foresaw. */
export function sentencesOf(error: unknown): readonly string[] {
  if (error instanceof WrongEnvironment) return error.sentences;
  if (error instanceof PortTaken)
    return [`Port ${error.port} is taken. Is Sotto running already? Set SOTTO_PORT to use another one.`];
  return error instanceof Error && forOperators.some((known) => error instanceof known) ? error.message.split('\n') : [];
}
