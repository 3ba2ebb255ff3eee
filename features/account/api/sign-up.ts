/** How an account begins, and how its address is confirmed. */
import { endpoint } from '@sotto/contract';
import { z } from 'zod';
import { Email, LinkToken, NewPasskey, NewPassword, PasskeyOptions, exactlyOne } from './identity.ts';

/** What may be known before anyone has signed up. */
export const SignUpTerms = z.strictObject({
  /** `false`: new accounts need an invitation, or are not made here at all. */
  open: z.boolean(),
  /** `true`: whoever holds an invitation may make an account. */
  byInvitation: z.boolean(),
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

/** Asked before a form is filled in for nothing. Nothing is used up by it. */
export const checkInvitation = endpoint({
  name: 'checkInvitation',
  method: 'POST',
  path: '/api/v1/account/sign-up/invitation',
  summary: 'Whether an invitation is still open.',
  access: { kind: 'public' },
  body: z.strictObject({ invite: LinkToken }),
  outputs: { 200: z.strictObject({ open: z.boolean() }) },
});

/**
 * `201`: the account is there and this browser is signed in. `202`: a mail is on its way, whether the address was known or not.
 * Where no mail leaves this machine, a known address is answered with `already-exists`: there is nobody else to tell.
 * `password` or `passkey`; `invite` is the token of an invitation where sign-up asks for one.
 */
export const signUp = endpoint({
  name: 'signUp',
  method: 'POST',
  path: '/api/v1/account/sign-up',
  summary: 'Makes an account.',
  access: { kind: 'public' },
  body: z
    .strictObject({
      email: Email,
      password: NewPassword.optional(),
      passkey: NewPasskey.optional(),
      invite: LinkToken.optional(),
    })
    .refine(exactlyOne('password', 'passkey'), { path: ['password'], message: 'Choose a password, or a passkey instead.' }),
  outputs: { 201: z.strictObject({ next: z.literal('done') }), 202: z.strictObject({ next: z.literal('check-mail') }) },
  problems: ['already-exists', 'sign-up-closed', 'unprocessable'],
});

export const makeSignUpPasskeyOptions = endpoint({
  name: 'makeSignUpPasskeyOptions',
  method: 'POST',
  path: '/api/v1/account/sign-up/passkey-options',
  summary: 'What the browser needs to make a passkey for an account that is about to begin.',
  access: { kind: 'public' },
  body: z.strictObject({ email: Email }),
  outputs: { 200: PasskeyOptions },
  problems: ['sign-up-closed'],
});

/**
 * The token comes from the fragment of the link in the mail, so it is in no log and no history of a server. It works once.
 * `sign-in`: a new account was confirmed, or its address changed; `account`: this browser is signed in to the very account.
 */
export const verifyEmail = endpoint({
  name: 'verifyEmail',
  method: 'POST',
  path: '/api/v1/account/verify-email',
  summary: 'Confirms an e-mail address with the token from its mail.',
  access: { kind: 'public' },
  body: z.strictObject({ token: LinkToken }),
  outputs: { 200: z.strictObject({ next: z.enum(['sign-in', 'account']) }) },
  problems: ['unprocessable', 'already-exists'],
});
