/**
 * How a person comes: keys first, then rows, then the sign-in entry says that they exist. See [Note: Sign-up].
 */
import { AlreadyExists, DatabaseUnavailable, WrongRowCount, type Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { keep, retryingEpoch, undoneIfSilent, type Core } from './core.ts';
import { VaultUnavailable, type Identity, type Login, type UserSealers } from './door.ts';
import { eraseAccount, removeEveryRow } from './erasure.ts';
import { insertIdentity } from './identities.ts';
import { orInviteSpent, spendInvite, takeInvite } from './invites.ts';
import { authenticate, subkey } from './key-tree.ts';
import { epochStays, leavingKeyring, makeUserKey, sealerFor } from './user-key.ts';

export interface NewUser {
  readonly userId: UserId;
  /** Normalised. */
  readonly email: string;
  readonly confirmed: boolean;
  /** Token of the invitation that is used up once the account counts. */
  readonly invite?: string;
  /** Who they are at another issuer. */
  readonly identity?: Identity;
}

const unconfirmedForMs = 7 * 24 * 60 * 60 * 1000;

/** An e-mail address as the sign-in index knows it. */
export function emailHmac(core: Core, email: string): Uint8Array {
  return blind(core, 'e-mail', email);
}

export function blind(core: Core, label: string, value: string): Uint8Array {
  return authenticate(subkey(core.keys.index, `index ${label}`), [value]);
}

export async function createUser(core: Core, user: NewUser, rows: (sealers: UserSealers) => readonly Statement[]): Promise<void> {
  if (user.confirmed && (await findLogin(core, user.email)) !== null) throw new AlreadyExists('This address is taken.');
  const sealers = await beginUser(core, user);
  await core.crashAt('sign-up: keys in keyring');
  await writeRows(core, sealers, rows);
  await core.crashAt('sign-up: rows in database');
  await settleSignUp(core, user.userId, user.confirmed);
}

/** Keyring: keys, and an entry `creating` that belongs to this process for a minute. */
async function beginUser(core: Core, user: NewUser): Promise<UserSealers> {
  return retryingEpoch(async () => {
    const account = await makeUserKey(core, user.userId, 'account');
    const data = await makeUserKey(core, user.userId, 'data');
    const login = {
      user_id: user.userId,
      email_hmac: emailHmac(core, user.email),
      state: 'creating',
      credentials_version: 1,
      confirmed: user.confirmed ? 1 : 0,
      created_at: core.now(),
    } as const;
    const adding = keep(
      core,
      (build) => [
        ...epochStays(account.row.epoch_id)(build),
        ...epochStays(data.row.epoch_id)(build),
        { query: build.insertInto('user_key').values([account.row, data.row]), rows: 2 },
        { query: build.insertInto('login').values(login), rows: 1 },
        ...(user.identity ? [insertIdentity(core, build, user.userId, user.identity)] : []),
        ...takeInvite(core, build, user.userId, user.invite),
      ],
      { waitsForMirror: true },
    ).catch((error: unknown) => {
      throw orInviteSpent(error, user.identity ? 5 : 4, user.invite);
    });
    await undoneIfSilent(adding, () => dropUser(core, user.userId));
    return { account: sealerFor(core, account.row, account.key), data: sealerFor(core, data.row, data.key) };
  });
}

async function writeRows(core: Core, sealers: UserSealers, rows: (sealers: UserSealers) => readonly Statement[]): Promise<void> {
  const { userId } = sealers.data;
  const workspace = { user_id: userId, revision: 1, account_key_id: sealers.account.keyId, data_key_id: sealers.data.keyId };
  const first = { query: core.database.build.insertInto('workspace').values(workspace), rows: 1 };
  try {
    await core.database.write([first, ...rows(sealers)]);
  } catch (error) {
    // Without an answer nobody knows whether the rows are there; then the next comparison decides.
    if (!(error instanceof DatabaseUnavailable)) await dropUser(core, userId);
    throw error;
  }
}

/** Keys and entry of someone who never had a row. */
export async function dropUser(core: Core, userId: string): Promise<void> {
  await keep(core, (build) => leavingKeyring(build, userId));
  await core.keyring.scrub();
}

/** `creating` → `unconfirmed` or `active`, once the rows are there. Throws `AlreadyExists` after removing everything again. */
export async function settleSignUp(core: Core, userId: UserId, confirmed: boolean): Promise<void> {
  try {
    const state = confirmed ? 'active' : 'unconfirmed';
    await keep(core, (build) => [
      { query: build.updateTable('login').set({ state }).where('user_id', '=', userId).where('state', '=', 'creating'), rows: 1 },
      spendInvite(build, userId),
    ]);
  } catch (error) {
    if (error instanceof AlreadyExists) await eraseAccount(core, userId);
    if (!(error instanceof WrongRowCount)) throw error;
    await settledElsewhere(core, userId);
  }
}

/** Another process found our lease ended: either it finished this sign-up, or it removed the keys, and then the rows go. */
async function settledElsewhere(core: Core, userId: UserId): Promise<void> {
  const [login] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select('state').where('user_id', '=', userId)),
  );
  if (login !== undefined) return;
  await removeEveryRow(core, userId);
  throw new VaultUnavailable('The sign-up took too long and was undone.');
}

