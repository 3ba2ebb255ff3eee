/** Pay by the year, so that an hour's and a month's can be compared, with the way it was worked out. */
import type { Compensation } from './application.ts';

/** A factor between an amount and a year of it. `assumed`: the offer does not say it. */
export interface YearStep {
  readonly by: number;
  readonly of: 'hours_a_week' | 'days_a_week' | 'weeks' | 'fortnights' | 'half_months' | 'months';
  readonly assumed: boolean;
}

/** Pay by the year, in minor units of `currency`, with the way it was worked out. An end that is not stated is `null`. */
export interface YearlyPay {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string;
  /** Multiplied one after the other; none: it was stated by the year. */
  readonly steps: readonly YearStep[];
}

const usualHoursAWeek = 40;
const usualDaysAWeek = 5;

/** `null`: no amount is stated, or it is for a project, which has no year. Without a period an amount is not guessed at. */
export function yearlyPay(pay: Compensation | null): YearlyPay | null {
  if (pay?.currency == null || pay.period == null || (pay.min == null && pay.max == null)) return null;
  const steps = stepsToYear(pay);
  if (steps === null) return null;
  const factor = steps.reduce((product, { by }) => product * by, 1);
  const times = (amount: number | null | undefined) => (amount == null ? null : Math.round(amount * factor));
  return { min: times(pay.min), max: pay.kind === 'exact' ? times(pay.min) : times(pay.max), currency: pay.currency, steps };
}

/** Pay by the year in minor units, from the lower end or the only one: by this, hourly and yearly pay are put in order. `null`: as `yearlyPay`. */
export function yearlyAmount(pay: Compensation | null): number | null {
  const yearly = yearlyPay(pay);
  return yearly && (yearly.min ?? yearly.max);
}

function stepsToYear({ period, hoursPerWeek }: Compensation): readonly YearStep[] | null {
  const weeks: YearStep = { by: 52, of: 'weeks', assumed: false };
  switch (period) {
    case 'hour':
      return [{ by: hoursPerWeek ?? usualHoursAWeek, of: 'hours_a_week', assumed: hoursPerWeek == null }, weeks];
    case 'day':
      return [{ by: usualDaysAWeek, of: 'days_a_week', assumed: true }, weeks];
    case 'week':
      return [weeks];
    case 'two_weeks':
      return [{ by: 26, of: 'fortnights', assumed: false }];
    case 'half_month':
      return [{ by: 24, of: 'half_months', assumed: false }];
    case 'month':
      return [{ by: 12, of: 'months', assumed: false }];
    case 'year':
      return [];
    default:
      return null;
  }
}
