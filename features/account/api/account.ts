/** The account itself: what it is, its address and password, and how it ends. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';
import { Email, LinkToken, NewPassword, TypedPassword } from './identity.ts';
import { SessionLimits } from './sessions.ts';

export const AccountView = z.strictObject({
  email: z.string(),
  createdAt: Instant,
  /** `null`: there is no password; one signs in by passkey or another issuer. */
  passwordChangedAt: Instant.nullable(),
  ...SessionLimits.shape,
  /** A mail for each new sign-in. */
  mailOnSignIn: z.boolean(),
  /** Until when this session may do what asks for fresh proof; `null`: not now. */
  freshUntil: Instant.nullable(),
  /** What can be shown when proof is asked for again. */
  proofs: z.array(z.enum(['password', 'code', 'passkey', 'issuer'])),
  /** `false`: no SMTP is set, mails are sealed files on the server's machine. */
  mailLeaves: z.boolean(),
  /** When the operator disabled it; then everything but taking one's data and deleting is refused. `null`: it is not disabled. */
  disabledAt: Instant.nullable(),
  /** When its owner froze it; then the same is refused, until it is thawed. `null`: it is not frozen. */
  frozenAt: Instant.nullable(),
});
export type AccountView = z.infer<typeof AccountView>;

export const getAccount = endpoint({
  name: 'getAccount',
  method: 'GET',
  path: '/api/v1/account',
  summary: 'The account of whoever is signed in.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: AccountView },
});

export const AccountChange = z.strictObject({ ...SessionLimits.partial().shape, mailOnSignIn: z.boolean().optional() });
export type AccountChange = z.input<typeof AccountChange>;

/** Longer limits and no more mails ask for fresh proof; shorter ones do not. They hold for the sessions there are, too. */
export const changeAccount = endpoint({
  name: 'changeAccount',
  method: 'PATCH',
  path: '/api/v1/account',
  summary: 'Changes how long sign-ins last and whether they are told by mail.',
  access: { kind: 'session' },
  body: AccountChange,
  outputs: { 200: AccountView },
});

/**
 * `current` is proof enough: no fresh session is asked for then. An account without a password leaves it out and needs one.
 * All other sessions end; access keys end with `endKeys`.
 */
export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/v1/account/password',
  summary: 'Changes the password and signs out everywhere else.',
  access: { kind: 'session' },
  body: z.strictObject({ current: TypedPassword.optional(), next: NewPassword, endKeys: z.boolean().default(false) }),
  outputs: { 204: null },
  problems: ['wrong-credentials', 'conflict'],
});

/** Refused with `conflict` when it is the last way in. */
export const removePassword = endpoint({
  name: 'removePassword',
  method: 'DELETE',
  path: '/api/v1/account/password',
  summary: 'Removes the password; from then on one signs in by passkey or another issuer.',
  access: { kind: 'session', fresh: true },
  outputs: { 204: null },
  problems: ['conflict'],
});

/**
 * `202`: nothing has changed yet, whether the address is known here or not; the new address holds a link for 15 minutes.
 * `200`, where no mail leaves this machine: it is changed. The old address is told either way and can undo it for 7 days.
 */
export const changeEmail = endpoint({
  name: 'changeEmail',
  method: 'POST',
  path: '/api/v1/account/email',
  summary: 'Changes the e-mail address.',
  access: { kind: 'session', fresh: true },
  body: z.strictObject({ email: Email }),
  outputs: { 200: z.strictObject({ next: z.literal('done') }), 202: z.strictObject({ next: z.literal('check-mail') }) },
  problems: ['already-exists', 'conflict'],
});

/** Every session and access key ends, and every way in that was added since; whoever holds the old address chooses a new password next. */
export const undoEmailChange = endpoint({
  name: 'undoEmailChange',
  method: 'POST',
  path: '/api/v1/account/email/undo',
  summary: 'Takes a change of address back, with the token mailed to the old address.',
  access: { kind: 'public' },
  body: z.strictObject({ token: LinkToken }),
  outputs: { 200: z.strictObject({ next: z.literal('sign-in') }) },
  problems: ['unprocessable', 'already-exists'],
});

/** This session, every other one, every access key, every link and code under way. */
export const revokeEverything = endpoint({
  name: 'revokeEverything',
  method: 'POST',
  path: '/api/v1/account/revoke-everything',
  summary: 'Ends every session, access key and link at once, this session too.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 204: null },
});

const Confirmed = z.strictObject({ confirm: z.literal('DELETE') });

/** When this is answered the key is destroyed and the rows are swept: nobody can bring the account back. */
export const deleteAccount = endpoint({
  name: 'deleteAccount',
  method: 'DELETE',
  path: '/api/v1/account',
  summary: 'Deletes the account and everything in it, for good.',
  access: { kind: 'session', fresh: true, whenDisabled: true },
  body: Confirmed,
  outputs: { 204: null },
});

export const deleteData = endpoint({
  name: 'deleteData',
  method: 'DELETE',
  path: '/api/v1/account/data',
  summary: 'Deletes all data for good and keeps the account.',
  access: { kind: 'session', fresh: true, whenDisabled: true },
  body: Confirmed,
  outputs: { 204: null },
});
