/** Lines that someone typed, understood: the way back of pay-text.ts and place-text.ts. Loaded when one is changed. */
import { toMinorUnits } from '@sotto/domain';
import type { Posting } from '@sotto/features/capture/api';
import { type Draft, type LineName, withField } from './draft.ts';
import { payText } from './pay-text.ts';
import { placeText } from './place-text.ts';

type Pay = NonNullable<Posting['compensation']>;
type Period = NonNullable<Pay['period']>;
type Location = NonNullable<Posting['location']>;

/** A draft with a line typed anew, and the line as it is understood. `null`: it is not clear what it means. */
export function readLine(draft: Draft, name: LineName, text: string): { readonly draft: Draft; readonly line: string } | null {
  if (name === 'pay') {
    const pay = readPay(text, draft.posting.compensation);
    return pay === undefined ? null : { draft: withField(draft, 'compensation', pay), line: payText(pay) };
  }
  if (name === 'place') {
    const place = readPlace(text);
    return { draft: withField(draft, 'location', place), line: placeText(place) };
  }
  const line = text.trim();
  // Company and title stay, though empty: they cannot be left out.
  return { draft: withField(draft, name, line === '' && name === 'url' ? null : line), line };
}

/** Words a period goes by: the shown ones and whatever else it may be typed as. */
const periods: readonly (readonly [Period, RegExp])[] = [
  ['hour', /\bhour|\bhr\b|\bph\b|\/ ?h\b/i],
  ['day', /\bday|\bdaily|\bpd\b/i],
  ['two_weeks', /two weeks|bi-?weekly|fortnight/i],
  ['week', /\bweek|\bpw\b/i],
  ['half_month', /half month|semi-?monthly|twice a month/i],
  ['month', /\bmonth|\bpm\b/i],
  ['year', /\byear|\byr\b|annum|annual|\bpa\b|p\.a\./i],
  ['project', /\bproject/i],
];

/** Signs that stand for one currency alone. */
const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
};

/**
 * Pay that someone typed. `null`: nothing was typed; `undefined`: it is not clear, because there is no amount, more than two
 * of them, or no currency. `before`: what stood there, whose currency and period go on where none is typed.
 */
export function readPay(text: string, before: Posting['compensation']): Pay | null | undefined {
  if (text.trim() === '') return null;
  const currency = /\b[A-Z]{3}\b/.exec(text)?.[0] ?? signIn(text) ?? (/\$/.test(text) ? dollar(before) : before?.currency);
  const amounts = (text.match(/\d(?:[\d.,'’\u00a0\u202f ]*\d)?(?:\s?k\b)?/gi) ?? []).map(amountOf);
  const minors = amounts.map((amount) => (currency == null ? null : toMinorUnits(amount, currency)));
  const [min, max] = minors;
  if (currency == null || min == null || minors.length > 2 || max === null || (max !== undefined && max < min)) return undefined;
  const period = periods.find(([, words]) => words.test(text))?.[0] ?? before?.period;
  const rest = { currency, ...(period != null && { period }) };
  if (max !== undefined) return { kind: 'range', min, max, ...rest };
  if (/up to|at most|max/i.test(text)) return { kind: 'range', max: min, ...rest };
  if (/from|at least|min|\+/i.test(text)) return { kind: 'range', min, ...rest };
  return { kind: 'exact', min, ...rest };
}

function signIn(text: string): string | undefined {
  return Object.entries(signs).find(([sign]) => text.includes(sign))?.[1];
}

function dollar(before: Posting['compensation']): string {
  return before?.currency?.endsWith('D') === true ? before.currency : 'USD';
}

/** 1,200.50 and 1.200,50 are one amount: the last mark parts the decimals unless three digits follow it. */
function amountOf(text: string): number {
  const thousands = /k$/i.test(text) ? 1000 : 1;
  const marks = text.replaceAll(/[^\d.,]/g, '');
  const decimals = /[.,](\d{1,2})$/.exec(marks)?.[1] ?? '';
  const whole = (decimals === '' ? marks : marks.slice(0, -decimals.length - 1)).replaceAll(/\D/g, '');
  return Number(`${whole}.${decimals || 0}`) * thousands;
}

/** A place someone typed: the town first, the country last, whatever stands between is the region. `null`: nothing was typed. */
export function readPlace(text: string): Location | null {
  const [city, ...others] = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (city === undefined) return null;
  if (others.length < 2) return { city, ...(others[0] !== undefined && { region: others[0] }) };
  return { city, region: others.slice(0, -1).join(', '), country: others.at(-1)! };
}
