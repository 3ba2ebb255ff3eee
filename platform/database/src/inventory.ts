/**
 * Every table and column of the database, as data: whose it is, what it is for, how long it stays.
 *
 * Erasure, "What we hold about you" and the published policy are driven by this list, so a table that is missing here
 * could be forgotten by them: a test compares it with the live schema in both directions.
 */
import type { SottoTables } from './schema.ts';

/** What a column is for, as the person is told. `sealed`: only opened with the person's key. */
export interface Column {
  readonly purpose: string;
  readonly isSealed: boolean;
}

/** Headings of "What we hold about you", in their order there. */
export const headings = ['ways in', 'records', 'letters', 'others', 'done', 'working'] as const;
export type Heading = (typeof headings)[number];

export interface Table<Name extends keyof SottoTables = keyof SottoTables> {
  /** Column that names the person; `null`: nobody's rows, nothing personal. */
  readonly owner: 'user_id' | null;
  /** Which of the person's two keys seals the rows; with it they die. */
  readonly key: 'account' | 'data' | null;
  /** One sentence for people. */
  readonly purpose: string;
  readonly retention: string;
  /** What its rows are called under "What we hold about you". @default its name in words */
  readonly title?: string;
  /** Under which heading it stands there. @default what is kept so that Sotto works */
  readonly heading?: Heading;
  /** The address where the person sees or ends it. */
  readonly seenAt?: `/${string}`;
  /** An older copy of the database would bring back what was ended since: its rows go when such a copy is put in place. */
  readonly endsAtRestore?: true;
  /** What the running servers keep for themselves, for minutes or days: in no backup. */
  readonly isPassing?: true;
  readonly columns: Readonly<Record<keyof SottoTables[Name] & string, Column>>;
}

const plain = (purpose: string): Column => ({ purpose, isSealed: false });
const sealed = (purpose: string): Column => ({ purpose, isSealed: true });

const userId = plain('whose row it is: a random number');
const keyId = plain('which key it is sealed with');
const id = plain('identifies the row');
const untilAccountDeleted = 'until the account is deleted';
const untilDataDeleted = 'until it, all data or the account is deleted';

