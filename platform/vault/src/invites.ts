/**
 * Invitations: each lets one account begin. They lie in the keyring, so that a restored database brings none back.
 *
 * A sign-up first takes its invitation for itself, and uses it up in the very unit that makes the account count. When
 * nothing comes of the sign-up, by a refusal or by a crash, the invitation is free again with everything else it leaves.
 */
import { WrongRowCount, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Kysely } from 'kysely';
import { keep, type Core } from './core.ts';
import { InviteSpent } from './door.ts';
import { authenticate, subkey } from './key-tree.ts';
import type { KeyringTables } from './keyring.ts';

export async function addInvite(core: Core, token: string, endsAt: number): Promise<void> {
  const now = core.now();
  const row = { token_hmac: inviteHmac(core, token), created_at: now, ends_at: endsAt };
  await keep(core, (build) => [
    { query: build.deleteFrom('invite').where('ends_at', '<=', now), rows: null },
    { query: build.insertInto('invite').values(row), rows: 1 },
  ]);
}

export async function hasInvite(core: Core, token: string): Promise<boolean> {
  const rows = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('invite')
        .select('ends_at')
        .where('token_hmac', '=', inviteHmac(core, token))
        .where('ends_at', '>', core.now())
        .where('user_id', 'is', null),
    ),
  );
  return rows.length === 1;
}

/** As part of a unit: this sign-up has the invitation for itself. See `orInviteSpent`. */
export function takeInvite(core: Core, build: Kysely<KeyringTables>, userId: UserId, token: string | undefined): Statement[] {
  if (token === undefined) return [];
  const open = build
    .updateTable('invite')
    .set({ user_id: userId })
    .where('token_hmac', '=', inviteHmac(core, token))
    .where('user_id', 'is', null)
    .where('ends_at', '>', core.now());
  return [{ query: open, rows: 1 }];
}

/** As part of a unit: the invitation that this sign-up had taken, if any, is used up. */
export function spendInvite(build: Kysely<KeyringTables>, userId: UserId): Statement {
  return { query: build.deleteFrom('invite').where('user_id', '=', userId), rows: null };
}

/** As part of a unit: nothing came of this sign-up. */
export function freeInvite(build: Kysely<KeyringTables>, userId: string): Statement {
  return { query: build.updateTable('invite').set({ user_id: null }).where('user_id', '=', userId), rows: null };
}

/** A unit whose statement at `position` takes an invitation failed there: someone else was quicker. */
export function orInviteSpent(error: unknown, position: number, token: string | undefined): unknown {
  const isInvite = token !== undefined && error instanceof WrongRowCount && error.position === position;
  return isInvite ? new InviteSpent('This invitation is no longer open.') : error;
}

function inviteHmac(core: Core, token: string): Uint8Array {
  return authenticate(subkey(core.keys.index, 'index invite'), [token]);
}
