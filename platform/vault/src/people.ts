/** What the operator may do with an account without seeing anything of it: list it, disable it, enable it. */
import { asSweep } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { keep, type Core } from './core.ts';
import type { Listed } from './door.ts';

export async function listPeople(core: Core, { after, limit }: { after: UserId | null; limit: number }): Promise<Listed[]> {
  const rows = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('login')
        .select(['user_id', 'state', 'created_at', 'disabled_at'])
        .where('user_id', '>', after ?? '')
        .orderBy('user_id')
        .limit(limit),
    ),
  );
  // Safe: user ids enter the keyring only from `UserId`s.
  return rows.map((row) => ({
    userId: row.user_id as UserId,
    state: row.state,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
  }));
}

/**
 * The keyring first: it is what counts, and what a restored database is set right by. Disabled already, someone stays so
 * since then. `false`: it was so already; `null`: there is no such person.
 */
export async function setDisabled(core: Core, userId: UserId, disabled: boolean): Promise<boolean | null> {
  const disabled_at = disabled ? core.now() : null;
  const [changed] = await keep(core, (build) => [
    {
      query: build
        .updateTable('login')
        .set({ disabled_at })
        .where('user_id', '=', userId)
        .where('disabled_at', disabled ? 'is' : 'is not', null)
        .returning('user_id'),
      rows: null,
    },
  ]);
  await core.crashAt('disable: keyring written');
  return (await showDisabled(core, userId)) ? changed?.length === 1 : null;
}

/** Lets every request see what the keyring says of everyone: after a crash, and in a database that is an older copy. */
export async function showAllDisabled(core: Core): Promise<void> {
  const { build } = core.database;
  const shown = await core.database.rows(
    asSweep(
      'disabled accounts',
      build.selectFrom('workspace').select(['user_id', 'disabled_at']).where('disabled_at', 'is not', null),
    ),
  );
  const said = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select(['user_id', 'disabled_at']).where('disabled_at', 'is not', null)),
  );
  const isShown = new Map(shown.map((row) => [row.user_id, row.disabled_at]));
  const isSaid = new Map(said.map((row) => [row.user_id, row.disabled_at]));
  for (const userId of new Set([...isShown.keys(), ...isSaid.keys()]))
    if (isShown.get(userId) !== isSaid.get(userId)) await showDisabled(core, userId);
}

/**
 * Looks again after writing: of two processes that change the same person at once, whoever writes last has read last.
 * `false`: there is no such person.
 */
async function showDisabled(core: Core, userId: string): Promise<boolean> {
  const { build } = core.database;
  for (;;) {
    const said = await disabledAt(core, userId);
    if (said === undefined) return false;
    await core.database.write([
      { query: build.updateTable('workspace').set({ disabled_at: said }).where('user_id', '=', userId), rows: null },
    ]);
    if ((await disabledAt(core, userId)) === said) return true;
  }
}

/** `undefined`: there is no such person. */
async function disabledAt(core: Core, userId: string): Promise<number | null | undefined> {
  const [login] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select('disabled_at').where('user_id', '=', userId)),
  );
  return login?.disabled_at;
}
