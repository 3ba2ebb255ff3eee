import { type Database, sottoStore, type SottoTables } from '@sotto/database';
import { engines, makeStore, type Store } from '@sotto/database/testing';
import { createIds } from '@sotto/domain';
import { silentLog } from '@sotto/log';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPurge, createSchedule, type Job, takeLease } from './index.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 21, 12);

describe.each(engines)('the schedule on %s', (engine) => {
  let store: Store;
  let database: Database<SottoTables>;
  let now: number;
  beforeEach(async () => {
    now = noon;
    store = await makeStore(engine);
    database = await store.open<SottoTables>(sottoStore);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const process = async (holder: string, ...jobs: Job[]) => {
    const schedule = createSchedule({
      database: await store.open<SottoTables>(sottoStore),
      now: () => now,
      log: silentLog,
      holder,
    });
    schedule.start(jobs);
    await schedule.runDue();
    return schedule;
  };
  const counting = () => {
    const runs: number[] = [];
    const job: Job = { name: 'count', pattern: '30 * * * *', run: async () => void runs.push(now) };
    return { runs, job };
  };

  test('a job runs at its time and once for it', async () => {
    const { runs, job } = counting();
    const schedule = await process('a', job);
    for (const at of [29 * minute, 30 * minute, 31 * minute, 89 * minute, 90 * minute]) {
      now = noon + at;
      await schedule.runDue();
    }
    expect(runs).toEqual([noon + 30 * minute, noon + 90 * minute]);
    await schedule.close();
  });

  test('several processes run a job once', async () => {
    const { runs, job } = counting();
    const schedules = await Promise.all(['a', 'b', 'c'].map((holder) => process(holder, job)));
    now += 30 * minute;
    await Promise.all(schedules.map((schedule) => schedule.runDue()));
    now += minute;
    await Promise.all(schedules.map((schedule) => schedule.runDue()));
    expect(runs).toHaveLength(1);
    await Promise.all(schedules.map((schedule) => schedule.close()));
  });

  test('runs missed in a standstill are made up for once, and a clock that jumps does not stop the job', async () => {
    const { runs, job } = counting();
    await (await process('a', job)).close();
    now += 3 * day;
    const schedule = await process('b', job);
    expect(runs).toHaveLength(1);
    now -= 20 * hour;
    await schedule.runDue();
    expect(runs).toHaveLength(1);
    now += 3650 * day;
    await schedule.runDue();
    now -= 3650 * day;
    await schedule.runDue();
    expect(runs).toHaveLength(3);
    await schedule.close();
  });

  test('a job of every minute goes on when the clock is set back by hours', async () => {
    const { runs, job } = counting();
    const schedule = await process('a', { ...job, pattern: '* * * * *' });
    now += 5 * hour;
    await schedule.runDue();
    now -= 5 * hour - minute;
    await schedule.runDue();
    expect(runs).toHaveLength(2);
    await schedule.close();
  });

  test('closing aborts a job and waits for it; another process then does it', async () => {
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    const outcomes: string[] = [];
    const slow: Job = {
      name: 'slow',
      pattern: '30 * * * *',
      async run(signal) {
        start();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        outcomes.push('stopped');
      },
    };
    const schedule = await process('a', slow);
    now += 30 * minute;
    const running = schedule.runDue();
    await started;
    await schedule.close();
    await running;
    const { runs, job } = counting();
    const other = await process('b', { ...job, name: 'slow' });
    expect([outcomes, runs.length]).toEqual([['stopped'], 1]);
    await other.close();
  });

  test('a job that fails keeps no other back and runs again at its next time', async () => {
    const { runs, job } = counting();
    let failures = 0;
    const failing: Job = {
      name: 'failing',
      pattern: '30 * * * *',
      async run() {
        failures++;
        throw new Error('no');
      },
    };
    const schedule = await process('a', failing, job);
    now += 30 * minute;
    await schedule.runDue();
    await schedule.runDue();
    expect([failures, runs.length]).toEqual([1, 1]);
    now += hour;
    await schedule.runDue();
    expect(failures).toBe(2);
    expect(await database.rows(database.build.selectFrom('job').select(['name', 'last_outcome']).orderBy('name'))).toEqual([
      { name: 'count', last_outcome: 'done' },
      { name: 'failing', last_outcome: 'failed' },
    ]);
    await schedule.close();
  });

  test('a job opens only for the purposes it declares', async () => {
    const userId = createIds(() => now, randomBytes).user();
    const opened: unknown[] = [];
    const job: Job = {
      name: 'reminding',
      pattern: '30 * * * *',
      purposes: ['remind'],
      async run(_, open) {
        opened.push(open(userId, 'remind'));
        opened.push(() => open(userId, 'legal'));
      },
    };
    const schedule = await process('a', job);
    now += hour;
    await schedule.runDue();
    expect(opened[0]).toMatchObject({ userId, actor: 'job', purpose: 'remind' });
    expect(opened[1]).toThrow(TypeError);
    await schedule.close();
  });

  test('a pattern that is none and a name given twice are refused', async () => {
    const { job } = counting();
    const schedule = await process('a', job);
    expect(() => schedule.start([job])).toThrow('two jobs');
    expect(() => schedule.start([{ ...job, name: 'bad', pattern: 'every day' }])).toThrow();
    expect(() => schedule.start([{ ...job, name: 'seconds', pattern: '* * * * * *' }])).toThrow();
    await schedule.close();
  });

  test('a lease has one holder, ends by itself and cannot be renewed once it is another’s', async () => {
    const take = (holder: string) => takeLease({ database, name: 'thing', holder, durationMs: 1000, now: () => now });
    const all = await Promise.all(['a', 'b', 'c', 'd'].map(take));
    expect(all.filter((lease) => lease !== null)).toHaveLength(1);
    const first = all.find((lease) => lease !== null) ?? expect.fail();
    now += 999;
    expect([await first.renew(), await take('z')]).toEqual([true, null]);
    now += 1000;
    const second = (await take('z')) ?? expect.fail();
    expect([await first.renew(), await second.renew()]).toEqual([false, true]);
    await first.end();
    expect(await take('y')).toBeNull();
    await second.end();
    expect(await take('y')).not.toBeNull();
  });

  test('the purge removes what has had its time, and only that', async () => {
    const { build } = database;
    const sealed = Buffer.concat([Buffer.from([1]), Buffer.alloc(60)]);
    const owner = { user_id: 'u', key_id: 'k', sealed };
    const session = { ...owner, created_at: 0, used_at: 0, fresh_at: 0, idle_ms: 0, absolute_ms: 0 };
    const ticket = { ...owner, purpose: 'confirm', created_at: 0 };
    const accessKey = { ...owner, scopes: '', created_at: 0, used_on: null };
    const [past, future] = [now - 1, now + 1];
    await database.write(
      [
        build
          .insertInto('session')
          .values(
            [past, future].map((end) => ({ ...session, id: String(end - now), token_hash: Buffer.from(`${end}`), ends_at: end })),
          ),
        build
          .insertInto('ticket')
          .values(
            [past, future].map((end) => ({ ...ticket, id: String(end - now), token_hash: Buffer.from(`${end}`), ends_at: end })),
          ),
        build.insertInto('gone').values(
          [past - 7 * day, future - 7 * day].map((at) => ({
            user_id: 'u',
            id: String(at - now + 7 * day),
            sequence: 1,
            gone_at: at,
          })),
        ),
        build.insertInto('access_key').values(
          [past - 30 * day, future - 30 * day, null].map((end) => ({
            ...accessKey,
            id: String(end),
            token_hash: Buffer.from(`${end}`),
            expires_at: end,
          })),
        ),
        build.insertInto('rate_hit').values([past, future].map((end) => ({ key: 'k', window_at: end, hits: 1, ends_at: end }))),
      ].map((query) => ({ query, rows: null })),
    );
    await createPurge({ database, now: () => now, log: silentLog }).run(new AbortController().signal, () => expect.fail());
    const left = async (table: 'session' | 'ticket' | 'gone') =>
      (await database.rows(build.selectFrom(table).select('id').where('user_id', '=', 'u'))).map(({ id }) => id);
    expect([await left('session'), await left('ticket'), await left('gone')]).toEqual([['1'], ['1'], ['1']]);
    expect(
      await database.rows(build.selectFrom('access_key').select('id').where('user_id', '=', 'u').orderBy('id')),
    ).toHaveLength(2);
    expect(await database.rows(build.selectFrom('rate_hit').select('ends_at'))).toEqual([{ ends_at: future }]);
  });
});
