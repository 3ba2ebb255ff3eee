/**
 * An envelope that seals nothing: exports, outer form and sizes are those of the vault's, the value lies in it as it is.
 * Put in its place by without-sealing.ts, so that the difference is the sealing alone. Never in a product.
 */
export const envelopeFormat = 1;

const headBytes = 13;
const tagBytes = 16;
const paddedTo = 64;
const marker = 0x80;

export function sealEnvelope(_under: unknown, plaintext: Uint8Array): Uint8Array {
  const padded = Math.ceil((plaintext.length + 1) / paddedTo) * paddedTo;
  const sealed = Buffer.alloc(headBytes + padded + tagBytes);
  sealed[0] = envelopeFormat;
  sealed.set(plaintext, headBytes);
  sealed[headBytes + plaintext.length] = marker;
  return sealed;
}

export function openEnvelope(_under: unknown, sealed: Uint8Array): Uint8Array {
  const padded = sealed.subarray(headBytes, sealed.length - tagBytes);
  return padded.subarray(0, padded.lastIndexOf(marker));
}

export function isEnvelope(bytes: Uint8Array): boolean {
  return bytes[0] === envelopeFormat;
}
