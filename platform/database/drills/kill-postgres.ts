/**
 * The server drill: a PostgreSQL of its own is killed with SIGKILL under write load and started again, while this
 * process goes on. No acknowledged write may be missing, this process must not end, and writing is back within seconds.
 *
 *     node platform/database/drills/kill-postgres.ts BINARIES KILLS        (BINARIES: the folder of initdb and postgres)
 *
 * On demand only: it needs the server's programs, and runs them as the user `postgres` when it is root.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../src/door.ts';
import { openPostgres } from '../src/postgres.ts';
import type { SottoTables } from '../src/schema.ts';
import { sottoStore } from '../src/sotto.ts';

const writers = 8;
const [binaries = '/usr/lib/postgresql/15/bin', kills = '5'] = process.argv.slice(2);
const port = 20_000 + (process.pid % 20_000);
const url = `postgres://sotto@127.0.0.1:${port}/postgres`;
const folder = mkdtempSync(join(tmpdir(), 'sotto-kill-postgres-'));
const identity = process.getuid?.() === 0 ? ordinaryUser() : {};

function ordinaryUser(): { uid: number; gid: number } {
  const [uid, gid] = ['-u', '-g'].map((which) => Number(execFileSync('id', [which, 'postgres']))) as [number, number];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

/** Settings as PostgreSQL ships them: what is acknowledged is on the disk. */
function startServer(): ChildProcess {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((setting) => ['-c', setting]);
  return spawn(join(binaries, 'postgres'), ['-D', join(folder, 'cluster'), '-p', String(port), ...settings], {
    ...identity,
    cwd: folder,
    stdio: 'ignore',
  });
}

async function openWhenUp(): Promise<Database<SottoTables>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await openPostgres<SottoTables>({ url, ...sottoStore });
    } catch (error) {
      if (attempt === 100) throw error;
      await pause(100);
    }
  }
}

execFileSync(join(binaries, 'initdb'), ['-D', join(folder, 'cluster'), '-U', 'sotto', '--auth=trust'], {
  ...identity,
  cwd: folder,
});
let server = startServer();
const database = await openWhenUp();
const { build } = database;
const acknowledged: string[] = [];
const over = new AbortController();
let refused = 0;

async function write(writer: number): Promise<void> {
  for (let number = 0; !over.signal.aborted; number++) {
    const id = `${writer}-${number}`;
    try {
      await database.write([{ query: build.insertInto('gone').values({ user_id: 'u', id, sequence: 1, gone_at: 0 }), rows: 1 }]);
      acknowledged.push(id);
    } catch {
      // Said to have failed or to be unknown: not acknowledged.
      refused++;
      await pause(20);
    }
  }
}

const writing = Array.from({ length: writers }, (_, writer) => write(writer));
const backAfterMs: number[] = [];
for (let kill = 0; kill < Number(kills); kill++) {
  await pause(200 + ((kill * 173) % 600));
  server.kill('SIGKILL');
  await once(server, 'exit');
  // The postmaster's children notice its end by themselves; until then its lock on the folder stands.
  await pause(300);
  const before = acknowledged.length;
  const startedAt = performance.now();
  server = startServer();
  while (acknowledged.length === before && performance.now() - startedAt < 30_000) await pause(10);
  backAfterMs.push(Math.round(performance.now() - startedAt));
}
over.abort();
await Promise.all(writing);

const rows = await database.rows(build.selectFrom('gone').select('id').where('user_id', '=', 'u'));
const present = new Set(rows.map(({ id }) => id));
const lost = acknowledged.filter((id) => !present.has(id)).length;
await database.close();
server.kill('SIGINT');
await once(server, 'exit');
rmSync(folder, { recursive: true });
process.stdout.write(
  `${JSON.stringify({ kills: Number(kills), acknowledged: acknowledged.length, lost, refused, backAfterMs })}\n`,
);
process.exitCode = lost === 0 && acknowledged.length > 0 ? 0 : 1;
