import { statSync } from 'node:fs';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  AlreadyExists,
  asSweep,
  DatabaseClosed,
  DatabaseUnavailable,
  type Database,
  inventory,
  type Migration,
  NewerSchema,
  NoOwner,
  openPostgres,
  openSqlite,
  ownedTables,
  RefusedRow,
  sottoStore,
  type SottoTables,
  type TableName,
  WrongRowCount,
  WrongSettings,
} from './index.ts';
import { assertSettings } from './sqlite.ts';
import { engines, makeStore, type Store } from './testing.ts';

const userA = '00000000-0000-4000-8000-00000000000a';
const userB = '00000000-0000-4000-8000-00000000000b';
const envelope = (text = '') => Buffer.concat([Buffer.from([1]), Buffer.alloc(28), Buffer.from(text)]);

describe.each(engines)('the database on %s', (engine) => {
  let store: Store;
  let database: Database<SottoTables>;
  beforeEach(async () => {
    store = await makeStore(engine);
    database = await store.open<SottoTables>(sottoStore);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const insert = (id: string, sealed: Uint8Array = envelope(), user = userA) =>
    database.build.insertInto('record').values({
      user_id: user,
      id,
      kind: 1,
      parent_id: null,
      key_id: 'k',
      revision: 1,
      sequence: 1,
      created_at: 1_795_000_000_000,
      updated_at: 2,
      sealed,
    });
  const update = (id: string, revision: number) =>
    database.build
      .updateTable('record')
      .set({ revision: revision + 1 })
      .where('user_id', '=', userA)
      .where('id', '=', id)
      .where('revision', '=', revision);
  const records = () => database.rows(database.build.selectFrom('record').selectAll().where('user_id', '=', userA).orderBy('id'));
  const ids = async () => (await records()).map((row) => row.id);

  test('a unit is read back: numbers as numbers, bytes as bytes, null as null', async () => {
    await database.write([{ query: insert('a', new Uint8Array(envelope('secret'))), rows: 1 }]);
    const [row] = await records();
    expect(row).toMatchObject({ created_at: 1_795_000_000_000, parent_id: null });
    expect(Buffer.from(row?.sealed ?? [])).toEqual(envelope('secret'));
    const [count] = await database.rows(
      asSweep(
        'whole database',
        database.build.selectFrom('record').select((the) => [the.fn.countAll().as('n'), the.fn.sum('revision').as('sum')]),
      ),
    );
    expect(count).toEqual({ n: 1, sum: 1 });
  });

  test('a unit answers the rows of its returning clauses by position', async () => {
    const answered = await database.write([
      { query: insert('a'), rows: 1 },
      { query: database.build.deleteFrom('record').where('user_id', '=', userA).returning('id'), rows: 1 },
    ]);
    expect(answered).toEqual([[], [{ id: 'a' }]]);
  });

  test('a wrong row count rolls back that unit only, also among units of the same tick', async () => {
    await database.write([{ query: insert('a'), rows: 1 }]);
    const outcomes = await Promise.allSettled([
      database.write([{ query: insert('b'), rows: 1 }]),
      database.write([
        { query: insert('c'), rows: 1 },
        { query: update('a', 7), rows: 1 },
      ]),
      database.write([{ query: insert('a'), rows: 1 }]),
      database.write([{ query: insert('d'), rows: 1 }]),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: new WrongRowCount(1, 1, 0) });
    expect(outcomes[2]).toMatchObject({ reason: expect.any(AlreadyExists) });
    expect(await ids()).toEqual(['a', 'b', 'd']);
  });

  test('of two units that expect the same revision exactly one takes effect', async () => {
    await database.write([{ query: insert('a'), rows: 1 }]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => database.write([{ query: update('a', 1), rows: 1 }])),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await records())[0]?.revision).toBe(2);
  });

  test('plaintext in a sealed column is refused, and the refusal does not repeat it', async () => {
    for (const plaintext of ['{"company":"canary-7419","title":"Engineer with a long name"}', 'canary-7419', ''])
      await expect(database.write([{ query: insert('a', Buffer.from(plaintext)), rows: 1 }])).rejects.toSatisfy(
        (error: Error) => error instanceof RefusedRow && !inspect(error, { depth: 5 }).includes('canary'),
      );
    expect(await ids()).toEqual([]);
    await database.write([{ query: insert('a', envelope()), rows: 1 }]);
  });

  test('booleans, dates and undefined are never bound', async () => {
    for (const value of [true, new Date(0), undefined, Number.NaN, 1n])
      await expect(
        database.write([{ query: sql`update job set last_run_at = ${value}`.compile(database.build), rows: null }]),
      ).rejects.toThrow(/TypeError|cannot be bound|must name/);
    // Cast: the type forbids it too.
    await expect(
      database.write([{ query: database.build.updateTable('job').set({ last_run_at: true as unknown as number }), rows: null }]),
    ).rejects.toThrow('boolean cannot be bound');
  });

  test('a snapshot does not see what commits meanwhile, a later read does', async () => {
    await database.write([{ query: insert('a'), rows: 1 }]);
    const seen = await database.snapshot(async (reader) => {
      const query = database.build.selectFrom('record').select('id').where('user_id', '=', userA).orderBy('id');
      const before = await reader.rows(query);
      await database.write([{ query: insert('b'), rows: 1 }]);
      return [before, await reader.rows(query), await database.rows(query)].map((rows) => rows.length);
    });
    expect(seen).toEqual([1, 1, 2]);
  });

  test('a query that writes is refused as a read', async () => {
    await expect(database.rows(database.build.deleteFrom('record').where('user_id', '=', userA).returning('id'))).rejects.toThrow(
      TypeError,
    );
    await expect(database.build.selectFrom('record').selectAll().execute()).rejects.toThrow('run through the door');
  });

  test('a query on people’s rows without a person is refused, and as a named sweep is not', async () => {
    const { build } = database;
    const open = [
      build.selectFrom('record').selectAll(),
      build.selectFrom('record').selectAll().where('id', '=', 'a'),
      build
        .selectFrom('record')
        .selectAll()
        .where((the) => the.or([the('user_id', '=', userA), the('id', '=', 'a')])),
      build.selectFrom('record as r').innerJoin('gone as g', 'g.id', 'r.id').select('r.id').where('r.user_id', '=', userA),
      build
        .selectFrom('job')
        .select('name')
        .where('name', 'in', (the) => the.selectFrom('record').select('id')),
      sql`select 1`.compile(build),
    ];
    for (const query of open) await expect(database.rows<unknown>(query)).rejects.toThrow(NoOwner);
    const writes = [build.deleteFrom('record').where('id', '=', 'a'), build.updateTable('record').set({ kind: 2 })];
    for (const query of writes) await expect(database.write([{ query, rows: null }])).rejects.toThrow(NoOwner);
    const narrowed = [
      build.selectFrom('record').selectAll().where('user_id', 'in', [userA]),
      build
        .selectFrom('record as r')
        .innerJoin('gone as g', (on) => on.onRef('g.user_id', '=', 'r.user_id'))
        .select('r.id')
        .where('r.user_id', '=', userA),
      asSweep('whole database', build.selectFrom('record').selectAll()),
      build.selectFrom('job').selectAll(),
    ];
    for (const query of narrowed) expect(await database.rows<unknown>(query)).toEqual([]);
  });

  test('several processes may open an empty store at once', async () => {
    await using empty = await makeStore(engine);
    const opened = await Promise.all(Array.from({ length: 4 }, () => empty.open<SottoTables>(sottoStore)));
    for (const each of opened) expect(await each.rows(each.build.selectFrom('job').selectAll())).toEqual([]);
  });

  test('every migration goes up, down and up again', async () => {
    for (const [place, { name }] of sottoStore.migrations.entries()) {
      await database.close();
      const before = await store.open(
        Object.assign({ ...sottoStore }, { target: sottoStore.migrations[place - 1]?.name ?? null }),
      );
      const tablesBefore = await liveColumns(before);
      if (place === 0) expect(tablesBefore).toEqual({});
      await before.close();
      const after = await store.open({ ...sottoStore, target: name });
      expect(await liveColumns(after)).not.toEqual(tablesBefore);
      await after.close();
    }
  });

  test('a store with an unknown migration is refused and left as it is', async () => {
    const later: Migration = {
      name: '0999-later',
      up: (make) => [make.table('later', { id: 'text' }, { primary: ['id'] })],
      down: (make) => [make.dropTable('later')],
    };
    await store.open({ migrations: [...sottoStore.migrations, later] });
    await expect(store.open(sottoStore)).rejects.toThrow(NewerSchema);
  });

  test('a migration that fails leaves nothing of itself', async () => {
    const broken: Migration = {
      name: '0998-broken',
      up: (make) => [
        make.table('half', { id: 'text' }, { primary: ['id'] }),
        make.table('half', { id: 'text' }, { primary: ['id'] }),
      ],
      down: () => [],
    };
    await expect(store.open({ migrations: [...sottoStore.migrations, broken] })).rejects.toThrow(/half/);
    expect(Object.keys(await liveColumns(database))).not.toContain('half');
  });

  test('the inventory names every table and column, and no other', async () => {
    const listed = Object.fromEntries(
      Object.entries(inventory).map(([name, { columns }]) => [name, Object.keys(columns).toSorted()]),
    );
    expect(await liveColumns(database)).toEqual(listed);
  });

  test('every column named sealed is declared so and checked, and keys begin with the person', async () => {
    for (const name of Object.keys(inventory) as TableName[]) {
      const { columns, owner } = inventory[name];
      for (const [column, { isSealed }] of Object.entries(columns))
        expect([name, column, isSealed]).toEqual([name, column, column === 'sealed']);
      if ('sealed' in columns) expect(await definition(database, name)).toMatch(/is_sealed/);
      if (owner !== null) expect(await keyColumns(database, name)).toMatch(/^user_id\b/);
    }
    expect(ownedTables).toContain('record');
    expect(ownedTables).not.toContain('lease');
  });

  test('closing finishes what was begun and refuses what comes after', async () => {
    const writing = database.write([{ query: insert('a'), rows: 1 }]);
    await database.close();
    await writing;
    await database.close();
    await expect(database.write([{ query: insert('b'), rows: 1 }])).rejects.toThrow(DatabaseClosed);
    database = await store.open<SottoTables>(sottoStore);
    expect(await ids()).toEqual(['a']);
  });

  test('a person’s row is not touched by another person’s unit', async () => {
    await database.write([{ query: insert('a', envelope('of b'), userB), rows: 1 }]);
    await expect(database.write([{ query: update('a', 1), rows: 1 }])).rejects.toThrow(WrongRowCount);
  });
});