export async function findLogin(core: Core, email: string): Promise<Login | null> {
  const hmac = emailHmac(core, email);
  const [login] = await core.keyring.read((store) =>
    store.rows(
      store.build
        .selectFrom('login')
        .select(['user_id', 'credentials_version'])
        .where('email_hmac', '=', hmac)
        .where('state', '=', 'active'),
    ),
  );
  // Safe: user ids enter the keyring only from `UserId`s.
  return login === undefined
    ? null
    : { userId: login.user_id as UserId, state: 'active', credentialsVersion: login.credentials_version };
}

export async function findUser(core: Core, userId: UserId): Promise<Login | null> {
  const [login] = await core.keyring.read((store) =>
    store.rows(
      store.build.selectFrom('login').select('credentials_version').where('user_id', '=', userId).where('state', '=', 'active'),
    ),
  );
  return login === undefined ? null : { userId, state: 'active', credentialsVersion: login.credentials_version };
}

/** `unconfirmed` → `active`, using up the invitation. `false`: the address is someone else's, or this person is gone. */
export async function confirmUser(core: Core, userId: UserId, invite?: string): Promise<boolean> {
  const [login] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').selectAll().where('user_id', '=', userId)),
  );
  if (login?.state !== 'unconfirmed') return login?.state === 'active';
  await releaseAbsent(core, login.email_hmac);
  try {
    await keep(core, (build) => [
      {
        query: build
          .updateTable('login')
          .set({ state: 'active' })
          .where('user_id', '=', userId)
          .where('state', '=', 'unconfirmed'),
        rows: 1,
      },
      ...takeInvite(core, build, userId, invite),
      spendInvite(build, userId),
    ]);
    return true;
  } catch (cause) {
    const error = orInviteSpent(cause, 1, invite);
    if (error instanceof AlreadyExists) return false;
    // Confirmed or erased by someone else since it was looked at.
    if (error instanceof WrongRowCount) return (await findUser(core, userId)) !== null;
    throw error;
  }
}

/**
 * Frees an address whose person has keys but no rows: the database is older than their account. Whoever comes here has
 * just proved that the mailbox is theirs.
 */
async function releaseAbsent(core: Core, hmac: Uint8Array, except?: UserId): Promise<void> {
  const [holder] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select('user_id').where('email_hmac', '=', hmac).where('state', '=', 'active')),
  );
  if (holder === undefined || holder.user_id === except) return;
  if (!(await hasWorkspace(core, holder.user_id))) await eraseAccount(core, holder.user_id as UserId);
}

/** The same for someone the operator named. `false`: they have rows, and nothing happened. */
export async function releaseUser(core: Core, userId: UserId): Promise<boolean> {
  if (await hasWorkspace(core, userId)) return false;
  await eraseAccount(core, userId);
  return true;
}

export async function hasWorkspace(core: Core, userId: string): Promise<boolean> {
  const { build } = core.database;
  return (await core.database.rows(build.selectFrom('workspace').select('user_id').where('user_id', '=', userId))).length > 0;
}

/** Erases accounts that were not confirmed within seven days of `now` (epoch milliseconds). Answers how many. */
export async function purgeUnconfirmed(core: Core, now: number): Promise<number> {
  const before = now - unconfirmedForMs;
  const late = await core.keyring.read((store) =>
    store.rows(
      store.build.selectFrom('login').select('user_id').where('state', '=', 'unconfirmed').where('created_at', '<', before),
    ),
  );
  for (const { user_id } of late) await eraseAccount(core, user_id as UserId);
  return late.length;
}

/** Raises the least version that credentials must carry; lower is left as it is. `false`: there is no such person. */
export async function raiseCredentialsVersion(
  core: Core,
  userId: UserId,
  { version, secondFactor }: { version: number; secondFactor?: Uint8Array | undefined },
): Promise<boolean> {
  const present = await credentialsVersion(core, userId);
  if (present === null) return false;
  if (present > version || (present === version && !secondFactor)) return true;
  await keep(core, (build) => [
    {
      query: build
        .updateTable('login')
        .set({ credentials_version: version, ...(secondFactor && { second_factor: secondFactor }) })
        .where('user_id', '=', userId)
        .where('credentials_version', '<=', version),
      rows: null,
    },
  ]);
  return true;
}

export async function keptSecondFactor(core: Core, userId: UserId): Promise<Uint8Array | null> {
  const [login] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select('second_factor').where('user_id', '=', userId)),
  );
  return login?.second_factor ?? null;
}

/**
 * The address someone is found by from now on. `false`: it is someone else's; `null`: there is no such person.
 *
 * `isProved`: the mailbox is theirs; then it is taken from whoever has keys but no rows.
 */
export async function changeLogin(
  core: Core,
  userId: UserId,
  { email, isProved }: { email: string; isProved: boolean },
): Promise<boolean | null> {
  if ((await findUser(core, userId)) === null) return null;
  const email_hmac = emailHmac(core, email);
  if (isProved) await releaseAbsent(core, email_hmac, userId);
  try {
    await keep(core, (build) => [
      {
        query: build.updateTable('login').set({ email_hmac }).where('user_id', '=', userId).where('state', '=', 'active'),
        rows: 1,
      },
    ]);
  } catch (error) {
    if (error instanceof AlreadyExists) return false;
    if (error instanceof WrongRowCount) return null;
    throw error;
  }
  await core.crashAt('change login: keyring written');
  // Of the address before nothing stays, not even its digest.
  await core.keyring.scrub();
  return true;
}

export async function credentialsVersion(core: Core, userId: UserId): Promise<number | null> {
  const [login] = await core.keyring.read((store) =>
    store.rows(store.build.selectFrom('login').select('credentials_version').where('user_id', '=', userId)),
  );
  return login?.credentials_version ?? null;
}
