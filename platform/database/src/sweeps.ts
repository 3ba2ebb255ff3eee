/**
 * The only queries that go over the rows of all people, each with its reason.
 *
 * Every other query names one person (see `owner-lock.ts`). A line here is a decision: whoever adds one says why.
 */
export const sweeps = {
  'expired sessions': 'purge: sessions whose absolute end has passed',
  'expired tickets': 'purge: single-use links and codes that were not used in time',
  'old deletions': 'purge: `gone` rows after 7 days',
  'expired access keys': 'purge: access keys a month after their end',
  'expired calendar feeds': 'purge: calendar feeds a month after their end',
  'due mail': 'outbox: what is to be sent now, by the index on due_at',
  'due reminders': 'alarm: what is to be reminded of now, by the index on due_at',
  'old sent mails': 'purge: which mails were sent, after 90 days',
  'old reminders': 'purge: which reminders were given, after 90 days',
  'old help': 'purge: help that was asked for a year ago, with what was said',
  'help asked for': 'desk: what is waiting or open, by opaque ids; nothing of it is opened',
  'reconcile people': 'vault: whose keys and rows are there, compared with the ledger',
  'ended by a restore': 'vault: sessions, links and waiting mails, which an older copy of the database would bring back',
  'notices not mailed': 'desk: whom the mail about a breach did not reach, by opaque ids; nothing of it is opened',
  'disabled accounts': 'vault: who is shown as disabled or frozen, compared with the keyring',
  counts: 'stats: how many people have how many rows of a kind; nobody’s ids and nothing sealed',
  'whole database': 'backup: the row stream of all tables; doctor: counts',
} as const satisfies Readonly<Record<string, string>>;

export type SweepName = keyof typeof sweeps;
