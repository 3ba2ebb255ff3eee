/**
 * What the keyring knows of people, as data: every table with a `user_id` and every column of it, in their words.
 *
 * "What we hold about you" shows this beside the inventory of the database. A table or column that is missing here does not
 * compile.
 */
import type { UserId } from '@sotto/domain';
import type { Core } from './core.ts';
import type { KeyringTables } from './keyring.ts';

/** Tables whose rows name a person. */
type PersonalTable = {
  [Name in keyof KeyringTables]: 'user_id' extends keyof KeyringTables[Name] ? Name : never;
}[keyof KeyringTables];

interface KeyringTable<Name extends keyof KeyringTables> {
  readonly title: string;
  /** One sentence for people. */
  readonly purpose: string;
  readonly retention: string;
  /** What each column says. Nothing here can be read as anything a person typed. */
  readonly columns: Readonly<Record<keyof KeyringTables[Name] & string, string>>;
}

const userId = 'whose row it is: a random number';

export const keyringInventory = {
  login: {
    title: 'Entry in the sign-in index',
    purpose: 'Finds you when you sign in, without keeping your address readable.',
    retention: 'until the account is deleted',
    columns: {
      user_id: userId,
      email_hmac: 'keyed digest of your e-mail address',
      state: 'whether the address is confirmed',
      credentials_version: 'how often your ways in changed',
      confirmed: 'whether the address had to be confirmed',
      created_at: 'when you signed up',
      disabled_at: 'since when the operator has the account disabled',
      frozen_at: 'since when you have it frozen',
      log_first: 'number of the first entry of your activity log',
      log_position: 'number of its last entry',
      log_digest: 'digest of its last entry',
      log_incarnation: 'under which copy of the database that was noted',
      second_factor: 'whether you use a second factor, sealed with your key',
    },
  },
  user_key: {
    title: 'Your two keys',
    purpose: 'Seal everything of yours; destroyed when you delete it.',
    retention: 'until all data, or the account, is deleted',
    columns: {
      user_id: userId,
      key_id: 'names the key',
      purpose: 'for the account, or for what you enter',
      state: 'in use, or on its way out',
      left_at: 'since when it is on its way out',
      epoch_id: 'which weekly key wraps it',
      wrapped: 'the key itself, wrapped',
      subject: 'how the erasure ledger would name it: a keyed digest',
      seals: 'how often it has sealed',
    },
  },
  identity: {
    title: 'Sign-ins through other services',
    purpose: 'Find you when another service says who you are.',
    retention: 'until you unlink it, or the account is deleted',
    columns: { user_id: userId, issuer_subject_hmac: 'keyed digest of the service and of who you are there' },
  },
  invite: {
    title: 'Invitation you are using',
    purpose: 'Lets one sign-up in.',
    retention: 'until the sign-up is complete',
    columns: {
      user_id: userId,
      token_hmac: 'keyed digest of the invitation',
      created_at: 'when it was made',
      ends_at: 'until when it is open',
    },
  },
  erasure: {
    title: 'Deletion under way',
    purpose: 'Lets a deletion be finished after a crash.',
    retention: 'until everything is gone',
    columns: { user_id: userId, position: 'its entry in the erasure ledger' },
  },
} as const satisfies { readonly [Name in PersonalTable]: KeyringTable<Name> };

export type KeyringTableName = keyof typeof keyringInventory;

const names = Object.keys(keyringInventory) as KeyringTableName[];

/** How many rows of each table of the keyring are someone's. */
export async function countInKeyring(core: Core, userId: UserId): Promise<Readonly<Record<KeyringTableName, number>>> {
  const counts = names.map(async (name) => {
    const [row] = await core.keyring.read(({ build, rows }) =>
      rows(
        build
          .selectFrom(name)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('user_id', '=', userId),
      ),
    );
    return [name, row?.count ?? 0] as const;
  });
  // Safe: one entry per name.
  return Object.fromEntries(await Promise.all(counts)) as Record<KeyringTableName, number>;
}
