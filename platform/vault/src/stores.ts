/**
 * The three stores and the root key: made together once, and from then on opened only if they belong together.
 *
 * Everything is looked at before anything is written. See [Note: Three stores] for what is refused and why.
 */
import { mkdirSync } from 'node:fs';
import { randomUUID, type KeyObject } from 'node:crypto';
import { asSweep, type Database, type SottoTables } from '@sotto/database';
import type { Log } from '@sotto/log';
import type { InstallationKeys } from './core.ts';
import type { CrashAt } from './crash-point.ts';
import { makeEpochRow } from './epoch.ts';
import type { Binding } from './envelope.ts';
import type { EpochTables } from './epoch-store.ts';
import type { InstallationKeyPurpose, KeyringTables, LedgerRow } from './keyring.ts';
import { checkValue, isSame, makeKey, unwrapKey, wrapKey, type RandomBytes } from './key-tree.ts';
import { BrokenChain, hex, ledgerChain, verifyChain, verifyEntries } from './ledger.ts';
import { createMirror, readMeta, type Mirror } from './mirror.ts';
import { saidPlace } from './mirror-place.ts';
import type { StoreMeta } from './mirrored.ts';
import { assertApart, epochSort, keyringSort, openPresent, openStore, peekMirror, type VaultPlaces } from './places.ts';
import { VaultRefused } from './refusal.ts';
import { finishRootRotation } from './root-rotation.ts';
import { readRootKey, rootKeyFile, writeKeyFile } from './root-key.ts';

export interface Stores {
  readonly installationId: string;
  readonly root: KeyObject;
  readonly keys: InstallationKeys;
  readonly keyring: Database<KeyringTables>;
  readonly epochs: Database<EpochTables>;
  readonly keyringMirrors: readonly Mirror<KeyringTables>[];
  readonly epochMirrors: readonly Mirror<EpochTables>[];
}

/** What is needed to look at the stores and to found them. */
export interface StoreTools {
  readonly database: Database<SottoTables>;
  readonly now: () => number;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly crashAt: CrashAt;
}

/** What the stores say of themselves. `null`: the store is absent or was never founded. */
export interface Found {
  readonly keyring: KeyringTables['meta'] | null;
  /** Read before the keyring; its generation was read again afterwards: other processes go on meanwhile. */
  readonly epochs: EpochTables['meta'] | null;
  readonly generationAfter: number;
  readonly installation: SottoTables['installation'] | null;
  /** The database holds people's rows. */
  readonly hasPeople: boolean;
  readonly mirrors: readonly {
    readonly of: 'keyring' | 'epoch store';
    /** As it may be said. */
    readonly place: string;
    readonly installationId: string;
    readonly revision: number;
  }[];
}

interface Handles {
  keyring: Database<KeyringTables> | null;
  epochs: Database<EpochTables> | null;
}

const installationKeyPurposes = ['ledger', 'log', 'index', 'backup'] as const satisfies readonly InstallationKeyPurpose[];

/** Founds the installation when all is empty, else opens it. Throws `VaultRefused`, and then nothing was written. */
export async function openStores(places: VaultPlaces, tools: StoreTools): Promise<Stores> {
  assertApart(places);
  const handles: Handles = { keyring: null, epochs: null };
  try {
    handles.keyring = await openPresent<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
    handles.epochs = await openPresent<EpochTables>(epochSort, places.epochFolder, places.epochUrl);
    const found = await lookAt(handles, places, tools.database);
    assertBelongTogether(found);
    if (isUnfounded(found)) await foundInstallation(places, { handles, found, tools });
    return await openFounded(places, handles, tools);
  } catch (error) {
    await Promise.all([handles.keyring?.close(), handles.epochs?.close()]);
    throw error;
  }
}

