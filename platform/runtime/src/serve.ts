/** Starts the features and answers for them, until it is told to end. */
import { type Http, type Listening, type Route, createHttp, listen, readExtensionFiles, readWebFiles } from '@sotto/http';
import { type Job, type Schedule, createSchedule, openingMakerFor } from '@sotto/schedule';
import type { Feature, OpenPlatform, Page, Platform, Running } from './door.ts';

export interface ServeOptions {
  readonly port: number;
  /** Address to listen on. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** PEM texts. Given: TLS 1.3. */
  readonly tls?: { readonly certificate: string; readonly key: string } | undefined;
  readonly trustedProxies?: readonly string[] | undefined;
  /** Folder of the built web app; without it only API and pages are served. */
  readonly webFolder?: string | undefined;
  /** Folder of the built extension, offered for download with the web app; it may be missing or empty. @default nothing to offer */
  readonly extensionFolder?: string | undefined;
  /** Hold every answer against its contract. For tests. @default false */
  readonly validateAnswers?: boolean | undefined;
  /** Run jobs by the clock. @default true */
  readonly schedules?: boolean | undefined;
  /** How long requests under way may take to finish after `close`. @default 10000 */
  readonly graceMs?: number | undefined;
}

/** A running server. */
export interface Served {
  readonly origin: string;
  readonly port: number;
  /** Every route it answers, for whoever holds the router against the document. */
  readonly routes: readonly Route[];
  /** Runs a job now, whatever the clock says. Throws for a name that is none, and what the job throws. */
  runJob(name: string): Promise<void>;
  /** Ends jobs and requests in order; nothing acknowledged is lost. The platform stays open: it belongs to whoever opened it. */
  close(): Promise<void>;
}

/**
 * Starts `features` on `platform` and opens the port.
 *
 * Throws `RoutesNotInOrder`, `PortTaken`, or what a feature throws when it starts; then nothing was opened.
 */
export async function serve(platform: OpenPlatform, features: readonly Feature[], options: ServeOptions): Promise<Served> {
  const running = features.map((feature) => feature.start(platform));
  const state = { ending: false };
  const http = await putTogether(platform, running, options, async () => !state.ending && (await answers(platform)));
  const listening = await listen(http, {
    host: options.host ?? '127.0.0.1',
    port: options.port,
    tls: options.tls,
    graceMs: options.graceMs,
  });
  const jobs = [...platform.jobs, ...running.flatMap((each) => each.jobs ?? [])];
  const schedule = options.schedules === false ? null : startSchedule(platform, jobs);
  return {
    origin: platform.setting.origin,
    port: listening.port,
    routes: http.routes,
    runJob: (name) => runJob(jobs, name),
    close: () => end(state, listening, schedule),
  };
}

function startSchedule({ database, now, log, ids }: Platform, jobs: readonly Job[]): Schedule {
  const schedule = createSchedule({ database, now, log, holder: ids.record() });
  schedule.start(jobs);
  return schedule;
}

async function runJob(jobs: readonly Job[], name: string): Promise<void> {
  const job = jobs.find((each) => each.name === name);
  if (!job) throw new RangeError(`There is no job named ${name}; there are ${jobs.map((each) => each.name).join(', ')}.`);
  await job.run(new AbortController().signal, openingMakerFor(job));
}

async function putTogether(
  platform: Platform,
  running: readonly Running[],
  options: ServeOptions,
  isReady: () => Promise<boolean>,
): Promise<Http> {
  const { log, now, randomBytes, setting } = platform;
  return createHttp({
    routes: running.flatMap(({ routes }) => routes),
    authenticator: soleAuthenticator(running),
    pages: running.flatMap(({ pages }): readonly Page[] => pages ?? []),
    files: await filesOf(options),
    setting: { origin: setting.origin, loopback: setting.loopback, trustedProxies: options.trustedProxies ?? [] },
    arrivingFolder: setting.arrivingFolder,
    validateAnswers: options.validateAnswers,
    isReady,
    log,
    now,
    randomBytes,
  });
}

async function filesOf({ webFolder, extensionFolder }: ServeOptions) {
  if (webFolder === undefined) return undefined;
  return new Map([...(await readWebFiles(webFolder)), ...(await readExtensionFiles(extensionFolder))]);
}

function soleAuthenticator(running: readonly Running[]) {
  const authenticators = running.flatMap(({ authenticator }) => authenticator ?? []);
  if (authenticators.length > 1) throw new Error('More than one feature says who is calling.');
  return authenticators[0];
}

/** Whether the database answers; the vault is asked by whoever needs it. */
async function answers({ database }: Platform): Promise<boolean> {
  const rows = await database.rows(database.build.selectFrom('installation').select('id')).catch(() => null);
  return rows !== null;
}

/** From the first moment the probe says so, so that a balancer sends nobody any more. */
async function end(state: { ending: boolean }, listening: Listening, schedule: Schedule | null): Promise<void> {
  state.ending = true;
  await Promise.all([listening.close(), schedule?.close()]);
}
