/**
 * A lease: the right of one process to do a named thing, until a time, recorded in the database.
 *
 * Taking it is one conditional write, so of many processes exactly one gets it. It ends by itself when its holder dies.
 */
import { AlreadyExists, type Database, type SottoTables, type Statement, WrongRowCount } from '@sotto/database';

export interface Lease {
  /** Holds it for another `durationMs`. `false`: it had ended and someone else has it. */
  renew(): Promise<boolean>;
  /** Gives it back, if it is still ours. */
  end(): Promise<void>;
}

export interface LeaseOptions {
  readonly database: Database<SottoTables>;
  readonly name: string;
  /** Random, one per process. */
  readonly holder: string;
  readonly durationMs: number;
  readonly now: () => number;
}

/** The lease, or `null` while another holder has it. */
export async function takeLease(options: LeaseOptions): Promise<Lease | null> {
  const { database, name, holder, durationMs, now } = options;
  const { build } = database;
  const endsAt = () => now() + durationMs;
  const first = () => build.insertInto('lease').values({ name, holder, ends_at: endsAt() });
  // An ended lease may be taken over; our own may be prolonged.
  const takeOver = () =>
    build
      .updateTable('lease')
      .set({ holder, ends_at: endsAt() })
      .where('name', '=', name)
      .where((the) => the.or([the('ends_at', '<=', now()), the('holder', '=', holder)]));
  const mine = () => build.updateTable('lease').set({ ends_at: endsAt() }).where('name', '=', name).where('holder', '=', holder);
  const away = () => build.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder);

  const isTaken =
    (await succeeds(database, { query: takeOver(), rows: 1 })) || (await succeeds(database, { query: first(), rows: 1 }));
  if (!isTaken) return null;
  return {
    renew: () => succeeds(database, { query: mine(), rows: 1 }),
    async end() {
      await database.write([{ query: away(), rows: null }]);
    },
  };
}

async function succeeds(database: Database<SottoTables>, statement: Statement): Promise<boolean> {
  try {
    await database.write([statement]);
    return true;
  } catch (error) {
    if (error instanceof WrongRowCount || error instanceof AlreadyExists) return false;
    throw error;
  }
}
