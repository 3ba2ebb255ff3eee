import { createHash, randomBytes } from 'node:crypto';
import { createIds, type Ids } from '@sotto/domain';
import { createClock } from './clock.ts';

/**
 * Bytes that look random and are the same in every run with the same seed. Never for anything but tests.
 *
 * @example const randomBytes = createRandomBytes('groups');
 */
export function createRandomBytes(seed = 'sotto'): (length: number) => Uint8Array {
  let drawn = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      createHash('sha256').update(`${seed}:${drawn++}`).digest(),
    );
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}

/** Ids that are the same in every run with the same seed and clock. */
export function createTestIds(seed = 'ids', now: () => number = createClock().now): Ids {
  return createIds(now, createRandomBytes(seed));
}

/** A short word that no other run or process makes: for names that must not meet. */
export function uniqueName(): string {
  return randomBytes(8).toString('hex');
}
