/** Before the test files of a project: a PostgreSQL for all of them, unless this run leaves it out. */
import { obtainPostgres } from './obtain-postgres.ts';
import { engines } from './stores.ts';

export default async function setup(): Promise<() => Promise<void>> {
  if (!engines.includes('postgres')) return () => Promise.resolve();
  const cluster = await obtainPostgres();
  // Read by every worker: they are forked from this process after its set-up.
  process.env['SOTTO_TEST_DATABASE_URL'] = cluster.url;
  return async () => cluster[Symbol.asyncDispose]();
}
