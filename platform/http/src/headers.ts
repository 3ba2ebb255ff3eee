/** Headers that every answer carries, errors too. One place, so that one test can hold them all. */
import { isIP } from 'node:net';
import type { HttpSetting } from './setting.ts';

/** See docs: interface, "CSP from the first day". The one Trusted Types policy is platform/ui/inert.ts. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types sotto-inert',
].join('; ');

/** Everything a page could ask a browser for and this one never does. */
const permissionsPolicy = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const always = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissionsPolicy,
} as const;

const twoYears = 2 * 365 * 24 * 60 * 60;

/** The headers of this installation. HSTS only for a name reached by https: never for localhost or an IP address (RFC 6797, 8.1.1). */
export function securityHeaders(setting: Pick<HttpSetting, 'origin'>): Readonly<Record<string, string>> {
  const { protocol, hostname } = new URL(setting.origin);
  const named = hostname !== 'localhost' && isIP(hostname.replaceAll(/[[\]]/g, '')) === 0;
  if (protocol !== 'https:' || !named) return always;
  return { ...always, 'strict-transport-security': `max-age=${twoYears}; includeSubDomains` };
}
