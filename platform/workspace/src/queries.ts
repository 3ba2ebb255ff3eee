/**
 * The statements of this package, each built once per number of rows and then bound to new values.
 *
 * Kysely draws every placeholder in the order in which it meets it, so a statement built for a sample row takes the
 * values of any other row in the same order; building anew would cost more than running (measured).
 */
import type { Database, SottoTables, Statement } from '@sotto/database';
import type { CompiledQuery } from 'kysely';
import type { RecordRow } from './record.ts';

type Build = Database<SottoTables>['build'];

export interface WorkspaceRow {
  readonly revision: number;
  readonly account_key_id: string;
  readonly data_key_id: string;
}

const rowsPerStatement = 100;
const columns = [
  'user_id',
  'id',
  'kind',
  'parent_id',
  'key_id',
  'revision',
  'sequence',
  'created_at',
  'updated_at',
  'sealed',
] as const;
const sealedColumns = ['id', 'kind', 'parent_id', 'key_id', 'revision', 'created_at', 'updated_at', 'sealed'] as const;

// In the order in which the statement sets them.
const updated = ['parent_id', 'key_id', 'revision', 'sequence', 'updated_at', 'sealed'] as const;

const sampleRecord: RecordRow = {
  user_id: '',
  id: '',
  kind: 0,
  parent_id: '',
  key_id: '',
  revision: 0,
  sequence: 0,
  created_at: 0,
  updated_at: 0,
  sealed: new Uint8Array(0),
};

const sampleNote = { user_id: '', id: '', sequence: 0, gone_at: 0 };

export function createQueries(build: Build, openKinds: readonly number[]) {
  const workspaceRow = template(
    build.selectFrom('workspace').select(['revision', 'account_key_id', 'data_key_id']).where('user_id', '=', '').compile(),
  );
  const advance = template(
    build
      .updateTable('workspace')
      .set({ revision: 0 })
      .where('user_id', '=', '')
      .where('revision', '=', 0)
      .where('data_key_id', '=', '')
      .compile(),
  );
  const insertOne = template(build.insertInto('record').values(sampleRecord).compile());
  const insertMany = template(
    build
      .insertInto('record')
      .values(Array.from({ length: rowsPerStatement }, () => sampleRecord))
      .compile(),
  );
  const noteOne = template(build.insertInto('gone').values(sampleNote).compile());
  const noteMany = template(
    build
      .insertInto('gone')
      .values(Array.from({ length: rowsPerStatement }, () => sampleNote))
      .compile(),
  );
  const update = template(
    build
      .updateTable('record')
      .set({ parent_id: '', key_id: '', revision: 0, sequence: 0, updated_at: 0, sealed: new Uint8Array(0) })
      .where('user_id', '=', '')
      .where('id', '=', '')
      .where('revision', '=', 0)
      .compile(),
  );
  const removals = removalTemplates(build);
  const valuesOf = (row: RecordRow) => columns.map((column) => row[column]);

  const sealedRows = () => build.selectFrom('record').select(sealedColumns);
  const openOnly = openKinds.length === 0 ? [-1] : openKinds;

  return {
    workspaceRow: (userId: string) => workspaceRow([userId]),
    /** One row, or the workspace was changed by another process, re-keyed or erased. */
    advance: (userId: string, from: { revision: number; keyId: string }): Statement => ({
      query: advance([from.revision + 1, userId, from.revision, from.keyId]),
      rows: 1,
    }),
    insert: (rows: readonly RecordRow[]): Statement[] =>
      inBlocks(rows, (block) => (block.length === 1 ? insertOne : insertMany)(block.flatMap(valuesOf))),
    update: (row: RecordRow): Statement => ({
      query: update([...updated.map((column) => row[column]), row.user_id, row.id, row.revision - 1]),
      rows: 1,
    }),
    /** The rows, with what hangs on their ids; and a note of each for other processes' caches. */
    remove: (userId: string, ids: readonly string[], gone: { sequence: number; goneAt: number }): Statement[] => [
      ...inBlocks(ids, (block) => removals.record(userId, block)),
      ...(['gone', 'chunk', 'alarm'] as const).flatMap((table) =>
        inBlocks(ids, (block) => removals[table](userId, block)).map(anyNumber),
      ),
      ...inBlocks(ids, (block) =>
        (block.length === 1 ? noteOne : noteMany)(block.flatMap((id) => [userId, id, gone.sequence, gone.goneAt])),
      ),
    ],

    openPage: (userId: string, after: string, limit: number) =>
      sealedRows().where('user_id', '=', userId).where('id', '>', after).where('kind', 'in', openOnly).orderBy('id').limit(limit),
    skeletons: (userId: string) =>
      build
        .selectFrom('record')
        .select(['id', 'kind', 'parent_id', 'revision'])
        .where('user_id', '=', userId)
        .where('kind', 'not in', openOnly),
    openSince: (userId: string, sequence: number) =>
      sealedRows().where('user_id', '=', userId).where('sequence', '>', sequence).where('kind', 'in', openOnly),
    skeletonsSince: (userId: string, sequence: number) =>
      build
        .selectFrom('record')
        .select(['id', 'kind', 'parent_id', 'revision'])
        .where('user_id', '=', userId)
        .where('sequence', '>', sequence)
        .where('kind', 'not in', openOnly),
    goneSince: (userId: string, sequence: number) =>
      build.selectFrom('gone').select('id').where('user_id', '=', userId).where('sequence', '>', sequence),
    one: (userId: string, kindNumber: number, id: string) =>
      sealedRows().where('user_id', '=', userId).where('id', '=', id).where('kind', '=', kindNumber),
    pageOfKind: (userId: string, kindNumber: number, page: { after: string; limit: number }) =>
      sealedRows()
        .where('user_id', '=', userId)
        .where('kind', '=', kindNumber)
        .where('id', '>', page.after)
        .orderBy('id')
        .limit(page.limit),
    /** Of any kind and in any order: asked for more, SQLite goes through all records of a kind instead of the few of the parent. */
    ofParent: (userId: string, parentId: string) => sealedRows().where('user_id', '=', userId).where('parent_id', '=', parentId),
  };
}

