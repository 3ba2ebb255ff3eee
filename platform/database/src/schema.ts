/**
 * The tables of the database, as Kysely sees them. Personal values are only ever in columns named `sealed`.
 *
 * `user_id` stands first in every key. Times are epoch milliseconds; a flag is 0 or 1; ids are lower-case UUID text.
 * Every table is listed in `inventory.ts`: a table that is not there fails a test, and erasure follows that list.
 */
import type { Generated } from 'kysely';

export interface SottoTables {
  /** `mark` counts up at every start, end and hour; the keyring remembers the last one: lower is an older copy. */
  installation: { id: string; incarnation: string; ledger_sequence: number; mark: number | null };
  lease: { name: string; holder: string; ends_at: number };
  job: { name: string; last_run_at: number; last_outcome: string };
  rate_hit: { key: string; window_at: number; hits: number; ends_at: number };
  /** Digests of challenges that were answered: none is answered twice. */
  spent: { key: string; ends_at: number };
  policy_version: { document: string; version: string; sha256: string; published_at: number };

  /** `disabled_at`: since when the operator has the account disabled; the keyring says it, this row lets each request see it. */
  workspace: {
    user_id: string;
    revision: number;
    account_key_id: string;
    data_key_id: string;
    disabled_at: Generated<number | null>;
  };
  record: {
    user_id: string;
    id: string;
    kind: number;
    parent_id: string | null;
    key_id: string;
    revision: number;
    /** The workspace revision that last wrote this row. */
    sequence: number;
    created_at: number;
    updated_at: number;
    sealed: Uint8Array;
  };
  /** Deletions of the last 7 days, so that other processes' caches hear of them. */
  gone: { user_id: string; id: string; sequence: number; gone_at: number };
  /** Files and index segments in pieces of 64 KiB. */
  chunk: { user_id: string; file_id: string; position: number; key_id: string; sealed: Uint8Array };
  alarm: { user_id: string; record_id: string; due_at: number };
  /**
   * `kind` 'account': what is known about the account; its `version` is the one that the keyring must not be ahead of.
   * 'password', 'passkey', 'identity': something the person signs in with.
   */
  credential: {
    user_id: string;
    id: string;
    kind: string;
    version: number;
    key_id: string;
    created_at: number;
    sealed: Uint8Array;
  };
  /** Secrets of authenticator apps. `state`: 'on', or 'pending' until a first code was shown. */
  totp: {
    user_id: string;
    state: 'on' | 'pending';
    /** The latest time step whose code was taken: none before it is taken again. */
    last_step: number;
    key_id: string;
    created_at: number;
    sealed: Uint8Array;
  };
  /** Keyed digests of recovery codes; a code that was used has no row. */
  recovery_code: { user_id: string; code_hash: Uint8Array; created_at: number };
  session: {
    user_id: string;
    id: string;
    /** SHA-256 of the token. */
    token_hash: Uint8Array;
    created_at: number;
    used_at: number;
    /** When the person last proved who they are. */
    fresh_at: number;
    idle_ms: number;
    absolute_ms: number;
    ends_at: number;
    key_id: string;
    /** Device label. */
    sealed: Uint8Array;
  };
  access_key: {
    user_id: string;
    id: string;
    token_hash: Uint8Array;
    /** Scopes, space-separated: not personal, and needed before anything is opened. */
    scopes: string;
    created_at: number;
    /** Start of the day of last use; `null`: never used. */
    used_on: number | null;
    expires_at: number | null;
    key_id: string;
    /** Name. */
    sealed: Uint8Array;
  };
  /** Single-use links and codes: confirm e-mail, connect the extension. */
  ticket: {
    user_id: string;
    id: string;
    purpose: string;
    token_hash: Uint8Array;
    created_at: number;
    ends_at: number;
    key_id: string;
    sealed: Uint8Array;
  };
  outbox: {
    user_id: string;
    id: string;
    due_at: number;
    attempts: number;
    created_at: number;
    key_id: string;
    sealed: Uint8Array;
  };
  activity: { user_id: string; position: number; at: number; key_id: string; sealed: Uint8Array };
}
