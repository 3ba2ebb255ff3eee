/**
 * The key ladder: how a key is made, wrapped by the one above it, and turned into subkeys. See [Note: Key ladder].
 *
 * Raw key bytes exist only inside the functions of this file, and are overwritten before they return.
 */
import { createHmac, createSecretKey, hkdfSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import { openEnvelope, sealEnvelope, type Under } from './envelope.ts';

export const keyBytes = 32;
const nonceBytes = 12;

export type RandomBytes = (length: number) => Uint8Array;

const noncesPerDraw = 256;

/** Nonces, drawn many at a time: asking the system for each of them costs more than the cipher. */
export function createNonces(randomBytes: RandomBytes): () => Uint8Array {
  let drawn: Uint8Array = new Uint8Array(0);
  let used = 0;
  return () => {
    if (used === drawn.length) {
      drawn = randomBytes(noncesPerDraw * nonceBytes);
      used = 0;
    }
    return drawn.subarray(used, (used += nonceBytes));
  };
}

/** A key in memory; the bytes handed in are overwritten. */
export function keyFromBytes(bytes: Uint8Array): KeyObject {
  if (bytes.length !== keyBytes) throw new TypeError(`A key has ${keyBytes} bytes, not ${bytes.length}.`);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

export function makeKey(randomBytes: RandomBytes): KeyObject {
  return keyFromBytes(Uint8Array.from(randomBytes(keyBytes)));
}

/** `key` as it may be stored: sealed under another key, bound to what it is for. */
export function wrapKey(under: Under, key: KeyObject, randomBytes: RandomBytes): Uint8Array {
  const bytes = key.export();
  const wrapped = sealEnvelope(forWrapping(under), bytes, randomBytes(nonceBytes));
  bytes.fill(0);
  return wrapped;
}

/** Throws `DidNotOpen` when the wrapping key is another one, or the wrapped key was made for something else. */
export function unwrapKey(under: Under, wrapped: Uint8Array): KeyObject {
  return keyFromBytes(openEnvelope(forWrapping(under), wrapped));
}

function forWrapping({ key, binding }: Under): Under {
  return { key: subkey(key, 'wrap'), binding };
}

/** The key's child of this label (HKDF-SHA-256, RFC 5869). Same key and label: same child. Lies nowhere. */
export function subkey(key: KeyObject, label: string): KeyObject {
  return keyFromBytes(new Uint8Array(hkdfSync('sha256', key, '', `sotto ${label}`, keyBytes)));
}

/** HMAC-SHA-256 over values that stay distinct: `['ab', 'c']` and `['a', 'bc']` differ. */
export function authenticate(key: KeyObject, values: readonly (string | number | null)[]): Uint8Array {
  return createHmac('sha256', key).update(JSON.stringify(values)).digest();
}

/** Whether two secrets are equal, in a time that does not depend on where they differ. */
export function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What proves that a root key belongs to an installation, without telling the key. */
export function checkValue(rootKey: KeyObject, installationId: string): Uint8Array {
  return authenticate(subkey(rootKey, 'check'), [installationId]);
}
