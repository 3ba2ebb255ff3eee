/**
 * Back from mirrors and the recovery sheet, and forward with a keyring that is an older copy. See [Note: Mirrors].
 *
 * Both look at everything first, and write only what cannot lose or resurrect anyone.
 */
import { mkdirSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import type { Database, Statement } from '@sotto/database';
import { voidApprovals } from './cases.ts';
import type { Core } from './core.ts';
import type { EpochTables } from './epoch-store.ts';
import { createNonces } from './key-tree.ts';
import { keyringSort, epochSort, openPresent, openStore, peekMirror, type StoreSort, type VaultPlaces } from './places.ts';
import type { KeyringTables, LedgerRow } from './keyring.ts';
import { BrokenChain, headOf, ledgerChain, verifyChain, verifyEntries } from './ledger.ts';
import { copyRows, readMeta } from './mirror.ts';
import { openMirror, saidPlace } from './mirror-place.ts';
import type { StoreMeta } from './mirrored.ts';
import { parseSheet } from './recovery-sheet.ts';
import { VaultRefused } from './refusal.ts';
import { readRootKey, rootKeyFile, writeKeyFile } from './root-key.ts';
import { assertRootKey, isBeginning, openInstallationKeys, readLedger } from './stores.ts';
import { leavingKeyring } from './user-key.ts';

/** What was brought back. */
export interface Restored {
  /** Folders, or databases, of the mirrors that the stores were filled from; `null`: the store was there and is newer than any mirror. */
  readonly keyringFrom: string | null;
  readonly epochsFrom: string | null;
  readonly rootKeyFromSheet: boolean;
}

/**
 * Fills keyring and epoch store from their newest mirrors where the primaries are missing, empty or older, and writes the
 * root key from the sheet where its file is missing. `sheet`: its text; `null`: the root key is there.
 *
 * Afterwards `openVault` looks whether everything fits, as at any start. Throws `VaultRefused` or `UnreadableSheet`.
 */
export async function restoreFromMirrors(places: VaultPlaces, sheet: string | null): Promise<Restored> {
  const present = readRootKey(places.rootKey ?? { kind: 'file' }, places.keysFolder);
  const root = present ?? (sheet === null ? null : parseSheet(sheet));
  if (root === null) throw new VaultRefused('The root key is missing. Type it in from the recovery sheet.');
  const keyring = await newestMirror<KeyringTables>(keyringSort, places.keyringMirrors ?? []);
  const meta = keyring?.meta ?? (await metaOfPrimary(places));
  if (meta === null) throw new VaultRefused('Neither the keyring nor a mirror of it holds anything.');
  assertRootKey(root, meta);
  const keyringFrom = await fillFrom(keyring, keyringSort, { folder: places.keysFolder, url: places.keyringUrl });
  const epochs = await newestMirror<EpochTables>(epochSort, places.epochMirrors ?? []);
  const epochsFrom = await fillFrom(epochs, epochSort, { folder: places.epochFolder, url: places.epochUrl });
  if (present === null) installRootKey(places, root);
  return { keyringFrom, epochsFrom, rootKeyFromSheet: present === null };
}

interface Newest<Schema extends { meta: StoreMeta }> {
  readonly place: string;
  readonly meta: Schema['meta'];
}

async function newestMirror<Schema extends { meta: StoreMeta }>(
  sort: StoreSort,
  places: readonly string[],
): Promise<Newest<Schema> | null> {
  const found = await Promise.all(places.map(async (place) => ({ place, meta: await peekMirror<Schema>(sort, place) })));
  const filled = found.filter((mirror): mirror is Newest<Schema> => mirror.meta !== null);
  return filled.toSorted((left, right) => right.meta.revision - left.meta.revision)[0] ?? null;
}

async function metaOfPrimary(places: VaultPlaces): Promise<KeyringTables['meta'] | null> {
  const keyring = await openPresent<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
  const meta = keyring === null ? null : await readMeta(keyring);
  await keyring?.close();
  return meta;
}

/** The folder the store was filled from; `null`: it holds the same or more. */
async function fillFrom<Schema extends { meta: StoreMeta }>(
  mirror: Newest<Schema> | null,
  sort: StoreSort,
  place: { folder: string; url: string | null | undefined },
): Promise<string | null> {
  if (mirror === null) return null;
  const primary = await openStore<Schema>(sort, place.folder, place.url);
  try {
    const meta = await readMeta(primary);
    if (meta !== null && meta.installation_id !== mirror.meta.installation_id)
      throw new VaultRefused(`${saidPlace(mirror.place)} holds a mirror of another installation.`);
    if (meta !== null && meta.revision >= mirror.meta.revision) return null;
    const copy = await openMirror<Schema>(sort, mirror.place);
    await copyRows(copy, primary, sort.copied);
    await copy.close();
    return saidPlace(mirror.place);
  } finally {
    await primary.close();
  }
}

function installRootKey(places: VaultPlaces, root: KeyObject): void {
  if ((places.rootKey ?? { kind: 'file' }).kind !== 'file') return;
  mkdirSync(places.keysFolder, { recursive: true, mode: 0o700 });
  writeKeyFile(rootKeyFile(places.keysFolder), root);
}

/** What a promotion carried out in the older keyring. */
export interface Promoted {
  /** Ledger entries it did not know. */
  readonly entries: number;
  /** Keys destroyed because of them. */
  readonly destroyed: number;
}

/**
 * Makes a keyring that is an older copy the present one: first carries out the erasures that only the epoch store knows
 * of, then lets it be opened. People who came after the copy have no key any more; they are quarantined, not purged.
 * Open invitations end, for some may have been used, and so do demands and links to accounts that were not carried out by then; accounts are
 * disabled as they were when the copy was made.
 *
 * Throws `VaultRefused` when keyring and epoch store are not of one installation or a ledger was changed from outside.
 */
export async function promoteKeyring(places: VaultPlaces, sources: Sources): Promise<Promoted> {
  const keyring = await openPresent<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
  const epochs = await openPresent<EpochTables>(epochSort, places.epochFolder, places.epochUrl);
  try {
    if (keyring === null || epochs === null) throw new VaultRefused('Keyring and epoch store must both be there.');
    return await promote(places, { keyring, epochs }, sources);
  } finally {
    await Promise.all([keyring?.close(), epochs?.close()]);
  }
}

/** Clock (epoch ms) and randomness. */
type Sources = Pick<Core, 'now' | 'randomBytes'>;

interface Both {
  readonly keyring: Database<KeyringTables>;
  readonly epochs: Database<EpochTables>;
}

async function promote(places: VaultPlaces, { keyring, epochs }: Both, sources: Sources): Promise<Promoted> {
  const [meta, epochMeta] = [await readMeta(keyring), await readMeta(epochs)];
  const root = readRootKey(places.rootKey ?? { kind: 'file' }, places.keysFolder);
  if (meta === null || epochMeta === null || root === null || meta.installation_id !== epochMeta.installation_id)
    throw new VaultRefused('Keyring, epoch store and root key are not of one installation.');
  assertRootKey(root, meta);
  const keys = await openInstallationKeys(keyring, root, meta.installation_id);
  const { ledger } = keys;
  const unknown = await unknownEntries(keyring, epochs, ledger);
  const sealing = { installationId: meta.installation_id, keys, nonces: createNonces(sources.randomBytes) };
  const ended = await voidApprovals(keyring, sealing, sources.now());
  const revision = Math.max(meta.revision, epochMeta.generation) + 1;
  const destroyed = await carryOut(keyring, unknown, { ledger, revision, ended });
  await keyring.scrub();
  return { entries: unknown.length, destroyed };
}

/** Entries of the epoch store's copy that follow the end of the keyring's ledger. */
async function unknownEntries(
  keyring: Database<KeyringTables>,
  epochs: Database<EpochTables>,
  key: KeyObject,
): Promise<LedgerRow[]> {
  const { own, head } = await readLedger(keyring);
  const copied = await epochs.rows(epochs.build.selectFrom('ledger').selectAll().orderBy('position'));
  try {
    verifyChain(ledgerChain(key), own, head);
    verifyEntries(ledgerChain(key), copied);
  } catch (error) {
    if (error instanceof BrokenChain) throw new VaultRefused(error.message, { cause: error });
    throw error;
  }
  if (!isBeginning(own.slice(0, copied.length), copied))
    throw new VaultRefused('The erasure ledgers of keyring and epoch store differ.');
  return copied.slice(own.length);
}

/** One unit: entries, their keys and sign-in entries, what has ended, and a revision that no copy has yet. */
async function carryOut(
  keyring: Database<KeyringTables>,
  entries: readonly LedgerRow[],
  to: { ledger: KeyObject; revision: number; ended: readonly Statement[] },
): Promise<number> {
  const { build } = keyring;
  const last = entries.at(-1);
  const subjects = entries.map(({ subject }) => subject);
  const erased =
    subjects.length === 0
      ? []
      : await keyring.rows(
          build.selectFrom('user_key').select(['key_id', 'user_id', 'purpose']).where('subject', 'in', subjects),
        );
  const accounts = erased.filter(({ purpose }) => purpose === 'account').map(({ user_id }) => user_id);
  await keyring.write([
    ...entries.map((entry) => ({ query: build.insertInto('ledger').values(entry), rows: 1 })),
    ...(last === undefined
      ? []
      : [{ query: build.updateTable('meta').set({ ledger_head: headOf(ledgerChain(to.ledger), last) }), rows: 1 }]),
    ...erased.map(({ key_id }) => ({ query: build.deleteFrom('user_key').where('key_id', '=', key_id), rows: 1 })),
    ...accounts.flatMap((userId) => leavingKeyring(build, userId)),
    // Which of them were used since the copy was made nobody knows.
    { query: build.deleteFrom('invite'), rows: null },
    ...to.ended,
    { query: build.updateTable('meta').set({ revision: to.revision }), rows: 1 },
  ]);
  return erased.length;
}
