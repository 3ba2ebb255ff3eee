/**
 * What the operator sees and does at the keyring: where it lies, how old its keys are, whether each mirror holds all of it,
 * and whether ledger and log are what was once written. See [Note: Mirrors] and [Note: Ledger].
 */
import { createHash } from 'node:crypto';
import { asSweep, type Database, type Reader } from '@sotto/database';
import { sql } from 'kysely';
import { examineChains, type ChainsExamined } from './chains.ts';
import type { Core } from './core.ts';
import { epochSort, keyringSort, type StoreSort, type VaultPlaces } from './places.ts';
import { isUrl, saidPlace } from './mirror-place.ts';
import { pagesOf, readMeta, type Mirror } from './mirror.ts';
import type { Mirrored, StoreMeta } from './mirrored.ts';

export interface KeyringDesk {
  /** Looks, and changes nothing. */
  status(): Promise<KeyringStatus>;
  /** Brings every mirror to what its store holds, then compares every row. */
  checkMirrors(): Promise<MirrorChecked[]>;
  /** Goes over the erasure ledger, its copy in the epoch store, and the operator log. */
  verifyChains(): Promise<ChainsExamined>;
  /** What the clocks of the stores say that have one of their own: those on PostgreSQL. */
  clocks(): Promise<ClockReading[]>;
}

