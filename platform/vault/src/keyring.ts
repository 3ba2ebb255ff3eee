/**
 * The keyring's tables: who has which key, how a person is found, what was erased. See [Note: Three stores].
 *
 * A store of its own, never in one copy with the database or the epoch store, and in no backup that has a history.
 * Times are epoch milliseconds; ids are lower-case UUID text; `wrapped` is an envelope, everything else is an opaque
 * id, an HMAC or a count.
 */
import type { Migration } from '@sotto/database';
import type { Generated } from 'kysely';
import type { StoreMeta } from './mirrored.ts';

export interface KeyringTables {
  meta: StoreMeta & {
    /** `founding` until all three stores carry the installation's id. */
    state: 'founding' | 'founded';
    /** Greatest revision that the epoch store is known to have heard of. */
    announced: number;
    check_value: Uint8Array;
    /** HMAC over position and MAC of the last entry: a chain that was cut short does not match it. `null`: no entry yet. */
    ledger_head: Uint8Array | null;
    log_head: Uint8Array | null;
    /** What the database's `installation` row said last: an older answer is a restored database. */
    incarnation: string;
    applied: number;
    /** The database's `mark` when it was last raised. */
    mark: number | null;
    /** When a recovery sheet was last made for the present root key. */
    sheet_made_at: number | null;
    /** When the backup was made that is being put in place; `null`: none is. */
    restoring_from: number | null;
    /** The incarnation that began with an older copy, until everybody was told; since when it is there, and when the copy was made, if that is known. */
    restored_as: string | null;
    restored_at: number | null;
    restored_from: number | null;
  };
  installation_key: { purpose: InstallationKeyPurpose; version: number; wrapped: Uint8Array; created_at: number };
  /** At most one is `current`, at most one `leaving` (while user keys move from it to the current one). */
  epoch: { id: string; state: 'current' | 'leaving'; created_at: number };
  user_key: {
    key_id: string;
    user_id: string;
    purpose: 'account' | 'data';
    state: 'current' | 'leaving';
    /** Since when it is `leaving`. */
    left_at: number | null;
    epoch_id: string;
    wrapped: Uint8Array;
    /** How the ledger would name it: HMAC of the user id (account) or of the key id (data). */
    subject: Uint8Array;
    /** Counted up to the last rotation or orderly end. */
    seals: number;
  };
  login: {
    user_id: string;
    email_hmac: Uint8Array;
    state: 'creating' | 'unconfirmed' | 'active' | 'leaving';
    credentials_version: number;
    /** 1: becomes `active` without confirmation. */
    confirmed: number;
    /** For a minute from here `creating` belongs to the process that began it. */
    created_at: number;
    /** Since when the operator has the account disabled; `null`: it is not. */
    disabled_at: Generated<number | null>;
    /** Since when its owner has the account frozen; `null`: it is not. */
    frozen_at: Generated<number | null>;
    /** Where their activity log begins and ends: see [Note: Activity log]. `null`: nothing was written since this is kept. */
    log_first: Generated<number | null>;
    log_position: Generated<number | null>;
    log_digest: Generated<Uint8Array | null>;
    /** Of the database when it was noted: under another one a log that ends earlier is a restored one. */
    log_incarnation: Generated<string | null>;
    /** What features/account says of the second factor, sealed by it under the person's account key; `null`: nothing was ever said. */
    second_factor: Generated<Uint8Array | null>;
  };
  /** Invitations that nobody has used: HMAC of the token. `user_id`: whose sign-up is using it right now; it is free again if nothing comes of that. */
  invite: { token_hmac: Uint8Array; created_at: number; ends_at: number; user_id: Generated<string | null> };
  /** Who works at the operator's desk. Sealed under a key of the installation: name and secret of the authenticator app. */
  operator: { id: string; created_at: number; last_step: number; sealed: Uint8Array };
  identity: { issuer_subject_hmac: Uint8Array; user_id: string };
  ledger: LedgerRow;
  /** Accounts whose erasure is under way: from the ledger entry until everything is swept. */
  erasure: { user_id: string; position: number };
  operator_log: OperatorLogRow;
  /** Archives of the database that have not expired, and the version of the backup key each is sealed under. */
  backup: { id: string; key_version: number; created_at: number; bytes: number; sha256: Uint8Array; verified_at: number | null };
  /** What operators work on, see `cases.ts`. */
  case_file: CaseRow;
  lease: { name: string; holder: string; ends_at: number };
  /** Mirrors that had not confirmed when keys were rotated; the row goes when the mirror was refilled. */
  struck_mirror: { store: string; place: string; struck_at: number };
}

