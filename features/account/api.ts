/**
 * Account and sign-in as they cross the wire: who someone is, where they are signed in, what their access keys may do.
 *
 * Whether an address is known is told by no answer here but the `409` of a sign-up without mail (see `signUp`).
 */
import { endpoint, scopes } from '@sotto/contract';
import { CalendarDate, Id, Instant } from '@sotto/domain';
import { z } from 'zod';

/**
 * An e-mail address in the one form that is looked up and kept: NFKC, no outer space, lower case.
 *
 * Letters of any script are taken. Quotes, brackets, commas and control characters are not: they have a meaning in mail headers.
 */
export const Email = z
  .string()
  .max(1000)
  .normalize('NFKC')
  .trim()
  .toLowerCase()
  .max(254, 'Longer than an e-mail address can be.')
  .regex(
    /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}@[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}.-]*[\p{L}\p{M}\p{N}])?$/u,
    'Write an address such as name@example.org.',
  );
export type Email = z.infer<typeof Email>;

/** Characters (code points after NFKC) that a password has at least. Nothing is asked of their kind. */
export const shortestPassword = 12;
/** Characters that a password has at most; none of them is ever cut off. */
export const longestPassword = 256;

/** A password as it was typed when it was chosen, or may have been typed by someone guessing: any string of sane size. */
const TypedPassword = z.string().min(1, 'Type your password.').max(4096).normalize('NFKC');

/** A password someone chooses. The server also asks that it is hard to guess. */
export const NewPassword = z
  .string()
  .max(4096)
  .normalize('NFKC')
  .refine((password) => [...password].length >= shortestPassword, `At least ${shortestPassword} characters.`)
  .refine((password) => [...password].length <= longestPassword, `At most ${longestPassword} characters.`);

const Next = z.strictObject({ next: z.enum(['done', 'second-factor']) });
const CheckMail = z.strictObject({ next: z.literal('check-mail') });

/** What may be known before anyone has signed up. */
export const SignUpTerms = z.strictObject({
  /** `false`: new accounts are not open here. */
  open: z.boolean(),
  /** `true`: an account begins with a link sent by mail; `false`: at once. */
  confirmsByMail: z.boolean(),
});
export type SignUpTerms = z.infer<typeof SignUpTerms>;

export const getSignUpTerms = endpoint({
  name: 'getSignUpTerms',
  method: 'GET',
  path: '/api/v1/account/sign-up',
  summary: 'Whether new accounts are open here, and how they begin.',
  access: { kind: 'public' },
  outputs: { 200: SignUpTerms },
});

/**
 * `201`: the account is there and this browser is signed in. `202`: a mail is on its way, whether the address was known or not.
 * Where no mail leaves this machine, a known address is answered with `already-exists`: there is nobody else to tell.
 */
export const signUp = endpoint({
  name: 'signUp',
  method: 'POST',
  path: '/api/v1/account/sign-up',
  summary: 'Makes an account.',
  access: { kind: 'public' },
  body: z.strictObject({ email: Email, password: NewPassword }),
  outputs: { 201: z.strictObject({ next: z.literal('done') }), 202: CheckMail },
  problems: ['already-exists', 'sign-up-closed'],
});

/** The token comes from the fragment of the link in the mail, so it is in no log and no history of a server. It works once. */
export const verifyEmail = endpoint({
  name: 'verifyEmail',
  method: 'POST',
  path: '/api/v1/account/verify-email',
  summary: 'Confirms an e-mail address with the token from its mail. Signing in follows.',
  access: { kind: 'public' },
  body: z.strictObject({ token: z.string().min(1).max(200) }),
  outputs: { 200: z.strictObject({ next: z.literal('sign-in') }) },
  problems: ['unprocessable', 'already-exists'],
});

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/v1/account/sign-in',
  summary: 'Signs this browser in.',
  access: { kind: 'public' },
  body: z.strictObject({ email: Email, password: TypedPassword }),
  outputs: { 200: Next },
  problems: ['wrong-credentials'],
});

/** Answers the same without a session: signing out twice is no mistake. */
export const signOut = endpoint({
  name: 'signOut',
  method: 'POST',
  path: '/api/v1/account/sign-out',
  summary: 'Ends the session of this browser.',
  access: { kind: 'public' },
  outputs: { 204: null },
});

export const reauthenticate = endpoint({
  name: 'reauthenticate',
  method: 'POST',
  path: '/api/v1/account/reauthenticate',
  summary: 'Proves again who is there. Good for ten minutes.',
  access: { kind: 'session' },
  body: z.strictObject({ password: TypedPassword }),
  outputs: { 200: z.strictObject({ freshUntil: Instant }) },
  problems: ['wrong-credentials'],
});

/** Longest time a session may lie unused, and the longest it may last at all. */
export const longestIdleMinutes = 7 * 24 * 60;
export const longestSessionDays = 30;

export const SessionLimits = z.strictObject({
  /** Minutes without use after which a session ends. */
  idleMinutes: z.int().min(5, 'At least 5 minutes.').max(longestIdleMinutes, 'At most 7 days.'),
  /** Days after signing in at which a session ends, used or not. */
  sessionDays: z.int().min(1, 'At least 1 day.').max(longestSessionDays, 'At most 30 days.'),
});
export type SessionLimits = z.infer<typeof SessionLimits>;

export const AccountView = z.strictObject({
  email: z.string(),
  createdAt: Instant,
  passwordChangedAt: Instant,
  ...SessionLimits.shape,
  /** A mail for each new sign-in. */
  mailOnSignIn: z.boolean(),
  /** Until when this session may do what asks for fresh proof; `null`: not now. */
  freshUntil: Instant.nullable(),
  /** `false`: no SMTP is set, mails are sealed files on the server's machine. */
  mailLeaves: z.boolean(),
});
export type AccountView = z.infer<typeof AccountView>;