export interface ClockReading {
  readonly store: 'database' | 'keyring' | 'epoch store';
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Times are epoch milliseconds. */
export interface KeyringStatus {
  readonly stores: readonly StoreStatus[];
  /** Where the root key comes from. */
  readonly rootKey: 'file' | 'value' | 'command';
  /** When a recovery sheet of the present root key was last printed; `null`: never. */
  readonly sheetMadeAt: number | null;
  /** Since when the present epoch key wraps. */
  readonly epochSince: number;
  /** Keys still wrapped by the epoch before: more than 0 while a rotation is under way, or was broken off. */
  readonly keysBehind: number;
  /** When the installation was founded. */
  readonly foundedAt: number;
  readonly people: number;
  readonly erasures: number;
}

export interface StoreStatus {
  readonly name: 'keyring' | 'epoch store';
  readonly place: string;
  readonly engine: 'sqlite' | 'postgres';
  /** One more with every change. */
  readonly revision: number;
  readonly changedAt: number;
  readonly mirrors: readonly MirrorStatus[];
}

export interface MirrorStatus {
  readonly place: string;
  /** `null`: it is empty, or does not answer. */
  readonly revision: number | null;
  /** When it was struck off because it had not confirmed; `null`: it was not. */
  readonly struckAt: number | null;
}

export interface MirrorChecked {
  readonly store: 'keyring' | 'epoch store';
  readonly place: string;
  /** `same`: it held everything. `filled`: it was behind, or differed, and holds everything now. `silent`: it does not answer. `changing`: the store changed too quickly to compare. */
  readonly outcome: 'same' | 'filled' | 'silent' | 'changing';
  /** How many rows were compared. */
  readonly rows: number;
}

/** How often a comparison begins anew because the store was changed meanwhile. */
const attempts = 5;

export function createKeyringDesk(core: Core, places: VaultPlaces): KeyringDesk {
  return {
    status: () => statusOf(core, places),
    async checkMirrors() {
      return [...(await checkEach(core.keyring, keyringSort)), ...(await checkEach(core.epochs, epochSort))];
    },
    verifyChains: () => examineChains({ keyring: core.keyring.primary, epochs: core.epochs.primary }, core.keys),
    clocks: async () => [
      ...(await clockOf('database', core.database)),
      ...(await clockOf('keyring', core.keyring.primary)),
      ...(await clockOf('epoch store', core.epochs.primary)),
    ],
  };
}

/** A file is written by this machine's own clock. */
async function clockOf<Schema>(store: ClockReading['store'], { engine, build, rows }: Database<Schema>): Promise<ClockReading[]> {
  if (engine === 'sqlite') return [];
  const query = sql<{ at: string }>`select (extract(epoch from clock_timestamp()) * 1000)::text as at`.compile(build);
  // Raw, so that the second lock cannot see that it asks for no row of anybody.
  return (await rows(asSweep('whole database', query))).map(({ at }) => ({ store, at: Number(at) }));
}

async function statusOf(core: Core, places: VaultPlaces): Promise<KeyringStatus> {
  const facts = await core.keyring.read((store) =>
    store.snapshot(async (reader) => {
      const { build } = reader;
      const count = (table: 'login' | 'ledger') => build.selectFrom(table).select((is) => is.fn.countAll<number>().as('count'));
      const behind = build
        .selectFrom('user_key')
        .innerJoin('epoch', 'epoch.id', 'user_key.epoch_id')
        .select((is) => is.fn.countAll<number>().as('count'))
        .where('epoch.state', '=', 'leaving');
      return {
        meta: await readMeta(reader),
        epochs: await reader.rows(build.selectFrom('epoch').selectAll()),
        founded: await reader.rows(
          build.selectFrom('installation_key').select('created_at').where('purpose', '=', 'ledger').where('version', '=', 1),
        ),
        struck: await reader.rows(build.selectFrom('struck_mirror').selectAll()),
        counts: await Promise.all([count('login'), count('ledger'), behind].map((query) => reader.rows(query))),
      };
    }),
  );
  const [people = 0, erasures = 0, keysBehind = 0] = facts.counts.map(([row]) => row?.count ?? 0);
  const struckAt = (store: string, place: string) =>
    facts.struck.find((each) => each.store === store && each.place === place)?.struck_at ?? null;
  const { keysFolder, epochFolder, keyringUrl, epochUrl, rootKey } = places;
  return {
    stores: [
      await storeStatus(core.keyring, keyringUrl ?? keysFolder, struckAt),
      await storeStatus(core.epochs, epochUrl ?? epochFolder, struckAt),
    ],
    rootKey: rootKey?.kind ?? 'file',
    sheetMadeAt: facts.meta?.sheet_made_at ?? null,
    epochSince: facts.epochs.find(({ state }) => state === 'current')?.created_at ?? 0,
    keysBehind,
    foundedAt: facts.founded[0]?.created_at ?? 0,
    people,
    erasures,
  };
}

async function storeStatus<Schema extends { meta: StoreMeta }>(
  { name, primary, mirrors }: Mirrored<Schema>,
  place: string,
  struckAt: (store: string, place: string) => number | null,
): Promise<StoreStatus> {
  const meta = await readMeta(primary);
  const each = async (mirror: Mirror<Schema>) => {
    const held = await revisionOf(mirror);
    return { place: mirror.place, revision: held, struckAt: struckAt(name, mirror.place) };
  };
  return {
    name,
    place: saidPlace(place),
    engine: isUrl(place) ? 'postgres' : 'sqlite',
    revision: meta?.revision ?? 0,
    changedAt: meta?.changed_at ?? 0,
    mirrors: await Promise.all(mirrors.map(each)),
  };
}

async function revisionOf<Schema extends { meta: StoreMeta }>(mirror: Mirror<Schema>): Promise<number | null> {
  try {
    return (await mirror.meta())?.revision ?? null;
  } catch {
    // Why it does not answer is its host's to say; here it only does not.
    return null;
  }
}

async function checkEach<Schema extends { meta: StoreMeta }>(store: Mirrored<Schema>, sort: StoreSort): Promise<MirrorChecked[]> {
  const checked: MirrorChecked[] = [];
  // One after the other: each is read whole.
  for (const mirror of store.mirrors) checked.push(await checkOne(store, mirror, sort));
  return checked;
}

async function checkOne<Schema extends { meta: StoreMeta }>(
  { name, primary }: Mirrored<Schema>,
  mirror: Mirror<Schema>,
  { copied }: StoreSort,
): Promise<MirrorChecked> {
  const wasBehind = (await revisionOf(mirror)) !== ((await readMeta(primary))?.revision ?? 0);
  const said = { store: name, place: mirror.place };
  let wasFilled = wasBehind;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (!(await mirror.catchUp())) return { ...said, outcome: 'silent', rows: 0 };
    const held = await mirror.look((copy) => digestOf(copy, copied));
    const own = await digestOf(primary, copied);
    if (held.digest === own.digest) return { ...said, outcome: wasFilled ? 'filled' : 'same', rows: held.rows };
    if (held.revision !== own.revision) continue;
    wasFilled = true;
    if (!(await mirror.refill())) return { ...said, outcome: 'silent', rows: 0 };
  }
  return { ...said, outcome: 'changing', rows: 0 };
}

interface Digest {
  readonly revision: number;
  readonly rows: number;
  readonly digest: string;
}

/** Of all rows, whatever their order: engines and folders need not agree on one. */
function digestOf<Schema extends { meta: StoreMeta }>(
  store: Database<Schema>,
  copied: readonly (readonly [string, string])[],
): Promise<Digest> {
  return store.snapshot(async (reader: Reader<Schema>) => {
    let sum = 0n;
    let rows = 0;
    for (const [table, column] of [...copied, ['meta', 'id'] as const])
      for await (const page of pagesOf(reader, table, column)) {
        for (const row of page) sum = BigInt.asUintN(256, sum + digestOfRow(table, row));
        rows += page.length;
      }
    return { revision: (await readMeta(reader))?.revision ?? 0, rows, digest: sum.toString(16) };
  });
}

function digestOfRow(table: string, row: Record<string, unknown>): bigint {
  const cells = Object.entries(row)
    .map(([column, value]) => [column, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return BigInt(
    `0x${createHash('sha256')
      .update(JSON.stringify([table, cells]))
      .digest('hex')}`,
  );
}
