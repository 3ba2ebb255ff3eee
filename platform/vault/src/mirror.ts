/**
 * One live copy of a store, in a folder or on a PostgreSQL of its own: the same tables. See [Note: Mirrors].
 *
 * A mirror confirms by holding the change on its disk. One that does not answer is left behind, never waited for, and
 * refilled from nothing when it answers again. It holds no history.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Migration, Reader, Statement } from '@sotto/database';
import type { Log } from '@sotto/log';
import type { Kysely } from 'kysely';
import { isUrl, openMirror, saidPlace } from './mirror-place.ts';
import type { Make, StoreMeta } from './mirrored.ts';
import { metaOf } from './mirrored.ts';

export { isDamage } from './mirror-place.ts';

const rowsPerPage = 500;

export interface Mirror<Schema> {
  /** Its folder, or host and database: as it may be said. */
  readonly place: string;
  /** Brings the mirror to `revision`, by `make` or by refilling it. `false`: it does not hold the change. Never throws. */
  follow(make: Make<Schema>, revision: number): Promise<boolean>;
  /** What the mirror says of itself; `null`: nothing, because it is empty or does not answer. */
  meta(): Promise<StoreMeta | null>;
  /** Compares with the primary and refills what is behind. `false`: it does not answer. Only while the primary does not change. */
  catchUp(): Promise<boolean>;
  /** Fills it from nothing. `false`: it does not answer. Only while the primary does not change. */
  refill(): Promise<boolean>;
  /** Looks into the copy. Throws what the engine throws when it does not answer. */
  look<Result>(read: (copy: Database<Schema>) => Promise<Result>): Promise<Result>;
  /** It held every change so far. */
  isLive(): boolean;
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** What a mirror must know of the store it follows. */
export interface MirrorPlan<Schema> {
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly copied: readonly (readonly [string, string])[];
  readonly primary: Database<Schema>;
  readonly log: Log;
}

export function createMirror<Schema extends { meta: StoreMeta }>(place: string, plan: MirrorPlan<Schema>): Mirror<Schema> {
  const file = isUrl(place) ? null : join(place, plan.file);
  let copy: { store: Database<Schema>; inode: number | null } | null = null;
  let isLive = false;
  let filling: Promise<boolean> | null = null;

  const inodeNow = () => (file === null ? null : statSync(file).ino);
  // An open file goes on answering after its disk was taken away or its folder replaced: then it is no copy any more.
  const standsThere = () => copy !== null && (file === null || (existsSync(file) && inodeNow() === copy.inode));

  async function store(): Promise<Database<Schema>> {
    if (copy !== null && standsThere()) return copy.store;
    await copy?.store.close();
    copy = null;
    const opened = await openMirror<Schema>(plan, place);
    copy = { store: opened, inode: inodeNow() };
    return opened;
  }

  /** A database that was taken away and made anew has no tables: it is opened as if for the first time. */
  function letGo(): void {
    if (file !== null) return;
    void Promise.allSettled([copy?.store.close()]);
    copy = null;
  }

  /** A mirror must never stop the work it only copies: whatever happens to it, it has not confirmed. */
  async function confirming(work: () => Promise<boolean>): Promise<boolean> {
    try {
      isLive = await work();
    } catch (error) {
      isLive = false;
      letGo();
      plan.log.warn('mirror did not confirm', { error: error instanceof Error ? error.name : 'unknown', where: plan.file });
    }
    return isLive;
  }

  const refill = () =>
    confirming(async () => {
      await refillFrom(plan, await store());
      return true;
    });

  /** A host that has gone silent keeps nobody waiting: its copy is filled beside the work, and confirms again from then on. */
  async function fillBeside(): Promise<boolean> {
    filling ??= refill().finally(() => (filling = null));
    return false;
  }

  return {
    place: saidPlace(place),
    isLive: () => isLive,
    refill,
    look: async (read) => read(await store()),
    async catchUp() {
      await filling;
      const isEqual = await confirming(
        async () => (await readMeta(await store()))?.revision === (await readMeta(plan.primary))?.revision,
      );
      return isEqual || refill();
    },
    async follow(make, revision) {
      if (!isLive || !standsThere()) return file === null ? fillBeside() : refill();
      const followed = await confirming(async () => {
        const mirror = await store();
        if (((await readMeta(mirror))?.revision ?? 0) >= revision) return true;
        await mirror.write([onlyAt(mirror.build, revision - 1), ...make(mirror.build)]);
        return true;
      });
      if (followed) return true;
      return file === null ? fillBeside() : refill();
    },
    async meta() {
      if (file !== null && (!existsSync(file) || statSync(file).size === 0)) return null;
      return readMeta(await store());
    },
    async scrub() {
      if (isLive && standsThere()) await copy?.store.scrub();
    },
    async close() {
      await filling;
      await copy?.store.close();
      copy = null;
      isLive = false;
    },
  };
}

/** The store's `meta` row; `null` when it was never founded. */
export async function readMeta<Schema extends { meta: StoreMeta }>(store: Reader<Schema>): Promise<Schema['meta'] | null> {
  const [meta] = await store.rows(metaOf(store.build).selectFrom('meta').selectAll().where('id', '=', 1));
  // Safe: `selectAll` gives every column of the schema's own meta table.
  return (meta as Schema['meta'] | undefined) ?? null;
}

// Fails the unit (and so leads to a refill) when the mirror is not exactly one change behind.
function onlyAt<Schema extends { meta: StoreMeta }>(build: Kysely<Schema>, revision: number): Statement {
  const query = metaOf(build).updateTable('meta').set({ revision }).where('id', '=', 1).where('revision', '=', revision);
  return { query, rows: 1 };
}

type Rows = Record<string, unknown>;
type AnyTables = Kysely<Record<string, Rows>>;

/** `meta` goes first and comes last: a mirror whose refilling was interrupted says nothing of itself. */
async function refillFrom<Schema extends { meta: StoreMeta }>(plan: MirrorPlan<Schema>, mirror: Database<Schema>): Promise<void> {
  await plan.primary.snapshot((reader) => copyRows(reader, mirror, plan.copied));
  await mirror.scrub();
}

/** Replaces everything in `target` by what `source` holds. */
export async function copyRows<Schema extends { meta: StoreMeta }>(
  source: Reader<Schema>,
  target: Database<Schema>,
  copied: readonly (readonly [string, string])[],
): Promise<void> {
  const into = target.build as unknown as AnyTables;
  const emptied = ['meta', ...copied.map(([table]) => table).toReversed()];
  await target.write(emptied.map((table) => ({ query: into.deleteFrom(table), rows: null })));
  for (const [table, column] of [...copied, ['meta', 'id'] as const])
    for await (const page of pagesOf(source, table, column))
      await target.write([{ query: into.insertInto(table).values(page), rows: page.length }]);
}

/** Every row of a table in pages, ordered by a column. */
export async function* pagesOf<Schema>(source: Reader<Schema>, table: string, column: string): AsyncGenerator<Rows[]> {
  const from = source.build as unknown as AnyTables;
  let last: unknown = null;
  for (;;) {
    const all = from.selectFrom(table).selectAll().orderBy(column).limit(rowsPerPage);
    const page: Rows[] = await source.rows(last === null ? all : all.where(column, '>', last));
    if (page.length > 0) yield page;
    if (page.length < rowsPerPage) return;
    last = page.at(-1)?.[column];
  }
}
