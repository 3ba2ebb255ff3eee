/**
 * How a person, or all their data, goes: every step may be the last one before a crash, and is taken up again.
 *
 * What is removed follows from the database's inventory, so that a new table cannot be forgotten.
 * See [Note: Erasure and backups].
 */
import { inventory, ownedTables, WrongRowCount, type OwnedTableName, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Kysely } from 'kysely';
import { afterLedger, appendToLedger, keep, retryingEpoch, undoneIfSilent, type Core } from './core.ts';
import { KeyShredded, type UserSealers } from './door.ts';
import type { KeyringTables } from './keyring.ts';
import { subjectOf } from './ledger.ts';
import type { Make } from './mirrored.ts';
import { epochStays, leavingKeyring, makeUserKey, namedDataKey, sealerOf, userKeyRows, type UserKeyRow } from './user-key.ts';

/** Tables that go with all data. The rest of a person's tables stays as long as the account. */
export const dataTables: readonly OwnedTableName[] = ownedTables.filter(
  (table) => table !== 'workspace' && inventory[table].key !== 'account',
);
/** Without these rows every process answers 401, and no unit of this person commits. */
const accessTables = ['workspace', 'session', 'access_key'] as const satisfies readonly OwnedTableName[];

/** Erases the account. Whoever calls again after a failure takes it up where it stopped. Throws `KeyShredded` when nobody is there. */
export function eraseAccount(core: Core, userId: UserId, onKeyGone: () => void = () => {}): Promise<void> {
  return underWay(core, userId, () => eraseAccountNow(core, userId, onKeyGone));
}

async function eraseAccountNow(core: Core, userId: UserId, onKeyGone: () => void): Promise<void> {
  await beginErasure(core, userId);
  await core.crashAt('erase account: ledger entry written');
  await core.database.write(deletions(core, accessTables, userId));
  await core.crashAt('erase account: access removed');
  await destroyAccount(core, userId);
  await core.crashAt('erase account: keys destroyed');
  onKeyGone();
  await core.database.write(deletions(core, ownedTables, userId));
  await core.crashAt('erase account: rows removed');
  await core.removeFiles(userId);
  await core.crashAt('erase account: files removed');
  await core.database.scrub();
  await core.crashAt('erase account: stores swept');
  await keep(core, (build) => [{ query: build.deleteFrom('erasure').where('user_id', '=', userId), rows: null }]);
  // Until here the keyring named them, so that the erasure could be taken up again.
  await core.keyring.scrub();
  await advanceApplied(core);
}

/** While an erasure runs in this process, the daily comparison leaves the person alone. */
async function underWay(core: Core, userId: UserId, erase: () => Promise<void>): Promise<void> {
  core.underWay.add(userId);
  try {
    await erase();
  } finally {
    core.underWay.delete(userId);
  }
}

/** Ledger entry; from here on the keys are `leaving` and nobody signs in with this address. */
async function beginErasure(core: Core, userId: UserId): Promise<void> {
  // In this order: the keys go while they are being erased, and that they are is forgotten last.
  const isKnown = (await userKeyRows(core, userId)).length > 0;
  if (await isBeingErased(core, userId)) return;
  if (!isKnown) throw new KeyShredded('This person has no key.');
  const subject = subjectOf(core.keys.ledger, 'account', userId);
  const leaves =
    (position: number): Make<KeyringTables> =>
    (build) => [
      { query: build.insertInto('erasure').values({ user_id: userId, position }), rows: 1 },
      // One of two data keys may be leaving already; both cannot be, so the account key alone says that all of them go.
      {
        query: build
          .updateTable('user_key')
          .set({ state: 'leaving', left_at: core.now() })
          .where('user_id', '=', userId)
          .where('purpose', '=', 'account'),
        rows: 1,
      },
      { query: build.updateTable('login').set({ state: 'leaving' }).where('user_id', '=', userId), rows: null },
    ];
  // Whoever deletes the same account at the same moment goes on as the first does, who may even be done before their turn comes.
  const entry = appendToLedger(core, { kind: 'account', subject }, leaves, () => isBeingErased(core, userId));
  await unlessDoneElsewhere(afterLedger + 1, entry);
}

async function isBeingErased(core: Core, userId: string): Promise<boolean> {
  const rows = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('erasure').select('position').where('user_id', '=', userId)),
  );
  return rows.length > 0;
}

/** Keys, sign-in and identity entries, in keyring and mirrors, and what SQLite would leave of them in its log. */
async function destroyAccount(core: Core, userId: UserId): Promise<void> {
  await keep(core, (build) => leavingKeyring(build, userId));
  core.forget(userId);
  await core.keyring.scrub();
}

/** Everything a person has outside the keyring. Idempotent. */
export async function removeEveryRow(core: Core, userId: UserId): Promise<void> {
  await core.database.write(deletions(core, ownedTables, userId));
  await core.removeFiles(userId);
}

/**
 * Says in the database, then in the keyring, up to where the ledger was carried out. In this order: the keyring must
 * never claim more than the database says of itself.
 */
export async function advanceApplied(core: Core): Promise<void> {
  const applied = await core.keyring.read((store) =>
    store.snapshot(async (reader) => {
      const { build } = reader;
      const [open] = await reader.rows(build.selectFrom('erasure').select('position').orderBy('position').limit(1));
      const [last] = await reader.rows(build.selectFrom('ledger').select('position').orderBy('position', 'desc').limit(1));
      return open === undefined ? (last?.position ?? 0) : open.position - 1;
    }),
  );
  const { build } = core.database;
  await core.database.write([
    {
      query: build
        .updateTable('installation')
        .set({ ledger_sequence: applied })
        .where('id', '=', core.installationId)
        .where('ledger_sequence', '<', applied),
      rows: null,
    },
  ]);
  await keep(core, (keyring) => [
    { query: keyring.updateTable('meta').set({ applied }).where('id', '=', 1).where('applied', '<', applied), rows: null },
  ]);
  core.known.applied = Math.max(core.known.applied, applied);
}

