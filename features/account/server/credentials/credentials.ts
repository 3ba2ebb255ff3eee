/**
 * What someone signs in with, and what is known about the account itself.
 *
 * One row each: the account (always there), its password, its passkeys, who its owner is at other issuers. All are sealed
 * under the account key, so they outlive "delete all data" and die with the account. The version of the whole stands on
 * the row of the account: see [Note: Changing how one signs in].
 */
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { DidNotOpen, type Opening, type Sealer } from '@sotto/vault';
import { z } from 'zod';
import { SessionLimits } from '../../api.ts';

const Password = z.object({
  /** PHC string. */
  hash: z.string(),
  /** Epoch ms. */
  changedAt: z.number(),
});

const Details = z.strictObject({
  /** The version this row was sealed with; absent in rows of before 2026-11-22, which had it in their column alone. */
  version: z.int().optional(),
  email: z.string(),
  ...SessionLimits.shape,
  mailOnSignIn: z.boolean(),
  /**
   * The second factor that is on, and since when (epoch ms); `null`: none. Its secret lies in a row of its own, with the
   * same id: taking that row away, or putting an older one back, leaves a question that no code answers.
   */
  secondFactor: z.strictObject({ id: z.string(), since: z.number() }).nullable().default(null),
});
export type Details = Omit<z.infer<typeof Details>, 'version'>;

const Passkey = z.strictObject({
  name: z.string(),
  /** Base64url, as the authenticator names it. */
  credentialId: z.string(),
  /** COSE key, base64url. */
  publicKey: z.string(),
  /** 0 for authenticators that do not count. */
  counter: z.int(),
  /** Hints for the browser: `internal`, `usb`, … */
  transports: z.array(z.string()),
  /** Copied between devices by their maker. */
  synced: z.boolean(),
  /** Start of the day of last use, epoch ms; `null`: never used. */
  usedOn: z.number().nullable(),
});

const Identity = z.strictObject({
  issuer: z.string(),
  subject: z.string(),
});

const schemas = { account: Details, password: Password, passkey: Passkey, identity: Identity };
export type CredentialKind = keyof typeof schemas;
type Stored<K extends CredentialKind> = z.infer<(typeof schemas)[K]>;
export type ContentOf<K extends CredentialKind> = K extends 'account' ? Details : Stored<K>;

/** A credential row, opened. */
export interface Credential<K extends CredentialKind> {
  readonly id: string;
  readonly version: number;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly content: ContentOf<K>;
}

export interface Credentials {
  readonly account: Credential<'account'>;
  /** `null`: one signs in by passkey or another issuer. */
  readonly password: Credential<'password'> | null;
  /** Oldest first. */
  readonly passkeys: readonly Credential<'passkey'>[];
  /** Oldest first. */
  readonly identities: readonly Credential<'identity'>[];
}

/** What someone signs in with, opened; `null`: the account is gone, or its rows are. */
export async function readCredentials({ database, vault }: Platform, by: Opening): Promise<Credentials | null> {
  const rows = await database.rows(credentialRows(database, by.userId));
  const sealer = rows.length === 0 ? null : (await vault.sealers(by.userId)).account;
  if (!sealer) return null;
  const all = <K extends CredentialKind>(kind: K) =>
    rows.filter((row) => row.kind === kind).map((row) => opened(kind, sealer, row, by));
  const [account] = all('account');
  const [password = null] = all('password');
  return account ? { account, password, passkeys: all('passkey'), identities: all('identity') } : null;
}

/** Where someone gets mail; `null`: the account is gone. Opens that one row, and nothing of what they sign in with. */
export async function readAddress({ database, vault }: Platform, by: Opening): Promise<string | null> {
  const rows = await database.rows(credentialRows(database, by.userId).where('kind', '=', 'account'));
  const sealer = rows.length === 0 ? null : (await vault.sealers(by.userId)).account;
  const [row] = rows;
  return sealer && row ? opened('account', sealer, row, by).content.email : null;
}

