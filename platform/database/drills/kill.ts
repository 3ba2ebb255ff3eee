/**
 * The kill drill: a process writes under load, is killed with SIGKILL at a random moment, and the store is opened again.
 * Every unit that was acknowledged must be there, and every unit whole or not at all.
 *
 *     node platform/database/drills/kill.ts sqlite|postgres KILLS
 *
 * The tests run a few kills; the full size is 300 on SQLite and 100 on PostgreSQL.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { asSweep } from '../src/owner-lock.ts';
import type { SottoTables } from '../src/schema.ts';
import { sottoStore } from '../src/sotto.ts';
import { type Engine, makeStore, type Store } from '../src/testing.ts';

export interface DrillResult {
  readonly kills: number;
  /** Units whose write had resolved. */
  readonly acknowledged: number;
  /** Of these, how many are not there. */
  readonly lost: number;
  /** Units of which only a part is there. */
  readonly torn: number;
}

/** `randomMs`: how long each victim may go on after its first few units, drawn anew each time. */
export async function drillKills(engine: Engine, kills: number, randomMs: () => number): Promise<DrillResult> {
  await using store = await makeStore(engine);
  const acknowledged = new Set<string>();
  for (let kill = 0; kill < kills; kill++) {
    for (const unit of await victim(store, `run${kill}`, randomMs())) acknowledged.add(unit);
  }
  const { whole, torn } = await unitsIn(store);
  return { kills, acknowledged: acknowledged.size, lost: [...acknowledged].filter((unit) => !whole.has(unit)).length, torn };
}

// On a busy machine a fixed time might be over before there is anything to lose.
const unitsAtLeast = 20;

/** Lets a writer get going and write for another `ms`, kills it, and answers what it had said. */
async function victim(store: Store, run: string, ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [new URL('writer.ts', import.meta.url).pathname, store.engine, store.address, run, '8'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const going = Promise.withResolvers<void>();
  const reading = createInterface({ input: child.stdout });
  reading.on('line', (line) => {
    if (lines.push(line) === unitsAtLeast) going.resolve();
  });
  const ended = once(reading, 'close');
  await Promise.race([going.promise, ended]);
  await pause(ms);
  child.kill('SIGKILL');
  await ended;
  return lines;
}

async function unitsIn(store: Store): Promise<{ whole: Set<string>; torn: number }> {
  const database = await store.open<SottoTables>(sottoStore);
  const { build } = database;
  const pieces = build
    .selectFrom('chunk')
    .select((the) => ['file_id', the.fn.countAll().as('count')])
    .groupBy('file_id');
  const rows = await database.rows(asSweep('whole database', pieces));
  const notes = await database.rows(asSweep('whole database', build.selectFrom('gone').select('id')));
  const noted = new Set(notes.map(({ id }) => id));
  const whole = new Set(
    rows.filter(({ file_id, count }) => Number(count) === 2 && noted.has(file_id)).map(({ file_id }) => file_id),
  );
  return { whole, torn: rows.length - whole.size + [...noted].filter((id) => !whole.has(id)).length };
}

if (import.meta.main) {
  const [engine, kills = '20'] = process.argv.slice(2);
  if (engine !== 'sqlite' && engine !== 'postgres') throw new TypeError('Say which engine: sqlite or postgres.');
  let step = 0;
  // Times from 20 to 420 ms, spread evenly and never the same twice in a row.
  const result = await drillKills(engine, Number(kills), () => 20 + ((step++ * 173) % 401));
  process.stdout.write(`${JSON.stringify({ engine, ...result })}\n`);
  process.exitCode = result.lost + result.torn === 0 && result.acknowledged > 0 ? 0 : 1;
}
