/**
 * The envelope: what every sealed value looks like, and the only place where AES runs.
 *
 * `format 1 byte | nonce 12 | ciphertext | tag 16`, AES-256-GCM. See [Note: Envelope] in docs/vault.md.
 * Never: a raw key (only KeyObjects come in), a shorter tag, a reason why something did not open.
 */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { DidNotOpen } from './door.ts';

export const envelopeFormat = 1;
const nonceBytes = 12;
const tagBytes = 16;
const paddedTo = 64;
const headBytes = 1 + nonceBytes;
const algorithm = 'aes-256-gcm';
// Stated on both sides: without it Node accepts tags of four bytes when opening.
const tagRule = { authTagLength: tagBytes };

/** Everything a seal is bound to, in order; strings and numbers are kept apart by their JSON form. */
export type Binding = readonly (string | number)[];

/** A key, and everything its seal is bound to. */
export interface Under {
  readonly key: KeyObject;
  readonly binding: Binding;
}

/** Seals `plaintext`, padded to a multiple of 64 bytes. `nonce`: 12 random bytes, never used before with this key. */
export function sealEnvelope({ key, binding }: Under, plaintext: Uint8Array, nonce: Uint8Array): Uint8Array {
  const filling = fillingFor(plaintext.length);
  const bodyBytes = plaintext.length + filling.length;
  const sealed = Buffer.allocUnsafe(headBytes + bodyBytes + tagBytes);
  const cipher = createCipheriv(algorithm, key, nonce, tagRule);
  cipher.setAAD(bindingBytes(binding));
  sealed[0] = envelopeFormat;
  sealed.set(nonce, 1);
  sealed.set(cipher.update(plaintext), headBytes);
  sealed.set(cipher.update(filling), headBytes + plaintext.length);
  // GCM is a stream mode: `final` gives no bytes, it only completes the tag.
  cipher.final();
  sealed.set(cipher.getAuthTag(), headBytes + bodyBytes);
  return sealed;
}

/** The plaintext, if key and binding are those it was sealed with and no bit has changed. Throws `DidNotOpen` in every other case. */
export function openEnvelope({ key, binding }: Under, sealed: Uint8Array): Uint8Array {
  const bodyBytes = sealed.length - headBytes - tagBytes;
  if (sealed[0] !== envelopeFormat || bodyBytes < paddedTo || bodyBytes % paddedTo !== 0) throw new DidNotOpen();
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(1, headBytes), tagRule);
  decipher.setAAD(bindingBytes(binding));
  decipher.setAuthTag(sealed.subarray(headBytes + bodyBytes));
  const padded = decipher.update(sealed.subarray(headBytes, headBytes + bodyBytes));
  try {
    decipher.final();
  } catch {
    throw new DidNotOpen();
  }
  return unpad(padded);
}

/** Whether these bytes have the outer form of an envelope. Says nothing about who can open it. */
export function isEnvelope(bytes: Uint8Array): boolean {
  const bodyBytes = bytes.length - headBytes - tagBytes;
  return bytes[0] === envelopeFormat && bodyBytes >= paddedTo && bodyBytes % paddedTo === 0;
}

function bindingBytes(binding: Binding): Buffer {
  return Buffer.from(JSON.stringify([envelopeFormat, ...binding]), 'utf8');
}

// One marker byte and zeros (ISO/IEC 7816-4): the length of the value shows only in steps of 64.
const longestFilling = Buffer.alloc(paddedTo);
longestFilling[0] = 0x80;

function fillingFor(lengthBytes: number): Uint8Array {
  return longestFilling.subarray(0, paddedTo - (lengthBytes % paddedTo));
}

function unpad(padded: Uint8Array): Uint8Array {
  const end = padded.lastIndexOf(0x80);
  // The tag has been verified by now, so this can only be a value that was never padded by us.
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new DidNotOpen();
  return padded.subarray(0, end);
}
