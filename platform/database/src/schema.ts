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
  policy_version: {
    document: string;
    version: string;
    sha256: string;
    published_at: number;
    /** From when it holds; `null`: since it was published. */
    effective_at: Generated<number | null>;
    /** Since when everybody concerned has been told of it; `null`: not everybody yet. */
    announced_at: Generated<number | null>;
  };

  /** How often something was done in a month (`2026-11`, UTC), by everybody together. */
  tally: { name: string; month: string; count: number };

  /**
   * `disabled_at`: since when the operator has the account disabled; `frozen_at`: since when its owner has it frozen. The
   * keyring says it, this row lets each request see it.
   */
  workspace: {
    user_id: string;
    revision: number;
    account_key_id: string;
    data_key_id: string;
    disabled_at: Generated<number | null>;
    frozen_at: Generated<number | null>;
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
  /** Reminders that were given by mail: a row is the right to give one, and there is one such row. `moment`: see [Note: Moments]. */
  reminded: { user_id: string; record_id: string; moment: number; told_at: number };
  /** Whoever wants reminders by mail has a row. `stopped_at`: since when they do not any more, by the link in a mail. */
  reminder_mail: {
    user_id: string;
    /** SHA-256 of the secret in the link that ends them. */
    token_hash: Uint8Array;
    created_at: number;
    stopped_at: number | null;
    key_id: string;
    /** The secret itself, for the next mail. */
    sealed: Uint8Array;
  };
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
  calendar_feed: {
    user_id: string;
    id: string;
    token_hash: Uint8Array;
    created_at: number;
    /** When a calendar program last fetched it, to five minutes; `null`: never. */
    fetched_at: number | null;
    expires_at: number | null;
    key_id: string;
    /** Name, and how much it tells. */
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
  /** What the operator must tell someone: a change of the texts, a breach, a disclosure. `id`: a digest, different for each person. */
  notice: {
    user_id: string;
    id: string;
    created_at: number;
    /** What became of the mail about it: see `features/notices/server/mailed.ts`. */
    mailed: number;
    dismissed_at: number | null;
    key_id: string;
    sealed: Uint8Array;
  };
  /**
   * Help someone asked the operator for. It waits until `lapses_at`; whoever takes it up reads until `until_at`; `ended_at`: by the
   * person's hand before that. Digits alone, so that the desk can list it without opening anything.
   */
  support_grant: {
    user_id: string;
    id: string;
    /** Opaque id of the operator it is meant for; `null`: whoever takes it up first, whose id stands here from then on. */
    operator: string | null;
    /** What may be read: `kinds` with the numbers of kinds, or `application` with the id of one. */
    scope: string;
    asked_at: number;
    lapses_at: number;
    reading_ms: number;
    taken_at: number | null;
    until_at: number | null;
    ended_at: number | null;
  };
  /** What was asked, read and answered under a grant, in order. `operator`: opaque id of who read or answered. */
  support_entry: {
    user_id: string;
    grant_id: string;
    position: number;
    what: 'asked' | 'read' | 'answered';
    at: number;
    operator: string | null;
    key_id: string;
    /** What was written, or what was read: kinds and how many of each. */
    sealed: Uint8Array;
  };
  /** `digest` and `mac`: `null` in rows from before logs were chained. See [Note: Activity log]. */
  activity: {
    user_id: string;
    position: number;
    at: number;
    key_id: string;
    sealed: Uint8Array;
    digest: Generated<Uint8Array | null>;
    mac: Generated<Uint8Array | null>;
    restored_from: Generated<number | null>;
  };
  /** Subject lines of mails; `sent_at`: `null` until one has left. */
  sent_mail: {
    user_id: string;
    id: string;
    written_at: number;
    sent_at: Generated<number | null>;
    key_id: string;
    sealed: Uint8Array;
  };
  /** What was handed over by law. `id`: of the case at the operator's desk. There is a row once the person may know. */
  disclosure: { user_id: string; id: string; disclosed_at: number; key_id: string; sealed: Uint8Array };
}
