/**
 * WHERE DATA IS SEALED: the door of the vault. See ../../../docs/vault.md for the key tree.
 *
 * Promises: nothing leaves sealed under a key that is leaving; nothing opens without an `Opening`; a failure to open
 * says only that it did not open. Never: a raw key outside this package, a user key without its wrapping.
 */
import type { UserId } from '@sotto/domain';
import type { Statement } from '@sotto/database';
import type { Archives } from './archives.ts';
import type { Cases } from './cases.ts';
import type { Finding } from './finding.ts';
import type { KeyringTableName } from './keyring-inventory.ts';
import type { KeyringDesk } from './keyring-desk.ts';
import type { Restores } from './restores.ts';
import type { Reconciliation } from './reconcile.ts';

/** Why something is opened. A module declares its purposes; the vault refuses the rest. */
export const purposes = ['track', 'account', 'transfer', 'search', 'capture', 'remind', 'erase', 'support', 'legal'] as const;
export type Purpose = (typeof purposes)[number];

declare const made: unique symbol;

/**
 * The right to open one person's values for one purpose. Made only by platform/http (for a request) and
 * platform/schedule (for a job), through `@sotto/vault/opening`; the architecture test watches that.
 */
export interface Opening {
  readonly userId: UserId;
  readonly actor: 'user' | 'key' | 'grant' | 'job' | 'legal';
  readonly purpose: Purpose;
  readonly [made]: true;
}

/** Where a sealed value lies. All of it is bound into the seal: moved anywhere else it does not open. */
export interface Place {
  /** Table name, or `record:<kind number>`. */
  readonly table: string;
  /** Row id within the table; with `position` for pieces. */
  readonly id: string;
  /** The record's revision; 0 where rows have none. */
  readonly revision: number;
}

/** The one thing a reader of damaged, moved or foreign ciphertext is told. */
export class DidNotOpen extends Error {
  override readonly name = 'DidNotOpen';
  constructor() {
    super('The value did not open.');
  }
}

/** The keyring, the epoch store or a required mirror does not answer, or the database is being reconciled. Edge: 503. */
export class VaultUnavailable extends Error {
  override readonly name = 'VaultUnavailable';
}

/** The invitation was used, has ended, or never was. */
export class InviteSpent extends Error {
  override readonly name = 'InviteSpent';
}

/** The person's key is gone (erased in the meantime). Edge: 401. */
export class KeyShredded extends Error {
  override readonly name = 'KeyShredded';
}

/** One of a person's two keys, unwrapped in memory as a KeyObject, never as bytes. Sealing and opening are synchronous. */
export interface Sealer {
  readonly userId: UserId;
  readonly keyId: string;
  /** format 1 byte | nonce 12 | ciphertext | tag 16; the plaintext padded to a multiple of 64 bytes. */
  seal(place: Place, plaintext: Uint8Array): Uint8Array;
  /** Throws `DidNotOpen`; throws a TypeError when `by` is someone else's or of a purpose this vault was not given. */
  open(place: Place, sealed: Uint8Array, by: Opening): Uint8Array;
}

export interface UserSealers {
  readonly account: Sealer;
  readonly data: Sealer;
}

/** What the keyring's sign-in index says of an e-mail address. */
export interface Login {
  readonly userId: UserId;
  readonly state: 'unconfirmed' | 'active';
  readonly credentialsVersion: number;
}

/** Someone at another issuer: who they are there never changes, unlike their address. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** What the operator sees of a person: an opaque id and dates, nothing else. */
export interface Listed {
  readonly userId: UserId;
  readonly state: 'creating' | 'unconfirmed' | 'active' | 'leaving';
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms; `null`: not disabled. */
  readonly disabledAt: number | null;
}

/** Why an account is not in use: `disabled` by the operator, or `frozen` by its owner. Either way it is kept, and can be read, taken along and deleted by its owner alone. */
export type Halt = 'disabled' | 'frozen';

/** Where someone's activity log begins and ends, kept where the database cannot reach. See [Note: Activity log]. */
export interface ActivityHead {
  /** Position of the first entry that must be there: what came before has had its time. */
  readonly first: number;
  /** Position and SHA-256 of the last entry. */
  readonly position: number;
  readonly digest: Uint8Array;
  /** Of the database when it was noted. */
  readonly incarnation: string;
}

/** An entry of the operator log. */
export interface OperatorEntry {
  /** From 1, without gaps. */
  readonly position: number;
  /** Epoch ms. */
  readonly at: number;
  /** `system`, or an operator's opaque id. */
  readonly actor: string;
  readonly command: string;
  /** Empty: it concerned nothing in particular. */
  readonly caseId: string;
  readonly count: number;
}

