/**
 * From the schema a store has to the schema it shall have: which steps, and the words for them.
 *
 * The engines run the steps in one transaction under a lock of theirs, so several processes may start together.
 */
import { CompiledQuery, sql, type ColumnDefinitionBuilder, type Compilable } from 'kysely';
import type { Dialect } from './dialect.ts';
import { sealedCheck } from './dialect.ts';
import type { ColumnType, Maker, Migration, Query, StoreOptions, TableKeys } from './door.ts';

/** The store carries migrations that this version of Sotto does not know: it was written by a newer one. Nothing was touched. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
  constructor(unknown: string) {
    super(
      `This database was written by a newer version of Sotto (${unknown}). Start that version, or restore a backup made by this one.`,
    );
  }
}

/** Where the applied migrations are written down; the engines read and write it with these. */
export const migrationTable = {
  create: 'create table if not exists migration (name text primary key)',
  read: 'select name from migration order by name',
  remember: (name: string) => `insert into migration (name) values ('${checkedName(name)}')`,
  forget: (name: string) => `delete from migration where name = '${checkedName(name)}'`,
} as const;

/**
 * Statements that lead from the `applied` names to the target, in order, with the bookkeeping among them.
 *
 * Throws `NewerSchema` when `applied` names what the options do not know, and an Error when the order was changed.
 */
export function migrationSteps(dialect: Dialect, options: StoreOptions, applied: readonly string[]): readonly CompiledQuery[] {
  const { migrations } = options;
  const wanted = wantedCount(options);
  applied.forEach((name, place) => {
    if (migrations.every((migration) => migration.name !== name)) throw new NewerSchema(name);
    if (migrations[place]?.name !== name) throw new Error(`Migration ${name} is out of order.`);
  });
  const make = makerFor(dialect);
  const up = migrations
    .slice(applied.length, wanted)
    .flatMap((step) => [...step.up(make), CompiledQuery.raw(migrationTable.remember(step.name))]);
  const down = migrations
    .slice(wanted, applied.length)
    .toReversed()
    .flatMap((step) => [...step.down(make), CompiledQuery.raw(migrationTable.forget(step.name))]);
  return [...up, ...down].map(compiled);
}

/** A query as SQL and values. */
export function compiled<Row>(query: Query<Row>): CompiledQuery<Row> {
  return 'compile' in query ? query.compile() : query;
}

function wantedCount({ migrations, target }: StoreOptions): number {
  if (target === undefined) return migrations.length;
  if (target === null) return 0;
  const place = migrations.findIndex((migration) => migration.name === target);
  if (place < 0) throw new NewerSchema(target);
  return place + 1;
}

function checkedName(name: string): string {
  if (!/^\d{4}-[a-z0-9-]+$/.test(name)) throw new TypeError(`A migration is named like 0001-begin, not ${name}.`);
  return name;
}

function makerFor(dialect: Dialect): Maker {
  const build = dialect.builder<unknown>();
  return {
    build,
    table: (name, columns, keys) => createTable(dialect, name, columns, keys),
    dropTable: (name) => build.schema.dropTable(name),
    addColumn: (table, column, type) => build.schema.alterTable(table).addColumn(column, dialect.types[wordOf(type)]),
    dropColumn: (table, column) => build.schema.alterTable(table).dropColumn(column),
    index(name, { table, columns, unique, where }) {
      const index = build.schema
        .createIndex(name)
        .on(table)
        .columns([...columns]);
      const kind = unique === true ? index.unique() : index;
      return where === undefined ? kind : kind.where(sql.raw<boolean>(where));
    },
  };
}

type Word = 'text' | 'integer' | 'bytes';

function wordOf(type: `${Word}?`): Word {
  // Safe: the type is the word and its question mark.
  return type.slice(0, -1) as Word;
}

function createTable(dialect: Dialect, name: string, columns: Readonly<Record<string, ColumnType>>, keys: TableKeys): Compilable {
  let table = dialect.builder<unknown>().schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const isNullable = type.endsWith('?');
    const word = type.replace('?', '') as 'text' | 'integer' | 'bytes' | 'sealed';
    const define = (definition: ColumnDefinitionBuilder) => (isNullable ? definition : definition.notNull());
    table = table.addColumn(column, word === 'sealed' ? dialect.types.bytes : dialect.types[word], define);
    if (word === 'sealed') table = table.addCheckConstraint(`${name}_${column}_is_sealed`, sealedCheck[dialect.engine](column));
  }
  table = table.addPrimaryKeyConstraint(`${name}_key`, [...keys.primary] as never[]);
  for (const unique of keys.unique ?? [])
    table = table.addUniqueConstraint(`${name}_${unique.join('_')}_unique`, [...unique] as never[]);
  for (const { columns: own, table: other, references } of keys.foreign ?? [])
    table = table.addForeignKeyConstraint(`${name}_${own.join('_')}_points`, [...own] as never[], other, [...references]);
  return dialect.tableEnd === null ? table : table.modifyEnd(dialect.tableEnd);
}

/** The last of `migrations`, by name; for manifests of backups. */
export function lastMigration(migrations: readonly Migration[]): string {
  return migrations.at(-1)?.name ?? '';
}
