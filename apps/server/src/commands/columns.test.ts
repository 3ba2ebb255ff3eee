/** Sizes and counts as an operator reads them. */
import { expect, test } from 'vitest';
import { counted, sizeOf } from './columns.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [48_311, '48.3 kB'],
  [999_949, '999.9 kB'],
  [999_960, '1.0 MB'],
  [1_234_567, '1.2 MB'],
  [2e9, '2.0 GB'],
  [5e15, '5000.0 TB'],
])('a size of %i bytes is said in a unit that shows something of it', (bytes, said) => {
  expect(sizeOf(bytes)).toBe(said);
});

test('one is not several', () => {
  expect([0, 1, 2].map((count) => counted(count, 'row'))).toEqual(['0 rows', '1 row', '2 rows']);
});
