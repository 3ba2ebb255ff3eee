/** What a refusal means for a form: beside which field it stands, and in which words. */
import { Problem } from '@sotto/contract';
import { fieldError } from '@sotto/ui/app';
import { PasskeyTrouble } from './browser-passkeys.ts';
import { texts } from './texts.ts';

/** What stands above the form: everything that belongs to no field of it. `null`: nothing. */
export function formError(error: unknown, fields: readonly string[]): string | null {
  if (error === null || error === undefined) return null;
  if (error instanceof PasskeyTrouble) return error.message;
  if (!(error instanceof Problem)) return texts.notReached;
  // Asked for proof, they chose not to give it: that is no fault to tell them of.
  if (error.problem === 'reauthentication-required') return null;
  if (error.problem === 'unavailable' && error.retryAfter === undefined) return texts.notReached;
  const wait = waitOf(error);
  if (wait !== null) return waitWords(wait);
  return fields.some((field) => fieldError(error, field) !== undefined) ? null : error.message;
}

/** Seconds to wait before another attempt; `null`: it is no matter of waiting. */
export function waitOf(error: unknown): number | null {
  if (!(error instanceof Problem) || error.problem !== 'too-many-requests') return null;
  const { body, retryAfter } = error;
  return retryAfter ?? (typeof body['retryAfter'] === 'number' ? body['retryAfter'] : 1);
}

export function waitWords(seconds: number): string {
  return seconds < 90 ? texts.waitSeconds(Math.ceil(seconds)) : texts.waitMinutes(Math.ceil(seconds / 60));
}
