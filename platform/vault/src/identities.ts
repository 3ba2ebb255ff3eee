/** Who someone is at another issuer, as the keyring knows it: an HMAC over issuer and subject, and whose it is. */
import { AlreadyExists, WrongRowCount, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Kysely } from 'kysely';
import { keep, type Core } from './core.ts';
import type { Identity, Login } from './door.ts';
import { authenticate, subkey } from './key-tree.ts';
import type { KeyringTables } from './keyring.ts';

export async function findIdentity(core: Core, identity: Identity): Promise<Login | null> {
  const [found] = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('identity')
        .innerJoin('login', 'login.user_id', 'identity.user_id')
        .select(['login.user_id', 'login.credentials_version'])
        .where('identity.issuer_subject_hmac', '=', identityHmac(core, identity))
        .where('login.state', '=', 'active'),
    ),
  );
  // Safe: user ids enter the keyring only from `UserId`s.
  return found === undefined
    ? null
    : { userId: found.user_id as UserId, state: 'active', credentialsVersion: found.credentials_version };
}

/** `false`: it is someone else's; `null`: there is no such person, or they are being erased. */
export async function linkIdentity(core: Core, userId: UserId, identity: Identity): Promise<boolean | null> {
  try {
    await keep(core, (build) => [isActive(build, userId), insertIdentity(core, build, userId, identity)]);
    return true;
  } catch (error) {
    if (error instanceof WrongRowCount) return null;
    if (!(error instanceof AlreadyExists)) throw error;
    return (await ownerOf(core, identity)) === userId;
  }
}

/** Fails the unit for someone who is gone: what is linked to them then would stay for ever. */
function isActive(build: Kysely<KeyringTables>, userId: UserId): Statement {
  const same = build.updateTable('login').set({ state: 'active' }).where('user_id', '=', userId).where('state', '=', 'active');
  return { query: same, rows: 1 };
}

/** As part of a unit: fails as `AlreadyExists` when the identity is anybody's. */
export function insertIdentity(core: Core, build: Kysely<KeyringTables>, userId: UserId, identity: Identity): Statement {
  const row = { issuer_subject_hmac: identityHmac(core, identity), user_id: userId };
  return { query: build.insertInto('identity').values(row), rows: 1 };
}

export async function unlinkIdentity(core: Core, userId: UserId, identity: Identity): Promise<void> {
  const hmac = identityHmac(core, identity);
  await keep(core, (build) => [
    { query: build.deleteFrom('identity').where('issuer_subject_hmac', '=', hmac).where('user_id', '=', userId), rows: null },
  ]);
  await core.keyring.scrub();
}

async function ownerOf(core: Core, identity: Identity): Promise<string | null> {
  const hmac = identityHmac(core, identity);
  const [found] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('identity').select('user_id').where('issuer_subject_hmac', '=', hmac)),
  );
  return found?.user_id ?? null;
}

function identityHmac(core: Core, { issuer, subject }: Identity): Uint8Array {
  return authenticate(subkey(core.keys.index, 'index identity'), [issuer, subject]);
}
