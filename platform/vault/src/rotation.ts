/**
 * A new epoch key every week, so that a stray copy of the keyring is useless soon after. See [Note: Rotation].
 *
 * Every step looks at what is there, so a rotation that was interrupted is taken up by simply doing it again.
 */
import { keep, withLease, type Core } from './core.ts';
import { addEpochKey, destroyUnnamedEpochKeys, epochKey } from './epoch.ts';
import type { KeyringTables } from './keyring.ts';
import { wrapKey } from './key-tree.ts';
import type { Make } from './mirrored.ts';
import { unwrapUserKey, userKeyBinding, type UserKeyRow } from './user-key.ts';

const keysPerBatch = 250;

/** Seals made since the count was last kept, by key id. */
export type SealCounts = ReadonlyMap<string, number>;

/** Rotates once. `false`: another process is rotating. Throws `VaultUnavailable` when no mirror of the epoch store confirms the new key. */
export async function rotateEpoch(core: Core): Promise<boolean> {
  const done = await withLease(core, 'rotation', async (hold) => {
    await finishRotation(core, hold);
    const next = await addEpochKey(core);
    await core.crashAt('rotation: epoch key written');
    await keep(core, (build) => [
      ...hold(build),
      { query: build.updateTable('epoch').set({ state: 'leaving' }).where('state', '=', 'current'), rows: 1 },
      { query: build.insertInto('epoch').values({ id: next, state: 'current', created_at: core.now() }), rows: 1 },
    ]);
    await core.crashAt('rotation: epoch row inserted');
    await finishRotation(core, hold);
    return true;
  });
  return done ?? false;
}

/** Takes up a rotation that was interrupted. Nothing to do: nothing happens. */
export async function resumeRotation(core: Core): Promise<void> {
  await withLease(core, 'rotation', (hold) => finishRotation(core, hold));
}

/** Moves every key to the current epoch, then removes the old epoch's row, then destroys its key. */
async function finishRotation(core: Core, hold: Make<KeyringTables>): Promise<void> {
  const epochs = await core.keyring.read((store) => store.rows(store.build.selectFrom('epoch').selectAll()));
  const current = epochs.find(({ state }) => state === 'current');
  const leaving = epochs.find(({ state }) => state === 'leaving');
  if (leaving !== undefined && current !== undefined) {
    await rewrapAll(core, { from: leaving.id, to: current.id }, hold);
    await strikeMirrors(core);
    await keep(core, (build) => [...hold(build), { query: build.deleteFrom('epoch').where('id', '=', leaving.id), rows: 1 }]);
    await core.crashAt('rotation: epoch row deleted');
    await core.keyring.scrub();
  }
  await destroyUnnamedEpochKeys(core);
}

async function rewrapAll(core: Core, epochs: { from: string; to: string }, hold: Make<KeyringTables>): Promise<void> {
  for (;;) {
    const batch = await core.keyring.read((store) =>
      store.rows(
        store.build.selectFrom('user_key').selectAll().where('epoch_id', '=', epochs.from).orderBy('key_id').limit(keysPerBatch),
      ),
    );
    if (batch.length === 0) return;
    const rewrapped = await Promise.all(batch.map((row) => rewrap(core, row, epochs.to)));
    await keep(core, (build) => [
      ...hold(build),
      ...rewrapped.map(({ key_id, epoch_id, wrapped }) => ({
        // A key that was erased in the meantime stays erased: any number of rows.
        query: build
          .updateTable('user_key')
          .set({ epoch_id, wrapped })
          .where('key_id', '=', key_id)
          .where('epoch_id', '=', epochs.from),
        rows: null,
      })),
    ]);
    await core.crashAt('rotation: batch rewrapped');
  }
}

async function rewrap(core: Core, row: UserKeyRow, epochId: string): Promise<UserKeyRow> {
  const key = await unwrapUserKey(core, row);
  const moved = { ...row, epoch_id: epochId };
  return {
    ...moved,
    wrapped: wrapKey({ key: await epochKey(core, epochId), binding: userKeyBinding(moved) }, key, core.randomBytes),
  };
}

/** A mirror that has not confirmed by now is struck off: not waited for, alarmed by `doctor`, refilled when it answers. */
async function strikeMirrors(core: Core): Promise<void> {
  const stores = [core.keyring, core.epochs];
  const all = stores.flatMap(({ name, mirrors }) =>
    mirrors.map((mirror) => ({ store: name, place: mirror.place, isLive: mirror.isLive() })),
  );
  const struck = all.filter(({ isLive }) => !isLive).map(({ store, place }) => ({ store, place, struck_at: core.now() }));
  await keep(core, (build) => [
    { query: build.deleteFrom('struck_mirror'), rows: null },
    ...struck.map((mirror) => ({ query: build.insertInto('struck_mirror').values(mirror), rows: 1 })),
  ]);
}

/** Adds to the counts kept with the keys; for rotation and an orderly end. */
export async function keepSealCounts(core: Core, counts: SealCounts): Promise<void> {
  const made = [...counts].filter(([, seals]) => seals > 0);
  if (made.length === 0) return;
  await keep(core, (build) =>
    made.map(([keyId, seals]) => ({
      query: build
        .updateTable('user_key')
        .set((old) => ({ seals: old('seals', '+', seals) }))
        .where('key_id', '=', keyId),
      rows: null,
    })),
  );
}
