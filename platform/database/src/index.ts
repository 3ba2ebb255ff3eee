/** The door of the database. */
export * from './door.ts';
export type * from './schema.ts';
export { openPostgres, type PostgresOptions } from './postgres.ts';
export { openSqlite, WrongSettings, type SqliteOptions } from './sqlite.ts';
export { lastMigration, NewerSchema } from './migrate.ts';
export { asSweep, NoOwner } from './owner-lock.ts';
export { sweeps, type SweepName } from './sweeps.ts';
export { fill, primaryKeys, rowPages, type Row, type RowPage, type Value } from './row-stream.ts';
export {
  backedUpTables,
  endedAtRestore,
  headings,
  inventory,
  ownedTables,
  type BackedUpTable,
  type Column,
  type Heading,
  type OwnedTableName,
  type Table,
  type TableName,
} from './inventory.ts';
export { sottoStore } from './sotto.ts';
