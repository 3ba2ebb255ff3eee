/**
 * Jobs that run by the clock, one process at a time under a lease in the database.
 *
 * A run that was missed (no process was up) or broken off (a process died) is made up for once. A job that fails is
 * logged and runs again at its next time. A job opens a person's values only for the purposes it declares.
 */
import type { UserId } from '@sotto/domain';
import type { Opening, Purpose } from '@sotto/vault';

export interface Job {
  readonly name: string;
  /** Five-field cron pattern, UTC. */
  readonly pattern: string;
  /** What the job may open for. @default nothing */
  readonly purposes?: readonly Purpose[];
  /** `signal` aborts when the schedule closes or the lease is lost: stop at the next safe point. */
  run(signal: AbortSignal, open: OpeningMaker): Promise<void>;
}

/** The right to open one person's values. Throws a `TypeError` for a purpose the job did not declare. */
export type OpeningMaker = (userId: UserId, purpose: Purpose) => Opening;

export interface Schedule {
  /** Adds jobs and keeps running what is due. Throws at a pattern that is none and at a name given twice. */
  start(jobs: readonly Job[]): void;
  /** Runs now what is due and resolves when it is done; what another process is doing is left to it. */
  runDue(): Promise<void>;
  /** Aborts running jobs and waits until they have stopped. */
  close(): Promise<void>;
}
