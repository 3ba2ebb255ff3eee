/**
 * Help from the operator, and an account its owner froze, as they cross the wire.
 *
 * A request carries the right to read: a scope, a named operator or any, and hours. Each read stands in the answer with it.
 */
import { endpoint } from '@sotto/contract';
import { Id, Instant, mostSupportHours, SupportKind, SupportScope } from '@sotto/domain';
import { z } from 'zod';

/** Requests that may wait or be open at once. */
export const mostHelpAtOnce = 5;

/** An operator, told to people who are signed in. `id` is random and says nothing. */
export const OperatorView = z.strictObject({ id: z.string(), name: z.string() });
export type OperatorView = z.infer<typeof OperatorView>;

export const HelpKind = z.strictObject({ name: SupportKind, title: z.string() });
export type HelpKind = z.infer<typeof HelpKind>;

/** One thing that happened to a request, in order. */
export const HelpEntry = z.strictObject({
  what: z.enum(['asked', 'read', 'answered']),
  at: Instant,
  /** Who read or answered; `null`: the person themselves. A name that is gone is told as such. */
  operator: z.string().nullable(),
  /** What was written; `null`: something was read. */
  words: z.string().nullable(),
  /** What was read, and how many of each; empty: only the words of the request. `null`: something was written. */
  read: z.array(z.strictObject({ kind: SupportKind, count: z.int().min(0) })).nullable(),
});
export type HelpEntry = z.infer<typeof HelpEntry>;

export const HelpView = z.strictObject({
  id: Id,
  state: z.enum(['waiting', 'open', 'lapsed', 'ended', 'revoked']),
  /** For whom it is, or who took it up; `null`: anyone, and nobody has yet. */
  operator: OperatorView.nullable(),
  scope: SupportScope,
  hours: z.int(),
  askedAt: Instant,
  /** Until when it may be taken up. */
  lapsesAt: Instant,
  /** Until when is read; `null`: nobody has taken it up. */
  until: Instant.nullable(),
  /** When it was revoked. */
  revokedAt: Instant.nullable(),
  entries: z.array(HelpEntry),
});
export type HelpView = z.infer<typeof HelpView>;

export const NewHelp = z.strictObject({
  words: z.string().trim().min(1, 'Say what you need help with.').max(4000, 'At most 4,000 characters.'),
  /** `null`: whoever takes it up first. */
  operator: z.string().max(100).nullable(),
  scope: SupportScope,
  hours: z.int().min(1, 'At least one hour.').max(mostSupportHours, `At most ${mostSupportHours} hours.`).default(1),
});
export type NewHelp = z.infer<typeof NewHelp>;

export const listHelp = endpoint({
  name: 'listHelp',
  method: 'GET',
  path: '/api/v1/support/requests',
  summary: 'Help that was asked for, the latest first, with every read; and what may be asked of whom.',
  access: { kind: 'session', whenDisabled: true },
  outputs: {
    200: z.strictObject({ items: z.array(HelpView), operators: z.array(OperatorView), kinds: z.array(HelpKind) }),
  },
});

export const askForHelp = endpoint({
  name: 'askForHelp',
  method: 'POST',
  path: '/api/v1/support/requests',
  summary: 'Asks the operator for help, and lets them read what the scope names, once they take it up.',
  access: { kind: 'session', fresh: true },
  body: NewHelp,
  outputs: { 201: HelpView },
  problems: ['conflict'],
});

/** Ended already: answered alike. */
export const revokeHelp = endpoint({
  name: 'revokeHelp',
  method: 'DELETE',
  path: '/api/v1/support/requests/{id}',
  summary: 'Ends a request for help, and the right to read, at once.',
  access: { kind: 'session', whenDisabled: true },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
});

/** Frozen already: answered alike. Ends whatever help was asked for. */
export const freezeAccount = endpoint({
  name: 'freezeAccount',
  method: 'POST',
  path: '/api/v1/account/freeze',
  summary: 'Freezes the account: it is kept, read, taken along and deleted, and nothing else happens with it.',
  access: { kind: 'session', whenFrozen: true },
  outputs: { 204: null },
});

export const thawAccount = endpoint({
  name: 'thawAccount',
  method: 'POST',
  path: '/api/v1/account/thaw',
  summary: 'Ends the freezing of the account: everything is as it was.',
  access: { kind: 'session', whenFrozen: true },
  outputs: { 204: null },
});
