/**
 * What is wrong with the vault, in plain sentences. Looks at everything, changes nothing but mirrors that are behind.
 */
import { existsSync, statSync } from 'node:fs';
import { asSweep, type Database } from '@sotto/database';
import { sql } from 'kysely';
import { examineChains } from './chains.ts';
import type { Core } from './core.ts';
import { alarm, dayOf, isOnSameDisk, warning, type Finding } from './finding.ts';
import type { Mirror } from './mirror.ts';
import { isUrl, saidPlace } from './mirror-place.ts';
import type { VaultPlaces } from './places.ts';
import { rootKeyFile } from './root-key.ts';
import { sealsToWarn } from './sealer.ts';

const rotationLateMs = 8 * 24 * 60 * 60 * 1000;
const peoplePerPage = 500;

export async function examine(core: Core, places: VaultPlaces, quarantined: readonly string[]): Promise<Finding[]> {
  await Promise.all([core.keyring.catchUp(), core.epochs.catchUp()]);
  return [
    ...mirrorFindings('keyring', core.keyring.mirrors, { folder: places.keysFolder, url: places.keyringUrl }),
    ...mirrorFindings('epoch store', core.epochs.mirrors, { folder: places.epochFolder, url: places.epochUrl }),
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
  store: keyof typeof mirrorSettings,
  mirrors: readonly Pick<Mirror<unknown>, 'place' | 'isLive'>[],
  primary: { readonly folder: string; readonly url?: string | null | undefined },
): Finding[] {
  if (mirrors.length === 0)
    return [
      warning(
        `The ${store} has no mirror: if its disk is lost, everything in this installation is lost. Name a folder on another disk, or another PostgreSQL, in ${mirrorSettings[store]}.`,
      ),
    ];
  return mirrors.flatMap(({ place, isLive }) => {
    if (!isLive())
      return [
        alarm(
          `The mirror of the ${store} in ${place} does not answer. Bring its disk or server back, then fill it: npm run sotto -- keyring mirror`,
        ),
      ];
    if (isOnSameServer(place, primary.url))
      return [
        warning(`The mirror of the ${store} in ${place} lies on the same server as the ${store} itself. Name one on another.`),
      ];
    return isOnSameDisk(place, primary.folder)
      ? [
          warning(
            `The mirror of the ${store} in ${place} lies on the same disk as the ${store} itself. Name a folder on another one.`,
          ),
        ]
      : [];
  });
}

const mirrorSettings = { keyring: 'SOTTO_KEYRING_MIRRORS', 'epoch store': 'SOTTO_EPOCH_MIRRORS' } as const;

function isOnSameServer(place: string, url: string | null | undefined): boolean {
  return isUrl(place) && url !== null && url !== undefined && new URL(place).host === new URL(saidPlace(url)).host;
}

async function struckFindings(core: Core): Promise<Finding[]> {
  const struck = await core.keyring.read((store) => store.rows(store.build.selectFrom('struck_mirror').selectAll()));
  const back = new Set(
    [...core.keyring.mirrors, ...core.epochs.mirrors].filter((mirror) => mirror.isLive()).map(({ place }) => place),
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
  return open.map((path) =>
    alarm(
      `${path} may be read by other users of this machine. Take that away: chmod ${statSync(path).isDirectory() ? '700' : '600'} ${path}`,
    ),
  );
}

async function chainFindings(core: Core): Promise<Finding[]> {
  const { faults } = await examineChains({ keyring: core.keyring.primary, epochs: core.epochs.primary }, core.keys);
  return faults.map((sentence) =>
    alarm(`${sentence} Find out who could write there, and bring the store back from a mirror: npm run sotto -- keyring restore`),
  );
}

async function rotationFindings(core: Core): Promise<Finding[]> {
  const epochs = await core.keyring.read((store) => store.rows(store.build.selectFrom('epoch').selectAll()));
  const current = epochs.find(({ state }) => state === 'current');
  const isLate = current !== undefined && core.now() - current.created_at > rotationLateMs;
  return isLate
    ? [
        alarm(
          `The epoch key is from ${dayOf(current.created_at)}; it should be replaced every week. Do it now: npm run sotto -- keyring rotate`,
        ),
      ]
    : [];
}

async function sealFindings(core: Core): Promise<Finding[]> {
  const worn = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('user_key')
        .select(['user_id', 'purpose'])
        .where('seals', '>=', sealsToWarn)
        .orderBy('user_id')
        .orderBy('purpose'),
    ),
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
