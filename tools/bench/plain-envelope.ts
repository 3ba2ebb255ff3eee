/** An envelope that seals nothing: same exports and same outer form as the vault's, the value in it as it is. Never in a product. */
export const envelopeFormat = 1;

const head = Buffer.from([envelopeFormat]);

export function sealEnvelope(_under: unknown, plaintext: Uint8Array): Uint8Array {
  return Buffer.concat([head, plaintext]);
}

export function openEnvelope(_under: unknown, sealed: Uint8Array): Uint8Array {
  return sealed.subarray(head.length);
}

export function isEnvelope(bytes: Uint8Array): boolean {
  return bytes[0] === envelopeFormat;
}
