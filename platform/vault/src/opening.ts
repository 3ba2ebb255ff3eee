/**
 * Where the right to open is made: imported as `@sotto/vault/opening` by platform/http and platform/schedule only.
 *
 * Kept apart from the door so that the import itself shows who hands out rights; the architecture test watches it.
 */
import type { UserId } from '@sotto/domain';
import type { Opening, Place, Purpose } from './door.ts';

/** Whether a right reaches a place. */
export type Reach = (place: Place) => boolean;

const openings = new WeakMap<object, Reach>();

/**
 * The right of `actor` to open this one person's values for `purpose`. Holds as long as the object is kept.
 *
 * `reach`: the only places it opens; the vault itself refuses every other. @default all of theirs
 */
export function makeOpening(userId: UserId, actor: Opening['actor'], purpose: Purpose, reach: Reach = () => true): Opening {
  const opening = Object.freeze({ userId, actor, purpose });
  openings.set(opening, reach);
  // Safe: the brand only says "made here", and here it was made; `reachOf` proves the same at run time.
  return opening as unknown as Opening;
}

/** How far an opening reaches; `null`: this object did not come from `makeOpening` and opens nothing, whatever it looks like. */
export function reachOf(opening: Opening): Reach | null {
  return openings.get(opening) ?? null;
}
