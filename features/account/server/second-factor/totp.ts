/**
 * Codes of authenticator apps: RFC 6238 with what Google Authenticator and Authy take, SHA-1, six digits, thirty seconds.
 *
 * Pure: secrets and the time are handed in. What a code is good for, and how often, is decided by `two-factor.ts`.
 */
import { Secret, TOTP } from 'otpauth';

/** RFC 4226, 4: a secret of 160 bits. In Base32 it needs no padding, which some apps do not take. */
export const secretBytes = 20;

const form = { issuer: 'Sotto', algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps a clock may be off, either way: RFC 6238, 5.2. */
const window = 1;

/** The secret as it is typed: 32 letters and digits of Base32. */
export function toTypedSecret(secret: Uint8Array): string {
  return secretOf(secret).base32;
}

/** `otpauth://totp/Sotto:<email>?…`: what an app reads from a QR code. Source: Google Authenticator, Key Uri Format. */
export function toKeyUri(secret: Uint8Array, email: string): string {
  return totpOf(secret, email).toString();
}

/** The time step whose code this is, counted from 1970; `null`: of none near `now` (epoch ms). Compares in constant time. */
export function stepOfCode(secret: Uint8Array, code: string, now: number): number | null {
  // The package takes it for granted that a character is a byte, and throws where it is not.
  if (!/^\d{6}$/.test(code)) return null;
  const totp = totpOf(secret);
  const away = totp.validate({ token: code, timestamp: now, window });
  return away === null ? null : totp.counter({ timestamp: now }) + away;
}

/** The time step of a moment (epoch ms), counted from 1970. */
export function stepAt(now: number): number {
  return Math.floor(now / (form.period * 1000));
}

function totpOf(secret: Uint8Array, label = ''): TOTP {
  return new TOTP({ ...form, label, secret: secretOf(secret) });
}

/** A copy: the package keeps whole buffers, and small ones of Node are parts of a larger one. */
function secretOf(secret: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(secret).buffer });
}
