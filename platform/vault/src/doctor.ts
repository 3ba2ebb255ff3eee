/**
 * What is wrong with the vault, in plain sentences. Looks at everything, changes nothing but mirrors that are behind.
 */
import { existsSync, statSync } from 'node:fs';
import { asSweep, type Database } from '@sotto/database';
import { sql } from 'kysely';
import type { Core } from './core.ts';
import { BrokenChain, ledgerChain, operatorChain, verifyChain } from './ledger.ts';
import type { Mirror } from './mirror.ts';
import type { VaultPlaces } from './places.ts';
import { rootKeyFile } from './root-key.ts';
import { sealsToWarn } from './sealer.ts';

/** `alarm`: something went wrong. `warning`: something could be lost if something went wrong. */
export interface Finding {
  readonly severity: 'alarm' | 'warning';
  readonly sentence: string;
}

const rotationLateMs = 8 * 24 * 60 * 60 * 1000;
const peoplePerPage = 500;

export async function examine(core: Core, places: VaultPlaces, quarantined: readonly string[]): Promise<Finding[]> {
  await Promise.all([core.keyring.catchUp(), core.epochs.catchUp()]);
  return [
    ...mirrorFindings('keyring', core.keyring.mirrors, places.keysFolder),
    ...mirrorFindings('epoch store', core.epochs.mirrors, places.epochFolder),
    ...(await struckFindings(core)),
    ...(await sheetFindings(core)),
    ...fileFindings(places),
    ...(await chainFindings(core)),
    ...(await rotationFindings(core)),
    ...(await sealFindings(core)),
    ...(await historyFindings('keyring', core.keyring.primary)),
    ...(await historyFindings('epoch store', core.epochs.primary)),
    ...quarantined.map((id) =>
      alarm(
        `Person ${id} has rows but no key and no erasure entry. Their rows were left alone; their key may be in a newer copy of the keyring.`,
      ),
    ),
    ...(await absentFindings(core)),
  ];
}

function mirrorFindings(
  store: string,
  mirrors: readonly Pick<Mirror<unknown>, 'folder' | 'isLive'>[],
  primaryFolder: string,
): Finding[] {
  if (mirrors.length === 0)
    return [
      warning(
        `The ${store} has no mirror: if its disk is lost, everything in this installation is lost. Name a folder on another disk.`,
      ),
    ];
  return mirrors.flatMap(({ folder, isLive }) => {
    if (!isLive()) return [alarm(`The mirror of the ${store} in ${folder} does not answer.`)];
    return isOnSameDisk(folder, primaryFolder)
      ? [warning(`The mirror of the ${store} in ${folder} lies on the same disk as the ${store} itself.`)]
      : [];
  });
}

function isOnSameDisk(left: string, right: string): boolean {
  return existsSync(left) && existsSync(right) && statSync(left).dev === statSync(right).dev;
}

async function struckFindings(core: Core): Promise<Finding[]> {
  const struck = await core.keyring.read((store) => store.rows(store.build.selectFrom('struck_mirror').selectAll()));
  const back = new Set(
    [...core.keyring.mirrors, ...core.epochs.mirrors].filter((mirror) => mirror.isLive()).map(({ folder }) => folder),
  );
  return struck
    .filter(({ place }) => !back.has(place))
    .map(({ store, place, struck_at }) =>
      alarm(
        `The mirror of the ${store} in ${place} had not confirmed when keys were rotated on ${dayOf(struck_at)} and was struck off. If it does not come back, destroy that copy.`,
      ),
    );
}

async function sheetFindings(core: Core): Promise<Finding[]> {
  const [meta] = await core.keyring.read((store) => store.rows(store.build.selectFrom('meta').select('sheet_made_at')));
  return meta?.sheet_made_at === null
    ? [warning('No recovery sheet was made for the present root key. Print one: npm run sotto -- secrets sheet')]
    : [];
}

