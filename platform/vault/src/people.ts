/** What the operator may do with an account without seeing anything of it: list it, disable it, enable it. */
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

/** The keyring first: it is what counts, and what a restored database is set right by. `false`: there is no such person. */
export async function setDisabled(core: Core, userId: UserId, disabled: boolean): Promise<boolean> {
  const disabled_at = disabled ? core.now() : null;
  const [changed] = await keep(core, (build) => [
    { query: build.updateTable('login').set({ disabled_at }).where('user_id', '=', userId).returning('user_id'), rows: null },
  ]);
  if (changed?.length !== 1) return false;
  await core.database.write([
    { query: core.database.build.updateTable('workspace').set({ disabled_at }).where('user_id', '=', userId), rows: null },
  ]);
  return true;
}
