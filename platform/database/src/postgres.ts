/**
 * The engine for many machines: a pool of connections to PostgreSQL, one transaction per unit.
 *
 * PostgreSQL groups commits itself. A connection may break at any time: a broken one is replaced, a unit that had not
 * yet been sent to COMMIT is carried out again, and one whose COMMIT got no answer is reported as unknown.
 */
import { createHash } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { boundValues, integerTypeIds, isCollision, isConnectionLoss, parseInteger, postgres } from './dialect.ts';
import {
  type Database,
  DatabaseClosed,
  DatabaseUnavailable,
  type Query,
  type Reader,
  type StoreOptions,
  type Unit,
  WrongRowCount,
} from './door.ts';
import { compiled, migrationSteps, migrationTable } from './migrate.ts';
import { createOwnerLock, type OwnerLock } from './owner-lock.ts';

export interface PostgresOptions extends StoreOptions {
  /** `postgres://user:password@host:port/database`, with `?sslmode=verify-full` and the like. */
  readonly url: string;
  /** Greatest number of connections of this process. @default 10 */
  readonly connections?: number;
  /** Told of each connection that broke while idle. Nobody was waiting for it; it is replaced when next needed. */
  readonly onIdleLoss?: (error: Error) => void;
}

// Any number that nobody else of this database takes as an advisory lock.
const migrationLock = 7_358_071_001;
const attemptsPerUnit = 5;
// Whatever the server's own setting: what is acknowledged is on its disk. Stronger settings are left as they are.
const acknowledgeAfterFlush = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') in ('off', 'local', 'remote_write')`;
const namedStatements = 300;

/**
 * Connects and brings the schema to the wanted form.
 *
 * Throws `DatabaseUnavailable`, `NewerSchema`, or the error of a migration; nothing stays open then.
 */
export async function openPostgres<Schema>(options: PostgresOptions): Promise<Database<Schema>> {
  const hook: { run: ((client: pg.ClientBase) => Promise<void>) | null } = { run: null };
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 5000,
    application_name: 'sotto',
    // The statements of a unit are sent without waiting for each other's answers.
    pipeline: true,
    types: { getTypeParser },
    // pg-pool waits for it, and gives the connection up when it rejects; its types say nothing of a promise.
    async onConnect(client) {
      await client.query(acknowledgeAfterFlush);
      await hook.run?.(client);
    },
  });
  // Without listeners a connection that breaks ends the process: the first is for idle ones, the second for those in use.
  pool.on('error', (error) => options.onIdleLoss?.(error));
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await migrate(pool, options);
    return createStore<Schema>(options, pool, hook);
  } catch (error) {
    await pool.end();
    throw postgres.translated(error);
  }
}

type Run = (query: CompiledQuery) => Promise<{ readonly rows: unknown[]; readonly count: number }>;

function createStore<Schema>(
  options: PostgresOptions,
  pool: pg.Pool,
  hook: { run: ((client: pg.ClientBase) => Promise<void>) | null },
): Database<Schema> {
  const build = postgres.builder<Schema>();
  const lock = createOwnerLock(options.owned);
  const runnerOn = createRunners();
  const work = createWork();

  const readerOn = (client: pg.ClientBase): Reader<Schema> => {
    const run = runnerOn(client);
    return { build, rows: <Row>(query: Query<Row>) => readRows<Row>(run, lock, query) };
  };

  return {
    engine: 'postgres',
    keepsOrder: false,
    build,
    rows: (query) => work.during(() => onConnection(pool, (client) => readerOn(client).rows(query))),
    snapshot: (read) =>
      work.during(() =>
        onConnection(pool, async (client) => {
          await client.query('begin isolation level repeatable read read only');
          return finishing(client, () => read(readerOn(client)));
        }),
      ),
    write: (unit: Unit) =>
      work.during(() => {
        const statements = unit.map(({ query, rows }) => ({ query: lock.checked(compiled(query)), rows }));
        return carryOut(pool, statements, runnerOn);
      }),
    async scrub() {},
    onConnect(listener) {
      hook.run = (client) => listener(readerOn(client));
    },
    async close() {
      if (await work.end()) await pool.end();
    },
  };
}

/** What is under way, so that closing lets it finish. */
function createWork() {
  const running = new Set<Promise<unknown>>();
  let isOpen = true;
  return {
    async during<Result>(run: () => Promise<Result>): Promise<Result> {
      if (!isOpen) throw new DatabaseClosed();
      const task = run();
      running.add(task);
      try {
        return await task;
      } finally {
        running.delete(task);
      }
    },
    /** `false`: it had ended before. */
    async end(): Promise<boolean> {
      const isFirst = isOpen;
      isOpen = false;
      await Promise.allSettled(running);
      return isFirst;
    },
  };
}

