/**
 * Dates, pay and places as people read them, in the browser's language. Pure: today and now are parameters.
 */
import { type Compensation, decimalsOf } from '@sotto/domain';

const dayMs = 86_400_000;

/** The calendar date here, `YYYY-MM-DD`. */
export function dateOf(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** Whole days from one calendar date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayMs);
}

/** How long since, short: `today`, `7 d`. */
export function ageInWords(since: string, now: Date): string {
  const days = daysBetween(dateOf(new Date(since)), dateOf(now));
  return days <= 0 ? 'today' : `${days} d`;
}

const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayMonthYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A date: `15 Nov`, with its year when it is not this one. */
export function dayInWords(date: string, today: string): string {
  const format = date.slice(0, 4) === today.slice(0, 4) ? dayMonth : dayMonthYear;
  return format.format(new Date(`${date}T00:00Z`));
}

/** A due date as seen from today. `tone`: how it is set; absent when it is far off. */
export function dueInWords(on: string, today: string): { text: string; tone?: 'late' | 'due' } {
  const days = daysBetween(today, on);
  if (days < 0) return { text: `${-days} d late`, tone: 'late' };
  if (days === 0) return { text: 'today', tone: 'due' };
  if (days === 1) return { text: 'tomorrow' };
  return { text: `${weekday.format(new Date(`${on}T00:00Z`))} ${dayInWords(on, today)}` };
}

const perPeriod = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  two_weeks: 'per two weeks',
  half_month: 'twice a month',
  month: 'a month',
  year: '',
  project: 'for the project',
} as const;

/** What pay needs to be put into words: amounts in minor units of `currency`. */
export interface Pay {
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
  readonly currency?: string | null | undefined;
  readonly period?: Compensation['period'] | undefined;
}

/** Pay in one line: `$118,000–135,000`, `up to €60,000`, `$41–46 an hour`. `null`: no amount is stated. */
export function payInWords(pay: Pay | null | undefined): string | null {
  if (!pay?.currency || (pay.min == null && pay.max == null)) return null;
  const amount = amountInWords(pay.min ?? null, pay.max ?? null, pay.currency);
  const period = pay.period ? perPeriod[pay.period] : '';
  return period === '' ? amount : `${amount} ${period}`;
}

function amountInWords(min: number | null, max: number | null, currency: string): string {
  const decimals = decimalsOf(currency);
  const money = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: decimals,
    trailingZeroDisplay: 'stripIfInteger',
  });
  const whole = (minor: number) => minor / 10 ** decimals;
  if (min === null) return `up to ${money.format(whole(max ?? 0))}`;
  if (max === null || max === min) return money.format(whole(min));
  // The symbol once, then the range: `$118,000–135,000`.
  const upper = new Intl.NumberFormat(undefined, { maximumFractionDigits: decimals }).format(whole(max));
  return `${money.format(whole(min))}–${upper}`;
}

export const workModeInWords = { onsite: 'on site', remote: 'remote', hybrid: 'hybrid' } as const;

/** Place and work mode in one line: `Durham, hybrid`, `Remote, US`. `null`: neither is known. */
export function whereInWords(place: string | null | undefined, mode: keyof typeof workModeInWords | null | undefined): string | null {
  if (mode === 'remote') return place ? `Remote, ${place}` : 'Remote';
  const parts = [place, mode && workModeInWords[mode]].filter(Boolean);
  if (parts.length === 0) return null;
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
