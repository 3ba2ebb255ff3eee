/** What Sotto holds about a person, and what was done with it, as they cross the wire. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';

/** One thing that is held, in the words of the person it belongs to. */
export const HeldItem = z.strictObject({
  /** Stable: `email`, `application`, `session`. */
  name: z.string(),
  title: z.string(),
  count: z.int().min(0),
  /** What it is kept for. */
  purpose: z.string(),
  /** When it goes. */
  until: z.string(),
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
  'imported',
  'import-undone',
  'exported',
  'profile-read',
  'data-deleted',
] as const;
export const Happening = z.enum(happenings);
export type Happening = z.infer<typeof Happening>;

export const ActivityView = z.strictObject({
  /** From 1, without gaps: a missing number would be seen. */
  position: z.int().min(1),
  at: Instant,
  happening: Happening,
  /** By the person in a browser, by one of their access keys, or by the operator. */
  by: z.enum(['user', 'key', 'operator']),
  /** What it concerned, in a few words: a device, the name of a key, a group. */
  about: z.string().nullable(),
  /** How many things it concerned. */
  count: z.int().min(0).nullable(),
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
  }),
  outputs: {
    200: z.strictObject({
      items: z.array(ActivityView),
      /** `before` for the next page; `null`: there is none. */
      nextBefore: z.int().nullable(),
    }),
  },
});
