/** What the parts of this package share: the options, the bounds, and the memory of a process. */
import type { Database, SottoTables } from '@sotto/database';
import type { Kind, UserId } from '@sotto/domain';
import type { Log } from '@sotto/log';
import type { Vault } from '@sotto/vault';
import type { Cache, CacheLimits, Kept } from './cache.ts';
import type { Alarms } from './door.ts';
import type { Queries } from './queries.ts';

/** What of the vault is needed here. */
export type Keys = Pick<Vault, 'sealers' | 'cachedSealers' | 'forgetSealers' | 'incarnation' | 'onKeysChanged'>;

export interface WorkspacesOptions {
  readonly database: Database<SottoTables>;
  readonly vault: Keys;
  /** Every kind this version of Sotto knows. Records of other kinds are carried along unopened. */
  readonly kinds: readonly Kind[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  /** @default none */
  readonly alarms?: readonly Alarms[];
}

export interface Limits extends CacheLimits {
  /** Greatest number of records of one person, of all kinds. */
  readonly records: number;
}

const mebibyte = 2 ** 20;

/** Sources: architecture, "Storage"; measures, resident memory ≤ 250 MB. */
export const defaultLimits: Limits = {
  records: 50_000,
  totalBytes: 96 * mebibyte,
  largestBytes: 64 * mebibyte,
  idleMs: 15 * 60_000,
};

// How often a state is read anew because another process was faster.
export const attempts = 8;

export interface Context extends WorkspacesOptions {
  readonly limits: Limits;
  readonly cache: Cache;
  readonly queries: Queries;
  readonly kindsByNumber: ReadonlyMap<number, Kind>;
  /** Loads under way, so that many requests of one person wait for one. */
  readonly loading: Map<UserId, Promise<Kept>>;
}
