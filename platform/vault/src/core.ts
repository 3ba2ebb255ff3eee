/**
 * What every step of the vault stands on: the three stores, the installation's keys, clock, randomness, crash points.
 *
 * The functions here are the only ways to change the keyring: each change is heard of by the epoch store before it counts.
 */
import { randomUUID, type KeyObject } from 'node:crypto';
import { AlreadyExists, WrongRowCount, type Database, type SottoTables, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Log } from '@sotto/log';
import type { CrashAt } from './crash-point.ts';
import { VaultUnavailable, type OperatorEntry, type Purpose, type UserSealers } from './door.ts';
import type { EpochTables } from './epoch-store.ts';
import type { InTurn } from './in-turn.ts';
import type { KeyringTables, LedgerRow } from './keyring.ts';
import { ledgerChain, nextEntry, operatorChain } from './ledger.ts';
import type { RandomBytes } from './key-tree.ts';
import type { Make, Mirrored } from './mirrored.ts';

export interface Core {
  readonly installationId: string;
  readonly database: Database<SottoTables>;
  readonly keyring: Mirrored<KeyringTables>;
  readonly epochs: Mirrored<EpochTables>;
  /** The root key; another one after it was replaced. */
  root: KeyObject;
  /** What lies where the root key is read from; see `presentRoot`. */
  readonly readRoots: () => readonly (KeyObject | null)[];
  readonly keys: InstallationKeys;
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  /** Nonces for sealing, each handed out once. */
  readonly nonces: () => Uint8Array;
  readonly log: Log;
  readonly crashAt: CrashAt;
  readonly purposes: readonly Purpose[];
  /** This process, in leases. */
  readonly holder: string;
  /** No other process works on these stores: what an earlier one held is free. */
  readonly alone: boolean;
  /** Rows an emptied workspace starts with; `null`: nobody said, an interrupted erasure of all data is undone instead of finished. */
  readonly beginnings: ((sealers: UserSealers) => readonly Statement[]) | null;
  /** Removes files of a person outside the database. */
  readonly removeFiles: (userId: UserId) => Promise<void>;
  /** Unwrapped epoch keys by id. */
  readonly epochKeys: Map<string, KeyObject>;
  /** Drops a person's keys from this process and tells those who asked. */
  readonly forget: (userId: UserId) => void;
  readonly forgetAll: () => void;
  /** Leases this process holds, and people it is erasing right now. */
  readonly held: Set<string>;
  readonly underWay: Set<string>;
  /** The next entry of a chain is made when the one before is there: of many at once that try the same place most would give up. */
  readonly inTurn: InTurn;
  /** What this process knows of the stores' progress. */
  readonly known: { incarnation: string; applied: number; announced: number };
}

export interface InstallationKeys {
  readonly ledger: KeyObject;
  readonly log: KeyObject;
  readonly index: KeyObject;
}

/** None of the configured mirrors holds the change: it must not count. */
export class MirrorsSilent extends VaultUnavailable {}

/**
 * One unit in the keyring, heard of by the epoch store before this resolves.
 *
 * `waitsForMirror`: where mirrors are configured one must hold it, or `MirrorsSilent` is thrown; then the primary has
 * the change, and the caller takes it back.
 */
export async function keep(
  core: Core,
  make: Make<KeyringTables>,
  { waitsForMirror = false } = {},
): Promise<readonly (readonly unknown[])[]> {
  const { rows, revision, confirmed } = await core.keyring.change(make);
  if (waitsForMirror && core.keyring.mirrors.length > 0 && confirmed === 0)
    throw new MirrorsSilent('No mirror of the keyring answers.');
  await announce(core, revision);
  return rows;
}

/** Takes a change back that no mirror confirmed, and tells the caller so. */
export async function undoneIfSilent(change: Promise<unknown>, undo: () => Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (error instanceof MirrorsSilent) await undo();
    throw error;
  }
}

/** Brings the epoch store to what the keyring says: its generation and every ledger entry. */
export async function announce(core: Core, generation: number): Promise<void> {
  await retryingTaken(async () => {
    const [copied] = await core.epochs.read((store) =>
      store.rows(store.build.selectFrom('ledger').select('position').orderBy('position', 'desc').limit(1)),
    );
    const entries = await ledgerAfter(core, copied?.position ?? 0);
    await core.epochs.change((build) => [
      ...entries.map((entry) => ({ query: build.insertInto('ledger').values(entry), rows: 1 })),
      {
        query: build.updateTable('meta').set({ generation }).where('id', '=', 1).where('generation', '<', generation),
        rows: null,
      },
    ]);
  });
  core.known.announced = Math.max(core.known.announced, generation);
}

/** Entries of the keyring's ledger after `position`, in order. */
export function ledgerAfter(core: Pick<Core, 'keyring'>, position: number): Promise<LedgerRow[]> {
  return core.keyring.read((store) =>
    store.rows(store.build.selectFrom('ledger').selectAll().where('position', '>', position).orderBy('position')),
  );
}

/** Position of the first statement that `also` adds to an entry's unit. */
export const afterLedger = 2;

/**
 * Appends to the ledger, together with what `also` changes. `unless` is looked at when its turn has come, and again after another process
 * was first: where it says so, nothing is changed.
 */
