/** The routes of account and sign-in: who, may they, open, decide, keep, answer. */
import { availableParallelism } from 'node:os';
import type { Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { createAttempts } from './limits/attempts.ts';
import { createLetters } from './letters/letters.ts';
import { createLimiter } from './limits/limits.ts';
import type { Parts } from './parts.ts';
import { createPasswords } from './passwords/passwords.ts';
import { accessKeyRoutes } from './routes/access-keys.ts';
import { accountRoutes as accountItselfRoutes } from './routes/account.ts';
import { issuerRoutes } from './routes/issuers.ts';
import { passkeyRoutes } from './routes/passkeys.ts';
import { emailRoutes } from './routes/email.ts';
import { passwordRoutes } from './routes/password.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { signUpRoutes } from './routes/sign-up.ts';
import { twoFactorRoutes } from './routes/two-factor.ts';
import type { Strength } from './passwords/strength.ts';
import { createTurnstile } from './limits/turnstile.ts';

export function accountRoutes(platform: Platform, strength: Strength): Route[] {
  // A slow hash takes a core and 32 MiB: two at once, and one core is left to everyone else. Twenty waiting are about a second.
  const atOnce = Math.max(1, Math.min(2, availableParallelism() - 1));
  const turnstile = createTurnstile({ atOnce, waiting: 20, retryAfterSeconds: 2 });
  const parts: Parts = {
    platform,
    strength,
    attempts: createAttempts(platform, createLimiter(platform)),
    passwords: createPasswords(turnstile, platform.randomBytes),
    letters: createLetters(platform.setting.origin),
  };
  return [
    ...signUpRoutes(parts),
    ...signInRoutes(parts),
    ...accountItselfRoutes(parts),
    ...passkeyRoutes(parts),
    ...issuerRoutes(parts),
    ...twoFactorRoutes(parts),
    ...emailRoutes(parts),
    ...passwordRoutes(parts),
    ...sessionRoutes(parts),
    ...accessKeyRoutes(parts),
  ];
}
