/**
 * Dates, ages and money as this person reads them: their language, their zone. Light: stands on the browser's own Intl,
 * so that the board can use it.
 */
import { decimalsOf } from '@sotto/domain';
import { useSettings } from './queries.ts';
import { titles } from './titles.ts';

const dayMs = 86_400_000;

export interface Pay {
  /** Minor units. */
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
  readonly currency: string;
}

export interface Format {
  /** The present calendar date in the person's zone. */
  today(): string;
  /** `today`, `tomorrow`, `yesterday`, else `Sun 15 Nov`; with the year when it is another. Takes `YYYY-MM-DD`. */
  day(date: string): string;
  /** `15 November 2026`. Takes `YYYY-MM-DD`. */
  longDay(date: string): string;
  /** Whole days from today, negative for the past. Takes `YYYY-MM-DD`. */
  daysAway(date: string): number;
  /** The calendar date in the person's zone on which an instant falls. */
  dateOf(instant: string): string;
  /** Days since an instant: `today`, `7 d`. */
  age(instant: string): string;
  /** `15 Nov 2026, 11:20`. Takes an instant. */
  moment(instant: string): string;
  /** `14:00`: what the person's clock shows. Takes an instant. */
  time(instant: string): string;
  /** `Thursday 12 November`; with the year when it is another. Takes `YYYY-MM-DD`. */
  fullDay(date: string): string;
  /** `Thu`. Takes `YYYY-MM-DD`. */
  weekday(date: string): string;
  /** `Thursday`. Takes `YYYY-MM-DD`. */
  longWeekday(date: string): string;
  /** `$128,000–142,000`, `€68,000`, `from $90,000`; an empty string for nothing. */
  pay(pay: Pay): string;
  number(value: number): string;
}

/** Formats by the person's settings; by the browser's until they are known. */
export function useFormat(): Format {
  const settings = useSettings();
  const locale = settings?.locale ?? navigator.language;
  const zone = settings?.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return formatOf(locale, zone);
}

// Browsers take milliseconds to make these, and a page asks in many places.
const known = new Map<string, Format>();

function formatOf(locale: string, zone: string): Format {
  const key = `${locale} ${zone}`;
  const format = known.get(key) ?? createFormat(locale, zone, Date.now);
  known.set(key, format);
  return format;
}

export function createFormat(locale: string, zone: string, now: () => number): Format {
  const near = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const withYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone });
  const full = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const fullWithYear = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const longWeekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  // Swedish writes dates as ISO 8601 does.
  const iso = new Intl.DateTimeFormat('sv', { timeZone: zone });
  const number = new Intl.NumberFormat(locale);
  const money = new Map<string, Intl.NumberFormat>();
  const moneyOf: MoneyOf = (currency, isWhole) => {
    const key = `${currency} ${isWhole}`;
    const format = money.get(key) ?? createMoney(locale, currency, isWhole);
    money.set(key, format);
    return format;
  };
  const today = () => iso.format(now());
  const dateOf = (instant: string) => iso.format(Date.parse(instant));
  const daysAway = (date: string) => Math.round((Date.parse(date) - Date.parse(today())) / dayMs);

  function day(date: string): string {
    const away = daysAway(date);
    if (Math.abs(away) <= 1) return near.format(away, 'day');
    return (date.slice(0, 4) === today().slice(0, 4) ? short : withYear).format(Date.parse(date)).replaceAll(',', '');
  }
  function age(instant: string): string {
    const days = -daysAway(dateOf(instant));
    return days <= 0 ? near.format(0, 'day') : titles.days(days);
  }
  return {
    today,
    day,
    longDay: (date) => long.format(Date.parse(date)),
    daysAway,
    dateOf,
    age,
    time: (instant) => time.format(Date.parse(instant)),
    fullDay: (date) => (date.slice(0, 4) === today().slice(0, 4) ? full : fullWithYear).format(Date.parse(date)).replace(',', ''),
    longWeekday: (date) => longWeekday.format(Date.parse(date)),
    weekday: (date) => weekday.format(Date.parse(date)),
    moment: (instant) => moment.format(Date.parse(instant)),
    pay: (pay) => payText(moneyOf, pay),
    number: (value) => number.format(value),
  };
}

/** How amounts of a currency are written. Whole ones have no decimals. */
type MoneyOf = (currency: string, isWhole: boolean) => Intl.NumberFormat;

function createMoney(locale: string, currency: string, isWhole: boolean): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(isWhole && { maximumFractionDigits: 0 }),
  });
}

function payText(moneyOf: MoneyOf, { min, max, currency }: Pay): string {
  const perUnit = 10 ** decimalsOf(currency);
  const amounts = [min, max].filter((amount) => amount !== null && amount !== undefined);
  const format = moneyOf(
    currency,
    amounts.every((amount) => amount % perUnit === 0),
  );
  const [from, to] = [min, max].map((amount) => (amount === null || amount === undefined ? null : amount / perUnit));
  if (from !== null && from !== undefined && to !== null && to !== undefined && from !== to) return range(format, from, to);
  if (from !== null && from !== undefined) return to === from ? format.format(from) : titles.payFrom(format.format(from));
  return to !== null && to !== undefined ? titles.payTo(format.format(to)) : '';
}

/** Closed up around the dash, and with the symbol once: `$128,000–142,000`. */
function range(format: Intl.NumberFormat, from: number, to: number): string {
  const symbolFirst = format.formatToParts(from)[0]?.type === 'currency';
  if (!symbolFirst) return format.formatRange(from, to).replaceAll(/\s*–\s*/g, '–');
  const bare = format
    .formatToParts(to)
    .filter(({ type }) => type !== 'currency')
    .map(({ value }) => value)
    .join('')
    .trim();
  return `${format.format(from)}–${bare}`;
}