export type InstallationKeyPurpose = 'ledger' | 'log' | 'index' | 'backup';

export interface LedgerRow {
  /** From 1, without gaps. */
  position: number;
  kind: 'account' | 'data';
  subject: Uint8Array;
  at: number;
  mac: Uint8Array;
}

export interface CaseRow {
  /** `<sort>-<number>`. */
  id: string;
  sort: 'legal' | 'right' | 'report' | 'breach' | 'reset';
  number: number;
  state: 'open' | 'approved' | 'done';
  opened_at: number;
  opened_by: string;
  approved_at: number | null;
  approved_by: string | null;
  done_at: number | null;
  revision: number;
  /** What it is about, under a key of the installation. */
  sealed: Uint8Array;
}

export interface OperatorLogRow {
  position: number;
  at: number;
  /** `system`, or an operator's opaque id. */
  actor: string;
  command: string;
  case_id: string;
  count: number;
  mac: Uint8Array;
}

export const keyringMigrations: readonly Migration[] = [
  {
    name: '0001-begin',
    up: (make) => [
      make.table(
        'meta',
        {
          id: 'integer',
          installation_id: 'text',
          state: 'text',
          revision: 'integer',
          changed_at: 'integer',
          announced: 'integer',
          check_value: 'bytes',
          ledger_head: 'bytes?',
          log_head: 'bytes?',
          incarnation: 'text',
          applied: 'integer',
          sheet_made_at: 'integer?',
        },
        { primary: ['id'] },
      ),
      make.table(
        'installation_key',
        { purpose: 'text', version: 'integer', wrapped: 'sealed', created_at: 'integer' },
        { primary: ['purpose', 'version'] },
      ),
      make.table('epoch', { id: 'text', state: 'text', created_at: 'integer' }, { primary: ['id'] }),
      make.index('epoch_one_of_each_state', { table: 'epoch', columns: ['state'], unique: true }),
      make.table(
        'user_key',
        {
          key_id: 'text',
          user_id: 'text',
          purpose: 'text',
          state: 'text',
          left_at: 'integer?',
          epoch_id: 'text',
          wrapped: 'sealed',
          subject: 'bytes',
          seals: 'integer',
        },
        { primary: ['key_id'], foreign: [{ columns: ['epoch_id'], table: 'epoch', references: ['id'] }] },
      ),
      make.index('user_key_by_user', { table: 'user_key', columns: ['user_id', 'purpose', 'state'], unique: true }),
      make.index('user_key_by_epoch', { table: 'user_key', columns: ['epoch_id', 'key_id'] }),
      make.index('user_key_by_subject', { table: 'user_key', columns: ['subject'] }),
      make.table(
        'login',
        {
          user_id: 'text',
          email_hmac: 'bytes',
          state: 'text',
          credentials_version: 'integer',
          confirmed: 'integer',
          created_at: 'integer',
        },
        { primary: ['user_id'] },
      ),
      make.index('login_one_active', { table: 'login', columns: ['email_hmac'], unique: true, where: "state = 'active'" }),
      make.index('login_by_state', { table: 'login', columns: ['state', 'created_at'] }),
      make.table('identity', { issuer_subject_hmac: 'bytes', user_id: 'text' }, { primary: ['issuer_subject_hmac'] }),
      make.index('identity_by_user', { table: 'identity', columns: ['user_id'] }),
      make.table(
        'ledger',
        { position: 'integer', kind: 'text', subject: 'bytes', at: 'integer', mac: 'bytes' },
        { primary: ['position'] },
      ),
      make.table('erasure', { user_id: 'text', position: 'integer' }, { primary: ['user_id'] }),
      make.table(
        'operator_log',
        { position: 'integer', at: 'integer', actor: 'text', command: 'text', case_id: 'text', count: 'integer', mac: 'bytes' },
        { primary: ['position'] },
      ),
      make.table('lease', { name: 'text', holder: 'text', ends_at: 'integer' }, { primary: ['name'] }),
      make.table('struck_mirror', { store: 'text', place: 'text', struck_at: 'integer' }, { primary: ['store', 'place'] }),
    ],
    down: (make) =>
      [
        'struck_mirror',
        'lease',
        'operator_log',
        'erasure',
        'ledger',
        'identity',
        'login',
        'user_key',
        'epoch',
        'installation_key',
        'meta',
      ].map((table) => make.dropTable(table)),
  },
  {
    name: '0002-desk',
    up: (make) => [
      make.addColumn('login', 'disabled_at', 'integer?'),
      make.table('invite', { token_hmac: 'bytes', created_at: 'integer', ends_at: 'integer' }, { primary: ['token_hmac'] }),
      make.table('operator', { id: 'text', created_at: 'integer', last_step: 'integer', sealed: 'sealed' }, { primary: ['id'] }),
    ],
    down: (make) => [make.dropTable('operator'), make.dropTable('invite'), make.dropColumn('login', 'disabled_at')],
  },
  {
    name: '0003-mark',
    up: (make) => [make.addColumn('meta', 'mark', 'integer?'), make.addColumn('invite', 'user_id', 'text?')],
    down: (make) => [make.dropColumn('invite', 'user_id'), make.dropColumn('meta', 'mark')],
  },
  {
    name: '0004-second-factor',
    up: (make) => [make.addColumn('login', 'second_factor', 'bytes?')],
    down: (make) => [make.dropColumn('login', 'second_factor')],
  },
  {
    name: '0005-backups',
    up: (make) => [
      make.table(
        'backup',
        { id: 'text', key_version: 'integer', created_at: 'integer', bytes: 'integer', sha256: 'bytes', verified_at: 'integer?' },
        { primary: ['id'] },
      ),
    ],
    down: (make) => [make.dropTable('backup')],
  },
  {
    name: '0006-frozen',
    up: (make) => [make.addColumn('login', 'frozen_at', 'integer?')],
    down: (make) => [make.dropColumn('login', 'frozen_at')],
  },
  {
    name: '0008-cases',
    up: (make) => [
      make.table(
        'case_file',
        {
          id: 'text',
          sort: 'text',
          number: 'integer',
          state: 'text',
          opened_at: 'integer',
          opened_by: 'text',
          approved_at: 'integer?',
          approved_by: 'text?',
          done_at: 'integer?',
          revision: 'integer',
          sealed: 'sealed',
        },
        { primary: ['id'] },
      ),
      make.index('case_file_by_number', { table: 'case_file', columns: ['sort', 'number'], unique: true }),
    ],
    down: (make) => [make.dropTable('case_file')],
  },
  {
    name: '0009-restores',
    up: (make) => [
      make.addColumn('meta', 'restoring_from', 'integer?'),
      make.addColumn('meta', 'restored_as', 'text?'),
      make.addColumn('meta', 'restored_at', 'integer?'),
      make.addColumn('meta', 'restored_from', 'integer?'),
    ],
    down: (make) =>
      ['restored_from', 'restored_at', 'restored_as', 'restoring_from'].map((column) => make.dropColumn('meta', column)),
  },
  {
    name: '0010-activity',
    up: (make) => [
      make.addColumn('login', 'log_first', 'integer?'),
      make.addColumn('login', 'log_position', 'integer?'),
      make.addColumn('login', 'log_digest', 'bytes?'),
      make.addColumn('login', 'log_incarnation', 'text?'),
    ],
    down: (make) =>
      ['log_incarnation', 'log_digest', 'log_position', 'log_first'].map((column) => make.dropColumn('login', column)),
  },
];

/** Tables that mirrors hold, each with the column it is paged by, in an order in which rows may be put back. */
export const keyringCopied = [
  ['installation_key', 'purpose'],
  ['epoch', 'id'],
  ['user_key', 'key_id'],
  ['login', 'user_id'],
  ['identity', 'issuer_subject_hmac'],
  ['invite', 'token_hmac'],
  ['operator', 'id'],
  ['ledger', 'position'],
  ['erasure', 'user_id'],
  ['operator_log', 'position'],
  ['backup', 'id'],
  ['case_file', 'id'],
  ['lease', 'name'],
  ['struck_mirror', 'place'],
] as const satisfies readonly (readonly [keyof KeyringTables, string])[];
