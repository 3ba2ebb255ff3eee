/** `/.well-known/security.txt` (RFC 9116): where weaknesses are told. */

const validDays = 180;
const dayMs = 24 * 60 * 60_000;

/** The file as of `now` (epoch ms). It is renewed as long as the server runs: it always holds for half a year. */
export function securityTxt({ origin, contact }: { origin: string; contact: string | null }, now: number): string {
  const expires = new Date(now - (now % dayMs) + validDays * dayMs);
  return [
    // RFC 9116 asks for one: where no address is named, the page that says so.
    `Contact: ${contact === null ? `${origin}/security#contact` : `mailto:${contact}`}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${origin}/.well-known/security.txt`,
    `Policy: ${origin}/security`,
    '',
  ].join('\n');
}