async function lookAt(handles: Handles, places: VaultPlaces, database: Database<SottoTables>): Promise<Found> {
  const [installation] = await database.rows(database.build.selectFrom('installation').selectAll());
  const people = await database.rows(
    asSweep('reconcile people', database.build.selectFrom('workspace').select('user_id').limit(1)),
  );
  const mirrors = [
    ...(await mirrorsFound('keyring', places.keyringMirrors ?? [])),
    ...(await mirrorsFound('epoch store', places.epochMirrors ?? [])),
  ];
  const epochMeta = async () => (handles.epochs === null ? null : readMeta(handles.epochs));
  const epochs = await epochMeta();
  const keyring = handles.keyring === null ? null : await readMeta(handles.keyring);
  const generationAfter = (await epochMeta())?.generation ?? 0;
  return { keyring, epochs, generationAfter, installation: installation ?? null, hasPeople: people.length > 0, mirrors };
}

async function mirrorsFound(of: 'keyring' | 'epoch store', places: readonly string[]): Promise<Found['mirrors']> {
  const sort = of === 'keyring' ? keyringSort : epochSort;
  const metas = await Promise.all(places.map(async (place) => ({ place, meta: await peekMirror(sort, place) })));
  return metas.flatMap(({ place, meta }) =>
    meta === null ? [] : [{ of, place: saidPlace(place), installationId: meta.installation_id, revision: meta.revision }],
  );
}

function isUnfounded({ keyring }: Found): boolean {
  return keyring === null || keyring.state === 'founding';
}

/** Throws `VaultRefused` with what does not fit and what to do, unless all is empty, half founded, or of one installation. */
export function assertBelongTogether(found: Found): void {
  const sentence = refusalOf(found);
  if (sentence !== null) throw new VaultRefused(`${sentence} Nothing was written.`);
}

function refusalOf(found: Found): string | null {
  return found.keyring === null
    ? refusalWithoutKeyring(found)
    : (refusalOfIds(found, found.keyring) ?? refusalOfAge(found, found.keyring));
}

function refusalWithoutKeyring({ epochs, installation, hasPeople, mirrors }: Found): string | null {
  if (installation !== null || hasPeople)
    return 'The keyring is empty or missing, but the database holds an installation. Put the keyring back (SOTTO_KEYS or KEYRING_URL), or bring it back from a mirror with npm run sotto -- keyring restore.';
  if (epochs !== null)
    return 'The keyring is empty or missing, but the epoch store holds an installation. Put the keyring back, or bring it back from a mirror.';
  const [mirror] = mirrors;
  if (mirror !== undefined)
    return `All stores are empty, but ${mirror.place} holds a mirror of a ${mirror.of}. Bring the stores back with npm run sotto -- keyring restore, or empty that place.`;
  return null;
}

function refusalOfIds({ epochs, installation, hasPeople, mirrors }: Found, keyring: KeyringTables['meta']): string | null {
  const isFounded = keyring.state === 'founded';
  const id = keyring.installation_id;
  if (epochs === null && isFounded)
    return 'The epoch store is empty or missing, but the keyring holds an installation. Put the epoch store back (SOTTO_EPOCH or SOTTO_EPOCH_URL), or bring it back from a mirror.';
  if (epochs !== null && epochs.installation_id !== id)
    return 'The epoch store belongs to another installation than the keyring.';
  if (installation === null && (isFounded || hasPeople))
    return 'The database is empty, or not of this installation, but the keyring holds one. Put the database back (SOTTO_DATA or DATABASE_URL), or restore a backup.';
  if (installation !== null && installation.id !== id) return 'The database belongs to another installation than the keyring.';
  const foreign = mirrors.find(({ installationId }) => installationId !== id);
  if (foreign !== undefined) return `${foreign.place} holds a mirror of another installation.`;
  return null;
}

function refusalOfAge({ epochs, generationAfter, mirrors }: Found, keyring: KeyringTables['meta']): string | null {
  if (epochs !== null && keyring.revision < epochs.generation)
    return 'The keyring is an older copy: the epoch store knows a later one. Put the newest keyring back, or use this one with npm run sotto -- keyring promote, which first carries out the erasures it does not know.';
  if (epochs !== null && generationAfter < keyring.announced)
    return 'The epoch store is an older copy: the keyring knows a later one. Put the newest epoch store back, or bring it back from a mirror.';
  const newer = mirrors.find(({ of, revision }) => revision > (of === 'keyring' ? keyring.revision : (epochs?.revision ?? 0)));
  if (newer !== undefined)
    return `The ${newer.of} is an older copy than its mirror in ${newer.place}. Bring it back from there with npm run sotto -- keyring restore.`;
  return null;
}

