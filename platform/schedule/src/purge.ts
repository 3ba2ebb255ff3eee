/**
 * The periodic purge: every sweep that removes what has had its time, in one list.
 *
 * What is removed here is also removed by erasure; this is for what ends while its person stays. Retentions are those
 * of the inventory (`@sotto/database`), as published.
 */
import { asSweep, type Database, type SottoTables, type Statement } from '@sotto/database';
import type { Log } from '@sotto/log';
import type { Job } from './door.ts';

const dayMs = 86_400_000;

type Build = Database<SottoTables>['build'];

const sweeps: Readonly<Record<string, (build: Build, now: number) => Statement>> = {
  sessions: (build, now) => all(asSweep('expired sessions', build.deleteFrom('session').where('ends_at', '<=', now))),
  tickets: (build, now) => all(asSweep('expired tickets', build.deleteFrom('ticket').where('ends_at', '<=', now))),
  deletions: (build, now) => all(asSweep('old deletions', build.deleteFrom('gone').where('gone_at', '<=', now - 7 * dayMs))),
  'access keys': (build, now) =>
    all(asSweep('expired access keys', build.deleteFrom('access_key').where('expires_at', '<=', now - 30 * dayMs))),
  'calendar feeds': (build, now) =>
    all(asSweep('expired calendar feeds', build.deleteFrom('calendar_feed').where('expires_at', '<=', now - 30 * dayMs))),
  'sent mails': (build, now) =>
    all(asSweep('old sent mails', build.deleteFrom('sent_mail').where('written_at', '<=', now - 90 * dayMs))),
  'given reminders': (build, now) =>
    all(asSweep('old reminders', build.deleteFrom('reminded').where('told_at', '<=', now - 90 * dayMs))),
  'old help': (build, now) =>
    all(asSweep('old help', build.deleteFrom('support_grant').where('asked_at', '<=', now - 365 * dayMs))),
  'what was said about old help': (build, now) =>
    all(asSweep('old help', build.deleteFrom('support_entry').where('at', '<=', now - 365 * dayMs))),
  'rate hits': (build, now) => all(build.deleteFrom('rate_hit').where('ends_at', '<=', now)),
  'spent challenges': (build, now) => all(build.deleteFrom('spent').where('ends_at', '<=', now)),
  leases: (build, now) => all(build.deleteFrom('lease').where('ends_at', '<=', now - dayMs)),
};

/** Hourly. Each sweep is a unit of its own, so that one that fails keeps no other back. */
export function createPurge({ database, now, log }: { database: Database<SottoTables>; now: () => number; log: Log }): Job {
  return {
    name: 'purge',
    pattern: '7 * * * *',
    async run(signal) {
      for (const [what, sweep] of Object.entries(sweeps)) {
        if (signal.aborted) return;
        await database.write([sweep(database.build, now())]);
        log.info('purged', { outcome: what });
      }
    },
  };
}

function all(query: Statement['query']): Statement {
  return { query, rows: null };
}