export const getAccount = endpoint({
  name: 'getAccount',
  method: 'GET',
  path: '/api/v1/account',
  summary: 'The account of whoever is signed in.',
  access: { kind: 'session' },
  outputs: { 200: AccountView },
});

export const AccountChange = z.strictObject({ ...SessionLimits.partial().shape, mailOnSignIn: z.boolean().optional() });
export type AccountChange = z.input<typeof AccountChange>;

/** Longer limits ask for fresh proof; shorter ones do not. They hold for the sessions there are, too. */
export const changeAccount = endpoint({
  name: 'changeAccount',
  method: 'PATCH',
  path: '/api/v1/account',
  summary: 'Changes how long sign-ins last and whether they are told by mail.',
  access: { kind: 'session' },
  body: AccountChange,
  outputs: { 200: AccountView },
});

/** `current` is proof enough: no fresh session is asked for. All other sessions end; access keys end with `endKeys`. */
export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/v1/account/password',
  summary: 'Changes the password and signs out everywhere else.',
  access: { kind: 'session' },
  body: z.strictObject({ current: TypedPassword, next: NewPassword, endKeys: z.boolean().default(false) }),
  outputs: { 204: null },
  problems: ['wrong-credentials', 'conflict'],
});

const Confirmed = z.strictObject({ confirm: z.literal('DELETE') });

/** When this is answered the key is destroyed and the rows are swept: nobody can bring the account back. */
export const deleteAccount = endpoint({
  name: 'deleteAccount',
  method: 'DELETE',
  path: '/api/v1/account',
  summary: 'Deletes the account and everything in it, for good.',
  access: { kind: 'session', fresh: true },
  body: Confirmed,
  outputs: { 204: null },
});

export const deleteData = endpoint({
  name: 'deleteData',
  method: 'DELETE',
  path: '/api/v1/account/data',
  summary: 'Deletes all data for good and keeps the account.',
  access: { kind: 'session', fresh: true },
  body: Confirmed,
  outputs: { 204: null },
});

export const SessionView = z.strictObject({
  id: Id,
  /** `Firefox on Linux`: as coarse as that. */
  label: z.string(),
  createdAt: Instant,
  /** To within five minutes. */
  usedAt: Instant,
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'Where the account is signed in, the latest use first.',
  access: { kind: 'session' },
  outputs: { 200: z.strictObject({ items: z.array(SessionView) }) },
});

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/v1/sessions/{id}',
  summary: 'Ends one session; its next request is refused.',
  access: { kind: 'session' },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
});

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/v1/sessions',
  summary: 'Ends every session but this one.',
  access: { kind: 'session' },
  outputs: { 204: null },
});

export const KeyScope = z.enum(scopes);

/** Days after which an access key ends when nothing else is said. */
export const defaultKeyDays = 180;
/** Days after which an access key ends at the latest. */
export const longestKeyDays = 366;

export const AccessKeyView = z.strictObject({
  id: Id,
  name: z.string(),
  scopes: z.array(KeyScope),
  createdAt: Instant,
  /** The last day on which it was used, in UTC; `null`: never. */
  usedOn: CalendarDate.nullable(),
  /** The last day on which it works, in UTC. */
  expiresOn: CalendarDate,
});
export type AccessKeyView = z.infer<typeof AccessKeyView>;

export const listAccessKeys = endpoint({
  name: 'listAccessKeys',
  method: 'GET',
  path: '/api/v1/access-keys',
  summary: 'All access keys that have not ended, newest first. Never the keys themselves.',
  access: { kind: 'session' },
  outputs: { 200: z.strictObject({ items: z.array(AccessKeyView) }) },
});

/** `key` is in this answer and nowhere after it. A repeat with the same `id` is therefore answered with `already-exists`. */
export const makeAccessKey = endpoint({
  name: 'makeAccessKey',
  method: 'POST',
  path: '/api/v1/access-keys',
  summary: 'Makes an access key. It is shown this once.',
  access: { kind: 'session', fresh: true },
  body: z.strictObject({
    id: Id.optional(),
    name: z.string().trim().min(1, 'Give it a name you will recognise.').max(100, 'At most 100 characters.'),
    scopes: z
      .array(KeyScope)
      .min(1, 'Choose at least one thing it may do.')
      .refine((chosen) => new Set(chosen).size === chosen.length, 'Each only once.'),
    expiresOn: CalendarDate.optional(),
  }),
  outputs: { 201: z.strictObject({ ...AccessKeyView.shape, key: z.string() }) },
  problems: ['already-exists'],
});

export const endAccessKey = endpoint({
  name: 'endAccessKey',
  method: 'DELETE',
  path: '/api/v1/access-keys/{id}',
  summary: 'Ends an access key; its next request is refused.',
  access: { kind: 'session' },
  params: z.strictObject({ id: Id }),
  outputs: { 204: null },
});

/** What a key may ask about itself, whatever its scopes. Nothing about the person. */
export const getCurrentAccessKey = endpoint({
  name: 'getCurrentAccessKey',
  method: 'GET',
  path: '/api/v1/access-keys/current',
  summary: 'What the access key of this request may do, and until when.',
  access: { kind: 'any-key' },
  outputs: { 200: z.strictObject({ scopes: z.array(KeyScope), expiresOn: CalendarDate }) },
  crossOrigin: true,
});