function fileFindings(places: VaultPlaces): Finding[] {
  const open = [places.keysFolder, places.epochFolder, rootKeyFile(places.keysFolder)].filter(
    (path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0,
  );
  return open.map((path) => alarm(`${path} may be read by other users of this machine.`));
}

async function chainFindings(core: Core): Promise<Finding[]> {
  const found = await core.keyring.read((store) =>
    store.snapshot(async (reader) => {
      const { build } = reader;
      const [meta] = await reader.rows(build.selectFrom('meta').select(['ledger_head', 'log_head']));
      const ledger = await reader.rows(build.selectFrom('ledger').selectAll().orderBy('position'));
      const log = await reader.rows(build.selectFrom('operator_log').selectAll().orderBy('position'));
      return { meta, ledger, log };
    }),
  );
  return [
    ...broken(() => verifyChain(ledgerChain(core.keys.ledger), found.ledger, found.meta?.ledger_head ?? null)),
    ...broken(() => verifyChain(operatorChain(core.keys.log), found.log, found.meta?.log_head ?? null)),
    ...(await logHeadFindings(core, found.log)),
  ];
}

function broken(verify: () => void): Finding[] {
  try {
    verify();
    return [];
  } catch (error) {
    if (error instanceof BrokenChain) return [alarm(error.message)];
    throw error;
  }
}

/** The epoch store remembers how far the operator log had come: a log that was cut short with its head is found too. */
async function logHeadFindings(core: Core, log: readonly { position: number; mac: Uint8Array }[]): Promise<Finding[]> {
  const [heard] = await core.epochs.read((store) =>
    store.rows(store.build.selectFrom('meta').select(['log_position', 'log_mac'])),
  );
  if (heard === undefined || heard.log_position === 0) return [];
  const entry = log[heard.log_position - 1];
  const isSame = entry !== undefined && heard.log_mac !== null && Buffer.from(entry.mac).equals(heard.log_mac);
  return isSame ? [] : [alarm(`The operator log differs from what the epoch store heard of it at entry ${heard.log_position}.`)];
}

async function rotationFindings(core: Core): Promise<Finding[]> {
  const epochs = await core.keyring.read((store) => store.rows(store.build.selectFrom('epoch').selectAll()));
  const current = epochs.find(({ state }) => state === 'current');
  const isLate = current !== undefined && core.now() - current.created_at > rotationLateMs;
  return isLate ? [alarm(`The epoch key is from ${dayOf(current.created_at)}; it should be replaced every week.`)] : [];
}

async function sealFindings(core: Core): Promise<Finding[]> {
  const worn = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('user_key').select(['user_id', 'purpose']).where('seals', '>=', sealsToWarn)),
  );
  return worn.map(({ user_id, purpose }) =>
    warning(
      `The ${purpose} key of person ${user_id} has sealed very often. It stops long before that is unsafe; export, erase all data and import replaces it.`,
    ),
  );
}

/** Copies with a history keep destroyed keys. See [Note: Erasure and backups]. */
async function historyFindings<Schema>(store: string, primary: Database<Schema>): Promise<Finding[]> {
  if (primary.engine === 'sqlite') return [];
  const rows = await primary.rows(
    sql<{
      archiving: string;
      replicas: number;
    }>`select current_setting('archive_mode') as archiving, (select count(*) from pg_stat_replication) as replicas`.compile(
      primary.build,
    ),
  );
  const keeps = rows.some(({ archiving, replicas }) => archiving !== 'off' || replicas > 0);
  return keeps
    ? [
        warning(
          `The server of the ${store} archives or replicates its log: destroyed keys live on in there. Switch it off, or keep it for less than 7 days.`,
        ),
      ]
    : [];
}

/** Active people without a single row: the database is older than their account. */
async function absentFindings(core: Core): Promise<Finding[]> {
  const absent: string[] = [];
  for (let after = ''; ;) {
    const page = await core.keyring.read((store) =>
      store.rows(
        store.build
          .selectFrom('login')
          .select('user_id')
          .where('state', '=', 'active')
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(peoplePerPage),
      ),
    );
    absent.push(
      ...(await withoutWorkspace(
        core,
        page.map(({ user_id }) => user_id),
      )),
    );
    if (page.length < peoplePerPage) break;
    after = page.at(-1)?.user_id ?? '';
  }
  return absent.map((id) =>
    warning(
      `Person ${id} has a key but no rows: the database is older than their account. They may sign up again, or free the address: npm run sotto -- user release ${id}`,
    ),
  );
}

async function withoutWorkspace(core: Core, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const { build } = core.database;
  const rows = await core.database.rows(
    asSweep('reconcile people', build.selectFrom('workspace').select('user_id').where('user_id', 'in', userIds)),
  );
  const there = new Set(rows.map(({ user_id }) => user_id));
  return userIds.filter((id) => !there.has(id));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function alarm(sentence: string): Finding {
  return { severity: 'alarm', sentence };
}

function warning(sentence: string): Finding {
  return { severity: 'warning', sentence };
}
