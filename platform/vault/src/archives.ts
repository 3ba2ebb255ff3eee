/**
 * The keys of backups: an archive is sealed in pieces under a key of the installation, and the keyring registers it.
 *
 * A new key begins every week, and goes with the last archive that was sealed under it: a stray copy of an archive that has
 * expired opens nothing, whoever holds it. Never: an archive that opens without keyring and root key. See [Note: Backups].
 */
import { randomUUID, type KeyObject } from 'node:crypto';
import type { Database } from '@sotto/database';
import { keep, withLease, type Core } from './core.ts';
import { VaultUnavailable } from './door.ts';
import { openEnvelope, sealEnvelope, type Binding } from './envelope.ts';
import { makeKey, unwrapKey, wrapKey } from './key-tree.ts';
import type { KeyringTables } from './keyring.ts';
import { readMeta } from './mirror.ts';
import { keyringSort, openPresent, type VaultPlaces } from './places.ts';
import { presentRoot, unwrapByRoot } from './present-root.ts';
import { VaultRefused } from './refusal.ts';
import { readRootKey } from './root-key.ts';
import { assertRootKey, installationKeyBinding } from './stores.ts';

/** Which archive it is, and under which key it is sealed. Stands readable at its beginning, and is bound into every piece. */
export interface ArchiveName {
  readonly installationId: string;
  readonly archiveId: string;
  readonly keyVersion: number;
}

/** Where a piece stands: from 0, and whether it is the last. An archive that was cut short has no last piece. */
export interface PiecePlace {
  readonly index: number;
  readonly isLast: boolean;
}

/** A line of the register. Times are epoch milliseconds. */
export interface Registered {
  readonly archiveId: string;
  readonly keyVersion: number;
  readonly createdAt: number;
  readonly bytes: number;
  readonly sha256: Uint8Array;
  /** When it was last restored into a scratch place and compared; `null`: not yet. */
  readonly verifiedAt: number | null;
}

export interface Archives {
  /** Whose archives these are, as stands in their names. */
  readonly installationId: string;
  /** A name for a new archive, and how its pieces are sealed. */
  begin(): Promise<{ readonly name: ArchiveName; seal(place: PiecePlace, piece: Uint8Array): Uint8Array }>;
  /** How the pieces of an archive open. Throws `VaultRefused` for another installation's, and when its key is gone. Opening throws `DidNotOpen`. */
  opener(name: ArchiveName): Promise<PieceOpener>;
  register(archive: Omit<Registered, 'verifiedAt'>): Promise<void>;
  noteVerified(archiveId: string, at: number): Promise<void>;
  /** The register, the newest first. */
  list(): Promise<Registered[]>;
  /** Takes archives out of the register, and destroys the keys that no archive needs any more. */
  forget(archiveIds: readonly string[]): Promise<void>;
}

export type PieceOpener = (place: PiecePlace, sealed: Uint8Array) => Uint8Array;

const keyLifeMs = 7 * 24 * 60 * 60 * 1000;

export function createArchives(core: Core): Archives {
  return {
    installationId: core.installationId,
    async begin() {
      const { version, key } = await presentKey(core);
      const name = { installationId: core.installationId, archiveId: randomUUID(), keyVersion: version };
      return {
        name,
        seal: (place, piece) => sealEnvelope({ key, binding: bindingOf(name, place) }, piece, core.nonces()),
      };
    },
    opener: async (name) =>
      openerOf({ keyring: core.keyring.primary, root: await presentRoot(core), installationId: core.installationId }, name),
    async register({ archiveId, keyVersion, createdAt, bytes, sha256 }) {
      const row = { id: archiveId, key_version: keyVersion, created_at: createdAt, bytes, sha256, verified_at: null };
      await keep(core, (build) => [{ query: build.insertInto('backup').values(row), rows: 1 }]);
    },
    async noteVerified(archiveId, at) {
      await keep(core, (build) => [
        { query: build.updateTable('backup').set({ verified_at: at }).where('id', '=', archiveId), rows: null },
      ]);
    },
    list: () => listed(core),
    forget: (archiveIds) => forget(core, archiveIds),
  };
}

async function listed(core: Core): Promise<Registered[]> {
  const rows = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('backup').selectAll().orderBy('created_at', 'desc').orderBy('id')),
  );
  return rows.map(({ id, key_version, created_at, bytes, sha256, verified_at }) => ({
    archiveId: id,
    keyVersion: key_version,
    createdAt: created_at,
    bytes,
    sha256,
    verifiedAt: verified_at,
  }));
}

