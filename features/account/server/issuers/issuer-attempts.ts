/**
 * Attempts: what joins the two halves of signing in at an issuer.
 *
 * An attempt lies in the tab that began, and nowhere else: all that it says stands in it under a MAC of the vault, and
 * state, nonce and code verifier are derived from it under a key of the installation. So neither the browser nor the
 * database holds them. One that was answered is kept as a digest: of several who show it, one gets through.
 * See docs/decisions/010-issuer-return-in-the-page.md.
 */
import { timingSafeEqual } from 'node:crypto';
import { Problem } from '@sotto/contract';
import type { Platform } from '@sotto/runtime';
import { z } from 'zod';
import { IssuerPurpose } from '../../api.ts';
import { spendChallenge } from '../passkeys/challenges.ts';

/** How long someone may stay at the issuer. */
const attemptMs = 10 * 60_000;
/** By how much the clocks of two machines may differ. */
const skewMs = 60_000;
const randomLength = 32;

const Content = z.strictObject({
  random: z.string(),
  /** Its id in the settings. */
  issuer: z.string(),
  purpose: IssuerPurpose,
  /** Epoch ms. */
  beganAt: z.number(),
  /** Token of an invitation, where an account is to begin. */
  invite: z.string().nullable(),
  /** The session that began and must finish; `null` for signing in. */
  sessionId: z.string().nullable(),
});
type Content = z.infer<typeof Content>;

export interface Attempt extends Content {
  /** For the tab to keep. */
  readonly text: string;
  /** Base64url of 32 bytes each. */
  readonly secrets: { readonly state: string; readonly nonce: string; readonly verifier: string };
}

export function beginAttempt(platform: Platform, begun: Omit<Content, 'random' | 'beganAt'>): Attempt {
  const random = Buffer.from(platform.randomBytes(randomLength)).toString('base64url');
  const content = { random, beganAt: platform.now(), ...begun };
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return attemptOf(platform, body, content);
}

/** The attempt that is shown. Throws `unprocessable` when it is none of ours, or its time is over. */
export function readAttempt(platform: Platform, text: string): Attempt {
  const [body = '', mac = ''] = text.split('.');
  const shown = Buffer.from(mac, 'base64url');
  const right = macOf(platform, body);
  if (shown.length !== right.length || !timingSafeEqual(shown, right)) throw noLonger();
  const content = Content.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data;
  const age = content ? platform.now() - content.beganAt : attemptMs;
  if (!content || age >= attemptMs || age < -skewMs) throw noLonger();
  return attemptOf(platform, body, content);
}

/** Marks an attempt as answered. Throws `unprocessable` when it was before. */
export async function spendAttempt(platform: Platform, { text }: Attempt): Promise<void> {
  if (!(await spendChallenge(platform, text))) throw noLonger();
}

function attemptOf(platform: Platform, body: string, content: Content): Attempt {
  const derived = (label: string) => Buffer.from(platform.vault.blind(label, body)).toString('base64url');
  return {
    ...content,
    // Written anew: an attempt has one spelling, and is spent under it.
    text: `${body}.${macOf(platform, body).toString('base64url')}`,
    secrets: { state: derived('issuer state'), nonce: derived('issuer nonce'), verifier: derived('issuer verifier') },
  };
}

function macOf({ vault }: Platform, body: string): Buffer {
  return Buffer.from(vault.blind('issuer attempt', body));
}

function noLonger(): Problem {
  return new Problem('unprocessable', { detail: 'This took too long, or was answered already. Begin again.' });
}
