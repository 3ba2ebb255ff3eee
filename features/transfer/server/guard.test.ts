import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardCell, unguardCell } from './guard.ts';

/** Written apart from the guard on purpose: what a spreadsheet takes for a formula. */
const startsFormula = (cell: string): boolean =>
  ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'].includes(cell.charAt(0));

/** Texts that begin with what matters more often than chance would. */
const cells = fc
  .tuple(fc.stringMatching(/^'{0,3}[=+\-@\t\r＝＋－＠]?/), fc.string({ unit: 'binary' }))
  .map(([start, rest]) => start + rest);

describe('the formula guard', () => {
  test('what was guarded comes back exactly, whatever it is', () => {
    fc.assert(
      fc.property(cells, (value) => void expect(unguardCell(guardCell(value))).toBe(value)),
      { numRuns: 5_000 },
    );
  });

  test('no guarded cell is a formula', () => {
    fc.assert(
      fc.property(cells, (value) => void expect(startsFormula(guardCell(value))).toBe(false)),
      { numRuns: 5_000 },
    );
  });

  test('the payloads of a spreadsheet attack are guarded, and without the guard they would start a formula', () => {
    const payloads = ["=cmd|' /C notepad'!'A1'", "@SUM(1+9)*cmd|' /C calc'!A0", '+1', '-1', '\t=1', '\r=1', '\0=1', '＝1'];
    expect(payloads.every(startsFormula)).toBe(true);
    expect(payloads.map(guardCell).some(startsFormula)).toBe(false);
  });

  test('ordinary text stays as it is', () => {
    for (const text of ['', 'ACME', "'quoted'", "O'Neil", '9 to 5', ' =not at the start']) expect(guardCell(text)).toBe(text);
  });
});
