/**
 * A store with its mirrors: live copies on other disks that follow every change. See [Note: Mirrors].
 *
 * Changes of one process happen one after the other, so that mirrors see them in the order of their revisions.
 * A mirror that missed one is refilled from nothing; it is never waited for.
 */
import type { Database, Statement, Unit } from '@sotto/database';
import { AlreadyExists, WrongRowCount } from '@sotto/database';
import type { Kysely } from 'kysely';
import type { CrashAt } from './crash-point.ts';
import { VaultUnavailable } from './door.ts';
import type { Mirror } from './mirror.ts';

/** The one row of `meta` (id 1) that keyring and epoch store both begin with. */
export interface StoreMeta {
  id: number;
  installation_id: string;
  /** One more with every change. */
  revision: number;
  changed_at: number;
}

/** Statements for whichever engine they are built for: the primary's, then each mirror's. */
export type Make<Schema> = (build: Kysely<Schema>) => Unit;

export interface Changed {
  readonly rows: readonly (readonly unknown[])[];
  readonly revision: number;
  /** Mirrors that hold the change now. */
  readonly confirmed: number;
}

export interface Mirrored<Schema> {
  readonly name: 'keyring' | 'epoch store';
  readonly primary: Database<Schema>;
  readonly mirrors: readonly Mirror<Schema>[];
  /**
   * Carries out one unit, here and in the mirrors that answer.
   *
   * Throws `WrongRowCount` and `AlreadyExists` as the database does, `VaultUnavailable` when the primary does not answer.
   */
  change(make: Make<Schema>): Promise<Changed>;
  /** Reads, and says `VaultUnavailable` when the primary does not answer. */
  read<Result>(read: (primary: Database<Schema>) => Promise<Result>): Promise<Result>;
  /** Compares every mirror with the primary and refills those that are behind. */
  catchUp(): Promise<void>;
  /** Removes what deleted rows left behind, in the primary and in the mirrors that answer. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

export function createMirrored<Schema extends { meta: StoreMeta }>(
  parts: { name: Mirrored<Schema>['name']; primary: Database<Schema>; mirrors: readonly Mirror<Schema>[] },
  rules: { now: () => number; crashAt: CrashAt; alsoSet: () => Partial<Schema['meta']> },
): Mirrored<Schema> {
  const { name, primary, mirrors } = parts;
  const inOrder = createQueue();

  async function change(make: Make<Schema>): Promise<Changed> {
    const also = rules.alsoSet();
    const at = rules.now();
    const rows = await answering(name, () => primary.write([...make(primary.build), raiseRevision(primary.build, at, also)]));
    const revision = (rows.at(-1) as readonly { revision: number }[])[0]?.revision ?? 0;
    await rules.crashAt('store: primary written');
    const follow: Make<Schema> = (build) => [...make(build), raiseRevision(build, at, also)];
    const confirmations = await Promise.all(mirrors.map((mirror) => mirror.follow(follow, revision)));
    await rules.crashAt('store: mirrors written');
    return { rows, revision, confirmed: confirmations.filter(Boolean).length };
  }

  return {
    name,
    primary,
    mirrors,
    change: (make) => inOrder(() => change(make)),
    read: (read) => answering(name, () => read(primary)),
    catchUp: () =>
      inOrder(async () => {
        await Promise.all(mirrors.map((mirror) => mirror.catchUp()));
      }),
    async scrub() {
      await answering(name, () => primary.scrub());
      await Promise.all(mirrors.map((mirror) => mirror.scrub()));
    },
    async close() {
      await inOrder(async () => {});
      await Promise.all([primary.close(), ...mirrors.map((mirror) => mirror.close())]);
    },
  };
}

/** `build` as seen by what only knows the `meta` row. */
export function metaOf<Schema extends { meta: StoreMeta }>(build: Kysely<Schema>): Kysely<{ meta: StoreMeta }> {
  // Safe: every schema here has the columns of StoreMeta, and nothing else is asked of it.
  return build as unknown as Kysely<{ meta: StoreMeta }>;
}

function raiseRevision<Schema extends { meta: StoreMeta }>(
  build: Kysely<Schema>,
  at: number,
  also: Partial<Schema['meta']>,
): Statement {
  const query = metaOf(build)
    .updateTable('meta')
    .set((old) => ({ ...also, revision: old('revision', '+', 1), changed_at: at }))
    .where('id', '=', 1)
    .returning('revision');
  return { query, rows: 1 };
}

/** Everything but an expected refusal means to the caller that the store does not answer. */
async function answering<Result>(name: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WrongRowCount || error instanceof AlreadyExists) throw error;
    throw new VaultUnavailable(`The ${name} does not answer.`, { cause: error });
  }
}

function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    // The caller sees a failure; the queue only needs to know that it is over.
    last = Promise.allSettled([next]);
    return next;
  };
}
