/**
 * Whether the erasure ledger, its copy in the epoch store, and the operator log are what was once written: every edit,
 * removal, addition and forgery is found. See [Note: Ledger]. Reads, and changes nothing.
 */
import type { KeyObject } from 'node:crypto';
import type { Database } from '@sotto/database';
import type { EpochTables } from './epoch-store.ts';
import type { KeyringTables, LedgerRow, OperatorLogRow } from './keyring.ts';
import { BrokenChain, hex, ledgerChain, operatorChain, verifyChain, verifyEntries } from './ledger.ts';
import { readMeta } from './mirror.ts';
import { epochSort, keyringSort, openPresent, type VaultPlaces } from './places.ts';
import { rootKeysIn } from './present-root.ts';
import { VaultRefused } from './refusal.ts';
import { openInstallationKeys } from './stores.ts';
import { checkValue, isSame } from './key-tree.ts';

/** What was found; no `faults`: every entry is as it was written. */
export interface ChainsExamined {
  /** How many entries there are. */
  readonly ledger: number;
  readonly copy: number;
  readonly log: number;
  readonly faults: readonly string[];
}

/** Everything that is compared, as it was read. */
export interface ChainsRead {
  readonly ledger: readonly LedgerRow[];
  readonly ledgerHead: Uint8Array | null;
  readonly log: readonly OperatorLogRow[];
  readonly logHead: Uint8Array | null;
  /** The epoch store's copy of the ledger. */
  readonly copy: readonly LedgerRow[];
  /** Last entry of the operator log that the epoch store heard of; position 0: none. */
  readonly heard: { readonly position: number; readonly mac: Uint8Array | null };
}

interface ChainStores {
  readonly keyring: Database<KeyringTables>;
  readonly epochs: Database<EpochTables>;
}

interface ChainKeys {
  readonly ledger: KeyObject;
  readonly log: KeyObject;
}

/** How often is looked again while another process may just be telling the epoch store of an entry. */
const attempts = 5;

export async function examineChains(stores: ChainStores, keys: ChainKeys): Promise<ChainsExamined> {
  let read = await readChains(stores);
  for (let attempt = 1; attempt < attempts && read.copy.length < read.ledger.length; attempt++) read = await readChains(stores);
  return { ledger: read.ledger.length, copy: read.copy.length, log: read.log.length, faults: faultsOf(read, keys) };
}

/** First the epoch store: what it heard of is never ahead of the keyring that is read after it. */
export async function readChains({ keyring, epochs }: ChainStores): Promise<ChainsRead> {
  const heardOf = await epochs.snapshot(async (reader) => ({
    meta: await readMeta(reader),
    copy: await reader.rows(reader.build.selectFrom('ledger').selectAll().orderBy('position')),
  }));
  return keyring.snapshot(async (reader) => {
    const meta = await readMeta(reader);
    return {
      ledger: await reader.rows(reader.build.selectFrom('ledger').selectAll().orderBy('position')),
      ledgerHead: meta?.ledger_head ?? null,
      log: await reader.rows(reader.build.selectFrom('operator_log').selectAll().orderBy('position')),
      logHead: meta?.log_head ?? null,
      copy: heardOf.copy,
      heard: { position: heardOf.meta?.log_position ?? 0, mac: heardOf.meta?.log_mac ?? null },
    };
  });
}

/** One sentence for each thing that is not as it was written; pure. */
export function faultsOf({ ledger, ledgerHead, log, logHead, copy, heard }: ChainsRead, keys: ChainKeys): string[] {
  return [
    ...broken(() => verifyChain(ledgerChain(keys.ledger), ledger, ledgerHead)),
    ...broken(() => verifyEntries(ledgerChain(keys.ledger), copy)).map((said) => `In the epoch store's copy: ${said}`),
    ...faultsOfCopy(ledger, copy),
    ...broken(() => verifyChain(operatorChain(keys.log), log, logHead)),
    ...faultsOfHeard(log, heard),
  ];
}

function broken(verify: () => void): string[] {
  try {
    verify();
    return [];
  } catch (error) {
    if (error instanceof BrokenChain) return [error.message];
    throw error;
  }
}

/** The copy never differs, and lacks nothing but what a crash broke off. */
function faultsOfCopy(ledger: readonly LedgerRow[], copy: readonly LedgerRow[]): string[] {
  const differs = copy.find(({ mac }, index) => ledger[index] === undefined || hex(ledger[index].mac) !== hex(mac));
  if (differs !== undefined)
    return [`The erasure ledger of the keyring differs from its copy in the epoch store at entry ${differs.position}.`];
  return copy.length < ledger.length
    ? [
        `The copy of the erasure ledger in the epoch store ends at entry ${copy.length} of ${ledger.length}. After a crash the next start makes that good; otherwise entries were removed there.`,
      ]
    : [];
}

/** The epoch store remembers how far the operator log had come: a log that was cut short with its head is found too. */
function faultsOfHeard(log: readonly OperatorLogRow[], { position, mac }: ChainsRead['heard']): string[] {
  if (position === 0) return [];
  const entry = log[position - 1];
  const isHeard = entry !== undefined && mac !== null && hex(entry.mac) === hex(mac);
  return isHeard ? [] : [`The operator log differs from what the epoch store heard of it at entry ${position}.`];
}

/**
 * The same without opening the vault, which refuses to start on a ledger that was changed. Throws `VaultRefused` when keyring,
 * epoch store or root key are not there, or not of one installation.
 */
export async function verifyChainsAt(places: VaultPlaces): Promise<ChainsExamined> {
  const keyring = await openPresent<KeyringTables>(keyringSort, places.keysFolder, places.keyringUrl);
  const epochs = await openPresent<EpochTables>(epochSort, places.epochFolder, places.epochUrl);
  try {
    const meta = keyring === null ? null : await readMeta(keyring);
    if (keyring === null || epochs === null || meta === null)
      throw new VaultRefused('Keyring and epoch store must both be there.');
    const root = rootKeysIn(places).find(
      (key) => key !== null && isSame(checkValue(key, meta.installation_id), meta.check_value),
    );
    if (root === undefined || root === null) throw new VaultRefused('The root key of this installation is not there.');
    return await examineChains({ keyring, epochs }, await openInstallationKeys(keyring, root, meta.installation_id));
  } finally {
    await Promise.all([keyring?.close(), epochs?.close()]);
  }
}