/** Erases all data under a new data key; the account stays. Takes up an erasure that was interrupted. */
export function eraseData(core: Core, userId: UserId, rows: (sealers: UserSealers) => readonly Statement[]): Promise<void> {
  return underWay(core, userId, async () => {
    const { leaving } = await dataKeys(core, userId);
    if (leaving === undefined) await beginNewDataKey(core, userId);
    await core.crashAt('erase data: new key current');
    await finishEraseData(core, userId, rows);
  });
}

/** From two data keys to one: rows away if the workspace still names the old key, then ledger entry and destruction. */
export async function finishEraseData(
  core: Core,
  userId: UserId,
  rows: (sealers: UserSealers) => readonly Statement[],
): Promise<void> {
  const { account, current, leaving } = await dataKeys(core, userId);
  if (leaving === undefined) return;
  if ((await namedDataKey(core, userId)) === leaving.key_id) {
    const sealers = { account: await sealerOf(core, account), data: await sealerOf(core, current) };
    await unlessDoneElsewhere(0, replaceRows(core, sealers, { keyId: leaving.key_id, rows }));
  }
  core.forget(userId);
  await core.crashAt('erase data: rows replaced');
  await unlessDoneElsewhere(afterLedger, destroyDataKey(core, leaving));
  await core.crashAt('erase data: old key destroyed');
  await core.database.scrub();
  await advanceApplied(core);
}

/** The statement at `position` names what was there a moment ago: when it finds nothing, another process took the same erasure up and was first. */
async function unlessDoneElsewhere(position: number, step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof WrongRowCount && error.position === position)) throw error;
  }
}

/** Takes an interrupted erasure of all data back: only while the workspace still names the old key. */
export async function undoEraseData(core: Core, userId: UserId): Promise<void> {
  await keep(core, (build) => [
    {
      query: build
        .deleteFrom('user_key')
        .where('user_id', '=', userId)
        .where('purpose', '=', 'data')
        .where('state', '=', 'current'),
      rows: 1,
    },
    {
      query: build
        .updateTable('user_key')
        .set({ state: 'current', left_at: null })
        .where('user_id', '=', userId)
        .where('purpose', '=', 'data'),
      rows: 1,
    },
  ]);
  core.forget(userId);
}

async function beginNewDataKey(core: Core, userId: UserId): Promise<void> {
  await retryingEpoch(async () => {
    const { row } = await makeUserKey(core, userId, 'data');
    const marking = keep(
      core,
      (build) => [
        ...epochStays(row.epoch_id)(build),
        {
          query: build
            .updateTable('user_key')
            .set({ state: 'leaving', left_at: core.now() })
            .where('user_id', '=', userId)
            .where('purpose', '=', 'data'),
          rows: 1,
        },
        { query: build.insertInto('user_key').values(row), rows: 1 },
      ],
      { waitsForMirror: true },
    );
    await undoneIfSilent(marking, () => undoEraseData(core, userId));
  });
}

/** One transaction: the data's rows away, the beginnings there, the workspace names the new key. */
export async function replaceRows(
  core: Core,
  sealers: UserSealers,
  from: { keyId: string; rows: (sealers: UserSealers) => readonly Statement[] },
): Promise<void> {
  const { userId, keyId } = sealers.data;
  const rename = core.database.build
    .updateTable('workspace')
    .set((old) => ({ data_key_id: keyId, revision: old('revision', '+', 1) }))
    .where('user_id', '=', userId)
    .where('data_key_id', '=', from.keyId);
  await core.database.write([{ query: rename, rows: 1 }, ...deletions(core, dataTables, userId), ...from.rows(sealers)]);
}

/** One keyring unit: the ledger names the key as erased, and the key is gone. */
export async function destroyDataKey(core: Core, key: UserKeyRow): Promise<void> {
  await appendToLedger(core, { kind: 'data', subject: key.subject }, () => (build) => [
    { query: build.deleteFrom('user_key').where('key_id', '=', key.key_id), rows: 1 },
  ]);
  await core.keyring.scrub();
}

async function dataKeys(
  core: Core,
  userId: UserId,
): Promise<{ account: UserKeyRow; current: UserKeyRow; leaving: UserKeyRow | undefined }> {
  const rows = await userKeyRows(core, userId);
  const find = (purpose: UserKeyRow['purpose'], state: UserKeyRow['state']) =>
    rows.find((row) => row.purpose === purpose && row.state === state);
  const account = find('account', 'current');
  const current = find('data', 'current');
  if (account === undefined || current === undefined) throw new KeyShredded('This person has no key.');
  return { account, current, leaving: find('data', 'leaving') };
}

function deletions(core: Core, tables: readonly OwnedTableName[], userId: string): Statement[] {
  // Safe: every table of the inventory with an owner has a `user_id`; Kysely cannot see that for a name it does not know.
  const build = core.database.build as unknown as Kysely<Record<OwnedTableName, { user_id: string }>>;
  return tables.map((table) => ({ query: build.deleteFrom(table).where('user_id', '=', userId), rows: null }));
}

/** From the ledger, which names nobody. */
export async function countErased(core: Core, since: number): Promise<{ accounts: number; data: number }> {
  const rows = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('ledger')
        .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
        .where('at', '>=', since)
        .groupBy('kind'),
    ),
  );
  const of = (kind: 'account' | 'data') => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { accounts: of('account'), data: of('data') };
}