export type Queries = ReturnType<typeof createQueries>;

function template<Row>(query: CompiledQuery<Row>): (parameters: readonly unknown[]) => CompiledQuery<Row> {
  return (parameters) => ({ ...query, parameters });
}

/** DELETE by ids, for one and for a full block of them. */
function removalTemplates(build: Build) {
  const of = (one: (ids: string[]) => CompiledQuery) => {
    const single = template(one(['']));
    const block = template(one(Array<string>(rowsPerStatement).fill('')));
    return (userId: string, ids: readonly string[]) => (ids.length === 1 ? single : block)([userId, ...ids]);
  };
  return {
    record: of((ids) => build.deleteFrom('record').where('user_id', '=', '').where('id', 'in', ids).compile()),
    gone: of((ids) => build.deleteFrom('gone').where('user_id', '=', '').where('id', 'in', ids).compile()),
    chunk: of((ids) => build.deleteFrom('chunk').where('user_id', '=', '').where('file_id', 'in', ids).compile()),
    alarm: of((ids) => build.deleteFrom('alarm').where('user_id', '=', '').where('record_id', 'in', ids).compile()),
  };
}

/** Full blocks, then one by one: so there are only two texts of each statement to prepare. */
function inBlocks<Item>(items: readonly Item[], query: (block: readonly Item[]) => CompiledQuery): Statement[] {
  const full = Math.floor(items.length / rowsPerStatement) * rowsPerStatement;
  const statements: Statement[] = [];
  for (let start = 0; start < full; start += rowsPerStatement)
    statements.push({ query: query(items.slice(start, start + rowsPerStatement)), rows: rowsPerStatement });
  for (const item of items.slice(full)) statements.push({ query: query([item]), rows: 1 });
  return statements;
}

function anyNumber(statement: Statement): Statement {
  return { ...statement, rows: null };
}