export function appendToLedger(
  core: Core,
  entry: Pick<LedgerRow, 'kind' | 'subject'>,
  also: (position: number) => Make<KeyringTables>,
  unless: () => Promise<boolean> = async () => false,
): Promise<void> {
  const append = async () => {
    if (await unless()) return;
    const [last] = await core.keyring.read((store) =>
      store.rows(store.build.selectFrom('ledger').selectAll().orderBy('position', 'desc').limit(1)),
    );
    const { row, head } = nextEntry(ledgerChain(core.keys.ledger), last ?? null, { ...entry, at: core.now() });
    await keep(core, (build) => [
      { query: build.insertInto('ledger').values(row), rows: 1 },
      { query: build.updateTable('meta').set({ ledger_head: head }).where('id', '=', 1), rows: 1 },
      ...also(row.position)(build),
    ]);
  };
  return core.inTurn(() => retryingTaken(append));
}

/** Appends to the operator log, and tells the epoch store its new head. `actor`: `system` or an operator's opaque id. */
export async function appendToOperatorLog(
  core: Core,
  entry: { actor: string; command: string; caseId?: string; count?: number },
): Promise<void> {
  const content = {
    at: core.now(),
    actor: entry.actor,
    command: entry.command,
    case_id: entry.caseId ?? '',
    count: entry.count ?? 0,
  };
  const append = async () => {
    const [last] = await core.keyring.read((store) =>
      store.rows(store.build.selectFrom('operator_log').selectAll().orderBy('position', 'desc').limit(1)),
    );
    const next = nextEntry(operatorChain(core.keys.log), last ?? null, content);
    await keep(core, (build) => [
      { query: build.insertInto('operator_log').values(next.row), rows: 1 },
      { query: build.updateTable('meta').set({ log_head: next.head }).where('id', '=', 1), rows: 1 },
    ]);
    return next.row;
  };
  const row = await core.inTurn(() => retryingTaken(append));
  await core.epochs.change((build) => [
    {
      query: build
        .updateTable('meta')
        .set({ log_position: row.position, log_mac: row.mac })
        .where('id', '=', 1)
        .where('log_position', '<', row.position),
      rows: null,
    },
  ]);
}

export async function readOperatorLog(core: Core, { after, limit }: { after: number; limit: number }): Promise<OperatorEntry[]> {
  const rows = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('operator_log').selectAll().where('position', '>', after).orderBy('position').limit(limit)),
  );
  return rows.map(({ position, at, actor, command, case_id, count }) => ({
    position,
    at,
    actor,
    command,
    caseId: case_id,
    count,
  }));
}

/**
 * Does `work` while this process holds the lease `name`; `null`: another process holds it, nothing was done.
 *
 * `hold` renews the lease and, as part of a unit, makes that unit fail with `WrongRowCount` when the lease was lost.
 */
export async function withLease<Result>(
  core: Core,
  name: string,
  work: (hold: Make<KeyringTables>) => Promise<Result>,
): Promise<Result | null> {
  if (core.held.has(name) || !(await takeLease(core, name))) return null;
  core.held.add(name);
  const mine: Make<KeyringTables> = (build) => [
    {
      query: build
        .updateTable('lease')
        .set({ ends_at: core.now() + leaseMs })
        .where('name', '=', name)
        .where('holder', '=', core.holder),
      rows: 1,
    },
  ];
  try {
    return await work(mine);
  } finally {
    core.held.delete(name);
    await core.keyring.change((build) => [
      { query: build.deleteFrom('lease').where('name', '=', name).where('holder', '=', core.holder), rows: null },
    ]);
  }
}

export const leaseMs = 60_000;

async function takeLease(core: Core, name: string): Promise<boolean> {
  const isFreeAt = core.alone ? Number.MAX_SAFE_INTEGER : core.now();
  try {
    await core.keyring.change((build) => [
      {
        query: build
          .deleteFrom('lease')
          .where('name', '=', name)
          .where((is) => is.or([is('ends_at', '<=', isFreeAt), is('holder', '=', core.holder)])),
        rows: null,
      },
      { query: build.insertInto('lease').values({ name, holder: core.holder, ends_at: core.now() + leaseMs }), rows: 1 },
    ]);
    return true;
  } catch (error) {
    if (error instanceof AlreadyExists) return false;
    throw error;
  }
}

/** Whoever finds the place taken was beaten by one that got on: of so many at once the last needs so many. */
const attempts = 64;

/** Repeats `work` when another process took the same position in the meantime. */
export async function retryingTaken<Result>(work: () => Promise<Result>): Promise<Result> {
  return retrying(work, (error) => error instanceof AlreadyExists);
}

/** Repeats `work` when its first statement found nothing: the epoch it meant to wrap under is leaving. */
export async function retryingEpoch<Result>(work: () => Promise<Result>): Promise<Result> {
  return retrying(work, (error) => error instanceof WrongRowCount && error.position === 0);
}

async function retrying<Result>(work: () => Promise<Result>, isPassing: (error: unknown) => boolean): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error;
    }
  }
}

export function makeHolder(): string {
  return randomUUID();
}
