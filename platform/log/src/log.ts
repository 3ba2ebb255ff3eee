/**
 * Writes events as lines of JSON through pino, letting through only what the allow-list names.
 *
 * The types of `Log` already name the fields; the list here also holds when a caller goes round the types.
 */
import { pino } from 'pino';
import { describeError } from './error.ts';
import type { Log, LogFields } from './index.ts';

/** The allow-list, field by field, with the type a value must have. A record over `LogFields`: neither can grow alone. */
const allowed = {
  route: 'string',
  method: 'string',
  status: 'number',
  durationMs: 'number',
  requestId: 'string',
  job: 'string',
  count: 'number',
  engine: 'string',
  port: 'number',
  outcome: 'string',
  error: 'string',
  where: 'string',
} as const satisfies Record<keyof LogFields, 'string' | 'number'>;

/** Longer texts are cut: a field of the list is a word, not a paragraph. */
const longestText = 200;

export interface LogOptions {
  /** Least severe events that are written. @default 'info' */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Takes each line, newline included. @default standard error, so that standard output is left to sentences */
  readonly destination?: { write(line: string): void };
}

/** A log whose lines hold `level`, `time` (ISO-8601, UTC), `event` and allowed fields; nothing else, also not the host's name. */
export function createLog({ level = 'info', destination = process.stderr }: LogOptions = {}): Log {
  const lines = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    info: (event, fields) => lines.info(admit(fields), event),
    warn: (event, fields) => lines.warn(admit(fields), event),
    error: (event, { cause, ...fields } = {}) => lines.error(admit({ ...describeError(cause), ...fields }), event),
  };
}

/** Writes nothing: for tests and commands that speak only in sentences. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };

function admit(fields: LogFields = {}): Record<string, string | number> {
  const admitted: Record<string, string | number> = {};
  for (const [name, type] of Object.entries(allowed)) {
    const value = fields[name as keyof LogFields];
    if (typeof value !== type || value === undefined) continue;
    admitted[name] = typeof value === 'string' ? value.slice(0, longestText) : value;
  }
  return admitted;
}
