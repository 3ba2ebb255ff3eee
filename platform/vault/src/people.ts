/** What the operator may do with an account without seeing anything of it: list it, disable it, enable it; and what its owner may: freeze it, thaw it. */
import { asSweep } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { keep, type Core } from './core.ts';
import type { Halt, Listed } from './door.ts';

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

/** The columns that say it, of the same name in the keyring's `login` and the database's `workspace`. */
const columns = { disabled: 'disabled_at', frozen: 'frozen_at' } as const satisfies Record<Halt, string>;

/** Since when, by the keyring; `null`: not. */
interface Halted {
  readonly disabled_at: number | null;
  readonly frozen_at: number | null;
}

/**
 * The keyring first: it is what counts, and what a restored database is set right by. Disabled or frozen already, someone
 * stays so since then. `false`: it was so already; `null`: there is no such person.
 */
export async function setHalted(core: Core, userId: UserId, { halt, on }: { halt: Halt; on: boolean }): Promise<boolean | null> {
  const column = columns[halt];
  const [changed] = await keep(core, (build) => [
    {
      query: build
        .updateTable('login')
        .set({ [column]: on ? core.now() : null })
        .where('user_id', '=', userId)
        .where(column, on ? 'is' : 'is not', null)
        .returning('user_id'),
      rows: null,
    },
  ]);
  await core.crashAt('disable: keyring written');
  return (await showHalted(core, userId)) ? changed?.length === 1 : null;
}

/** Lets every request see what the keyring says of everyone: after a crash, and in a database that is an older copy. */
export async function showAllHalted(core: Core): Promise<void> {
  const { build } = core.database;
  const shown = await core.database.rows(
    asSweep(
      'disabled accounts',
      build
        .selectFrom('workspace')
        .select(['user_id', 'disabled_at', 'frozen_at'])
        .where((row) => row.or([row('disabled_at', 'is not', null), row('frozen_at', 'is not', null)])),
    ),
  );
  const said = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('login')
        .select(['user_id', 'disabled_at', 'frozen_at'])
        .where((row) => row.or([row('disabled_at', 'is not', null), row('frozen_at', 'is not', null)])),
    ),
  );
  const isShown = new Map(shown.map((row) => [row.user_id, row]));
  const isSaid = new Map(said.map((row) => [row.user_id, row]));
  for (const userId of new Set([...isShown.keys(), ...isSaid.keys()]))
    if (!isSame(isShown.get(userId), isSaid.get(userId))) await showHalted(core, userId);
}

function isSame(left: Halted | undefined, right: Halted | undefined): boolean {
  return left?.disabled_at === right?.disabled_at && left?.frozen_at === right?.frozen_at;
}

/**
 * Looks again after writing: of two processes that change the same person at once, whoever writes last has read last.
 * `false`: there is no such person.
 */
async function showHalted(core: Core, userId: string): Promise<boolean> {
  const { build } = core.database;
  for (;;) {
    const said = await haltedAt(core, userId);
    if (said === undefined) return false;
    await core.database.write([{ query: build.updateTable('workspace').set(said).where('user_id', '=', userId), rows: null }]);
    if (isSame(await haltedAt(core, userId), said)) return true;
  }
}

/** `undefined`: there is no such person. */
async function haltedAt(core: Core, userId: string): Promise<Halted | undefined> {
  const [login] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select(['disabled_at', 'frozen_at']).where('user_id', '=', userId)),
  );
  return login;
}