/** Every step is repeated after a crash until the keyring says `founded`; until then there are no people. */
async function foundInstallation(
  places: VaultPlaces,
  { handles, found, tools }: { handles: Handles; found: Found; tools: StoreTools },
): Promise<void> {
  const root = readRootKey(places.rootKey ?? { kind: 'file' }, places.keysFolder) ?? makeRootKey(places, tools);
  await tools.crashAt('founding: root key written');
  handles.keyring ??= await openStore<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
  const installationId = found.keyring?.installation_id ?? (await beginKeyring(handles.keyring, root, tools));
  if (!isSame(checkValue(root, installationId), (await readMeta(handles.keyring))?.check_value ?? new Uint8Array()))
    throw wrongRootKey();
  await tools.crashAt('founding: keyring begun');
  handles.epochs ??= await openStore<EpochTables>(epochSort, places.epochFolder, places.epochUrl);
  if (found.epochs === null) await beginEpochStore(handles.epochs, { root, installationId, tools });
  await tools.crashAt('founding: epoch store begun');
  if (found.installation === null) await nameDatabase(tools.database, installationId);
  await tools.crashAt('founding: database named');
  await finishFounding(handles.keyring, handles.epochs, tools.database);
}

function makeRootKey(places: VaultPlaces, tools: StoreTools): KeyObject {
  const key = makeKey(tools.randomBytes);
  mkdirSync(places.keysFolder, { recursive: true, mode: 0o700 });
  writeKeyFile(rootKeyFile(places.keysFolder), key);
  return key;
}

async function beginKeyring(keyring: Database<KeyringTables>, root: KeyObject, tools: StoreTools): Promise<string> {
  const installationId = randomUUID();
  const at = tools.now();
  const meta = {
    id: 1,
    installation_id: installationId,
    state: 'founding',
    revision: 1,
    changed_at: at,
    announced: 0,
    check_value: checkValue(root, installationId),
    ledger_head: null,
    log_head: null,
    incarnation: '',
    mark: 0,
    applied: 0,
    sheet_made_at: null,
    restoring_from: null,
    restored_as: null,
    restored_at: null,
    restored_from: null,
  } as const;
  const keys = installationKeyPurposes.map((purpose) => {
    const under = { key: root, binding: installationKeyBinding(installationId, purpose, 1) };
    const wrapped = wrapKey(under, makeKey(tools.randomBytes), tools.randomBytes);
    return { purpose, version: 1, wrapped, created_at: at };
  });
  await keyring.write([
    { query: keyring.build.insertInto('meta').values(meta), rows: 1 },
    { query: keyring.build.insertInto('installation_key').values(keys), rows: keys.length },
  ]);
  return installationId;
}

async function beginEpochStore(
  epochs: Database<EpochTables>,
  by: { root: KeyObject; installationId: string; tools: StoreTools },
): Promise<void> {
  const { root, installationId, tools } = by;
  const at = tools.now();
  const { row } = makeEpochRow(root, installationId, { at, randomBytes: tools.randomBytes });
  const meta = {
    id: 1,
    installation_id: installationId,
    revision: 1,
    changed_at: at,
    generation: 1,
    log_position: 0,
    log_mac: null,
  };
  await epochs.write([
    { query: epochs.build.insertInto('meta').values(meta), rows: 1 },
    { query: epochs.build.insertInto('epoch_key').values(row), rows: 1 },
  ]);
}

async function nameDatabase(database: Database<SottoTables>, installationId: string): Promise<void> {
  const row = { id: installationId, incarnation: randomUUID(), ledger_sequence: 0, mark: 0 };
  await database.write([{ query: database.build.insertInto('installation').values(row), rows: 1 }]);
}

