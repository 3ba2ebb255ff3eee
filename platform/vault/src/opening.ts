/**
 * Where the right to open is made: imported as `@sotto/vault/opening` by platform/http and platform/schedule only.
 *
 * Kept apart from the door so that the import itself shows who hands out rights; the architecture test watches it.
 */
import type { UserId } from '@sotto/domain';
import type { Opening, Purpose } from './door.ts';

const openings = new WeakSet<object>();

/** The right of `actor` to open this one person's values for `purpose`. Holds as long as the object is kept. */
export function makeOpening(userId: UserId, actor: Opening['actor'], purpose: Purpose): Opening {
  const opening = Object.freeze({ userId, actor, purpose });
  openings.add(opening);
  // Safe: the brand only says "made here", and here it was made; `wasMade` proves the same at run time.
  return opening as unknown as Opening;
}

/** Whether this object came from `makeOpening`: an object that only looks like an opening opens nothing. */
export function wasMade(opening: Opening): boolean {
  return openings.has(opening);
}