export interface Vault {
  readonly installationId: string;
  /** Changes when a restored database was reconciled: part of cache keys and ETags. */
  incarnation(): string;
  /** What was found and done when this vault was opened. */
  readonly startedWith: Reconciliation;

  /** Both keys of a person; cached. Throws `KeyShredded` when there are none, `VaultUnavailable` when the keyring does not answer. */
  sealers(userId: UserId): Promise<UserSealers>;
  /** The keys from the cache if they are there, for the synchronous path; else `null`. */
  cachedSealers(userId: UserId): UserSealers | null;
  /** Drops a person's keys from the cache: their workspace row names another key, so another process has replaced it. */
  forgetSealers(userId: UserId): void;

  /** HMAC under the sign-in index key: the only form in which an e-mail address (normalised by the caller) or rate-limit key is looked up. */
  blind(label: string, value: string): Uint8Array;

  /** The active person of this (normalised) e-mail address; `null` if there is none. */
  findLogin(email: string): Promise<Login | null>;
  /** The active person of this id; `null`: unknown, not confirmed yet, or being erased. For a way in that names its person, as a passkey does. */
  findUser(userId: UserId): Promise<Login | null>;
  /**
   * Raises the version that credentials must carry at least to `version`, after the database holds it; lower is left as it is.
   * See [Note: Changing how one signs in] in features/account.
   *
   * `secondFactor`: sealed by the caller under the person's account key, kept with the version unless a later one is there
   * already. @default what was kept before stays
   */
  raiseCredentialsVersion(userId: UserId, version: number, secondFactor?: Uint8Array): Promise<void>;
  /** What was kept last of the second factor, as it was sealed; `null`: nothing, or there is no such person. */
  keptSecondFactor(userId: UserId): Promise<Uint8Array | null>;
  /** The least version that credentials must carry; the first is 1. This and `raiseCredentialsVersion` throw `KeyShredded` for someone unknown. */
  credentialsVersion(userId: UserId): Promise<number>;
  /** How many rows the keyring has of someone, by table; see `keyringInventory`. */
  countHeld(userId: UserId): Promise<Readonly<Record<KeyringTableName, number>>>;
  /** The head of someone's activity log; `null`: none was noted, or there is no such person. */
  activityHead(userId: UserId): Promise<ActivityHead | null>;
  /** Notes it, after the database holds the entry. Neither number falls; someone unknown is no error. */
  keepActivityHead(userId: UserId, head: ActivityHead): Promise<void>;
  /**
   * The (normalised) address someone is found by from now on; `false`: it is someone else's. Repeating it answers `true`.
   * `isProved`: they have shown that the mailbox is theirs; then someone with keys but no rows (see `releaseUser`) loses it.
   * Throws `KeyShredded` for someone unknown, unconfirmed or being erased.
   */
  changeLogin(userId: UserId, email: string, how?: { isProved: boolean }): Promise<boolean>;

  /** Whose identity this is; `null`: nobody's. Only people who are active. */
  findIdentity(identity: Identity): Promise<Login | null>;
  /** `false`: it is someone else's. Repeating it answers `true`. Throws `KeyShredded` for someone unknown, unconfirmed or being erased. */
  linkIdentity(userId: UserId, identity: Identity): Promise<boolean>;
  /** Absence is no error. */
  unlinkIdentity(userId: UserId, identity: Identity): Promise<void>;

  /** Disables or enables an account: in the keyring, and in the database for each request to see. `false`: it was so already. Throws `KeyShredded` for someone unknown. */
  setDisabled(userId: UserId, disabled: boolean): Promise<boolean>;
  /** The same by its owner's own wish: freezes or thaws an account. Neither does the other's work: an account is in use when it is neither. */
  setFrozen(userId: UserId, frozen: boolean): Promise<boolean>;
  /** Everybody, page by page in the order of ids: those after `after`, at most `limit`. */
  listPeople(page: { after: UserId | null; limit: number }): Promise<Listed[]>;

  /** Keeps an invitation until `endsAt` (epoch ms). */
  addInvite(token: string, endsAt: number): Promise<void>;
  /** Whether an invitation is open. */
  hasInvite(token: string): Promise<boolean>;

