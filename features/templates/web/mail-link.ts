/**
 * A letter as a link that the person's own mail program opens.
 *
 * Nothing in a letter can add a line to the head of the mail: what separates headers is encoded, and a subject is one line.
 * Source: RFC 6068.
 */

export interface Letter {
  /** An address; empty: nobody yet. */
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Characters a link to a mail program may have. Source: Windows hands over 2,083 at most, Chromium 2,048 of them. */
export const longestLink = 2_000;

export interface MailLink {
  readonly href: string;
  /** The text does not fit and is left out: it goes by the clipboard. */
  readonly withoutBody: boolean;
}

export function mailLink(letter: Letter): MailLink {
  const whole = linkOf(letter);
  if (whole.length <= longestLink) return { href: whole, withoutBody: false };
  const { to, subject } = letter;
  const short = linkOf({ to, subject, body: '' });
  return { href: short.length <= longestLink ? short : linkOf({ to, subject: '', body: '' }), withoutBody: true };
}

function linkOf({ to, subject, body }: Letter): string {
  const fields = [
    ['subject', oneLine(subject)],
    ['body', withCrlf(body)],
  ] as const;
  const query = fields.flatMap(([name, value]) => (value === '' ? [] : [`${name}=${encode(value)}`])).join('&');
  return `mailto:${encodeAddress(to)}${query && '?'}${query}`;
}

/** A header is one line: everything that breaks a line is a blank. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ').trim();
}

/** Lines of a mail end with CR and LF. */
export function withCrlf(text: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, '\r\n');
}

/** `encodeURIComponent` leaves an apostrophe and brackets, which some mail programs take for the end of a link. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** One address: a comma or a question mark in it begins neither another address nor a header. */
function encodeAddress(to: string): string {
  return encode(oneLine(to)).replace('%40', '@');
}