/** The key that new archives are sealed under; another one when the latest has served its week. */
async function presentKey(core: Core): Promise<{ version: number; key: KeyObject }> {
  const [latest] = await core.keyring.read((store) =>
    store.rows(
      store.build.selectFrom('installation_key').selectAll().where('purpose', '=', 'backup').orderBy('version', 'desc').limit(1),
    ),
  );
  if (latest !== undefined && core.now() - latest.created_at < keyLifeMs)
    return { version: latest.version, key: await unwrapByRoot(core, wrappedIn(core, latest.version, latest.wrapped)) };
  // Under the lease of all rotations: a root key that is being replaced must not miss the key that it wraps.
  const begun = await withLease(core, 'rotation', () => beginKey(core, latest?.version ?? 0));
  if (begun === null) throw new VaultUnavailable('Keys are being changed right now. Try again in a minute.');
  return begun;
}

async function beginKey(core: Core, lastVersion: number): Promise<{ version: number; key: KeyObject }> {
  const version = lastVersion + 1;
  const key = makeKey(core.randomBytes);
  const under = { key: await presentRoot(core), binding: installationKeyBinding(core.installationId, 'backup', version) };
  const row = { purpose: 'backup', version, wrapped: wrapKey(under, key, core.randomBytes), created_at: core.now() } as const;
  await keep(core, (build) => [{ query: build.insertInto('installation_key').values(row), rows: 1 }]);
  return { version, key };
}

async function forget(core: Core, archiveIds: readonly string[]): Promise<void> {
  if (archiveIds.length === 0) return;
  await keep(core, (build) => [
    { query: build.deleteFrom('backup').where('id', 'in', archiveIds), rows: null },
    {
      query: build
        .deleteFrom('installation_key')
        .where('purpose', '=', 'backup')
        .where('version', 'not in', build.selectFrom('backup').select('key_version'))
        // The latest stays: an archive may be on its way under it.
        .where('created_at', '<=', core.now() - keyLifeMs),
      rows: null,
    },
  ]);
  await core.keyring.scrub();
}

/** What is needed to open an archive: the keyring and the root key. The database may be lost. */
interface Holder {
  readonly keyring: Database<KeyringTables>;
  readonly root: KeyObject;
  readonly installationId: string;
}

async function openerOf(holder: Holder, name: ArchiveName): Promise<PieceOpener> {
  if (name.installationId !== holder.installationId)
    throw new VaultRefused('This backup is of another installation. Nothing was changed.');
  const [row] = await holder.keyring.rows(
    holder.keyring.build
      .selectFrom('installation_key')
      .selectAll()
      .where('purpose', '=', 'backup')
      .where('version', '=', name.keyVersion),
  );
  if (row === undefined)
    throw new VaultRefused(
      'The key of this backup was destroyed when the backup expired: it opens no more. Nothing was changed.',
    );
  const { binding, wrapped } = wrappedIn(holder, row.version, row.wrapped);
  const key = unwrapKey({ key: holder.root, binding }, wrapped);
  return (place, sealed) => openEnvelope({ key, binding: bindingOf(name, place) }, sealed);
}

function wrappedIn({ installationId }: Pick<Holder, 'installationId'>, version: number, wrapped: Uint8Array) {
  return { binding: installationKeyBinding(installationId, 'backup', version), wrapped };
}

function bindingOf({ installationId, archiveId, keyVersion }: ArchiveName, { index, isLast }: PiecePlace): Binding {
  return ['archive', installationId, archiveId, keyVersion, index, isLast ? 'last' : 'more'];
}

/**
 * Opens archives while the database is lost or must not be opened. Throws `VaultRefused` when keyring and root key are not
 * there, or do not belong together.
 */
export async function archiveOpener(places: VaultPlaces, name: ArchiveName): Promise<PieceOpener> {
  const keyring = await openPresent<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
  try {
    const meta = keyring === null ? null : await readMeta(keyring);
    const root = readRootKey(places.rootKey ?? { kind: 'file' }, places.keysFolder);
    if (keyring === null || meta === null || root === null)
      throw new VaultRefused(
        'A backup opens only with the keyring and the root key it was made with. Bring them back first: npm run sotto -- keyring restore.',
      );
    assertRootKey(root, meta);
    return await openerOf({ keyring, root, installationId: meta.installation_id }, name);
  } finally {
    await keyring?.close();
  }
}
