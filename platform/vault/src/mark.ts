/**
 * The mark: a number in the database that counts up, and that the keyring remembers. A database that says less is an older
 * copy, also when nobody was erased since it was made. See [Note: Reconciliation].
 */
import { DatabaseUnavailable, type Statement } from '@sotto/database';
import { keep, type Core } from './core.ts';

/**
 * From here on every copy that was made of the database before is known as one. First the database, then the keyring,
 * which must never claim more than the database says. A database that is behind already is left as it is, to be noticed.
 */
export async function raiseMark(core: Core): Promise<void> {
  const remembered = await rememberedMark(core);
  const { build } = core.database;
  const raise = build
    .updateTable('installation')
    .set((row) => ({ mark: row(row.fn.coalesce('mark', row.lit(0)), '+', 1) }))
    .where('id', '=', core.installationId)
    .where((row) => row(row.fn.coalesce('mark', row.lit(0)), '>=', remembered))
    .returning('mark');
  const [rows] = await core.database.write([{ query: raise, rows: null }]);
  // Safe: the rows are those of the `returning` clause above.
  const [raised] = (rows ?? []) as { mark: number }[];
  if (raised !== undefined) await keep(core, (keyring) => [rememberMark(keyring, raised.mark)]);
}

/** The same at an orderly end, which goes on without a database: the next start raises it. */
export async function raiseMarkAtEnd(core: Core): Promise<void> {
  try {
    await raiseMark(core);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    core.log.warn('progress not marked', { error: error.name });
  }
}

export async function rememberedMark(core: Core): Promise<number> {
  const [meta] = await core.keyring.read((store) => store.rows(store.build.selectFrom('meta').select('mark')));
  return meta?.mark ?? 0;
}

type Keyring = Core['keyring']['primary']['build'];

/** As part of a unit in the keyring. It never falls. */
export function rememberMark(build: Keyring, mark: number): Statement {
  const query = build
    .updateTable('meta')
    .set({ mark })
    .where('id', '=', 1)
    .where((row) => row(row.fn.coalesce('mark', row.lit(0)), '<', mark));
  return { query, rows: null };
}
