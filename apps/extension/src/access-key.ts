/**
 * What an access key looks like, so that a typing mistake is told without a request: `sotto_`, then base64url of 48 bytes and
 * their CRC-32. See features/account/server/tokens.ts.
 */

/** Greatest length of anything taken for a key or code: a paste gone wrong is not worked through. */
const longest = 200;

/** Whether a text is meant as a key; anything else is taken for a one-time code. */
export function isKeyLike(text: string): boolean {
  return text.startsWith('sotto_');
}

/** Whether the checksum of a key fits. Says nothing about whether any server knows it. */
export function isWellFormedKey(text: string): boolean {
  // Seventy letters hold four bits more than the bytes have: those are nought, so that one key has one spelling.
  const body = text.slice('sotto_'.length);
  if (!isKeyLike(text) || text.length > longest || !/^[\w-]{69}[AQgw]$/.test(body)) return false;
  const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/').padEnd(72, '=')), (letter) =>
    letter.charCodeAt(0),
  );
  return crc32(bytes.subarray(0, -4)) === new DataView(bytes.buffer).getUint32(bytes.length - 4);
}

/** CRC-32 as ZIP and PNG have it. Source: ISO 3309. */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
