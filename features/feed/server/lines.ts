/**
 * Content lines of calendar files. Source: RFC 5545, sections 3.1 (folding) and 3.3.11 (text).
 *
 * Nothing that someone typed can begin a line: line breaks of every kind become `\n`, other control characters go.
 */

/** Octets of a line, its break not counted. */
const longest = 75;

export type Parameters = Readonly<Record<string, string>>;

/** One property, folded and ended. `value` is escaped by whoever knows its type; parameters hold no quotes. */
export function property(name: string, value: string, parameters: Parameters = {}): string {
  const given = Object.entries(parameters).map(([parameter, each]) => `;${parameter}=${each}`);
  return folded(`${name}${given.join('')}:${value}`);
}

/** A value of the type TEXT. */
export function text(value: string): string {
  return value
    .replaceAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, '\n')
    .replaceAll(controls, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** A value of the type URI: as a URL parser writes it, which leaves no control character in it. */
export function uri(address: string): string {
  return new URL(address).href;
}

/** Several properties between BEGIN and END. */
export function component(name: string, content: readonly string[]): string {
  return `BEGIN:${name}\r\n${content.join('')}END:${name}\r\n`;
}

// eslint-disable-next-line no-control-regex -- these are what is taken out; a tab is text
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/** Parts between characters: half a character is no text to some programs. */
function folded(line: string): string {
  if (/[^ -~]/.test(line)) return foldedByOctets(line);
  // One octet each, as nearly all of a file is.
  const rest = line.slice(longest).match(/.{1,74}/g) ?? [];
  return `${[line.slice(0, longest), ...rest].join('\r\n ')}\r\n`;
}

function foldedByOctets(line: string): string {
  let written = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > longest) {
      written += '\r\n ';
      octets = 1;
    }
    written += character;
    octets += size;
  }
  return `${written}\r\n`;
}

/** Of a character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
