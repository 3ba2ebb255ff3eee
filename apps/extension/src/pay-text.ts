/** Pay as one line: "128,000–142,000 USD a year". The way back is in typed.ts. */
import { decimalsOf } from '@sotto/domain';
import type { Posting } from '@sotto/features/capture/api';

type Period = NonNullable<NonNullable<Posting['compensation']>['period']>;

const perPeriod: Readonly<Record<Period, string>> = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  two_weeks: 'every two weeks',
  half_month: 'twice a month',
  month: 'a month',
  year: 'a year',
  project: 'for the project',
};

/** Empty: nothing is said. The currency by its code, because "$" is a dozen of them. */
export function payText(pay: Posting['compensation']): string {
  if (pay == null || (pay.min == null && pay.max == null)) return '';
  const { kind, min, max, currency, period } = pay;
  const decimals = decimalsOf(currency ?? '');
  const amount = (minor: number) => (minor / 10 ** decimals).toLocaleString(undefined, { maximumFractionDigits: decimals });
  const figures =
    min != null && max != null
      ? `${amount(min)}–${amount(max)}`
      : min != null
        ? `${kind === 'exact' ? '' : 'from '}${amount(min)}`
        : `up to ${amount(max ?? 0)}`;
  return [figures, currency, period == null ? null : perPeriod[period]].filter(Boolean).join(' ');
}
