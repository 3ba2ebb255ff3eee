/**
 * The recovery sheet: the root key on paper. With it and the mirrors everything opens again. See [Note: Mirrors].
 *
 * Printed in groups with a check group per line, because it will be typed in by someone who has a bad day.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { keyFromBytes } from './key-tree.ts';

// Without I, L, O and U: nothing that looks alike (as in Crockford's base 32).
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytesPerLine = 8;
const linesCount = 4;

/** The text was not read correctly. `line`: from 1, `null` when lines are missing. */
export class UnreadableSheet extends Error {
  override readonly name = 'UnreadableSheet';
  readonly line: number | null;
  constructor(line: number | null) {
    super(
      line === null
        ? 'The sheet has four lines of key groups; not all of them are here.'
        : `Line ${line} was not typed as it is printed.`,
    );
    this.line = line;
  }
}

/** Text to print and lock away. It holds the root key. `madeAt`: epoch milliseconds. */
export function printSheet(rootKey: KeyObject, installationId: string, madeAt: number): string {
  const bytes = rootKey.export();
  const lines = Array.from({ length: linesCount }, (_, line) =>
    printLine(line, bytes.subarray(line * bytesPerLine, (line + 1) * bytesPerLine)),
  );
  bytes.fill(0);
  return `SOTTO RECOVERY SHEET

Installation  ${installationId}
Made on       ${new Date(madeAt).toISOString().slice(0, 10)}

${lines.map((line, index) => `  ${index + 1}:  ${line}`).join('\n')}

These four lines are the root key. Whoever holds them together with copies
of the keyring and the epoch store can open everything in this installation.
Keep this sheet on paper, locked away, apart from the machine and its backups.

To come back after both primaries were lost: bring up the mirrors of the
keyring and of the epoch store, then run

  npm run sotto -- keyring restore

and type the four lines when asked. Neither I, L, O nor U occurs in them.
After the root key was changed this sheet is void: make a new one.
`;
}

/** The root key from the sheet's text, or from its four lines alone, with or without their numbers. Throws `UnreadableSheet`. */
export function parseSheet(text: string): KeyObject {
  const lines = linesIn(text.toUpperCase());
  const bytes = Buffer.concat(
    Array.from({ length: linesCount }, (_, line) => {
      const typed = lines[line];
      if (typed === undefined) throw new UnreadableSheet(null);
      return parseLine(line, typed);
    }),
  );
  return keyFromBytes(bytes);
}

/** In their order: a line that took the place of another is found by its check group. */
function linesIn(text: string): readonly (string | undefined)[] {
  const bare = text.split('\n').flatMap((line) => line.trim() || []);
  if (bare.length === linesCount && !text.includes(':')) return bare;
  const numbered = [...text.matchAll(/^\s*([1-4]):\s*([0-9A-Z -]+?)\s*$/gm)];
  return Array.from({ length: linesCount }, (_, line) => numbered.find(([, number]) => number === String(line + 1))?.[2]);
}

function printLine(line: number, bytes: Uint8Array): string {
  const text = toDigits(Buffer.concat([bytes, checkOf(line, bytes)]));
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}

function parseLine(line: number, typed: string): Buffer {
  const all = fromDigits(typed.replaceAll(/[ -]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
  const bytes = all?.subarray(0, bytesPerLine);
  if (bytes === undefined || all?.length !== bytesPerLine + 2 || !checkOf(line, bytes).equals(all.subarray(bytesPerLine)))
    throw new UnreadableSheet(line + 1);
  return bytes;
}

// Two bytes: one mistyped line in 65,536 would pass, and then the key fails the keyring's check value.
function checkOf(line: number, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(`sotto sheet ${line}`).update(bytes).digest().subarray(0, 2);
}

function toDigits(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => digits[Number.parseInt(five, 2)]).join('');
}

function fromDigits(text: string): Buffer | null {
  const values = Array.from(text, (digit) => digits.indexOf(digit));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
