/** Invitations: each lets one account begin. They lie in the keyring, so that a restored database brings none back. */
import { WrongRowCount, type Statement } from '@sotto/database';
import type { Kysely } from 'kysely';
import { keep, type Core } from './core.ts';
import { InviteSpent } from './door.ts';
import { authenticate, subkey } from './key-tree.ts';
import type { KeyringTables } from './keyring.ts';

export async function addInvite(core: Core, token: string, endsAt: number): Promise<void> {
  const row = { token_hmac: inviteHmac(core, token), created_at: core.now(), ends_at: endsAt };
  await keep(core, (build) => [
    { query: build.deleteFrom('invite').where('ends_at', '<=', core.now()), rows: null },
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
        .where('ends_at', '>', core.now()),
    ),
  );
  return rows.length === 1;
}

/** As part of a unit, at its beginning: see `orInviteSpent`. */
export function useInvite(core: Core, build: Kysely<KeyringTables>, token: string | undefined): Statement[] {
  if (token === undefined) return [];
  const open = build.deleteFrom('invite').where('token_hmac', '=', inviteHmac(core, token)).where('ends_at', '>', core.now());
  return [{ query: open, rows: 1 }];
}

/** A unit whose statement at `position` uses an invitation failed there: someone else was quicker. */
export function orInviteSpent(error: unknown, position: number, token: string | undefined): unknown {
  const isInvite = token !== undefined && error instanceof WrongRowCount && error.position === position;
  return isInvite ? new InviteSpent('This invitation is no longer open.') : error;
}

function inviteHmac(core: Core, token: string): Uint8Array {
  return authenticate(subkey(core.keys.index, 'index invite'), [token]);
}
