/** The address of a server, as someone types it. */
import type { Failure } from './failures.ts';

/**
 * The origin someone means: `sotto.example.org` and `https://sotto.example.org/board` are both `https://sotto.example.org`.
 *
 * A failure for what is no address, and for plain HTTP to another machine. This machine alone (`localhost`, `127.0.0.1`) is
 * reached by HTTP, also when nothing is said.
 */
export function readAddress(text: string): { readonly origin: string } | { readonly failure: Failure } {
  const trimmed = text.trim();
  const isHere = /^(https?:\/\/)?(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/i.test(trimmed);
  const isOther = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) && !/^https?:/i.test(trimmed);
  const url = isOther ? null : URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `${isHere ? 'http' : 'https'}://${trimmed}`);
  // The host as a parser has it may hold what was no letter of one: a space, for one, as %20.
  if (url === null || url.hostname.includes('%') || url.username !== '' || url.password !== '')
    return { failure: { kind: 'no-address' } };
  if (url.protocol === 'http:' && !isHere) return { failure: { kind: 'not-private' } };
  return { origin: url.origin };
}
