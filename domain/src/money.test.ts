import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Currency, decimalsOf, minorUnitsToDecimal, toMinorUnits } from './money.ts';

describe('money', () => {
  test('keeps the decimals its currency has', () => {
    expect(toMinorUnits(1234.5, 'EUR')).toBe(123_450);
    expect(toMinorUnits(1.005, 'USD')).toBe(101);
    expect(toMinorUnits(1234, 'JPY')).toBe(1_234);
    expect(toMinorUnits(1.234, 'KWD')).toBe(1_234);
  });

  test('refuses what is no amount', () => {
    expect([
      toMinorUnits(-1, 'EUR'),
      toMinorUnits(Number.NaN, 'EUR'),
      toMinorUnits(Infinity, 'EUR'),
      toMinorUnits(1e20, 'EUR'),
    ]).toEqual([null, null, null, null]);
  });

  test('written out and read again is the same, for any amount and currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'XYZ'), (minor, currency) => {
        const written = minorUnitsToDecimal(minor, currency);
        expect(written.split('.')[1]?.length ?? 0).toBe(decimalsOf(currency));
        expect(toMinorUnits(Number(written), currency)).toBe(minor);
      }),
    );
  });

  test('takes a currency in any case and spelling of three letters', () => {
    expect(Currency.parse(' eur ')).toBe('EUR');
    expect(Currency.safeParse('€').success).toBe(false);
  });
});
