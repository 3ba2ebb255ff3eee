/** The door of account on the server: who someone is, where they are signed in, what their keys may do, and how all of it ends. */
import type { Feature } from '@sotto/runtime';
import { createKeyFinder } from './access-keys/access-keys.ts';
import { openBreachedList } from './passwords/breached.ts';
import { accountRoutes } from './routes.ts';
import { createSessionFinder } from './sessions/sessions.ts';
import { createStrength } from './passwords/strength.ts';
import { createTurnstile } from './limits/turnstile.ts';

export { endAllHelp, listKeysOf } from './access-keys/access-keys.ts';
export { UnusableList } from './passwords/breached.ts';
export { confirmedAddress, deleteAccountOf, makeResetLink, setAccountDisabled, signOutEverywhere } from './by-operator.ts';
export { readAddress, readCredentials } from './credentials/credentials.ts';
export { evenlyNothing } from './limits/even-time.ts';
export { createLimiter } from './limits/limits.ts';
export { listSessionsOf } from './sessions/sessions.ts';
export { secretBytes, stepOfCode, toKeyUri, toTypedSecret } from './second-factor/totp.ts';
export { hashToken, makeToken, readToken } from './tokens/tokens.ts';

export const accountFeature: Feature = {
  name: 'account',
  start(platform) {
    const { breachedPasswords } = platform.setting;
    const strength = createStrength(
      createTurnstile({ atOnce: 1, waiting: 20, retryAfterSeconds: 2 }),
      breachedPasswords === null ? null : openBreachedList(breachedPasswords),
    );
    return {
      routes: accountRoutes(platform, strength),
      authenticator: {
        session: createSessionFinder(platform),
        key: createKeyFinder(platform),
      },
    };
  },
};