/**
 * Gives an empty database the name of the installation whose keyring is there: one that stands for a lost one. At the next
 * start it counts as an older copy. Throws `VaultRefused` when there is no keyring, or the database is not empty.
 */
export async function nameEmptyDatabase(places: VaultPlaces, database: Database<SottoTables>): Promise<void> {
  const keyring = await openPresent<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
  const meta = keyring === null ? null : await readMeta(keyring);
  await keyring?.close();
  const named = await database.rows(database.build.selectFrom('installation').select('id'));
  if (meta === null || named.length > 0) throw new VaultRefused('There is no keyring, or the database is not empty.');
  await nameDatabase(database, meta.installation_id);
}

async function finishFounding(
  keyring: Database<KeyringTables>,
  epochs: Database<EpochTables>,
  database: Database<SottoTables>,
): Promise<void> {
  const [epoch] = await epochs.rows(epochs.build.selectFrom('epoch_key').select(['id', 'created_at']));
  const [installation] = await database.rows(database.build.selectFrom('installation').select('incarnation'));
  if (epoch === undefined || installation === undefined)
    throw new VaultRefused('The stores were emptied while they were founded.');
  await keyring.write([
    { query: keyring.build.insertInto('epoch').values({ ...epoch, state: 'current' }), rows: 1 },
    {
      query: keyring.build
        .updateTable('meta')
        .set({ state: 'founded', incarnation: installation.incarnation })
        .where('state', '=', 'founding'),
      rows: 1,
    },
  ]);
}

async function openFounded(places: VaultPlaces, handles: Handles, tools: StoreTools): Promise<Stores> {
  const { keyring, epochs } = handles;
  const meta = keyring === null ? null : await readMeta(keyring);
  if (keyring === null || epochs === null || meta === null) throw new VaultRefused('The keyring or the epoch store is empty.');
  const installationId = meta.installation_id;
  const root = await rootKeyFor(places, { keyring, epochs, check: meta.check_value, installationId, tools });
  const keys = await openInstallationKeys(keyring, root, installationId);
  await assertLedger({ keyring, epochs, key: keys.ledger });
  await assertDatabaseKnowsNoMore(keyring, tools.database);
  await assertEpochs(keyring, epochs);
  const mirrorOf =
    <Schema extends { meta: StoreMeta }>(primary: Database<Schema>, sort: typeof keyringSort | typeof epochSort) =>
    (place: string) =>
      createMirror(place, { ...sort, primary, log: tools.log });
  return {
    installationId,
    root,
    keys,
    keyring,
    epochs,
    keyringMirrors: (places.keyringMirrors ?? []).map(mirrorOf(keyring, keyringSort)),
    epochMirrors: (places.epochMirrors ?? []).map(mirrorOf(epochs, epochSort)),
  };
}

async function rootKeyFor(
  places: VaultPlaces,
  stores: {
    keyring: Database<KeyringTables>;
    epochs: Database<EpochTables>;
    check: Uint8Array;
    installationId: string;
    tools: StoreTools;
  },
): Promise<KeyObject> {
  const source = places.rootKey ?? { kind: 'file' };
  const isRight = (key: KeyObject | null): key is KeyObject =>
    key !== null && isSame(checkValue(key, stores.installationId), stores.check);
  const root =
    source.kind === 'file'
      ? await finishRootRotation(places.keysFolder, stores, isRight)
      : readRootKey(source, places.keysFolder);
  if (root === null)
    throw new VaultRefused(
      `The root key is missing: ${rootKeyFile(places.keysFolder)}. Put it back, or write it anew from the recovery sheet with npm run sotto -- keyring restore.`,
    );
  if (!isRight(root)) throw wrongRootKey();
  return root;
}

function wrongRootKey(): VaultRefused {
  return new VaultRefused(
    'The root key does not belong to this keyring: one of them is from before the root key was changed, or of another installation. Put the keyring and the root key of one time in place, or write the root key anew from the recovery sheet of that time.',
  );
}

/** Throws `VaultRefused` when it is not the key that wrapped this keyring's. */
export function assertRootKey(root: KeyObject, meta: Pick<KeyringTables['meta'], 'installation_id' | 'check_value'>): void {
  if (!isSame(checkValue(root, meta.installation_id), meta.check_value)) throw wrongRootKey();
}

