import { createSecretKey, randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSheet, printSheet, UnreadableSheet } from './recovery-sheet.ts';
import { start } from './testing.ts';

const id = '7b1f3c52-8a52-4d0e-9a43-0d7a9f0c2b11';
const linesOf = (sheet: string) => sheet.split('\n').filter((line) => /^ {2}[1-4]: /.test(line));

test('a sheet gives back the key it was printed from', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const key = createSecretKey(bytes);
      expect(parseSheet(printSheet(key, id, start)).equals(key)).toBe(true);
    }),
  );
});

test('a sheet is read from its four lines, in small letters, without hyphens, with O for 0 and l for 1', () => {
  const key = createSecretKey(Buffer.alloc(32, 0x21));
  const typed = linesOf(printSheet(key, id, start))
    .join('\n')
    .toLowerCase()
    .replaceAll('-', ' ')
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll(/^ *l:/gm, '1:');
  expect(parseSheet(typed).equals(key)).toBe(true);
});

test('four lines may be typed without their numbers, and one in the place of another is named', () => {
  const key = createSecretKey(randomBytes(32));
  const bare = linesOf(printSheet(key, id, start)).map((line) => line.replace(/^ *[1-4]: */, ''));
  expect(parseSheet(`${bare.join('\n')}\n\n`).equals(key)).toBe(true);
  const [first = '', second = '', ...others] = bare;
  expect(() => parseSheet([second, first, ...others].join('\n'))).toThrow(expect.objectContaining({ line: 1 }));
  expect(() => parseSheet(bare.slice(1).join('\n'))).toThrow(expect.objectContaining({ line: null }));
});

test('a mistyped line is named, and missing lines are said to be missing', () => {
  const sheet = printSheet(createSecretKey(randomBytes(32)), id, start);
  const [, second = ''] = linesOf(sheet);
  const last = second.at(-1) ?? '';
  const mistyped = sheet.replace(second, `${second.slice(0, -1)}${last === '7' ? '8' : '7'}`);
  expect(() => parseSheet(mistyped)).toThrow(expect.objectContaining({ line: 2 }));
  expect(() => parseSheet(linesOf(sheet).slice(0, 3).join('\n'))).toThrow(UnreadableSheet);
});
