/** What a command of the operator's is: a line of the table, and what it is handed when it runs. */
import type { Settings } from '@sotto/config';
import type { UserId } from '@sotto/domain';
import type { OpenPlatform } from '@sotto/runtime';
import type { Terminal } from '../terminal.ts';

/** What was asked cannot be done. `message` is a sentence for the operator. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

/** What a command has before the stores are open. */
export interface Preparation extends Terminal {
  readonly settings: Settings;
  /** As many as the command names. */
  readonly args: readonly string[];
}

/** Values of flags by name, as they were typed; absent: not given. Empty: a flag that takes none. */
export type Flags = Readonly<Record<string, string | undefined>>;

export interface Context extends Preparation {
  readonly platform: OpenPlatform;
  readonly flags: Flags;
  /** Who is at the desk: for a command that `changes` something an operator's opaque id, once there is an operator; else `system`. Asks once. Throws `CommandRefused`. */
  whoIsThere(): Promise<string>;
  /** Writes the entry of the operator log, before anything is changed. Whoever does not call it is noted when all is done. */
  note(entry?: Noted): Promise<void>;
}

export interface Noted {
  /** Written down as a digest: the log outlives accounts. */
  readonly about?: UserId;
  /** Which case it belongs to; stands in the log as it is. */
  readonly caseId?: string;
  /** A reason from a fixed list, or the name of a field. */
  readonly detail?: string;
  /** How many things it concerned. @default 0 */
  readonly count?: number;
}

/** What a command answers. */
export interface Outcome {
  /** For people, a line each. */
  readonly lines: readonly string[];
  /** The same for programs (`--json`). @default `{"said": lines}` */
  readonly json?: unknown;
}

export interface Command {
  readonly name: readonly string[];
  readonly args: readonly string[];
  /** What stands behind each flag: `{ days: 'N' }` is `--days N`, `{ binding: '' }` is `--binding`. Every command takes `--json` besides. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly says: string;
  /** It changes something: name and code of an operator are asked for, once there is one. */
  readonly changes?: boolean;
  /** The vault writes the entry of the operator log itself, or the command does. */
  readonly logsItself?: boolean;
  /** It gets a vault that opens no value of anybody, whatever it asks for. */
  readonly opensNothing?: boolean;
  /** What must be done so that the stores can be opened at all. Answers where they are opened instead, when the database cannot be. */
  prepare?(preparation: Preparation): Promise<Settings | undefined>;
  run(context: Context): Promise<Outcome>;
}

/** `user list [--after ID] [--limit N]`. */
export function synopsis({ name, args, flags = {} }: Command): string {
  const optional = Object.entries(flags).map(([flag, value]) => `[${`--${flag} ${value}`.trimEnd()}]`);
  return [...name, ...args, ...optional].join(' ');
}

/** A flag that is a whole number within bounds. Throws `CommandRefused`. */
export function wholeNumber(flags: Flags, name: string, { least, most, otherwise }: Bounds): number {
  const typed = flags[name];
  if (typed === undefined) return otherwise;
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CommandRefused(`--${name} is a whole number from ${least} to ${most}.`);
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly otherwise: number;
}