export function installationKeyBinding(installationId: string, purpose: InstallationKeyPurpose, version: number): Binding {
  return ['installation key', installationId, purpose, version];
}

export async function openInstallationKeys(
  keyring: Database<KeyringTables>,
  root: KeyObject,
  installationId: string,
): Promise<InstallationKeys> {
  const rows = await keyring.rows(keyring.build.selectFrom('installation_key').selectAll().orderBy('version'));
  const open = (purpose: InstallationKeyPurpose) => {
    const row = rows.findLast((candidate) => candidate.purpose === purpose);
    if (row === undefined) throw new VaultRefused(`The keyring lacks the ${purpose} key of this installation.`);
    return unwrapKey({ key: root, binding: installationKeyBinding(installationId, purpose, row.version) }, row.wrapped);
  };
  return { ledger: open('ledger'), log: open('log'), index: open('index') };
}

/** The keyring's ledger is whole, and the epoch store's copy is its beginning. Throws `VaultRefused`. */
async function assertLedger(stores: {
  keyring: Database<KeyringTables>;
  epochs: Database<EpochTables>;
  key: KeyObject;
}): Promise<void> {
  // Before the keyring: the copy never runs ahead of the ledger, also while other processes append.
  const copied = await stores.epochs.rows(stores.epochs.build.selectFrom('ledger').selectAll().orderBy('position'));
  const { own, head } = await readLedger(stores.keyring);
  try {
    verifyChain(ledgerChain(stores.key), own, head);
    verifyEntries(ledgerChain(stores.key), copied);
  } catch (error) {
    if (error instanceof BrokenChain)
      throw new VaultRefused(`${error.message} A forged entry could delete someone, so Sotto does not start.`, { cause: error });
    throw error;
  }
  if (!isBeginning(copied, own))
    throw new VaultRefused('The erasure ledger of the keyring is shorter than, or differs from, its copy in the epoch store.');
}

/** Entries in order, and the HMAC over the last one, as they were at one moment. */
export function readLedger(keyring: Database<KeyringTables>): Promise<{ own: LedgerRow[]; head: Uint8Array | null }> {
  return keyring.snapshot(async (reader) => {
    const { build } = reader;
    const own = await reader.rows(build.selectFrom('ledger').selectAll().orderBy('position'));
    const [meta] = await reader.rows(build.selectFrom('meta').select('ledger_head'));
    return { own, head: meta?.ledger_head ?? null };
  });
}

/** Whether `shorter` is what `longer` begins with. Both verified: their last common MAC says it all. */
export function isBeginning(shorter: readonly LedgerRow[], longer: readonly LedgerRow[]): boolean {
  const last = shorter.at(-1);
  if (last === undefined) return true;
  const same = longer[last.position - 1];
  return same !== undefined && hex(same.mac) === hex(last.mac);
}

/** Erasures that were carried out in the database and are unknown to the ledger: the keyring is an older copy. */
async function assertDatabaseKnowsNoMore(keyring: Database<KeyringTables>, database: Database<SottoTables>): Promise<void> {
  const [installation] = await database.rows(database.build.selectFrom('installation').select('ledger_sequence'));
  const { own } = await readLedger(keyring);
  if ((installation?.ledger_sequence ?? 0) > own.length)
    throw new VaultRefused(
      'The database knows erasures that the keyring does not: the keyring is an older copy. Put the newest one back.',
    );
}

async function assertEpochs(keyring: Database<KeyringTables>, epochs: Database<EpochTables>): Promise<void> {
  const named = await keyring.rows(keyring.build.selectFrom('epoch').select('id'));
  const kept = await epochs.rows(epochs.build.selectFrom('epoch_key').select('id'));
  const lacking = named.filter(({ id }) => kept.every((key) => key.id !== id));
  if (lacking.length > 0)
    throw new VaultRefused('The keyring names an epoch key that the epoch store does not hold: one of the two is an older copy.');
}
