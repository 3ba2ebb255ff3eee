/** The link to a page without what only says where a click came from. */
import { addressOf } from '@sotto/domain';

/**
 * An address as one would share it: no fragment, no tracking; a board's postings in the board's own short form.
 *
 * `addressOf` is for comparing, so it drops `www.`, the last slash and plain HTTP; a link needs them.
 */
export function linkTo(address: string): string {
  const from = new URL(address);
  const link = new URL(addressOf(address).canonicalUrl);
  if (link.host === from.host.replace(/^www\./, '') && link.pathname === from.pathname.replace(/(?<=.)\/+$/, '')) {
    link.protocol = from.protocol;
    link.host = from.host;
    link.pathname = from.pathname;
  }
  return link.href;
}