interface BoundStatement {
  readonly query: CompiledQuery;
  readonly rows: number | null;
}

/** One transaction; tried again, as it is, while it is certain that it did not take effect. */
async function carryOut(
  pool: pg.Pool,
  statements: readonly BoundStatement[],
  runnerOn: (client: pg.ClientBase) => Run,
): Promise<readonly (readonly unknown[])[]> {
  for (let attempt = 1; ; attempt++) {
    const progress = { committing: false };
    try {
      return await onConnection(pool, (client) => transact(client, statements, runnerOn(client), progress));
    } catch (error) {
      const cause = error instanceof DatabaseUnavailable ? error.cause : error;
      const mayRepeat = isCollision(cause) || (isConnectionLoss(cause) && !progress.committing);
      if (!mayRepeat || attempt === attemptsPerUnit) throw error;
      // A restart takes PostgreSQL a moment: 1.5 s in all are waited for it.
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
    }
  }
}

const nothing = { rows: [], count: 0 };

async function transact(
  client: pg.PoolClient,
  statements: readonly BoundStatement[],
  run: Run,
  progress: { committing: boolean },
): Promise<readonly (readonly unknown[])[]> {
  const begun = client.query('begin');
  return finishing(
    client,
    async () => {
      // The first failure undoes them all: PostgreSQL refuses whatever follows it in the transaction.
      const [, ...results] = await allInOrder([begun.then(() => nothing), ...statements.map(({ query }) => run(query))]);
      return results.map(({ rows, count }, position) => {
        const expected = statements[position]?.rows ?? null;
        if (expected !== null && count !== expected) throw new WrongRowCount(position, expected, count);
        return rows;
      });
    },
    progress,
  );
}

/** Results in order. Waits for all of them; then throws the first failure, the others only follow from it. */
async function allInOrder<Result>(running: readonly Promise<Result>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(running);
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

/** Ends an open transaction: COMMIT after `work`, ROLLBACK when it throws. */
async function finishing<Result>(
  client: pg.PoolClient,
  work: () => Promise<Result>,
  progress = { committing: false },
): Promise<Result> {
  try {
    const result = await work();
    progress.committing = true;
    await client.query('commit');
    return result;
  } catch (error) {
    if (!progress.committing && !isConnectionLoss(error)) await client.query('rollback');
    throw error;
  }
}

/** Lends a connection. One that broke is not lent again. */
async function onConnection<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  let client: pg.PoolClient | null = null;
  let broken = false;
  try {
    client = await pool.connect();
    return await work(client);
  } catch (error) {
    broken = isConnectionLoss(error);
    throw postgres.translated(error);
  } finally {
    client?.release(broken);
  }
}

async function readRows<Row>(run: Run, lock: OwnerLock, query: Query<Row>): Promise<Row[]> {
  const read = lock.checked(compiled(query));
  if (/^\s*(insert|update|delete|merge)\b/i.test(read.sql)) throw new TypeError('A query that writes belongs into a unit.');
  const { rows } = await run(read);
  // Safe: Kysely derived Row from the columns of this very query.
  return rows as Row[];
}

/** Texts that were seen before are prepared by name, so that PostgreSQL parses them once per connection; a bounded number of them. */
function createRunners(): (client: pg.ClientBase) => Run {
  const names = new Map<string, string>();
  const seen = new Set<string>();
  function nameOf(text: string): string | undefined {
    const name = names.get(text);
    if (name !== undefined || names.size >= namedStatements) return name;
    if (seen.has(text)) names.set(text, createHash('sha256').update(text).digest('base64url'));
    else if (seen.size < 10 * namedStatements) seen.add(text);
    return names.get(text);
  }
  return (client) => async (query) => {
    const name = nameOf(query.sql);
    const { rows, rowCount } = await client.query<Record<string, unknown>>({
      text: query.sql,
      values: boundValues(query.parameters),
      ...(name === undefined ? {} : { name }),
    });
    return { rows, count: rowCount ?? 0 };
  };
}

async function migrate(pool: pg.Pool, options: PostgresOptions): Promise<void> {
  await onConnection(pool, async (client) => {
    await client.query('begin');
    await finishing(client, async () => {
      // Held until COMMIT: a second process waits here and then finds nothing to do.
      await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
      await client.query(migrationTable.create);
      const { rows } = await client.query<{ name: string }>(migrationTable.read);
      const applied = rows.map(({ name }) => name);
      for (const step of migrationSteps(postgres, options, applied)) await client.query(step.sql, boundValues(step.parameters));
    });
  });
}

const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (id, format) =>
  integerTypeIds.includes(id) ? parseInteger : pg.types.getTypeParser(id, format);
