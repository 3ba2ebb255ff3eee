/**
 * Content lines of vCards: unfolded, taken apart and decoded, whatever the version.
 *
 * Source: vCard 2.1 (versit, 1996), RFC 2426 (3.0), RFC 6350 (4.0), RFC 2045 chapter 6.7 (quoted-printable). Reads what programs
 * write, not only what they should: nothing here refuses, what makes no sense is left out.
 */

/** One property of a card. Names and parameter names are in upper case; the value is decoded but still escaped. */
export interface VcardLine {
  /** What ties lines together: `item1`; empty: nothing. */
  readonly group: string;
  readonly name: string;
  /** Values by parameter; a bare one, as 2.1 has them, counts as a `TYPE`. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

/** The lines of a text. Those in base64 (photos, sounds, keys) are left out. */
export function vcardLines(text: string): VcardLine[] {
  return unfolded(text).flatMap((line) => parsed(line) ?? []);
}

/** Folded lines joined; a soft line break of quoted-printable is one too. */
function unfolded(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const last = lines.length - 1;
    const before = lines[last];
    if (before !== undefined && isSoftlyBroken(before)) lines[last] = before.slice(0, -1) + line;
    else if (before !== undefined && /^[ \t]/.test(line)) lines[last] = before + line.slice(1);
    else lines.push(line);
  }
  return lines;
}

function isSoftlyBroken(line: string): boolean {
  return line.endsWith('=') && /^[^:]*;(?:encoding=)?quoted-printable[;:]/i.test(line);
}

function parsed(line: string): VcardLine | null {
  const colon = endOfHead(line);
  if (colon < 0) return null;
  const [path = '', ...given] = splitOutsideQuotes(line.slice(0, colon), ';');
  const dot = path.lastIndexOf('.');
  const name = path
    .slice(dot + 1)
    .trim()
    .toUpperCase();
  if (name === '') return null;
  const params = paramsOf(given);
  const encodings = [...(params.get('ENCODING') ?? []), ...(params.get('TYPE') ?? [])].map((one) => one.toUpperCase());
  if (encodings.some((one) => one === 'B' || one === 'BASE64')) return null;
  const raw = line.slice(colon + 1);
  const value = encodings.includes('QUOTED-PRINTABLE') ? fromQuotedPrintable(raw, params.get('CHARSET')?.[0]) : raw;
  return { group: dot < 0 ? '' : path.slice(0, dot).toLowerCase(), name, params, value };
}

/** Where the value begins: the first colon that stands in no quotes; `-1`: nowhere. */
function endOfHead(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  // Quotes that are never closed are no quotes.
  return line.indexOf(':');
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function paramsOf(given: readonly string[]): Map<string, string[]> {
  const params = new Map<string, string[]>();
  for (const one of given) {
    const equals = one.indexOf('=');
    const name = equals < 0 ? 'TYPE' : one.slice(0, equals).trim().toUpperCase();
    const values = splitOutsideQuotes(equals < 0 ? one : one.slice(equals + 1), ',').flatMap((value) =>
      value.replaceAll('"', '').split(','),
    );
    params.set(name, [...(params.get(name) ?? []), ...values.map((value) => value.trim()).filter((value) => value !== '')]);
  }
  return params;
}

function fromQuotedPrintable(text: string, charset = 'utf-8'): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [, hex, other] of text.matchAll(/=([0-9a-f]{2})|([^=]+|=)/gi)) {
    if (hex === undefined) bytes.push(...encoder.encode(other));
    else bytes.push(Number.parseInt(hex, 16));
  }
  return decoder(charset).decode(Uint8Array.from(bytes));
}

/** A charset nobody knows is taken for UTF-8. */
function decoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder();
    throw error;
  }
}

/** The components of a structured value, each unescaped: `Brandt;Leah;;;`. */
export function components(value: string, separator: ';' | ',' = ';'): string[] {
  const parts = [''];
  for (const [token] of value.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (token === separator) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map(unescaped);
}

/** `\n` is a line break; a backslash before anything else only says that it is meant. */
export function unescaped(value: string): string {
  return value.replaceAll(/\\([\s\S])/g, (_, character: string) => (character === 'n' || character === 'N' ? '\n' : character));
}
