/**
 * The epoch store's tables: the keys that user keys are wrapped by, how far the keyring had come, a copy of the ledger.
 *
 * No history: a destroyed epoch key is nowhere any more, and with it every stray copy of the keyring from its time is
 * useless. See [Note: Key ladder] and [Note: Three stores].
 */
import type { Migration } from '@sotto/database';
import type { LedgerRow } from './keyring.ts';
import type { StoreMeta } from './mirrored.ts';

export interface EpochTables {
  meta: StoreMeta & {
    /** The keyring's revision as last heard: a keyring that says less is an old copy. */
    generation: number;
    /** Last position and MAC of the operator log as last heard. */
    log_position: number;
    log_mac: Uint8Array | null;
  };
  epoch_key: { id: string; wrapped: Uint8Array; created_at: number };
  ledger: LedgerRow;
}

export const epochMigrations: readonly Migration[] = [
  {
    name: '0001-begin',
    up: (make) => [
      make.table(
        'meta',
        {
          id: 'integer',
          installation_id: 'text',
          revision: 'integer',
          changed_at: 'integer',
          generation: 'integer',
          log_position: 'integer',
          log_mac: 'bytes?',
        },
        { primary: ['id'] },
      ),
      make.table('epoch_key', { id: 'text', wrapped: 'sealed', created_at: 'integer' }, { primary: ['id'] }),
      make.table(
        'ledger',
        { position: 'integer', kind: 'text', subject: 'bytes', at: 'integer', mac: 'bytes' },
        { primary: ['position'] },
      ),
    ],
    down: (make) => ['ledger', 'epoch_key', 'meta'].map((table) => make.dropTable(table)),
  },
];

export const epochCopied = [
  ['epoch_key', 'id'],
  ['ledger', 'position'],
] as const satisfies readonly (readonly [keyof EpochTables, string])[];
