/** Jobs that run by the clock, one process at a time under a lease in the database. */

export interface Job {
  readonly name: string;
  /** Five-field cron pattern, UTC. */
  readonly pattern: string;
  run(signal: AbortSignal): Promise<void>;
}