  /**
   * A new operator; name and secret are sealed under a key of the installation. `lastStep`: of the code that proved the
   * secret. Answers the opaque id. Throws `AlreadyExists` for a name that is taken, whatever its capitals.
   */
  addOperator(operator: { name: string; secret: Uint8Array; lastStep: number }): Promise<string>;
  /** Everyone at the operator's desk. Secrets open here only, for the check of a code. */
  operators(): Promise<{ id: string; name: string; createdAt: number; secret: Uint8Array; lastStep: number }[]>;
  /** Takes the code of a time step: `false` when one of it or after it was taken already. */
  takeOperatorStep(id: string, step: number): Promise<boolean>;

  /**
   * Sign-up, crash-safe: keyring row `creating` → `rows` written to the database in one unit, workspace row (revision 1) included by the vault → `unconfirmed`, or `active` when `confirmed`.
   * Throws `AlreadyExists` (from @sotto/database) when `confirmed` and the address, or the identity, is someone else's;
   * `InviteSpent` when `invite` is named and no longer open. The invitation is used up once the account counts; if nothing comes of it, it is open again.
   */
  createUser(
    user: { userId: UserId; email: string; confirmed: boolean; invite?: string; identity?: Identity },
    rows: (sealers: UserSealers) => readonly Statement[],
  ): Promise<void>;
  /**
   * `unconfirmed` → `active`; `false` when the address has become someone else's in the meantime. Repeating it answers `true`.
   * `invite` is used up with it; throws `InviteSpent` when someone else was quicker.
   */
  confirmUser(userId: UserId, invite?: string): Promise<boolean>;
  /** Erases accounts that were not confirmed within 7 days of `now` (epoch ms). Daily. Answers how many. */
  purgeUnconfirmed(now: number): Promise<number>;
  /** Frees the address of someone who has keys but no rows, after a restore: `sotto user release`. Erases the account. `false`: they have rows, and nothing happened. */
  releaseUser(userId: UserId): Promise<boolean>;

  /**
   * All data, account stays: see [Note: Erasure and backups]. `rows` re-creates what an empty account starts with, sealed
   * under the new data key. The workspace's revision goes up by one; its `data_key_id` changes. Throws `KeyShredded`.
   */
  eraseData(userId: UserId, rows: (sealers: UserSealers) => readonly Statement[]): Promise<void>;
  /** The account. When it resolves, keys are destroyed and rows swept; `onKeyGone` is called in between. Throws `KeyShredded` when nobody is there; may be repeated after any other failure. */
  eraseAccount(userId: UserId, onKeyGone?: () => void): Promise<void>;
  /** Called with the id of every person whose keys changed or went in this process: caches drop them. */
  onKeysChanged(listener: (userId: UserId) => void): void;

  /** Weekly: a new epoch key, every user key rewrapped, the old epoch key destroyed. Resumable. `false`: another process is at it. */
  rotateEpoch(): Promise<boolean>;
  /**
   * A new root key in the key file; rewraps what it wraps, while other processes go on. The recovery sheet is void afterwards.
   * `false`: another process is changing keys. Throws `VaultRefused` when the key is not in a file of ours.
   */
  rotateRoot(): Promise<boolean>;
  /** What the operator sees of keyring and epoch store, and how mirrors are looked after. */
  readonly keyring: KeyringDesk;
  /** That an older copy of the database was put in place, until everybody was told. */
  readonly restores: Restores;
  /** Remembers in the keyring how far the database is, so that an older copy of it is known as one. Hourly; also done at each start and end. */
  markProgress(): Promise<void>;
  /** The full comparison of database, keyring and ledger. Daily. Throws `VaultRefused` when too many people are without key and ledger entry; then nobody was touched. */
  compare(): Promise<Reconciliation>;
  /** What operators work on. */
  readonly cases: Cases;
  /** How many accounts, and how many times all data of one, were erased since (epoch ms): from the ledger, which names nobody. */
  countErased(since: number): Promise<{ accounts: number; data: number }>;
  /** Keys and register of backups. */
  readonly archives: Archives;
  /** What is wrong, in plain sentences for the operator; empty when all is well. */
  doctor(): Promise<Finding[]>;
  /** Text to print: the root key. Noted in the operator log. */
  secretsSheet(): Promise<string>;
  /** Appends to the operator log. `actor`: `system` or an operator's opaque id; nothing personal anywhere. */
  logOperator(entry: { actor: string; command: string; caseId?: string; count?: number }): Promise<void>;
  /** The operator log, page by page from its beginning: entries after position `after` (0: the first), at most `limit`. That none was changed is checked by `doctor`. */
  readOperatorLog(page: { after: number; limit: number }): Promise<OperatorEntry[]>;
  /** Finishes what runs, then closes keyring and epoch store. Close the database afterwards. */
  close(): Promise<void>;
}
