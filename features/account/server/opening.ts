/**
 * The one place outside the edge where a right to open is made, and why: the edge makes rights for callers it knows,
 * and whoever signs in is not known yet. The right is used for the credentials of that one account and dropped with the request.
 */
import type { UserId } from '@sotto/domain';
import type { Opening } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';

export function openingToSignIn(userId: UserId): Opening {
  return makeOpening(userId, 'user', 'account');
}
