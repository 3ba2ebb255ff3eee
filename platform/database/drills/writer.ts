/**
 * The victim of the kill drill: writes units as fast as it can and says each one's number on standard output, with a
 * write of its own to the pipe, only after it was acknowledged. Run by `kill.ts`; ends when it is killed.
 *
 *     node writer.ts sqlite|postgres ADDRESS RUN WRITERS
 */
import { writeSync } from 'node:fs';
import type { Database } from '../src/door.ts';
import { openPostgres } from '../src/postgres.ts';
import type { SottoTables } from '../src/schema.ts';
import { sottoStore } from '../src/sotto.ts';
import { openSqlite } from '../src/sqlite.ts';

const [engine, address = '', run = '', writers = '8'] = process.argv.slice(2);
const database: Database<SottoTables> =
  engine === 'sqlite' ? await openSqlite({ file: address, ...sottoStore }) : await openPostgres({ url: address, ...sottoStore });

const sealed = Buffer.concat([Buffer.from([1]), Buffer.alloc(400, 7)]);

/** A unit of three statements that hold together: two rows, and a count of them. */
function unit(writer: number, number: number) {
  const { build } = database;
  const file_id = `${run}-${writer}-${number}`;
  const row = { user_id: run, file_id, key_id: 'k', sealed };
  return [
    { query: build.insertInto('chunk').values({ ...row, position: 0 }), rows: 1 },
    { query: build.insertInto('chunk').values({ ...row, position: 1 }), rows: 1 },
    { query: build.insertInto('gone').values({ user_id: run, id: file_id, sequence: number, gone_at: 0 }), rows: 1 },
  ];
}

async function write(writer: number): Promise<never> {
  for (let number = 0; ; number++) {
    await database.write(unit(writer, number));
    // Not console.log: that may still lie in this process's memory when it is killed.
    writeSync(1, `${run}-${writer}-${number}\n`);
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, writer) => write(writer)));
