/** How someone comes in: password, passkey, another issuer, the second factor; and how a forgotten password is replaced. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';
import {
  Code,
  Email,
  LinkToken,
  NewPassword,
  PasskeyOptions,
  RecoveryCode,
  ShownPasskey,
  TypedPassword,
  exactlyOne,
} from './identity.ts';

/**
 * `second-factor`: not signed in yet; `completeSignIn` follows within ten minutes, with the cookie of this answer. A browser
 * that is signed in to the very account keeps its session, and its cookie, until then.
 */
export const Next = z.strictObject({ next: z.enum(['done', 'second-factor']) });

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

/**
 * A wrong code leaves the question open; it counts. `unprocessable`: there is no open question, or how one signs in has
 * changed since it was asked. `conflict`: the same at this very moment; a recovery code that was shown is not used up.
 */
export const completeSignIn = endpoint({
  name: 'completeSignIn',
  method: 'POST',
  path: '/api/v1/account/sign-in/second-factor',
  summary: 'The second factor, after the first was right.',
  access: { kind: 'public' },
  body: z
    .strictObject({ code: Code.optional(), recoveryCode: RecoveryCode.optional(), passkey: ShownPasskey.optional() })
    .refine(exactlyOne('code', 'recoveryCode', 'passkey'), { path: ['code'], message: 'Type the code from your app.' }),
  outputs: { 200: z.strictObject({ next: z.literal('done') }) },
  problems: ['wrong-credentials', 'unprocessable', 'conflict'],
});

/** What may answer besides a code: told to whoever has shown the first factor. `unprocessable`: there is no open question. */
export const getSecondFactorWays = endpoint({
  name: 'getSecondFactorWays',
  method: 'GET',
  path: '/api/v1/account/sign-in/second-factor',
  summary: 'Whether a passkey may be shown in place of the code, once the first factor was right.',
  access: { kind: 'public' },
  outputs: { 200: z.strictObject({ passkey: z.boolean() }) },
  problems: ['unprocessable'],
});

/** For signing in, for the second factor and for proving again: any passkey of this Sotto may answer. */
export const makePasskeyQuestion = endpoint({
  name: 'makePasskeyQuestion',
  method: 'POST',
  path: '/api/v1/account/sign-in/passkey-options',
  summary: 'What the browser needs to ask for a passkey.',
  access: { kind: 'public' },
  outputs: { 200: PasskeyOptions },
});

/** A passkey with its owner present and known to the device is two factors; no code is asked for. */
export const signInByPasskey = endpoint({
  name: 'signInByPasskey',
  method: 'POST',
  path: '/api/v1/account/sign-in/passkey',
  summary: 'Signs this browser in with a passkey alone.',
  access: { kind: 'public' },
  body: z.strictObject({ passkey: ShownPasskey }),
  outputs: { 200: z.strictObject({ next: z.literal('done') }) },
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
  access: { kind: 'session', whenDisabled: true },
  body: z
    .strictObject({ password: TypedPassword.optional(), code: Code.optional(), passkey: ShownPasskey.optional() })
    .refine(exactlyOne('password', 'code', 'passkey'), { path: ['password'], message: 'Type your password.' }),
  outputs: { 200: z.strictObject({ freshUntil: Instant }) },
  problems: ['wrong-credentials'],
});

/** The same answer for every address, known or not. The link lasts 15 minutes. */
export const forgotPassword = endpoint({
  name: 'forgotPassword',
  method: 'POST',
  path: '/api/v1/account/forgot-password',
  summary: 'Asks for a mail with a link to choose a new password.',
  access: { kind: 'public' },
  body: z.strictObject({ email: Email }),
  outputs: { 202: z.strictObject({ next: z.literal('check-mail') }) },
});

/** Ends every session. A second factor stays, and is asked for at the next sign-in. */
export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/v1/account/reset-password',
  summary: 'Chooses a new password with the token from its mail. Signing in follows.',
  access: { kind: 'public' },
  body: z.strictObject({ token: LinkToken, password: NewPassword }),
  outputs: { 200: z.strictObject({ next: z.literal('sign-in') }) },
  problems: ['unprocessable'],
});
