/**
 * Account and sign-in as they cross the wire: who someone is, where they are signed in, what their access keys may do.
 *
 * Whether an address is known is told by no answer here but the `409` of a sign-up without mail (see `signUp`).
 */
export * from './api/access-keys.ts';
export * from './api/account.ts';
export { Code, Email, RecoveryCode, longestPassword, shortestPassword } from './api/identity.ts';
export type { NewPasskey, ShownPasskey } from './api/identity.ts';
export * from './api/issuers.ts';
export * from './api/passkeys.ts';
export * from './api/sessions.ts';
export * from './api/sign-in.ts';
export * from './api/sign-up.ts';
export * from './api/two-factor.ts';
