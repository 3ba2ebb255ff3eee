/**
 * Tokens: what a browser's cookie, an access key and a link in a mail are made of.
 *
 * A token carries its route, base64url(user id 16 bytes ‖ random 32 ‖ CRC-32 4), so that it is looked up under its owner,
 * and so that a typing mistake is told from a wrong token without asking the database. At rest there is only its SHA-256:
 * 256 random bits need no slow hash. Source: architecture, Storage ("Tokens carry their route").
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { UserId } from '@sotto/domain';

/** Written before an access key, so that people and secret scanners see what it is. */
export const keyPrefix = 'sotto_';

export interface Token {
  readonly userId: UserId;
  /** SHA-256, the only form in which a token is stored or looked up. */
  readonly hash: Uint8Array;
}

const routeBytes = 16;
const secretBytes = 32;
const tokenBytes = routeBytes + secretBytes + 4;

/** A new token for `userId`: text that is shown or sent once. */
export function makeToken(userId: UserId, randomBytes: (length: number) => Uint8Array): string {
  const body = Buffer.concat([userIdToBytes(userId), randomBytes(secretBytes)]);
  return Buffer.concat([body, checksum(body)]).toString('base64url');
}

/** Whose token it is and under which hash it lies; `null`: mistyped, cut off, or no token of ours. */
export function readToken(text: string): Token | null {
  const bytes = Buffer.from(text, 'base64url');
  // Written back it must be the same text: one token has one spelling.
  if (bytes.length !== tokenBytes || bytes.toString('base64url') !== text) return null;
  const body = bytes.subarray(0, -4);
  if (!checksum(body).equals(bytes.subarray(-4))) return null;
  const userId = bytesToUserId(body.subarray(0, routeBytes));
  return userId ? { userId, hash: hashToken(text) } : null;
}

/** The sixteen bytes of an id. */
export function userIdToBytes(userId: UserId): Buffer {
  return Buffer.from(userId.replaceAll('-', ''), 'hex');
}

/** The id that has these bytes; `null`: they are none. */
export function bytesToUserId(bytes: Buffer): UserId | null {
  return UserId.safeParse(formatUuid(bytes)).data ?? null;
}

export function hashToken(text: string): Uint8Array {
  return createHash('sha256').update(text, 'ascii').digest();
}

function checksum(body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes;
}

function formatUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
