/**
 * The embedded engine: one file, one process, every acknowledged write on the disk.
 *
 * One connection writes; reads go through connections that cannot write. All units that were asked for in one turn of
 * the event loop are committed together, so that they share the one wait for the disk.
 * Never: a network file system (SQLite's locks do not hold there), a setting that was not read back.
 */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';
import { boundValues, sqlite } from './dialect.ts';
import { type Database, DatabaseClosed, type Query, type Reader, type StoreOptions, type Unit, WrongRowCount } from './door.ts';
import { compiled, migrationSteps, migrationTable } from './migrate.ts';
import { createOwnerLock } from './owner-lock.ts';

export interface SqliteOptions extends StoreOptions {
  /** Path of the database file. It, and a folder of its own for it, are made when absent. */
  readonly file: string;
}

/** The file could not be opened the way it must be: a setting did not take, or the folder is open to others. Nothing was written. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
}

/** Every setting with the value that is read back. All of them are forgotten when the file is closed. */
const settings = {
  busy_timeout: 5000,
  foreign_keys: 1,
  journal_mode: 'wal',
  // 2 = FULL. At NORMAL a power cut loses acknowledged rows: measured, see docs/decisions/002.
  synchronous: 2,
  // Deleted content is overwritten with zeros.
  secure_delete: 1,
  // 2 = MEMORY: no temporary files beside the database.
  temp_store: 2,
  trusted_schema: 0,
  // macOS only: there, fsync alone does not reach the disk.
  fullfsync: 1,
  checkpoint_fullfsync: 1,
} as const;

const statementsKept = 500;
const unitsPerTransaction = 1000;

/**
 * Opens (or makes) the database file and brings it to the wanted schema.
 *
 * Throws `WrongSettings`, `NewerSchema`, or the error of a migration; nothing stays open then.
 */
export async function openSqlite<Schema>(options: SqliteOptions): Promise<Database<Schema>> {
  prepareFile(options.file);
  const writer = connect(options.file, {});
  try {
    migrate(writer, options);
    return createStore<Schema>(options, writer);
  } catch (error) {
    writer.close();
    throw error;
  }
}

interface Pending {
  readonly statements: readonly { readonly query: CompiledQuery; readonly rows: number | null }[];
  readonly resolve: (rows: readonly (readonly unknown[])[]) => void;
  readonly reject: (error: unknown) => void;
}

type Connection = Sqlite.Database;
type Run = (query: CompiledQuery) => { readonly rows: readonly unknown[]; readonly count: number };

function createStore<Schema>(options: SqliteOptions, writer: Connection): Database<Schema> {
  const build = sqlite.builder<Schema>();
  const lock = createOwnerLock(options.owned);
  const runWrite = createRunner(writer);
  const commits = createGroupCommit(writer, runWrite);
  const readers = createReaders(options.file);
  const scrubbing = { done: Promise.resolve() };
  let isOpen = true;

  const readerOn = (run: Run): Reader<Schema> => ({
    build,
    async rows<Row>(query: Query<Row>): Promise<Row[]> {
      const { rows } = translating(() => run(lock.checked(compiled(query))));
      // Safe: Kysely derived Row from the columns of this very query.
      return rows as Row[];
    },
  });
  const assertOpen = () => {
    if (!isOpen) throw new DatabaseClosed();
  };

  return {
    engine: 'sqlite',
    keepsOrder: true,
    build,
    async rows(query) {
      assertOpen();
      return readerOn(readers.direct).rows(query);
    },
    async snapshot(read) {
      await scrubbing.done;
      assertOpen();
      return readers.inSnapshot((run) => read(readerOn(run)));
    },
    async write(unit: Unit) {
      assertOpen();
      return commits.add(unit.map(({ query, rows }) => ({ query: lock.checked(compiled(query)), rows })));
    },
    async scrub() {
      assertOpen();
      // Snapshots that begin later wait, so that those in hand can only become fewer.
      const before = scrubbing.done;
      const turn = (async () => {
        await before;
        await readers.settled();
        await truncateLog(writer, () => isOpen);
      })();
      // Whether it succeeded is told to whoever asked; the next one only waits for its end.
      scrubbing.done = turn.catch(() => {});
      return turn;
    },
    onConnect() {},
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await commits.settled();
      await readers.close();
      writer.close();
    },
  };
}

