/** The main database: what its store is opened with, on either engine. */
import type { StoreOptions } from './door.ts';
import { ownedTables } from './inventory.ts';
import { begin } from './migrations/0001-begin.ts';
import { factors } from './migrations/0002-factors.ts';
import { mark } from './migrations/0003-mark.ts';
import { calendarFeeds } from './migrations/0004-calendar-feeds.ts';
import { reminders } from './migrations/0005-reminders.ts';
import { activityChain } from './migrations/0006-activity-chain.ts';
import { support } from './migrations/0007-support.ts';
import { notices } from './migrations/0008-notices.ts';
import { disclosures } from './migrations/0009-disclosures.ts';

/** @example const database = await openSqlite<SottoTables>({ file: 'data/database/sotto.db', ...sottoStore }); */
export const sottoStore = {
  migrations: [begin, factors, mark, calendarFeeds, reminders, activityChain, support, notices, disclosures],
  owned: new Set<string>(ownedTables),
} as const satisfies StoreOptions;
