/** Every sentence of privacy in the web app. */
import type { ActivityWhole, Happening, HeldItem } from '../api.ts';

export const texts = {
  title: 'Privacy',
  heading: 'What we hold about you',
  lead: (time: string) =>
    `Everything, counted ${time}. What you entered is sealed with a key used for nobody else, which dies with the account.`,
  policy: 'The whole privacy page',
  held: 'Held',
  things: (count: string) => `${count} things`,
  what: 'What',
  howMany: 'How many',
  whatFor: 'What for',
  until: 'Until',
  none: 'none',
  /** `Offers · Notes`. */
  noneOf: (titles: string) => `None of these: ${titles}`,
  exactly: 'What exactly',
  lessExactly: 'In short',
  liesIn: 'Lies in',
  sealed: 'Only your key opens',
  readable: 'Beside it, so that it can be found and removed',
  readableAll: 'A row says',
  log: 'What was done',
  logAside: 'kept one year',
  older: 'Older',
  csv: 'CSV',
  filter: 'Which entries',
  allSorts: 'Everything',
  whole: (entries: number) =>
    entries === 1 ? 'Whole and in order: one entry.' : `Whole and in order: ${entries} entries, each holding the one before.`,
  lastHash: (hash: string) => `last ${hash.slice(0, 16)}`,
  notWhole: 'This log is not as it was written',
  notWholeLead: 'Someone who can write into the database changed it, or the database is damaged. Ask whoever runs this Sotto.',
  entries: (from: number, to: number) => (from === to ? `entry ${from}` : `entries ${from} to ${to}`),
  mails: 'Mails to you',
  mailsAside: 'kept 90 days',
  noMails: 'None in 90 days',
  noMailsLead: 'Each mail Sotto sends you leaves its subject line here.',
  waiting: 'waiting',
  nothingYet: 'Nothing yet',
  nothingYetLead: 'Sign-ins, exports, imports and deletions are written here as they happen.',
  byKey: 'by an access key',
  byOperator: 'by the operator',
  bySystem: 'by Sotto itself',
  empty: 'Stop or empty',
} as const;

export const headingTexts: Readonly<Record<HeldItem['heading'], string>> = {
  'ways in': 'How you get in',
  records: 'What you entered',
  letters: 'Mails and reminders',
  others: 'Who else was let in or told',
  done: 'What was done',
  working: 'What Sotto needs to work',
};

export const liesTexts: Readonly<Record<HeldItem['lies'], string>> = {
  database: 'The database, and its backups for 30 days',
  keyring: 'The keyring, which is in no backup',
};

/** What is wrong with the activity log, as a sentence. */
export function faultText({ what, from, to }: ActivityWhole['faults'][number]): string {
  const isOne = from === to;
  const which = isOne ? `Entry ${from}` : `Entries ${from} to ${to}`;
  if (what === 'changed') return `${which} ${isOne ? 'is' : 'are'} not what was written there.`;
  if (what === 'missing') return `${which} ${isOne ? 'is' : 'are'} missing.`;
  return `${which} went when this Sotto was put back to an earlier backup. Nothing else of the log changed.`;
}

/** A line of the activity log, in words. */
export const happeningTexts: Readonly<Record<Happening, string>> = {
  'signed-up': 'Account made',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'password-changed': 'Password changed',
  'password-removed': 'Password removed',
  'password-reset': 'New password chosen by mail',
  'reset-link-made': 'Link to choose a new password made',
  'email-changed': 'E-mail address changed',
  'email-change-undone': 'Change of address taken back',
  'two-factor-on': 'Second factor turned on',
  'two-factor-off': 'Second factor turned off',
  'recovery-codes-made': 'New recovery codes made',
  'recovery-code-used': 'Recovery code used',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'issuer-linked': 'Sign-in elsewhere linked',
  'issuer-unlinked': 'Sign-in elsewhere unlinked',
  'everything-revoked': 'Signed out everywhere, keys ended',
  'account-disabled': 'Account disabled',
  'account-enabled': 'Account enabled',
  'session-ended': 'Signed out elsewhere',
  'access-key-made': 'Access key made',
  'access-key-ended': 'Access key ended',
  'calendar-feed-made': 'Calendar feed made',
  'calendar-feed-changed': 'Calendar feed changed',
  'calendar-feed-ended': 'Calendar feed revoked',
  'reminder-mails-on': 'Reminders by mail turned on',
  'reminder-mails-off': 'Reminders by mail turned off',
  imported: 'Imported',
  'import-undone': 'Import taken back',
  exported: 'Exported',
  'profile-read': 'Profile read to fill a form',
  'posting-saved': 'Posting saved',
  'data-deleted': 'All data deleted',
  'log-restored': 'Put back to a backup',
  'log-cut': 'Entries found missing',
  'help-asked': 'Asked for help',
  'help-read': 'Read by the operator',
  'help-answered': 'Answered by the operator',
  'help-revoked': 'Request for help revoked',
  'account-frozen': 'Account frozen',
  'account-thawed': 'Account thawed',
  disclosed: 'Handed over by law',
};