/** Gathers units of one turn of the event loop and commits them together. */
function createGroupCommit(writer: Connection, run: Run) {
  const begin = writer.prepare('begin immediate');
  const commit = writer.prepare('commit');
  const rollback = writer.prepare('rollback');
  const mark = writer.prepare('savepoint unit');
  const keep = writer.prepare('release unit');
  const undo = writer.prepare('rollback to unit');
  const queue: Pending[] = [];
  let flushed: Promise<void> | null = null;

  function carryOut(unit: Pending): readonly (readonly unknown[])[] {
    mark.run();
    try {
      const results = unit.statements.map(({ query, rows: expected }, position) => {
        const { rows, count } = run(query);
        if (expected !== null && count !== expected) throw new WrongRowCount(position, expected, count);
        return rows;
      });
      keep.run();
      return results;
    } catch (error) {
      // On a full disk SQLite has already undone the whole transaction; then the batch fails as one (see flush).
      if (!writer.inTransaction) throw new LostTransaction(error);
      undo.run();
      keep.run();
      throw error;
    }
  }

  function flush(): void {
    const batch = queue.splice(0, unitsPerTransaction);
    const answers: (() => void)[] = [];
    try {
      begin.run();
      for (const unit of batch) answers.push(outcome(unit));
      commit.run();
    } catch (error) {
      if (writer.inTransaction) rollback.run();
      const reason = sqlite.translated(error instanceof LostTransaction ? error.cause : error);
      for (const unit of batch) unit.reject(reason);
      return;
    }
    for (const answer of answers) answer();
  }

  /** What to tell the unit's owner once COMMIT has returned. */
  function outcome(unit: Pending): () => void {
    try {
      const rows = carryOut(unit);
      return () => unit.resolve(rows);
    } catch (error) {
      if (error instanceof LostTransaction) throw error;
      return () => unit.reject(sqlite.translated(error));
    }
  }

  const nextTurn = () =>
    new Promise<void>((resolve) => {
      setImmediate(() => {
        flush();
        resolve();
      });
    });

  async function flushAll(): Promise<void> {
    while (queue.length > 0) await nextTurn();
    flushed = null;
  }

  return {
    add(statements: Pending['statements']): Promise<readonly (readonly unknown[])[]> {
      return new Promise((resolve, reject) => {
        queue.push({ statements, resolve, reject });
        flushed ??= flushAll();
      });
    },
    async settled(): Promise<void> {
      await flushed;
    },
  };
}

class LostTransaction extends Error {
  override readonly name = 'LostTransaction';
  constructor(cause: unknown) {
    super('The engine undid the whole transaction.', { cause });
  }
}

/** Read-only connections: one for single queries, and one for each snapshot that is open at the same time. */
function createReaders(file: string) {
  const open = () => {
    const connection = connect(file, { readonly: true });
    return { connection, run: createRunner(connection) };
  };
  const direct = open();
  const idle: ReturnType<typeof open>[] = [];
  const busy = new Set<Promise<unknown>>();

  async function inSnapshot<Result>(read: (run: Run) => Promise<Result>): Promise<Result> {
    const reader = idle.pop() ?? open();
    // A deferred transaction takes its snapshot at the first read, so that read happens here.
    reader.connection.exec('begin; select 1 from sqlite_schema');
    try {
      return await read(reader.run);
    } finally {
      reader.connection.exec('commit');
      idle.push(reader);
    }
  }

  const settled = async () => {
    await Promise.allSettled(busy);
  };
  return {
    direct: direct.run,
    inSnapshot<Result>(read: (run: Run) => Promise<Result>): Promise<Result> {
      const running = inSnapshot(read);
      busy.add(running);
      const forget = () => busy.delete(running);
      running.then(forget, forget);
      return running;
    },
    settled,
    async close(): Promise<void> {
      await settled();
      for (const { connection } of [direct, ...idle]) connection.close();
    },
  };
}

