/**
 * The other place outside the edge where a right to open is made, and why: a calendar program shows nothing but the address, so
 * the edge knows nobody. Called only with whose feed it is, found by the digest of the whole secret.
 */
import type { UserId } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';

export function openingOfFeed(userId: UserId): Opening {
  return makeOpening(userId, 'key', 'track');
}