describe('the SQLite file', () => {
  test('is 0600 in a folder that is 0700 and marked as a cache, with its log', async () => {
    await using store = await makeStore('sqlite');
    await store.open(sottoStore);
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect([store.address, `${store.address}-wal`, `${store.address}-shm`].map(mode)).toEqual([0o600, 0o600, 0o600]);
    expect(mode(dirname(store.address))).toBe(0o700);
    expect(await readFile(join(dirname(store.address), 'CACHEDIR.TAG'), 'utf8')).toMatch(
      /^Signature: 8a477f597d28d172789f06886806bc55/,
    );
  });

  test('in a folder shared with others is refused', async () => {
    await using store = await makeStore('sqlite');
    await mkdir(dirname(store.address), { mode: 0o700 });
    await chmod(dirname(store.address), 0o1777);
    await expect(store.open(sottoStore)).rejects.toThrow(WrongSettings);
  });

  test('whose log cannot be written ahead is refused', async () => {
    await expect(openSqlite({ ...sottoStore, file: '/proc/self/sotto.db' })).rejects.toThrow();
  });

  test('keeps no bytes of a deleted row after a scrub, though a snapshot was open', async () => {
    await using store = await makeStore('sqlite');
    const database = await store.open<SottoTables>(sottoStore);
    const { build } = database;
    const canary = 'canary-5f1c9b';
    const row = { user_id: userA, file_id: 'f', position: 0, key_id: 'k', sealed: envelope(canary) };
    await database.write([{ query: build.insertInto('chunk').values(row), rows: 1 }]);
    const onDisk = async () =>
      Buffer.concat(await Promise.all(['', '-wal'].map((end) => readFile(store.address + end)))).includes(canary);
    expect(await onDisk()).toBe(true);

    const opened = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const snapshot = database.snapshot(async (reader) => {
      await reader.rows(build.selectFrom('chunk').select('position').where('user_id', '=', userA));
      opened.resolve();
      await held.promise;
    });
    await opened.promise;
    await database.write([{ query: build.deleteFrom('chunk').where('user_id', '=', userA), rows: 1 }]);
    const scrubbed = database.scrub();
    const later = database.snapshot(async () => 'after the scrub');
    expect(await onDisk()).toBe(true);
    held.resolve();
    await Promise.all([snapshot, scrubbed]);
    expect(await onDisk()).toBe(false);
    expect(await later).toBe('after the scrub');
  });

  test('is read with the settings it needs, by every connection', async () => {
    await using store = await makeStore('sqlite');
    const plain = await store.open<SottoTables>({ migrations: sottoStore.migrations });
    const ask = async (name: string) =>
      Object.values(
        (await plain.rows(sql<Record<string, unknown>>`select * from ${sql.raw(`pragma_${name}`)}`.compile(plain.build)))[0] ??
          {},
      )[0];
    expect(await Promise.all(['synchronous', 'secure_delete', 'foreign_keys', 'journal_mode', 'busy_timeout'].map(ask))).toEqual([
      2,
      1,
      1,
      'wal',
      5000,
    ]);
    // Control: a connection opened without our care is found out.
    const careless = new Sqlite(store.address);
    expect(() => assertSettings(careless)).toThrow(WrongSettings);
    careless.close();
  });
});

