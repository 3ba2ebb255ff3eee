/** Second factors, single-use challenges, and accounts that the operator disabled. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from '../door.ts';
import type { SottoTables } from '../schema.ts';

export const factors: Migration = {
  name: '0002-factors',
  up: (make) => [
    make.table(
      'totp',
      { user_id: 'text', state: 'text', last_step: 'integer', key_id: 'text', created_at: 'integer', sealed: 'sealed' },
      { primary: ['user_id', 'state'] },
    ),
    make.table(
      'recovery_code',
      { user_id: 'text', code_hash: 'bytes', created_at: 'integer' },
      { primary: ['user_id', 'code_hash'] },
    ),
    make.table('spent', { key: 'text', ends_at: 'integer' }, { primary: ['key'] }),
    make.index('spent_by_end', { table: 'spent', columns: ['ends_at'] }),
    make.addColumn('workspace', 'disabled_at', 'integer?'),
    // The version of an account's credentials moves from its password to the account itself.
    versionOfAccount(make.build),
  ],
  down: (make) => [
    make.dropColumn('workspace', 'disabled_at'),
    ...['spent', 'recovery_code', 'totp'].map((name) => make.dropTable(name)),
  ],
};

function versionOfAccount(build: Kysely<unknown>) {
  // Safe: the table was made by the migration before this one.
  const tables = build as Kysely<Pick<SottoTables, 'credential'>>;
  const version = sql<number>`coalesce((select password.version from credential as password
    where password.user_id = credential.user_id and password.kind = 'password'), version)`;
  return tables.updateTable('credential').set({ version }).where('kind', '=', 'account');
}
