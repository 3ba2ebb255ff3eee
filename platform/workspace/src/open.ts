/** Records opened one by one from the database: those kept apart, and any other. */
import type { Content, Id, Kind, Stored, UserId } from '@sotto/domain';
import type { Opening, Sealer, UserSealers } from '@sotto/vault';
import type { Context } from './context.ts';
import { currentKeys } from './present.ts';
import { openRow, type SealedRow } from './record.ts';

const rowsPerPage = 200;

export async function currentSealers(context: Context, userId: UserId): Promise<UserSealers> {
  return (await currentKeys(context, userId)).sealers;
}

export async function openOne<K extends Kind>(
  context: Context,
  by: Opening,
  record: { kind: K; id: Id },
): Promise<Stored<Content<K>> | undefined> {
  const sealers = await currentSealers(context, by.userId);
  const [row] = await context.database.rows(context.queries.one(by.userId, record.kind.number, record.id));
  return row === undefined ? undefined : openAs({ sealer: sealers.data, by }, record.kind, row);
}

export async function* openAll<K extends Kind>(
  context: Context,
  by: Opening,
  what: { kind: K; parentId: Id | undefined },
): AsyncGenerator<Stored<Content<K>>> {
  const { data } = await currentSealers(context, by.userId);
  for await (const row of rowsOf(context, by.userId, what)) yield openAs({ sealer: data, by }, what.kind, row);
}

/** In order of id. */
async function* rowsOf(
  { database, queries }: Context,
  userId: UserId,
  { kind, parentId }: { kind: Kind; parentId: Id | undefined },
): AsyncGenerator<SealedRow> {
  if (parentId !== undefined) {
    const children = await database.rows(queries.ofParent(userId, parentId));
    yield* children.filter((row) => row.kind === kind.number).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return;
  }
  for (let after = ''; ;) {
    const rows = await database.rows(queries.pageOfKind(userId, kind.number, { after, limit: rowsPerPage }));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerPage) return;
    after = last.id;
  }
}

function openAs<K extends Kind>(keys: { sealer: Sealer; by: Opening }, kind: K, row: SealedRow): Stored<Content<K>> {
  // Safe: the row's kind number was asked for, and its content has the form of that kind's schema.
  return openRow(keys, kind, row).stored as Stored<Content<K>>;
}
