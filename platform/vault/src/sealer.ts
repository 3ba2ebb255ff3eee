/**
 * A person's key at work: seals and opens, synchronously, with a KeyObject that never leaves.
 *
 * Counts its seals, so that a key is replaced long before a random nonce could come twice. See [Note: Envelope].
 */
import type { KeyObject } from 'node:crypto';
import type { UserId } from '@sotto/domain';
import type { Opening, Place, Purpose, Sealer } from './door.ts';
import { openEnvelope, sealEnvelope, type Under } from './envelope.ts';
import { subkey } from './key-tree.ts';
import { reachOf } from './opening.ts';

/** From here on `doctor` asks for a new key. A sixteenth of what NIST SP 800-38D (8.3) allows for random nonces. */
export const sealsToWarn = 2 ** 28;
/** Here the key refuses to seal. NIST SP 800-38D (8.3). */
export const sealsToRefuse = 2 ** 32;

/** A sealer that says how often it has sealed since it was made; `earlier` are the seals counted before. */
export interface CountingSealer extends Sealer {
  seals(): number;
}

/** A key has sealed as often as is safe. Never met in practice: it would take 2^32 changes of one person. */
export class KeyExhausted extends Error {
  override readonly name = 'KeyExhausted';
}

export function createSealer(
  key: { userId: UserId; keyId: string; key: KeyObject; earlier: number },
  rules: { purposes: readonly Purpose[]; nonces: () => Uint8Array },
): CountingSealer {
  const { userId, keyId, earlier } = key;
  const sealing = subkey(key.key, 'seal');
  let seals = 0;
  const under = (place: Place): Under => ({ key: sealing, binding: [userId, place.table, place.id, place.revision, keyId] });
  return {
    userId,
    keyId,
    seals: () => seals,
    seal(place, plaintext) {
      if (earlier + ++seals > sealsToRefuse) throw new KeyExhausted(`Key ${keyId} has sealed ${sealsToRefuse} times.`);
      return sealEnvelope(under(place), plaintext, rules.nonces());
    },
    open(place, sealed, by) {
      assertMayOpen(by, { userId, place, purposes: rules.purposes });
      return openEnvelope(under(place), sealed);
    },
  };
}

function assertMayOpen(by: Opening, { userId, place, purposes }: Asked): void {
  const reach = reachOf(by);
  if (reach === null) throw new TypeError('This opening was not made by @sotto/vault/opening.');
  if (by.userId !== userId) throw new TypeError('This opening is for someone else.');
  if (!purposes.includes(by.purpose)) throw new TypeError(`This vault does not open for the purpose "${by.purpose}".`);
  if (!reach(place)) throw new TypeError('This opening does not reach so far.');
}

interface Asked {
  readonly userId: UserId;
  readonly place: Place;
  readonly purposes: readonly Purpose[];
}
