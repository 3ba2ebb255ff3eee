/**
 * Identifiers, and the one place where they are made.
 *
 * Alphabet of the domain: everything above may use it, it uses nothing. No clock and no randomness of its own:
 * both are handed in, so that a test can fix them.
 */
import { z } from 'zod';

/** A record's id: UUIDv7, lower case with hyphens. Sorts by the moment it was made. */
export const Id = z.uuid({ version: 'v7' }).lowercase();
export type Id = z.infer<typeof Id>;

/** A person's id: random UUIDv4, so that it says nothing about when they came. Branded: a record's id is never taken for it. */
export const UserId = z.uuid({ version: 'v4' }).lowercase().brand('UserId');
export type UserId = z.infer<typeof UserId>;

/** Makes ids. One per process; tests make one from a fixed clock and seeded bytes. */
export interface Ids {
  record(): Id;
  user(): UserId;
}

/**
 * Ids from a clock (epoch milliseconds) and a source of random bytes.
 *
 * Record ids made by one maker are strictly increasing, also within a millisecond and when the clock is set back.
 * Source: RFC 9562, sections 5.7 and 6.2 (method 1, a 12-bit counter).
 */
export function createIds(now: () => number, randomBytes: (length: number) => Uint8Array): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    record() {
      const chance = randomBytes(10);
      const ms = now();
      if (ms > lastMs) {
        lastMs = ms;
        // Begins in the lower half, so that a busy millisecond has room to count.
        counter = (((chance[0] ?? 0) & 0x07) << 8) | (chance[1] ?? 0);
      } else if (++counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
      const bytes = new Uint8Array(16);
      for (let index = 0, rest = lastMs; index < 6; index++, rest = Math.floor(rest / 256)) bytes[5 - index] = rest % 256;
      bytes[6] = 0x70 | (counter >> 8);
      bytes[7] = counter & 0xff;
      bytes.set(chance.subarray(2), 8);
      bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
      return formatUuid(bytes);
    },
    user() {
      const bytes = Uint8Array.from(randomBytes(16));
      bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
      bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
      // Safe: the two lines above make it a version 4 UUID, which is all the brand says.
      return formatUuid(bytes) as UserId;
    },
  };
}

function formatUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