/** Runs compiled queries on a connection, with the statements that were used last kept prepared. */
function createRunner(connection: Connection): Run {
  const statements = new Map<string, Sqlite.Statement>();
  function prepared(sqlText: string): Sqlite.Statement {
    const statement = statements.get(sqlText) ?? connection.prepare(sqlText);
    // Deleted and set again: a Map keeps the order of insertion, so the first key is the least recently used.
    statements.delete(sqlText);
    statements.set(sqlText, statement);
    if (statements.size > statementsKept) statements.delete(statements.keys().next().value ?? '');
    return statement;
  }
  return ({ sql: sqlText, parameters }) => {
    const statement = prepared(sqlText);
    if (connection.readonly && !statement.readonly) throw new TypeError('A query that writes belongs into a unit.');
    const values = boundValues(parameters);
    if (!statement.reader) return { rows: [], count: statement.run(values).changes };
    const rows = statement.all(values);
    return { rows, count: rows.length };
  };
}

function connect(file: string, { readonly = false }: { readonly?: boolean }): Connection {
  const connection = new Sqlite(file, { readonly, fileMustExist: true, timeout: settings.busy_timeout });
  for (const [name, wanted] of Object.entries(settings)) {
    // A connection that cannot write cannot change the journal either; it must find it as it should be.
    if (!(readonly && name === 'journal_mode')) connection.pragma(`${name} = ${wanted}`);
  }
  try {
    assertSettings(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** Reads every setting back. Throws `WrongSettings` at the first that is not as it must be. */
export function assertSettings(connection: Pick<Connection, 'pragma'>): void {
  for (const [name, wanted] of Object.entries(settings)) {
    const actual = connection.pragma(name, { simple: true });
    if (actual !== wanted)
      throw new WrongSettings(`SQLite keeps ${name} at ${String(actual)} instead of ${wanted}: is the database on a local disk?`);
  }
}

function migrate(writer: Connection, options: SqliteOptions): void {
  const change = writer.transaction(() => {
    writer.exec(migrationTable.create);
    const applied = writer
      .prepare<[], { name: string }>(migrationTable.read)
      .all()
      .map(({ name }) => name);
    for (const step of migrationSteps(sqlite, options, applied)) writer.prepare(step.sql).run(boundValues(step.parameters));
  });
  // IMMEDIATE takes the write lock before reading what is applied: a second process waits here and then finds nothing to do.
  change.immediate();
}

/** Repeats until every page is in the file and the log is empty. A reader of another process may hold it up. */
async function truncateLog(writer: Connection, isOpen: () => boolean): Promise<void> {
  // No waiting inside SQLite: that would stop the very snapshots (of this process) that have to end first.
  writer.pragma('busy_timeout = 0');
  try {
    while (isOpen()) {
      const [result] = writer.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
      if (result.busy === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new DatabaseClosed();
  } finally {
    if (writer.open) writer.pragma(`busy_timeout = ${settings.busy_timeout}`);
  }
}

function translating<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw sqlite.translated(error);
  }
}

/** The folder: 0700, marked as nothing to back up by CACHEDIR.TAG. The file: 0600, and so are its log and index. */
function prepareFile(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode } = statSync(folder);
  if ((mode & 0o1000) !== 0) throw new WrongSettings(`${folder} is shared with others: give the database a folder of its own.`);
  if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
  const tag = join(folder, 'CACHEDIR.TAG');
  if (!existsSync(tag)) writeFileSync(tag, cachedirTag, { mode: 0o600 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

// https://bford.info/cachedir/: programs that copy folders leave marked ones out.
const cachedirTag =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Sotto keeps its database here. Back up with "sotto backup", not by copying files.\n';
