/** The main database: what its store is opened with, on either engine. */
import type { StoreOptions } from './door.ts';
import { ownedTables } from './inventory.ts';
import { begin } from './migrations/0001-begin.ts';
import { factors } from './migrations/0002-factors.ts';
import { mark } from './migrations/0003-mark.ts';

/** @example const database = await openSqlite<SottoTables>({ file: 'data/database/sotto.db', ...sottoStore }); */
export const sottoStore = {
  migrations: [begin, factors, mark],
  owned: new Set<string>(ownedTables),
} as const satisfies StoreOptions;
