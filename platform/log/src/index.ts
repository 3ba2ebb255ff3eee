/**
 * The log's door. Only fields of the allow-list are ever written; never a value a person typed, an address, a token.
 */
export * from './console.ts';
export * from './log.ts';

export interface LogFields {
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly requestId?: string;
  readonly job?: string;
  readonly count?: number;
  readonly engine?: 'sqlite' | 'postgres';
  readonly port?: number;
  readonly outcome?: string;
  /** Name of an error's class and where it was thrown, without its message. */
  readonly error?: string;
  readonly where?: string;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields & { cause?: unknown }): void;
}