describe.runIf(engines.includes('postgres'))('PostgreSQL', () => {
  test('acknowledges after the flush, whatever the database says', async () => {
    await using store = await makeStore('postgres');
    const careless = await store.open<SottoTables>({ migrations: [] });
    const name = new URL(store.address).pathname.slice(1);
    await careless.write([
      { query: sql`alter database ${sql.id(name)} set synchronous_commit = off`.compile(careless.build), rows: null },
    ]);
    const database = await store.open<SottoTables>({ migrations: [] });
    const setting = sql<{
      value: string;
    }>`select current_setting('synchronous_commit') as value, boot_val, reset_val from pg_settings where name = 'synchronous_commit'`;
    // Control: `reset_val` is what the connection would have had.
    expect(await database.rows(setting.compile(database.build))).toMatchObject([{ value: 'on', reset_val: 'off' }]);
  });

  test('awaits the hook on every new connection before anything else runs there', async () => {
    await using store = await makeStore('postgres');
    const database = await store.open<SottoTables>(sottoStore);
    const { build } = database;
    const query = build.selectFrom('installation').selectAll();
    let isRefusing = false;
    const seen: string[] = [];
    database.onConnect(async (reader) => {
      await reader.rows(query);
      seen.push('hook');
      if (isRefusing) throw new RangeError('an older database');
    });
    const held = Promise.withResolvers<void>();
    const snapshot = database.snapshot(async (reader) => {
      await reader.rows(query);
      await held.promise;
    });
    await Promise.all([database.rows(query).then(() => seen.push('read')), database.rows(query)]);
    expect(seen[0]).toBe('hook');
    isRefusing = true;
    const more = await Promise.allSettled(Array.from({ length: 8 }, () => database.snapshot((reader) => reader.rows(query))));
    expect(more.some((outcome) => outcome.status === 'rejected' && outcome.reason instanceof RangeError)).toBe(true);
    isRefusing = false;
    held.resolve();
    await snapshot;
    expect(await database.rows(query)).toEqual([]);
  });

  test('that does not answer is unavailable, by name', async () => {
    await expect(openPostgres({ url: 'postgres://sotto@127.0.0.1:1/none', ...sottoStore })).rejects.toThrow(DatabaseUnavailable);
  });
});