export const inventory = {
  installation: {
    owner: null,
    key: null,
    purpose: 'Which installation this database belongs to.',
    retention: 'as long as the installation',
    columns: {
      id,
      incarnation: plain('changes when a restored backup was reconciled'),
      ledger_sequence: plain('erasures that were carried out here'),
      mark: plain('counts up, so that an older copy of the database is known as one'),
    },
  },
  lease: {
    owner: null,
    key: null,
    purpose: 'Which server process is doing a job right now.',
    retention: 'minutes',
    isPassing: true,
    columns: { name: plain('the job'), holder: plain('the process: a random number'), ends_at: plain('until when') },
  },
  job: {
    owner: null,
    key: null,
    purpose: 'When each periodic job last ran.',
    retention: 'until it runs again',
    isPassing: true,
    columns: { name: plain('the job'), last_run_at: plain('when it ran'), last_outcome: plain('done, failed or aborted') },
  },
  rate_hit: {
    owner: null,
    key: null,
    purpose: 'Counts attempts, so that nobody can guess passwords.',
    retention: '24 hours',
    isPassing: true,
    columns: {
      key: plain('a keyed digest that changes daily; never an address'),
      window_at: plain('start of the counted window'),
      hits: plain('how many'),
      ends_at: plain('when it is removed'),
    },
  },
  spent: {
    owner: null,
    key: null,
    purpose: 'Which single-use challenges of a sign-in were answered, so that none is answered twice.',
    retention: 'a day',
    isPassing: true,
    columns: { key: plain('a keyed digest of the challenge'), ends_at: plain('when it is removed') },
  },
  policy_version: {
    owner: null,
    key: null,
    purpose: 'Which versions of the published texts there were.',
    retention: 'as long as the installation',
    columns: {
      document: plain('which text'),
      version: plain('its version'),
      sha256: plain('its digest'),
      published_at: plain('when it was published'),
      effective_at: plain('from when it holds'),
      announced_at: plain('since when everybody concerned was told'),
    },
  },
  tally: {
    owner: null,
    key: null,
    purpose: 'How often everybody together took data out in a month, for the list of requests that were answered at once.',
    retention: 'as long as the installation',
    columns: { name: plain('what was done'), month: plain('in which month'), count: plain('how often') },
  },

  workspace: {
    owner: 'user_id',
    key: null,
    purpose: 'That the account exists, and how often its records changed.',
    retention: untilAccountDeleted,
    title: 'That the account exists',
    seenAt: '/settings/account',
    columns: {
      user_id: userId,
      revision: plain('number of changes'),
      account_key_id: keyId,
      data_key_id: keyId,
      disabled_at: plain('since when the operator has it disabled'),
      frozen_at: plain('since when you have it frozen'),
    },
  },
  record: {
    owner: 'user_id',
    key: 'data',
    purpose: 'Everything you enter: groups, applications, companies, notes, settings.',
    retention: untilDataDeleted,
    title: 'What you entered',
    heading: 'records',
    columns: {
      user_id: userId,
      id,
      kind: plain('which kind of record, as a number'),
      parent_id: plain('the record it belongs to'),
      key_id: keyId,
      revision: plain('how often it was changed'),
      sequence: plain('which change of yours last wrote it'),
      created_at: plain('when it was made'),
      updated_at: plain('when it was last changed'),
      sealed: sealed('what you entered'),
    },
  },
  gone: {
    owner: 'user_id',
    key: null,
    purpose: 'That a record was deleted, so that other server processes hear of it.',
    retention: '7 days',
    title: 'Marks of deleted records',
    isPassing: true,
    columns: { user_id: userId, id, sequence: plain('which change of yours deleted it'), gone_at: plain('when') },
  },
  chunk: {
    owner: 'user_id',
    key: 'data',
    purpose: 'Files you upload, and the index your searches use.',
    retention: untilDataDeleted,
    title: 'Files and search index, in pieces',
    heading: 'records',
    seenAt: '/documents',
    columns: {
      user_id: userId,
      file_id: plain('which file'),
      position: plain('which piece of 64 KiB'),
      key_id: keyId,
      sealed: sealed('the piece'),
    },
  },
  alarm: {
    owner: 'user_id',
    key: null,
    purpose: 'When to remind you.',
    retention: 'until the reminder was given',
    title: 'Reminders to come',
    columns: { user_id: userId, record_id: plain('what it reminds of'), due_at: plain('when, to a quarter of an hour') },
  },
  reminded: {
    owner: 'user_id',
    key: null,
    purpose: 'Which reminders you were mailed, so that each comes once.',
    retention: '90 days',
    title: 'Reminders that were mailed',
    heading: 'letters',
    columns: {
      user_id: userId,
      record_id: plain('what it reminded of'),
      moment: plain('for when it was meant, to a quarter of an hour'),
      told_at: plain('when it was written'),
    },
  },
  reminder_mail: {
    owner: 'user_id',
    key: 'account',
    purpose: 'That you want reminders by mail.',
    retention: untilAccountDeleted,
    title: 'That you want reminders by mail',
    heading: 'letters',
    seenAt: '/settings/reminders',
    // Whoever ended them since must not get any.
    endsAtRestore: true,
    columns: {
      user_id: userId,
      token_hash: plain('digest of the secret in the link that ends them'),
      created_at: plain('when you asked for them'),
      stopped_at: plain('when you ended them by such a link'),
      key_id: keyId,
      sealed: sealed('the secret in the link'),
    },
  },
  credential: {
    owner: 'user_id',
    key: 'account',
    purpose: 'What you sign in with.',
    retention: untilAccountDeleted,
    title: 'E-mail address, password, passkeys and other ways in',
    heading: 'ways in',
    seenAt: '/settings/security',
    columns: {
      user_id: userId,
      id,
      kind: plain('the account itself, a password, a passkey, or another service'),
      version: plain('how often your credentials changed'),
      key_id: keyId,
      created_at: plain('when it was set'),
      sealed: sealed(
        'your e-mail address; the slow hash of your password; names, numbers and public keys of your passkeys; who you are at other services',
      ),
    },
  },
  totp: {
    owner: 'user_id',
    key: 'account',
    purpose: 'The secret you share with your authenticator app.',
    retention: 'until you turn the second factor off',
    title: 'Secret of your authenticator app',
    heading: 'ways in',
    seenAt: '/settings/security',
    columns: {
      user_id: userId,
      state: plain('in use, or waiting for its first code'),
      last_step: plain('the half minute of the last code that was taken'),
      key_id: keyId,
      created_at: plain('when it was made'),
      sealed: sealed('the secret'),
    },
  },
  recovery_code: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Recovery codes that are left.',
    retention: 'until used, replaced, or the second factor is turned off',
    title: 'Recovery codes',
    heading: 'ways in',
    seenAt: '/settings/security',
    columns: {
      user_id: userId,
      code_hash: plain('keyed digest of the code'),
      created_at: plain('when it was made'),
    },
  },
  session: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Where you are signed in.',
    retention: 'until sign-out, 30 days at most',
    title: 'Sign-ins',
    heading: 'ways in',
    seenAt: '/settings/security',
    endsAtRestore: true,
    columns: {
      user_id: userId,
      id,
      token_hash: plain('digest of the cookie'),
      created_at: plain('when you signed in'),
      used_at: plain('when it was last used, to five minutes'),
      fresh_at: plain('when you last proved that it is you'),
      idle_ms: plain('how long it may rest'),
      absolute_ms: plain('how long it may last'),
      ends_at: plain('when it is removed'),
      key_id: keyId,
      sealed: sealed('what kind of device it is'),
    },
  },
  access_key: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Access keys you made for the extension or your own programs.',
    retention: 'until revoked, or a month after they end',
    title: 'Access keys',
    heading: 'ways in',
    seenAt: '/settings/access-keys',
    // A key that was revoked since must not open again; which ones were nobody knows then.
    endsAtRestore: true,
    columns: {
      user_id: userId,
      id,
      token_hash: plain('digest of the key'),
      scopes: plain('what it may do'),
      created_at: plain('when it was made'),
      used_on: plain('the day it was last used'),
      expires_at: plain('when it ends'),
      key_id: keyId,
      sealed: sealed('the name you gave it'),
    },
  },
  calendar_feed: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Private addresses from which your calendar programs fetch.',
    retention: 'until revoked, or a month after they end',
    title: 'Calendar feeds',
    heading: 'ways in',
    seenAt: '/settings/calendar-feeds',
    // An address that was revoked since must not open again.
    endsAtRestore: true,
    columns: {
      user_id: userId,
      id,
      token_hash: plain('digest of the secret in the address'),
      created_at: plain('when it was made'),
      fetched_at: plain('when it was last fetched, to five minutes'),
      expires_at: plain('when it ends'),
      key_id: keyId,
      sealed: sealed('the name you gave it, and how much it tells'),
    },
  },
  ticket: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Links and codes that work once, such as confirming an e-mail address.',
    retention: 'until used, 7 days at most',
    title: 'Links and codes that work once',
    heading: 'ways in',
    endsAtRestore: true,
    columns: {
      user_id: userId,
      id,
      purpose: plain('what it is for'),
      token_hash: plain('digest of the link'),
      created_at: plain('when it was made'),
      ends_at: plain('when it ends'),
      key_id: keyId,
      sealed: sealed('what it confirms'),
    },
  },
  outbox: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Mails to you that wait to be sent.',
    retention: 'until sent, 3 days at most',
    title: 'Mails on their way to you',
    heading: 'letters',
    endsAtRestore: true,
    columns: {
      user_id: userId,
      id,
      due_at: plain('when it is sent'),
      attempts: plain('how often that was tried'),
      created_at: plain('when it was written'),
      key_id: keyId,
      sealed: sealed('the mail'),
    },
  },
  notice: {
    owner: 'user_id',
    key: 'account',
    purpose: 'What whoever runs this Sotto had to tell you: changes of its published texts, a breach, a disclosure.',
    retention: untilAccountDeleted,
    title: 'Notices to you',
    heading: 'letters',
    seenAt: '/settings/notices',
    columns: {
      user_id: userId,
      id: plain('which notice: a digest, different for each person'),
      created_at: plain('when you were told'),
      mailed: plain('whether a mail about it was written, waits, left or was given up'),
      dismissed_at: plain('when you put it away'),
      key_id: keyId,
      sealed: sealed('the notice'),
    },
  },
  support_grant: {
    owner: 'user_id',
    key: null,
    purpose: 'Help you asked the operator for: what they may read, and until when.',
    retention: 'one year, or until all data or the account is deleted',
    title: 'Help you asked for',
    heading: 'others',
    seenAt: '/settings/help',
    // A right to read that was revoked since must not come back.
    endsAtRestore: true,
    columns: {
      user_id: userId,
      id,
      operator: plain('which operator may read: a random number'),
      scope: plain('what may be read, as numbers'),
      asked_at: plain('when you asked'),
      lapses_at: plain('until when somebody may take it up'),
      reading_ms: plain('how long they may read'),
      taken_at: plain('when it was taken up'),
      until_at: plain('until when they may read'),
      ended_at: plain('when you revoked it'),
    },
  },
  support_entry: {
    owner: 'user_id',
    key: 'data',
    purpose: 'What you asked of the operator, each time they read, and what they answered.',
    retention: 'one year, or until all data or the account is deleted',
    title: 'What was asked, read and answered for it',
    heading: 'others',
    seenAt: '/settings/help',
    endsAtRestore: true,
    columns: {
      user_id: userId,
      grant_id: plain('which request it belongs to'),
      position: plain('its place there'),
      what: plain('asked, read or answered'),
      at: plain('when'),
      operator: plain('which operator: a random number'),
      key_id: keyId,
      sealed: sealed('what was written; or what was read, and how many of each'),
    },
  },
  activity: {
    owner: 'user_id',
    key: 'account',
    purpose: 'What was done in your account and by whom.',
    retention: 'one year',
    title: 'Activity log',
    heading: 'done',
    seenAt: '/settings/privacy',
    columns: {
      user_id: userId,
      position: plain('its place in the log'),
      at: plain('when'),
      key_id: keyId,
      sealed: sealed('what was done, by whom, and the digest of the entry before'),
      digest: plain('digest of the entry with a random number in it'),
      mac: plain('shows that the entry was written here'),
      restored_from: plain('since which entry a restored backup left a gap'),
    },
  },
  disclosure: {
    owner: 'user_id',
    key: 'account',
    purpose: 'What was handed over of yours because the law left no choice, as far as you may be told.',
    retention: untilAccountDeleted,
    title: 'Disclosures',
    heading: 'others',
    seenAt: '/settings/privacy',
    columns: {
      user_id: userId,
      id: plain('which case it was'),
      disclosed_at: plain('when'),
      key_id: keyId,
      sealed: sealed('what was demanded, by whom, and what was handed over'),
    },
  },
  sent_mail: {
    owner: 'user_id',
    key: 'account',
    purpose: 'Which mails we wrote to you, and when each was sent.',
    retention: '90 days',
    title: 'Mails we sent you',
    heading: 'letters',
    seenAt: '/settings/privacy',
    columns: {
      user_id: userId,
      id,
      written_at: plain('when it was written'),
      sent_at: plain('when it was sent'),
      key_id: keyId,
      sealed: sealed('its subject line'),
    },
  },
} as const satisfies { readonly [Name in keyof SottoTables]: Table<Name> };

export type TableName = keyof typeof inventory;

/** Tables whose rows belong to people: what erasure empties, and what the second lock watches. */
export const ownedTables: readonly (keyof OwnedTables)[] = (Object.keys(inventory) as TableName[]).filter(isOwned);

/** Tables that are emptied when an older copy of the database is put in place: where someone signed out, they stay so. */
export const endedAtRestore: readonly OwnedTableName[] = ownedTables.filter((table) => 'endsAtRestore' in inventory[table]);

/** Tables that a backup holds. */
export const backedUpTables: readonly BackedUpTable[] = (Object.keys(inventory) as TableName[]).filter(isBackedUp);

export type BackedUpTable = {
  [Name in TableName]: (typeof inventory)[Name] extends { endsAtRestore: true } | { isPassing: true } ? never : Name;
}[TableName];

function isBackedUp(name: TableName): name is BackedUpTable {
  return !('endsAtRestore' in inventory[name]) && !('isPassing' in inventory[name]);
}

type OwnedTables = { [Name in TableName as (typeof inventory)[Name]['owner'] extends string ? Name : never]: SottoTables[Name] };
export type OwnedTableName = keyof OwnedTables;

function isOwned(name: TableName): name is OwnedTableName {
  return inventory[name].owner !== null;
}
