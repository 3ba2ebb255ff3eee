/**
 * The two credential rows of an account: its password, and what is known about the account itself.
 *
 * Both are sealed under the account key, so they outlive "delete all data" and die with the account.
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import type { Opening, Sealer } from '@sotto/vault';
import { z } from 'zod';
import { Email, SessionLimits } from '../api.ts';

const Hashed = z.strictObject({
  /** PHC string. */
  hash: z.string(),
  /** Epoch ms. */
  changedAt: z.number(),
});
export type Hashed = z.infer<typeof Hashed>;

/** See [Note: Changing the password]. */
const Password = z.strictObject({ ...Hashed.shape, next: z.strictObject({ ...Hashed.shape, version: z.int() }).optional() });

const Details = z.strictObject({ email: Email, ...SessionLimits.shape, mailOnSignIn: z.boolean() });
export type Details = z.infer<typeof Details>;

const schemas = { password: Password, account: Details };
type CredentialKind = keyof typeof schemas;
type ContentOf<K extends CredentialKind> = z.infer<(typeof schemas)[K]>;

/** A credential row, opened. */
export interface Credential<K extends CredentialKind> {
  readonly id: string;
  readonly version: number;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly content: ContentOf<K>;
}

export interface Credentials {
  readonly password: Credential<'password'>;
  readonly account: Credential<'account'>;
}

/** What someone signs in with, opened; `null`: the account is gone, or its rows are. */
export async function readCredentials({ database, vault }: Platform, by: Opening): Promise<Credentials | null> {
  const rows = await database.rows(credentialRows(database, by.userId));
  const password = rows.find((row) => row.kind === 'password');
  const account = rows.find((row) => row.kind === 'account');
  if (!password || !account) return null;
  const sealer = (await vault.sealers(by.userId)).account;
  return { password: opened('password', sealer, password, by), account: opened('account', sealer, account, by) };
}

/** The query of `readCredentials`, also run for nobody, so that a known and an unknown address cost the same. */
export function credentialRows({ build }: Platform['database'], userId: UserId) {
  return build.selectFrom('credential').select(['id', 'kind', 'version', 'created_at', 'sealed']).where('user_id', '=', userId);
}

interface CredentialRow {
  readonly id: string;
  readonly version: number;
  readonly created_at: number;
  readonly sealed: Uint8Array;
}

function opened<K extends CredentialKind>(kind: K, sealer: Sealer, row: CredentialRow, by: Opening): Credential<K> {
  const text = Buffer.from(sealer.open(place(row.id), row.sealed, by)).toString();
  // Safe: the schema that parses is the one the type is inferred from.
  const content = schemas[kind].parse(JSON.parse(text)) as ContentOf<K>;
  return { id: row.id, version: row.version, createdAt: row.created_at, content };
}

/** Puts a new credential in place. */
export function insertCredential<K extends CredentialKind>(
  { database }: Platform,
  sealer: Sealer,
  kind: K,
  { id, version, createdAt, content }: Credential<K>,
): Statement {
  const row = {
    user_id: sealer.userId,
    id,
    kind,
    version,
    key_id: sealer.keyId,
    created_at: createdAt,
    sealed: sealed(sealer, id, content),
  };
  return { query: database.build.insertInto('credential').values(row), rows: 1 };
}

/** Writes a credential anew. Fails as `WrongRowCount` when it has another version by now than the one `seen`. */
export function updateCredential<K extends CredentialKind>(
  platform: Platform,
  sealer: Sealer,
  seen: Credential<K>,
  next: { version?: number; content: ContentOf<K> },
): Statement {
  const query = rewrite(platform, sealer, seen, { version: seen.version, ...next }).where('version', '=', seen.version);
  return { query, rows: 1 };
}

/** Writes a credential under a higher version. Fails as `WrongRowCount` when it has that one or a later one by now. */
export function raiseCredential<K extends CredentialKind>(
  platform: Platform,
  sealer: Sealer,
  seen: Credential<K>,
  next: { version: number; content: ContentOf<K> },
): Statement {
  return { query: rewrite(platform, sealer, seen, next).where('version', '<', next.version), rows: 1 };
}

function rewrite<K extends CredentialKind>(
  { database }: Platform,
  sealer: Sealer,
  { id }: Credential<K>,
  { version, content }: { version: number; content: ContentOf<K> },
) {
  return database.build
    .updateTable('credential')
    .set({ version, key_id: sealer.keyId, sealed: sealed(sealer, id, content) })
    .where('user_id', '=', sealer.userId)
    .where('id', '=', id);
}

function sealed(sealer: Sealer, id: string, content: object): Uint8Array {
  return sealer.seal(place(id), Buffer.from(JSON.stringify(content)));
}

function place(id: string) {
  return { table: 'credential', id, revision: 0 };
}
