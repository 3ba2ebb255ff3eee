/** How often people did by themselves what they might ask the operator for: counted by month, everybody together, nobody named. */
import type { Database, SottoTables, Statement } from '@sotto/database';
import type { Happening } from '../api.ts';

const counted: ReadonlySet<Happening> = new Set<Happening>(['exported']);

/** To be part of the unit that writes the deed down. Most deeds are not counted. */
export function tallied({ build }: Pick<Database<SottoTables>, 'build'>, happening: Happening, now: number): Statement[] {
  if (!counted.has(happening)) return [];
  const month = new Date(now).toISOString().slice(0, 7);
  const query = build
    .insertInto('tally')
    .values({ name: happening, month, count: 1 })
    .onConflict((same) => same.columns(['name', 'month']).doUpdateSet((row) => ({ count: row('tally.count', '+', 1) })));
  return [{ query, rows: 1 }];
}
