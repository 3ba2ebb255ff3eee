import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { sottoStore } from '../src/sotto.ts';
import type { SottoTables } from '../src/schema.ts';
import { engines, makeStore } from '../src/testing.ts';
import { drillKills } from './kill.ts';

test.for(engines)('kill -9 under write load loses no acknowledged write on %s', async (engine) => {
  const times = [10, 90, 170];
  const { acknowledged, lost, torn } = await drillKills(engine, times.length, () => times.shift() ?? 100);
  expect({ lost, torn }).toEqual({ lost: 0, torn: 0 });
  // Control: there was something to lose.
  expect(acknowledged).toBeGreaterThanOrEqual(60);
});

test.runIf(engines.includes('postgres'))(
  'PostgreSQL connections that break under load lose no acknowledged write, and writing goes on',
  async () => {
    await using store = await makeStore('postgres');
    const database = await store.open<SottoTables>(sottoStore);
    const operator = await store.open<SottoTables>({ migrations: sottoStore.migrations });
    const { build } = database;
    const acknowledged: string[] = [];
    let failed = 0;
    const over = new AbortController();
    const write = async (writer: number) => {
      for (let number = 0; !over.signal.aborted; number++) {
        const id = `${writer}-${number}`;
        try {
          await database.write([
            { query: build.insertInto('gone').values({ user_id: 'u', id, sequence: 1, gone_at: 0 }), rows: 1 },
          ]);
          acknowledged.push(id);
        } catch {
          // A COMMIT without an answer: unknown, and said so. It may be there or not.
          failed++;
        }
      }
    };
    const writers = Array.from({ length: 8 }, (_, writer) => write(writer));
    for (let time = 0; time < 5; time++) {
      const before = acknowledged.length;
      await operator.rows(terminateOthers(operator.build));
      await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 20);
    }
    over.abort();
    await Promise.all(writers);
    const rows = await database.rows(build.selectFrom('gone').select('id').where('user_id', '=', 'u'));
    const present = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
    expect(failed).toBeLessThanOrEqual(5 * 4);
  },
);

/** Ends every other connection to the same database, as a restart or a failover would. */
function terminateOthers(build: Kysely<SottoTables>) {
  return sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.compile(
    build,
  );
}
