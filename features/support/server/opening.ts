/**
 * Where an operator's right to read is made, and why here: the edge knows no operators, and whoever stands at the desk shows a
 * code and the id of a grant. Called by `reading.ts` alone, once everything is written down that must be; the right names each
 * place it reaches, and the vault refuses every other.
 */
import type { UserId } from '@sotto/domain';
import type { Opening, Place } from '@sotto/vault';
import { makeOpening } from '@sotto/vault/opening';

export function openingUnderGrant(userId: UserId, reach: (place: Place) => boolean): Opening {
  return makeOpening(userId, 'grant', 'support', reach);
}