/** The query of `readCredentials`, also run for nobody, so that a known and an unknown address cost the same. */
export function credentialRows({ build }: Platform['database'], userId: UserId) {
  return build
    .selectFrom('credential')
    .select(['id', 'kind', 'version', 'created_at', 'sealed'])
    .where('user_id', '=', userId)
    .orderBy('id');
}

interface CredentialRow {
  readonly id: string;
  readonly version: number;
  readonly created_at: number;
  readonly sealed: Uint8Array;
}

function opened<K extends CredentialKind>(kind: K, sealer: Sealer, row: CredentialRow, by: Opening): Credential<K> {
  const text = Buffer.from(sealer.open(place(row.id), row.sealed, by)).toString();
  const { version = row.version, ...content } = schemas[kind].parse(JSON.parse(text)) as { version?: number };
  // Whoever puts an older row back cannot give it a newer number.
  if (version !== row.version) throw new DidNotOpen();
  // Safe: the schema that parses is the one the type is inferred from.
  return { id: row.id, version: row.version, createdAt: row.created_at, content: content as ContentOf<K> };
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
    sealed: sealed(sealer, kind, { id, version, content }),
  };
  return { query: database.build.insertInto('credential').values(row), rows: 1 };
}

/** Writes a credential anew, under `version`. Fails as `WrongRowCount` when it has another one by now than when it was `seen`. */
export function updateCredential<K extends CredentialKind>(
  { database }: Platform,
  sealer: Sealer,
  kind: K,
  { seen, content, version = seen.version }: { seen: Credential<K>; content: ContentOf<K>; version?: number },
): Statement {
  const query = database.build
    .updateTable('credential')
    .set({ version, key_id: sealer.keyId, sealed: sealed(sealer, kind, { id: seen.id, version, content }) })
    .where('user_id', '=', sealer.userId)
    .where('kind', '=', kind)
    .where('id', '=', seen.id)
    .where('version', '=', seen.version);
  return { query, rows: 1 };
}

/**
 * Holds a unit to the account as it was `seen`: it fails as `WrongRowCount` when how one signs in has changed since.
 * For what follows from a proof, and must not follow when what was proved no longer counts.
 */
export function holdAccount({ database }: Platform, userId: UserId, { version }: Credential<'account'>): Statement {
  const query = database.build
    .updateTable('credential')
    .set({ version })
    .where('user_id', '=', userId)
    .where('kind', '=', 'account')
    .where('version', '=', version);
  return { query, rows: 1 };
}

/** The password from now on, in the place of the one that was `seen`, if there was one. */
export function putPassword(
  platform: Platform,
  sealer: Sealer,
  seen: Credential<'password'> | null,
  content: ContentOf<'password'>,
): Statement {
  if (seen) return updateCredential(platform, sealer, 'password', { seen, content, version: seen.version + 1 });
  const row = { id: platform.ids.record(), version: 1, createdAt: platform.now() };
  return insertCredential(platform, sealer, 'password', { ...row, content });
}

/** Takes a credential away. Fails as `WrongRowCount` when it is gone. */
export function removeCredential<K extends CredentialKind>(
  { database }: Platform,
  userId: UserId,
  kind: K,
  { id }: Pick<Credential<K>, 'id'>,
): Statement {
  const query = database.build
    .deleteFrom('credential')
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('id', '=', id);
  return { query, rows: 1 };
}

function sealed<K extends CredentialKind>(
  sealer: Sealer,
  kind: K,
  { id, version, content }: Pick<Credential<K>, 'id' | 'version' | 'content'>,
): Uint8Array {
  const stored = kind === 'account' ? { version, ...content } : content;
  return sealer.seal(place(id), Buffer.from(JSON.stringify(stored)));
}

function place(id: string) {
  return { table: 'credential', id, revision: 0 };
}
