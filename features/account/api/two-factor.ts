/** A second factor from an authenticator app, and the recovery codes that stand in for it. */
import { endpoint } from '@sotto/contract';
import { Instant } from '@sotto/domain';
import { z } from 'zod';
import { Code } from './identity.ts';

export const TwoFactorView = z.strictObject({
  /** Since when a code is asked for at sign-in; `null`: it is not. */
  since: Instant.nullable(),
  /** How many of the ten are left; 0 while it is off. */
  recoveryCodesLeft: z.int(),
});
export type TwoFactorView = z.infer<typeof TwoFactorView>;

export const getTwoFactor = endpoint({
  name: 'getTwoFactor',
  method: 'GET',
  path: '/api/v1/account/two-factor',
  summary: 'Whether a code is asked for at sign-in.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: TwoFactorView },
});

/** Nothing changes until a code of the new secret is confirmed; one that is on stays on until then. Beginning again voids the secret before. */
export const beginTwoFactor = endpoint({
  name: 'beginTwoFactor',
  method: 'POST',
  path: '/api/v1/account/two-factor',
  summary: 'A new secret for an authenticator app. It is shown this once.',
  access: { kind: 'session', fresh: true },
  outputs: {
    201: z.strictObject({
      /** Base32, to be typed. */
      secret: z.string(),
      /** `otpauth://totp/…`, to be drawn as a QR code. */
      uri: z.string(),
    }),
  },
});

/** The ten recovery codes as they are shown: `abcd-efgh-ijkl-mnop`. In this answer and nowhere after it. */
export const RecoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });

export const confirmTwoFactor = endpoint({
  name: 'confirmTwoFactor',
  method: 'POST',
  path: '/api/v1/account/two-factor/confirm',
  summary: 'Turns the second factor on, with a code that shows the app has the secret. Other sessions end.',
  access: { kind: 'session', fresh: true },
  body: z.strictObject({ code: Code }),
  outputs: { 200: RecoveryCodes },
  problems: ['wrong-credentials', 'conflict'],
});

export const makeRecoveryCodes = endpoint({
  name: 'makeRecoveryCodes',
  method: 'POST',
  path: '/api/v1/account/two-factor/recovery-codes',
  summary: 'Ten new recovery codes; the ones before are void.',
  access: { kind: 'session', fresh: true },
  outputs: { 201: RecoveryCodes },
  problems: ['conflict'],
});

/** Answers the same when it was off. */
export const endTwoFactor = endpoint({
  name: 'endTwoFactor',
  method: 'DELETE',
  path: '/api/v1/account/two-factor',
  summary: 'Turns the second factor off.',
  access: { kind: 'session', fresh: true },
  outputs: { 204: null },
  problems: ['conflict'],
});
