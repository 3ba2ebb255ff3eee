/**
 * Runs jobs at their times. The pattern says when a run was last due; the table `job` says what was last run; a job
 * whose last run is older than that is due, on whichever process takes its lease first.
 *
 * So a clock that jumps, a process that sleeps and a start after days of standstill need no rules of their own.
 */
import { Cron } from 'croner';
import type { Database, SottoTables } from '@sotto/database';
import type { Log } from '@sotto/log';
import { makeOpening } from '@sotto/vault/opening';
import type { Job, OpeningMaker, Schedule } from './door.ts';
import { type Lease, takeLease } from './lease.ts';

export interface ScheduleOptions {
  readonly database: Database<SottoTables>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** Names this process in leases; random. */
  readonly holder: string;
  /** How long a lease lasts without being renewed: after a crash, a job waits as long. @default 2 minutes */
  readonly leaseMs?: number;
}

// How often it is looked whether something is due: the patterns have minutes, and a timer may be late or early.
const lookMs = 20_000;
const defaultLeaseMs = 120_000;
const dayMs = 86_400_000;
const periodsAhead = 24;

interface Planned {
  readonly job: Job;
  readonly times: Cron;
}

type Outcome = 'done' | 'failed' | 'aborted';

export function createSchedule(options: ScheduleOptions): Schedule {
  const planned = new Map<string, Planned>();
  const closing = new AbortController();
  let looking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    for (const plan of planned.values()) {
      if (closing.signal.aborted) return;
      try {
        await runIfDue(options, plan, closing.signal);
      } catch (error) {
        // The database does not answer: the next look will find the job still due.
        options.log.error('job-not-started', { job: plan.job.name, cause: error });
      }
    }
  }

  const runDue = () =>
    (looking ??= look().finally(() => {
      looking = null;
    }));

  return {
    start(jobs) {
      for (const job of jobs) {
        if (planned.has(job.name)) throw new TypeError(`There are two jobs named ${job.name}.`);
        planned.set(job.name, { job, times: new Cron(job.pattern, { timezone: 'UTC', paused: true, mode: '5-part' }) });
      }
      timer ??= setInterval(() => void runDue(), lookMs).unref();
    },
    runDue,
    async close() {
      if (timer !== null) clearInterval(timer);
      closing.abort();
      await looking;
    },
  };
}

async function runIfDue(options: ScheduleOptions, plan: Planned, closing: AbortSignal): Promise<void> {
  const { job, times } = plan;
  const due = lastTime(times, options.now());
  if (due === null || !(await isDue(options, plan, due))) return;
  const { database, holder, now, leaseMs: durationMs = defaultLeaseMs } = options;
  const lease = await takeLease({ database, name: `job:${job.name}`, holder, durationMs, now });
  if (lease === null) return;
  try {
    // Another process may have run it between the look and the lease.
    if (await isDue(options, plan, due)) await runUnder(lease, { options, job, closing });
  } finally {
    await lease.end();
  }
}

/** Epoch ms of the greatest time of the pattern that is not after `now`; `null`: there never was one. */
function lastTime(times: Cron, now: number): number | null {
  // previousRuns answers times strictly before its reference, to the second.
  const [last] = times.previousRuns(1, new Date(now + 1000));
  return last === undefined || last.getTime() > now ? null : last.getTime();
}

async function isDue({ database, now }: ScheduleOptions, { job, times }: Planned, due: number): Promise<boolean> {
  const { build } = database;
  const [row] = await database.rows(build.selectFrom('job').select('last_run_at').where('name', '=', job.name));
  // A last run far in the future was written by a clock that was wrong: it must not stop the job for years.
  if (row !== undefined) return row.last_run_at < due || row.last_run_at > now() + aheadMs(times, due);
  // A job that is new here begins with its next time, not with one before it existed.
  const begun = build.insertInto('job').values({ name: job.name, last_run_at: now(), last_outcome: 'new' });
  await database.write([{ query: begun.onConflict((conflict) => conflict.doNothing()), rows: null }]);
  return false;
}

/** How far ahead a last run may lie: a day, or 24 of the job's own periods when that is less. Mail must not wait a day. */
function aheadMs(times: Cron, due: number): number {
  const [before] = times.previousRuns(1, new Date(due));
  return before === undefined ? dayMs : Math.min(dayMs, periodsAhead * (due - before.getTime()));
}

async function runUnder(
  lease: Lease,
  { options, job, closing }: { options: ScheduleOptions; job: Job; closing: AbortSignal },
): Promise<void> {
  const lost = new AbortController();
  const { leaseMs = defaultLeaseMs } = options;
  const renewing = setInterval(() => void renew(lease, lost, options.log), leaseMs / 3).unref();
  const startedAt = options.now();
  const outcome = await run(job, AbortSignal.any([closing, lost.signal]), options.log);
  clearInterval(renewing);
  options.log.info('job', { job: job.name, outcome, durationMs: options.now() - startedAt });
  // Broken off: it stays due, for this process after a restart or for another one.
  if (outcome !== 'aborted') await remember(options, job, { startedAt, outcome });
}

async function renew(lease: Lease, lost: AbortController, log: Log): Promise<void> {
  try {
    if (!(await lease.renew())) lost.abort();
  } catch (error) {
    // Not renewed is not lost yet: the next try comes before the lease ends.
    log.warn('lease-not-renewed', { error: error instanceof Error ? error.name : 'unknown' });
  }
}

async function run(job: Job, signal: AbortSignal, log: Log): Promise<Outcome> {
  try {
    await job.run(signal, openingMakerFor(job));
    return signal.aborted ? 'aborted' : 'done';
  } catch (error) {
    if (signal.aborted) return 'aborted';
    log.error('job-failed', { job: job.name, cause: error });
    return 'failed';
  }
}

async function remember(
  { database }: ScheduleOptions,
  job: Job,
  { startedAt, outcome }: { startedAt: number; outcome: Outcome },
): Promise<void> {
  const row = database.build
    .updateTable('job')
    .set({ last_run_at: startedAt, last_outcome: outcome })
    .where('name', '=', job.name);
  await database.write([{ query: row, rows: 1 }]);
}

/** The maker a job runs with: for who runs a job outside the clock (an operator, a test), and for mail that leaves between two runs. */
export function openingMakerFor(job: Pick<Job, 'name' | 'purposes'>): OpeningMaker {
  return (userId, purpose) => {
    if (job.purposes?.includes(purpose) !== true)
      throw new TypeError(`The job ${job.name} does not open for the purpose "${purpose}".`);
    return makeOpening(userId, 'job', purpose);
  };
}
