/** What all routes of account and sign-in stand on, and how a deed is kept. */
import { Problem } from '@sotto/contract';
import type { Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import { type Deed, recordActivity } from '@sotto/features/privacy/server';
import { haltOf } from '@sotto/http';
import type { Letter } from '@sotto/mail';
import type { Platform } from '@sotto/runtime';
import type { Opening } from '@sotto/vault';
import type { Attempts } from './limits/attempts.ts';
import { type Credentials, readCredentials } from './credentials/credentials.ts';
import type { Letters } from './letters/letters.ts';
import type { Passwords } from './passwords/passwords.ts';
import type { Strength } from './passwords/strength.ts';

export interface Parts {
  readonly platform: Platform;
  readonly attempts: Attempts;
  readonly passwords: Passwords;
  readonly strength: Strength;
  readonly letters: Letters;
}

/** What is kept of one deed: rows, a line in the activity log, perhaps a letter. */
export interface Kept {
  readonly statements: readonly Statement[];
  readonly deed: Deed;
  readonly letter?: Letter;
}

/** Throws `KeyShredded` when the account is being erased; then nothing is kept. */
export async function keep(platform: Platform, userId: UserId, { statements, deed, letter }: Kept): Promise<void> {
  const { workspaces, vault, mail } = platform;
  const queued = letter ? mail.queue(userId, await vault.sealers(userId), letter) : [];
  const unit = [...statements, ...queued];
  if (unit.length > 0) await workspaces.writeBeside(userId, unit);
  await recordActivity(platform, userId, deed);
  deliverSoon(platform);
}

/** Starts delivery without waiting for it: how long a mail server takes is told to nobody. What fails stays queued. */
export function deliverSoon({ mail, log }: Platform): void {
  mail.deliver().catch((cause: unknown) => log.error('mail not delivered', { cause }));
}

/** The credentials of whoever asks. Throws `not-signed-in` when the account was erased meanwhile. */
export async function credentialsOf(platform: Platform, by: Opening): Promise<Credentials> {
  const credentials = await readCredentials(platform, by);
  if (!credentials) throw new Problem('not-signed-in');
  return credentials;
}

/**
 * For what was begun in a session and is finished without one: the edge does not see whose it is. Throws
 * `account-disabled`, `account-frozen`.
 */
export async function assertEnabled({ database }: Platform, userId: UserId): Promise<void> {
  const query = database.build.selectFrom('workspace').select(['disabled_at', 'frozen_at']).where('user_id', '=', userId);
  const [row] = await database.rows(query);
  const halt = row ? haltOf(row) : null;
  if (halt !== null) throw new Problem(`account-${halt}`);
}

/** A moment as it crosses the wire. */
export function toInstant(moment: number): string {
  return new Date(moment).toISOString();
}
