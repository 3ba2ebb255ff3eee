/**
 * Pay as people write it → money. Never guessed: without a currency or with a figure that could be an hour or a year,
 * the person is asked; what holds no figure stays text.
 */
import { type Compensation, type Currency, type payPeriods, toMinorUnits } from '@sotto/domain';

type PayPeriod = (typeof payPeriods)[number];

export type ReadPay =
  | { readonly type: 'pay'; readonly pay: Compensation }
  /** Readings among which the person chooses; each `text` is read by `readPay` without a question. */
  | {
      readonly type: 'ask';
      readonly question: string;
      readonly readings: readonly { readonly label: string; readonly text: string }[];
    }
  | { readonly type: 'unreadable'; readonly reason: string };

/**
 * The pay in a cell. `home`: the account's currency, proposed where a figure stands alone, and meant by `$` if it is a dollar.
 * `currency` and `period`: from columns of their own; what stands in the cell itself is stronger.
 */
export function readPay(
  cell: string,
  { home, currency, period }: { home: Currency; currency?: string; period?: string },
): ReadPay {
  const text = cell.trim().slice(0, 200);
  const figures = figuresOf(text);
  if (figures.length === 0) return { type: 'unreadable', reason: 'There is no figure in it.' };
  if (figures.length > 2) return { type: 'unreadable', reason: 'There are more than two figures in it.' };
  const money = currencyOf(text, home) ?? currencyOf(currency ?? '', home);
  const said = periodOf(text) ?? periodOf(period ?? '');
  if (money === several) return askCurrency(text, figures, said);
  const per = said ?? (money === null ? null : plainlyYearly(figures, money));
  if (money === null || per === null) return ask(text, figures, money ?? home, said);
  return payOf(text, figures, money, per);
}

function payOf(text: string, figures: readonly number[], currency: Currency, period: PayPeriod): ReadPay {
  const amounts = figures.map((figure) => toMinorUnits(figure, currency)).filter((amount) => amount !== null);
  const [first, second] = amounts;
  if (first === undefined || amounts.length < figures.length) return { type: 'unreadable', reason: 'The figure is too great.' };
  const basis = basisOf(text);
  const said = { currency, period, ...(basis && { basis }) };
  if (second !== undefined && second !== first)
    return { type: 'pay', pay: { kind: 'range', min: Math.min(first, second), max: Math.max(first, second), ...said } };
  const open = openSide(text);
  if (open === 'above') return { type: 'pay', pay: { kind: 'range', min: first, ...said } };
  if (open === 'below') return { type: 'pay', pay: { kind: 'range', max: first, ...said } };
  return { type: 'pay', pay: { kind: 'exact', min: first, ...said } };
}

function basisOf(text: string): 'gross' | 'net' | null {
  if (/\b(?:gross|brutto|bruto|brut|lordo)\b|税前/iu.test(text)) return 'gross';
  return /\b(?:net|netto|neto|líquido)\b|税后/iu.test(text) ? 'net' : null;
}

function openSide(text: string): 'above' | 'below' | null {
  if (/^(?:from|ab|desde|à partir|da|min)\b|\+\s*$|\d\s*k?\s*\+/iu.test(text)) return 'above';
  return /^(?:up to|to|bis|hasta|jusqu|fino a|até|max)\b/iu.test(text) ? 'below' : null;
}

/**
 * Figures of a text in whole units, at most as many as it names. `120k` is 120,000; in `90-120k` the `k` stands for both.
 * A separator before exactly three digits groups thousands, anything else is decimal.
 */
