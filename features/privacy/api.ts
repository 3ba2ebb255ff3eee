/** What Sotto holds about a person, and what was done with it, as they cross the wire. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';

/** One thing that is held, in the words of the person it belongs to. */
export const HeldItem = z.strictObject({
  /** Stable: `email`, `application`, `session`. */
  name: z.string(),
  title: z.string(),
  /** The headings of the inventory, in its order. */
  heading: z.enum(['ways in', 'records', 'letters', 'others', 'done', 'working']),
  /** Which store it lies in. */
  lies: z.enum(['database', 'keyring']),
  count: z.int().min(0),
  /** What it is kept for. */
  purpose: z.string(),
  /** When it goes. */
  until: z.string(),
  /** Where it is seen or ended; `null`: nowhere of its own. */
  seenAt: z.string().nullable(),
  /** What of each opens only with the person's own key. */
  sealed: z.array(z.string()),
  /** What stands beside it so that the database can find, order and remove it. */
  readable: z.array(z.string()),
});
export type HeldItem = z.infer<typeof HeldItem>;

export const getInventory = endpoint({
  name: 'getInventory',
  method: 'GET',
  path: '/api/v1/privacy/inventory',
  summary: 'Everything that is held about whoever is signed in, counted now.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ countedAt: Instant, items: z.array(HeldItem) }) },
});

/** Everything the activity log tells of. In the past tense; never renamed. */
export const happenings = [
  'signed-up',
  'signed-in',
  'signed-out',
  'password-changed',
  'password-removed',
  'password-reset',
  'reset-link-made',
  'email-changed',
  'email-change-undone',
  'two-factor-on',
  'two-factor-off',
  'recovery-codes-made',
  'recovery-code-used',
  'passkey-added',
  'passkey-removed',
  'issuer-linked',
  'issuer-unlinked',
  'everything-revoked',
  'account-disabled',
  'account-enabled',
  'session-ended',
  'access-key-made',
  'access-key-ended',
  'calendar-feed-made',
  'calendar-feed-changed',
  'calendar-feed-ended',
  'reminder-mails-on',
  'reminder-mails-off',
  'imported',
  'import-undone',
  'exported',
  'profile-read',
  'posting-saved',
  'data-deleted',
  'log-restored',
  'log-cut',
  'help-asked',
  'help-read',
  'help-answered',
  'help-revoked',
  'account-frozen',
  'account-thawed',
  'disclosed',
] as const;
export const Happening = z.enum(happenings);
export type Happening = z.infer<typeof Happening>;

/** By the person in a browser, by one of their access keys, by the operator, or by Sotto itself. */
export const Hand = z.enum(['user', 'key', 'operator', 'system']);

export const ActivityView = z.strictObject({
  /** From 1, without gaps: a missing number would be seen. */
  position: z.int().min(1),
  at: Instant,
  happening: Happening,
  by: Hand,
  /** What it concerned, in a few words: a device, the name of a key, a group. */
  about: z.string().nullable(),
  /** How many things it concerned. */
  count: z.int().min(0).nullable(),
  /** Entries that were gone when this one was written. `after`: hash of the last one that was there, hex. */
  missing: z.strictObject({ from: z.int(), to: z.int(), after: z.string().nullable() }).nullable(),
  /** A random number that goes into the hash, hex; `null`: of an entry from before logs were chained. */
  salt: z.string().nullable(),
  /** Hash of the entry before, hex. */
  previous: z.string().nullable(),
  /** SHA-256 of the entry, hex: docs/activity-log.md says how to check it. */
  hash: z.string().nullable(),
});
export type ActivityView = z.infer<typeof ActivityView>;

export const listActivity = endpoint({
  name: 'listActivity',
  method: 'GET',
  path: '/api/v1/privacy/activity',
  summary: 'What was done in this account, the latest first. Kept for one year.',
  access: { kind: 'session', whenDisabled: true },
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    /** Only entries before this position. */
    before: z.coerce.number().int().min(1).optional(),
    /** Only entries of this sort. */
    happening: Happening.optional(),
  }),
  outputs: {
    200: z.strictObject({
      items: z.array(ActivityView),
      /** `before` for the next page; `null`: there is none. */
      nextBefore: z.int().nullable(),
    }),
  },
});

export const ActivityWhole = z.strictObject({
  checkedAt: Instant,
  entries: z.int().min(0),
  /** Positions; `null`: there is no entry. */
  first: z.int().nullable(),
  last: z.int().nullable(),
  /** Of the last entry, hex: who keeps it can tell later that nothing before it was changed. */
  hash: z.string().nullable(),
  /** What is not as it was written. Empty: whole and in order. `restored`: gone with a backup that was put back. */
  faults: z.array(z.strictObject({ what: z.enum(['missing', 'changed', 'restored']), from: z.int(), to: z.int() })),
  /** What the log tells of, and how often. */
  happenings: z.array(z.strictObject({ happening: Happening, count: z.int() })),
});
export type ActivityWhole = z.infer<typeof ActivityWhole>;

export const checkActivity = endpoint({
  name: 'checkActivity',
  method: 'GET',
  path: '/api/v1/privacy/activity/check',
  summary: 'Whether the activity log is whole and in order, and what of it is not.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: ActivityWhole },
});

export const exportActivity = endpoint({
  name: 'exportActivity',
  method: 'GET',
  path: '/api/v1/privacy/activity.csv',
  summary: 'The whole activity log as CSV, the oldest first, with its hashes. The download is an entry itself, the last.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: { raw: ['text/csv; charset=utf-8'] } },
});

export const SentMailView = z.strictObject({
  subject: z.string(),
  writtenAt: Instant,
  /** `null`: it still waits. */
  sentAt: Instant.nullable(),
});
export type SentMailView = z.infer<typeof SentMailView>;

export const listSentMails = endpoint({
  name: 'listSentMails',
  method: 'GET',
  path: '/api/v1/privacy/sent-mails',
  summary: 'Which mails were sent to whoever is signed in, the latest first: subject lines and times. Kept 90 days.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: z.strictObject({ items: z.array(SentMailView) }) },
});
