/** Passkeys: how they are made, shown, and told apart. */
import { Problem } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import type { NewPasskey, ShownPasskey } from '../api.ts';
import type { ContentOf } from './credentials.ts';
import type { Proved } from './entrance.ts';
import type { Parts } from './parts.ts';

export interface PasskeyOptions {
  readonly challenge: string;
  readonly [name: string]: unknown;
}

/** What the browser needs to ask for a passkey of whoever is there. */
export async function makePasskeyQuestion(_parts: Parts): Promise<PasskeyOptions> {
  throw new Problem('unprocessable');
}

/** What the browser needs to make a passkey for `userId`. */
export async function makePasskeyQuestionFor(
  _parts: Parts,
  _who: { userId: UserId; email: string; purpose: 'sign-up' | 'add' },
): Promise<PasskeyOptions> {
  throw new Problem('unprocessable');
}

/** The passkey that was made, and for whom. Throws `unprocessable` when it answers no question of ours, or not for this purpose. */
export async function provedNewPasskey(
  _parts: Parts,
  _passkey: NewPasskey,
  _for: { purpose: 'sign-up' | 'add'; name: string },
): Promise<{ userId: UserId; content: ContentOf<'passkey'> }> {
  throw new Problem('unprocessable');
}

/** Whoever showed the passkey; `null`: nobody known, or it does not answer a question of ours. */
export async function provedByPasskey(_parts: Parts, _passkey: ShownPasskey): Promise<Proved | null> {
  return null;
}