function figuresOf(text: string): number[] {
  const found = [
    ...text.matchAll(/\d[\d.,'’\u00a0\u202f]*(?:\s\d{3}(?!\d))*\s?(?<scale>k\b|mio\b|m\b|lpa\b|lakhs?\b|万|천|千)?/giu),
  ];
  const scales = found.map((match) => scaleOf(match.groups?.['scale']));
  const last = scales.at(-1) ?? 1;
  return found.map(
    (match, index) => plainFigure(match[0]) * (scales[index] === 1 && plainFigure(match[0]) < 1000 ? last : (scales[index] ?? 1)),
  );
}

function scaleOf(word = ''): number {
  const plain = word.toLowerCase();
  if (plain === 'k' || plain === '千' || plain === '천') return 1_000;
  if (plain === '万') return 10_000;
  if (plain === 'lpa' || plain.startsWith('lakh')) return 100_000;
  return plain === '' ? 1 : 1_000_000;
}

function plainFigure(text: string): number {
  const digits = text.replaceAll(/[^\d.,]/g, '').replace(/[.,]+$/, '');
  const decimal = /[.,](?<tail>\d+)$/.exec(digits)?.groups?.['tail'];
  if (decimal === undefined || decimal.length === 3) return Number(digits.replaceAll(/[.,]/g, ''));
  return Number(`${digits.slice(0, -decimal.length - 1).replaceAll(/[.,]/g, '')}.${decimal}`);
}

const dollars = new Set(['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN']);
const signs: readonly (readonly [sign: string, currency: Currency])[] = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['AU$', 'AUD'],
  ['A$', 'AUD'],
  ['NZ$', 'NZD'],
  ['S$', 'SGD'],
  ['HK$', 'HKD'],
  ['R$', 'BRL'],
  ['MX$', 'MXN'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['₺', 'TRY'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₴', 'UAH'],
  ['₽', 'RUB'],
  ['Fr.', 'CHF'],
  ['SFr', 'CHF'],
  ['LPA', 'INR'],
  ['元', 'CNY'],
  ['RMB', 'CNY'],
  ['euro', 'EUR'],
  ['pounds', 'GBP'],
];
/** Codes that are met in job postings; other three letters are more often words. */
const codes =
  /\b(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD|HKD|INR|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|BRL|MXN|ZAR|ILS|KRW|UAH|RUB|AED|SAR|THB|MYR|PHP|IDR|VND|TWD|ARS|CLP|COP|PEN|NGN|KES|EGP|PKR|BDT)\b/iu;

/** A sign that more than one currency uses, none of them the account's. */
const several = Symbol('several currencies');

/** `several`: a sign that more than one currency uses. `null`: none is named. */
function currencyOf(text: string, home: Currency): Currency | typeof several | null {
  const code = codes.exec(text)?.[0];
  if (code !== undefined) return code.toUpperCase();
  const sign = signs.find(([written]) => text.toLowerCase().includes(written.toLowerCase()));
  if (sign) return sign[1];
  if (text.includes('$')) return dollars.has(home) ? home : 'USD';
  if (/¥|￥/u.test(text)) return home === 'JPY' || home === 'CNY' ? home : several;
  if (/\bkr\b/iu.test(text)) return ['SEK', 'NOK', 'DKK', 'ISK'].includes(home) ? home : several;
  return null;
}

const periods: readonly (readonly [PayPeriod, RegExp])[] = [
  ['two_weeks', /\b(?:bi-?weekly|fortnight(?:ly)?|every two weeks|two weeks|two_weeks)\b/iu],
  ['half_month', /\b(?:semi-?monthly|twice a month|half_month)\b/iu],
  ['hour', /\b(?:hour|hours|hourly|hr|hrs|stunde|std|stündlich|stundenlohn|hora|heure|ora|uur|saat)\b|\/\s?h\b|小时|时薪/iu],
  ['day', /\b(?:day|daily|tag|tagessatz|día|dia|jour|giorno|dag|gün|pd|per diem)\b|日薪|\/\s?天/iu],
  ['week', /\b(?:week|weekly|wk|woche|wöchentlich|semana|semaine|settimana|hafta)\b|周薪/iu],
  [
    'month',
    /\b(?:month|months|monthly|mo|pcm|monat|monatlich|mtl|mes|mensual|mensuales|mois|mensuel|mese|mensile|mês|mensal|maand|ay)\b|月/iu,
  ],
  [
    'year',
    /\b(?:year|years|yearly|yr|annual|annually|annum|pa|p\.a|jahr|jährlich|jahresgehalt|año|anual|anuales|an|annuel|anno|annuo|ano|jaar|yıl|ral|lpa|ctc)\b|年/iu,
  ],
  ['project', /\b(?:project|fixed price|flat|projekt|pauschal|proyecto|projet)\b/iu],
];

function periodOf(text: string): PayPeriod | null {
  return periods.find(([, words]) => words.test(text.replaceAll(/([a-z])_(?=[a-z])/giu, '$1 ')))?.[0] ?? null;
}

/** In these currencies nobody earns such a sum in a month: there is only one reading, the year. */
const yearlyFrom: Readonly<Record<string, number>> = {
  USD: 20_000,
  EUR: 20_000,
  GBP: 20_000,
  CHF: 30_000,
  CAD: 25_000,
  AUD: 25_000,
  NZD: 25_000,
  SGD: 30_000,
};

function plainlyYearly(figures: readonly number[], currency: Currency): PayPeriod | null {
  const least = yearlyFrom[currency];
  return least !== undefined && figures.every((figure) => figure >= least) ? 'year' : null;
}

function ask(text: string, figures: readonly number[], currency: Currency, said: PayPeriod | null): ReadPay {
  const readings = said === null ? likelyReadings(figures) : [{ scale: 1, period: said }];
  return {
    type: 'ask',
    question: `${text} what?`,
    readings: readings.map(({ scale, period }) =>
      readingOf(
        figures.map((figure) => figure * scale),
        currency,
        period,
      ),
    ),
  };
}

/** A figure below 500 is an hour, or a year in thousands; below 20,000 a month or a year; above, a year. */
function likelyReadings(figures: readonly number[]): readonly { scale: number; period: PayPeriod }[] {
  const most = Math.max(...figures);
  if (most < 500)
    return [
      { scale: 1_000, period: 'year' },
      { scale: 1, period: 'hour' },
    ];
  if (most < 20_000)
    return [
      { scale: 1, period: 'month' },
      { scale: 1, period: 'year' },
    ];
  return [
    { scale: 1, period: 'year' },
    { scale: 1, period: 'month' },
  ];
}

function askCurrency(text: string, figures: readonly number[], said: PayPeriod | null): ReadPay {
  const currencies = /¥|￥/u.test(text) ? ['JPY', 'CNY'] : ['SEK', 'NOK', 'DKK'];
  return {
    type: 'ask',
    question: 'Which currency?',
    readings: currencies.map((currency) => readingOf(figures, currency, said ?? 'month')),
  };
}

const spokenPeriods: Readonly<Record<PayPeriod, string>> = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  two_weeks: 'every two weeks',
  half_month: 'twice a month',
  month: 'a month',
  year: 'a year',
  project: 'for the project',
};

function readingOf(figures: readonly number[], currency: Currency, period: PayPeriod): { label: string; text: string } {
  const text = `${currency} ${figures.map((figure) => figure.toLocaleString('en', { maximumFractionDigits: 4 })).join('–')} ${spokenPeriods[period]}`;
  return { label: text, text };
}
