/**
 * Password hashes: Argon2id, salted, slow on purpose, at most two at once.
 *
 * A password is seen here as typed (after NFKC) and leaves only as a PHC string. It is in no log, no error and no queue.
 */
import { hash, verify } from '@node-rs/argon2';
import type { Lane, Turnstile } from '../limits/turnstile.ts';

/**
 * Cost of a hash. OWASP asks for 19 MiB and two passes at least; this is 32 MiB, about 25 ms of one quiet core here.
 * A stored hash with less is made anew the next time its owner signs in.
 */
const cost = { memoryCost: 32 * 1024, timeCost: 2, parallelism: 1 } as const;
const costInHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

export interface Passwords {
  /** A PHC string: algorithm, parameters, salt, hash. */
  hash(password: string, lane?: Lane): Promise<string>;
  /**
   * Whether `password` is the one hashed. `null` for `stored`: nobody is known by that name; the same work is done
   * against a hash nobody has, and the answer is `false`.
   */
  matches(stored: string | null, password: string, lane?: Lane): Promise<boolean>;
}

export function createPasswords(turnstile: Turnstile, randomBytes: (length: number) => Uint8Array): Passwords {
  const make = (password: string, lane?: Lane) => turnstile.pass(() => hash(password, { ...cost, salt: randomBytes(16) }), lane);
  // Made with the first question, from bytes nobody keeps: no password fits it.
  let nobody: Promise<string> | undefined;
  return {
    hash: make,
    async matches(stored, password, lane) {
      nobody ??= hash(randomBytes(32), { ...cost, salt: randomBytes(16) });
      const against = stored ?? (await nobody);
      const same = await turnstile.pass(() => verify(against, password), lane);
      return same && stored !== null;
    },
  };
}

/** `true`: made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(costInHash);
}