async function liveColumns(
  database: Database<never> | Database<SottoTables> | Database<unknown>,
): Promise<Record<string, string[]>> {
  const text =
    database.engine === 'sqlite'
      ? "select m.name as tbl, c.name as col from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'"
      : "select table_name as tbl, column_name as col from information_schema.columns where table_schema = 'public'";
  const columns: Record<string, string[]> = {};
  for (const { tbl, col } of await raw(database, text)) if (tbl !== 'migration') (columns[String(tbl)] ??= []).push(String(col));
  for (const list of Object.values(columns)) list.sort();
  return columns;
}

async function definition(database: Database<SottoTables>, table: string): Promise<string> {
  const text =
    database.engine === 'sqlite'
      ? `select sql as def from sqlite_schema where name = '${table}'`
      : `select string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ') as def from pg_constraint where conrelid = '${table}'::regclass`;
  return String((await raw(database, text))[0]?.['def']);
}

async function keyColumns(database: Database<SottoTables>, table: string): Promise<string> {
  const text =
    database.engine === 'sqlite'
      ? `select name as def from pragma_table_info('${table}') where pk = 1`
      : `select substring(pg_get_constraintdef(oid) from '\\((.*)\\)') as def from pg_constraint where conrelid = '${table}'::regclass and contype = 'p'`;
  return String((await raw(database, text))[0]?.['def']);
}

async function raw(database: { readonly engine: string }, text: string): Promise<Record<string, unknown>[]> {
  const asked = database as Database<SottoTables>;
  return asked.rows(asSweep('whole database', sql<Record<string, unknown>>`${sql.raw(text)}`.compile(asked.build)));
}
