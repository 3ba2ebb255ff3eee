/** Amounts of money as pages write them: signs before and after, thousands in every manner, k and lakhs. */
import type { Page } from './page.ts';
import { L, N, globalPattern } from './letters.ts';

/** Signs and words by currency, folded. `$` and `kr` are decided by the page. */
const currencies: readonly (readonly [string, string])[] = [
  ['CAD', '(?:cad? ?|c)\\$|cad'],
  ['AUD', '(?:aud? ?|a)\\$|aud'],
  ['NZD', 'nzd? ?\\$|nzd'],
  ['SGD', '(?:sgd ?|s)\\$|sgd'],
  ['HKD', 'hk\\$|hkd'],
  ['BRL', 'r\\$|brl'],
  ['USD', 'usd? ?\\$|usd'],
  ['EUR', '€|eur(?:os?)?'],
  ['GBP', '£|gbp'],
  ['CZK', 'kc|czk|korun'],
  ['PLN', 'zł|zl|pln'],
  ['RUB', '₽|rub|руб(?:\\.|леи|ля)?|р\\.'],
  ['UAH', '₴|uah|грн'],
  ['KZT', '₸|kzt'],
  ['CHF', 'chf|fr\\.'],
  ['INR', '₹|inr|rs\\.?'],
  ['JPY', '¥|jpy|円'],
  ['SEK', 'sek'],
  ['NOK', 'nok'],
  ['DKK', 'dkk'],
  ['HUF', 'huf|ft'],
  ['RON', 'ron|lei'],
  ['TRY', '₺'],
  ['ZAR', 'zar|r(?= ?\\d)'],
  ['MXN', 'mxn'],
  ['ILS', '₪|ils|nis'],
  ['PHP', '₱|php'],
];

const sign = `${currencies.map(([, words]) => words).join('|')}|\\$|kr`;
const digits = `\\d{1,2}(?:,\\d{2})+,\\d{3}(?!\\d)|\\d{1,3}(?:[ .,'’]\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d{1,2})?`;
const amountPattern = globalPattern`(?<![${L}${N}.,])(?:(?<before>${sign}) ?)?(?<digits>${digits})(?<wholes>,-|,–)?(?: ?(?<times>k|tsd\.?|tis(?:ic)?\.?|тыс\.?|thousand|mil\b|m|lakhs?|lacs?|lpa)(?![${L}]))?(?: ?(?<after>${sign})(?![${L}$]))?`;

export interface Amount {
  readonly value: number;
  readonly times: number;
  readonly currency: string | null;
  readonly start: number;
  readonly end: number;
}

/** What `$` means by the end of the host or of the language. */
const dollars = [
  ['ca', 'CAD'],
  ['au', 'AUD'],
  ['nz', 'NZD'],
  ['sg', 'SGD'],
  ['hk', 'HKD'],
  ['mx', 'MXN'],
  ['cl', 'CLP'],
  ['ar', 'ARS'],
] as const;

/** The code for a sign or word; `$` and `kr` by where the page is from. */
function codeOf(word: string | undefined, page: Pick<Page, 'address' | 'language'>): string | null {
  if (word === undefined) return null;
  const host = page.address.hostname;
  const from = (ending: RegExp, language: RegExp) => ending.test(host) || language.test(page.language.toLowerCase());
  if (word === '$') {
    const found = dollars.find(([region]) => host.endsWith(`.${region}`) || page.language.toLowerCase().endsWith(`-${region}`));
    return found?.[1] ?? 'USD';
  }
  if (word === 'r') return from(/\.za$/, /-za$/) ? 'ZAR' : null;
  if (word === 'kr') return from(/\.no$/, /^(no|nb|nn)/) ? 'NOK' : from(/\.dk$/, /^da/) ? 'DKK' : 'SEK';
  return currencies.find(([, words]) => new RegExp(`^(?:${words})$`).test(word))?.[0] ?? null;
}

function numberOf(text: string): number {
  const plain = text.replace(/[ '’]/g, '');
  // The last sign before one or two digits is a decimal sign; all others part thousands.
  const cents = /^(.*)[.,](\d{1,2})$/.exec(plain);
  const whole = (cents?.[1] ?? plain).replace(/[.,]/g, '');
  return Number(cents ? `${whole}.${cents[2]}` : whole);
}

const multipliers: readonly (readonly [RegExp, number])[] = [
  [/^(k|tsd|tis|тыс|thousand)/, 1_000],
  [/^(la)/, 100_000],
  [/^lpa/, 100_000],
  [/^m/, 1_000_000],
];

/** Amounts of a folded text, in order. */
export function amountsIn(folded: string, page: Page): Amount[] {
  return [...folded.matchAll(amountPattern)].map((match) => {
    // Safe: the pattern names these groups, and `digits` always takes part.
    const groups = match.groups as { before?: string; digits: string; times?: string; after?: string };
    const unit = groups.times;
    const times = unit === undefined ? 1 : (multipliers.find(([pattern]) => pattern.test(unit))?.[1] ?? 1);
    const currency =
      codeOf(groups.after === '$' ? groups.before : (groups.after ?? groups.before), page) ?? codeOf(groups.before, page);
    return {
      value: numberOf(groups.digits),
      times,
      currency: currency ?? (unit?.startsWith('l') ? 'INR' : null),
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}
