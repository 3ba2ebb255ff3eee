import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payPeriods, type Compensation } from './application.ts';
import { yearlyAmount, yearlyPay } from './yearly-pay.ts';

const amount = fc.option(fc.integer({ min: 0, max: 100_000_000 }), { nil: null });
const pay: fc.Arbitrary<Compensation> = fc
  .record({
    min: amount,
    max: amount,
    period: fc.option(fc.constantFrom(...payPeriods), { nil: null }),
    hoursPerWeek: fc.option(fc.double({ min: 1, max: 60, noNaN: true }), { nil: null }),
    exact: fc.boolean(),
  })
  .map(({ min, max, exact, ...rest }) =>
    exact
      ? { kind: 'exact', min, max: null, currency: 'EUR', ...rest }
      : { kind: 'range', min, max: min !== null && max !== null ? Math.max(min, max) : max, currency: 'EUR', ...rest },
  );

describe('pay by the year', () => {
  test('is worked out from every period that has a year, and says what was taken for granted', () => {
    const yearly = (period: Compensation['period'], hoursPerWeek?: number) =>
      yearlyPay({ kind: 'exact', min: 1_000, currency: 'EUR', period, hoursPerWeek });
    expect(yearly('year')).toMatchObject({ min: 1_000, max: 1_000, steps: [] });
    expect(yearly('month')?.min).toBe(12_000);
    expect(yearly('half_month')?.min).toBe(24_000);
    expect(yearly('two_weeks')?.min).toBe(26_000);
    expect(yearly('week')?.min).toBe(52_000);
    expect(yearly('day')).toMatchObject({ min: 260_000, steps: [{ by: 5, assumed: true }, { by: 52 }] });
    expect(yearly('hour')).toMatchObject({
      min: 2_080_000,
      steps: [
        { by: 40, assumed: true },
        { by: 52, assumed: false },
      ],
    });
    expect(yearly('hour', 30)).toMatchObject({ min: 1_560_000, steps: [{ by: 30, assumed: false }, { by: 52 }] });
    expect([yearly('project'), yearly(null), yearlyPay(null), yearlyPay({ kind: 'range', notes: 'good' })]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('compares by the year, from the lower end', () => {
    expect(yearlyAmount({ kind: 'range', min: 4_100, max: 4_600, currency: 'USD', period: 'hour' })).toBe(4_100 * 40 * 52);
    expect(yearlyAmount({ kind: 'exact', min: 4_100, currency: 'USD', period: 'hour', hoursPerWeek: 20 })).toBe(4_100 * 20 * 52);
    expect(yearlyAmount({ kind: 'range', max: 500_000, currency: 'EUR', period: 'month' })).toBe(6_000_000);
    expect([
      yearlyAmount(null),
      yearlyAmount({ kind: 'range' }),
      yearlyAmount({ kind: 'exact', min: 1, currency: 'EUR', period: 'project' }),
    ]).toEqual([null, null, null]);
  });

  test('keeps the order of its ends, leaves open what is open, and is what its steps multiply to', () => {
    fc.assert(
      fc.property(pay, (one) => {
        const yearly = yearlyPay(one);
        if (yearly === null) return one.period === null || one.period === 'project' || (one.min === null && one.max === null);
        const factor = yearly.steps.reduce((product, { by }) => product * by, 1);
        expect(yearly.min).toBe(one.min == null ? null : Math.round(one.min * factor));
        if (yearly.min !== null && yearly.max !== null) expect(yearly.min).toBeLessThanOrEqual(yearly.max);
        return (yearly.max === null) === (one.kind === 'exact' ? one.min === null : one.max === null);
      }),
    );
  });
});
