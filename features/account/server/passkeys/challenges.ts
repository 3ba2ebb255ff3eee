/**
 * Challenges: what a passkey signs, so that its answer is to a question of ours, asked just now and for this purpose.
 *
 * Nothing is stored when a question is asked: a challenge carries purpose, end and person under a MAC of the vault. Only
 * one that was answered is kept, as a digest: of several who show the same answer, at once or later, one gets through.
 */
import { timingSafeEqual } from 'node:crypto';
import { AlreadyExists } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { Platform } from '@sotto/runtime';
import { bytesToUserId, userIdToBytes } from '../tokens/tokens.ts';

/** How long a question may be answered. */
export const challengeMs = 5 * 60_000;
/** Longer than any question lasts: one that was answered stays so when a clock is set back a little. */
const spentMs = 24 * 60 * 60_000;
/** By how much the clocks of two machines may differ. */
const skewMs = 60_000;

/** What a question is asked for: to make a passkey for a new account, to add one, or to show one. */
export type ChallengePurpose = 'sign-up' | 'add' | 'show';

const marks = { 'sign-up': 1, add: 2, show: 3 } as const satisfies Record<ChallengePurpose, number>;

// purpose 1 byte | end 6 | person 16 | random 16 | MAC 32
const endAt = 1;
const personAt = 7;
const randomAt = 23;
const macAt = 39;
const challengeBytes = 71;

/** A new challenge, base64url. */
export function makeChallenge(platform: Platform, { purpose, userId }: { purpose: ChallengePurpose; userId: UserId }): string {
  const body = Buffer.alloc(macAt);
  body.writeUInt8(marks[purpose], 0);
  body.writeUIntBE(platform.now() + challengeMs, endAt, 6);
  userIdToBytes(userId).copy(body, personAt);
  body.set(platform.randomBytes(macAt - randomAt), randomAt);
  return Buffer.concat([body, macOf(platform, body)]).toString('base64url');
}

/** Whom we asked, if `text` is a question of ours for `purpose` that may still be answered; else `null`. */
export function readChallenge(platform: Platform, text: string, purpose: ChallengePurpose): UserId | null {
  const bytes = Buffer.from(text, 'base64url');
  // Written back it must be the same text: one challenge has one spelling, and is spent under it.
  if (bytes.length !== challengeBytes || bytes.toString('base64url') !== text) return null;
  const body = bytes.subarray(0, macAt);
  if (!timingSafeEqual(macOf(platform, body), bytes.subarray(macAt)) || body[0] !== marks[purpose]) return null;
  const leftMs = body.readUIntBE(endAt, 6) - platform.now();
  return leftMs > 0 && leftMs <= challengeMs + skewMs ? bytesToUserId(body.subarray(personAt, randomAt)) : null;
}

/** Marks a challenge as answered; `false`: it was before. */
export async function spendChallenge({ database, vault, now }: Platform, text: string): Promise<boolean> {
  const key = Buffer.from(vault.blind('answered challenge', text)).toString('base64url');
  const query = database.build.insertInto('spent').values({ key, ends_at: now() + spentMs });
  return database.write([{ query, rows: 1 }]).then(() => true, unlessSpent);
}

function unlessSpent(cause: unknown): false {
  if (cause instanceof AlreadyExists) return false;
  throw cause;
}

function macOf({ vault }: Platform, body: Buffer): Buffer {
  return Buffer.from(vault.blind('challenge', body.toString('base64url')));
}
