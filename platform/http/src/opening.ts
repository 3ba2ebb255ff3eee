import type { UserId } from '@sotto/domain';
import type { Opening, Purpose } from '@sotto/vault';

export function openingFor(by: { userId: UserId; actor: Opening['actor']; purpose: Purpose }): Opening {
  return by as Opening;
}
