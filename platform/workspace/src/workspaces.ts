/** Opens people's workspaces, keeps them coherent with the database, and commits what is decided on them. */
import { type Statement, type Unit, WrongRowCount } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { KeyShredded, type UserSealers } from '@sotto/vault';
import { createCache } from './cache.ts';
import { createChanges } from './change.ts';
import { type Context, defaultLimits, type WorkspacesOptions } from './context.ts';
import type { Workspaces } from './door.ts';
import { createFiles } from './files.ts';
import { currentSealers, openAll, openOne } from './open.ts';
import { present } from './present.ts';
import { createQueries } from './queries.ts';
import { recordRow } from './record.ts';
import { createWorkspace } from './state.ts';

export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const limits = { ...defaultLimits, ...options.limits };
  const context: Context = {
    ...options,
    limits,
    cache: createCache(limits, options.now),
    queries: createQueries(
      options.database.build,
      options.kinds.filter((kind) => !kind.apart).map((kind) => kind.number),
    ),
    kindsByNumber: new Map(options.kinds.map((kind) => [kind.number, kind])),
    loading: new Map(),
  };
  const changes = createChanges(context);
  options.vault.onKeysChanged((userId) => context.cache.evict(userId));

  return {
    kinds: options.kinds.toSorted((a, b) => a.number - b.number),
    async read(by) {
      const { kept } = await present(context, by);
      return createWorkspace(kept.state, kept.memos);
    },
    change: (by, decide) => changes.change(by, decide),
    open: (by, kind, id) => openOne(context, by, { kind, id }),
    openAll: (by, kind, parentId) => openAll(context, by, { kind, parentId }),
    initialRows: (sealers, records) => initialRows(context, sealers, records),
    writeBeside: (userId, unit) => writeBeside(context, userId, unit),
    evict: (userId) => context.cache.evict(userId),
    files: createFiles(options.database, (by) => currentSealers(context, by.userId)),
    close() {
      context.cache.clear();
    },
  };
}

/** The person's row is the first to go when they are erased: a unit that finds it is swept by that erasure, any other does not commit. */
async function writeBeside({ database }: Context, userId: UserId, unit: Unit): Promise<readonly (readonly unknown[])[]> {
  const isHere = database.build
    .updateTable('workspace')
    .set((row) => ({ revision: row.ref('revision') }))
    .where('user_id', '=', userId);
  try {
    return (await database.write([{ query: isHere, rows: 1 }, ...unit])).slice(1);
  } catch (error) {
    if (error instanceof WrongRowCount && error.position === 0) throw new KeyShredded('This person is erased.');
    throw error;
  }
}

// Sequence 0: whoever reads them reads everything, because the account or its data key is new.
function initialRows(
  { queries, now }: Context,
  sealers: UserSealers,
  records: Parameters<Workspaces['initialRows']>[1],
): readonly Statement[] {
  const at = now();
  const rows = records.map(({ kind, id, parentId = null, content }) => {
    const stored = { id, parentId, revision: 1, createdAt: at, updatedAt: at, readOnly: false, content };
    return recordRow(sealers.data.userId, sealers.data, { kind, sequence: 0, stored }).row;
  });
  return queries.insert(rows);
}
