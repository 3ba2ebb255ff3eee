import { expect, test } from 'vitest';
import type { Line, Page } from './page.ts';
import { readPay } from './pay.ts';

/** A page of these lines and nothing else. */
function pageOf(texts: readonly string[], language = 'en'): Page {
  // Safe: pay is read from texts; elements are only asked for their tags.
  const element = { tagName: 'P' } as unknown as Element;
  const lines: Line[] = texts.map((text) => ({
    text,
    folded: text.toLowerCase(),
    parts: [text],
    element,
    level: 0,
    zone: 'main',
    isLink: false,
  }));
  const facts = texts.flatMap((text) => {
    const colon = /^([^:]{2,40}): (.+)$/.exec(text);
    return colon ? [{ label: colon[1]!.toLowerCase(), value: colon[2]!, line: 0, isPlain: true }] : [];
  });
  // Safe: the document is not asked.
  return {
    lines,
    marks: [],
    facts,
    language,
    now: 0,
    isDayFirst: null,
    address: new URL('https://acme.com/'),
    document: null as unknown as Document,
  };
}

const read = (texts: readonly string[], language?: string) => {
  const pay = readPay(pageOf(texts, language), null);
  return pay && [pay.min, pay.max, pay.currency, pay.period];
};

test.for([
  ['The base salary range for this role is $120,000 - $150,000 per year.', [120000, 150000, 'USD', 'year']],
  ['Pay: $18.25 an hour', [18.25, 18.25, 'USD', 'hour']],
  ['$95k–$110k', [95000, 110000, 'USD', 'year']],
  ['Salary: up to £45,000 per annum', [null, 45000, 'GBP', 'year']],
  ['Salary: from £13.50 per hour', [13.5, null, 'GBP', 'hour']],
  ['The annual salary for this position is between $80,000.00 and $101,500.00.', [80000, 101500, 'USD', 'year']],
  ['USD 4,500 - 6,000 per month', [4500, 6000, 'USD', 'month']],
  ['Compensation: $1,200 per week', [1200, 1200, 'USD', 'week']],
  ['Pay range: $72,100.00/yr - $98,000.00/yr', [72100, 98000, 'USD', 'year']],
  ['Hourly rate: 25 - 30 EUR', [25, 30, 'EUR', 'hour']],
  ['Gehalt: 55.000 € bis 65.000 € brutto im Jahr', [55000, 65000, 'EUR', 'year']],
  ['Wir zahlen ein Bruttomonatsgehalt ab 3.450 Euro.', [3450, null, 'EUR', 'month']],
  ['Mzda 32 000 až 38 000 Kč měsíčně', [32000, 38000, 'CZK', 'month']],
  ['Plat: od 45 000 Kč', [45000, null, 'CZK', 'month']],
  ['Зарплата: 120 000 – 160 000 руб. в месяц', [120000, 160000, 'RUB', 'month']],
  ['Salaire : 38 à 42 k€ brut annuel', [38000, 42000, 'EUR', 'year']],
  ['Salario: 28.000 € brutos anuales', [28000, 28000, 'EUR', 'year']],
  ['Wynagrodzenie: 8 000 - 10 000 zł brutto miesięcznie', [8000, 10000, 'PLN', 'month']],
  ['Salaris: tussen € 2.900 en € 3.800 bruto per maand', [2900, 3800, 'EUR', 'month']],
  ['Lohn: CHF 85’000 - 95’000 pro Jahr', [85000, 95000, 'CHF', 'year']],
  ['CTC: ₹12,00,000 - ₹18,00,000 per annum', [1200000, 1800000, 'INR', 'year']],
  ['Base pay $105,000/year in our lowest market up to $190,000/year in our highest market.', [105000, 190000, 'USD', 'year']],
  ['Salary: 45000 - 55000', [45000, 55000, null, 'year']],
  ['$250,000 — $295,000 USD', [250000, 295000, 'USD', 'year']],
  ['The base salary range is USD$185,000 per year - USD$205,500 per year.', [185000, 205500, 'USD', 'year']],
  ['A reasonable estimate of the current range is $97,600 to $179,700.', [97600, 179700, 'USD', 'year']],
  ["Transparenter Jahreslohn: CHF 98'000 bis CHF 112'000 (bei 100%)", [98000, 112000, 'CHF', 'year']],
  ['A$120,000 - A$135,000 plus super', [120000, 135000, 'AUD', 'year']],
] as const)('%s: is pay', ([text, pay]) => {
  expect(read([text])).toEqual(pay);
});

test.for([
  'We raised $20,000,000 - $30,000,000 in our series B.',
  'Our customers process $40,000 - $60,000 in transactions a day.',
  'You manage a budget of $100,000 to $250,000.',
  'A signing bonus of $5,000 - $10,000 is paid.',
  'Refer a friend and earn a $1,000 referral bonus.',
  "Der Medianlohn beträgt CHF 108'000",
  'We estimated salary from what similar jobs say: $80,000 — $140,000/year',
  'Tuition reimbursement up to $5,250 per year.',
  'Home office stipend: $1,500 per year',
  '401(k) match up to $12,000 a year',
  'Get 500 € Prämie für jede Empfehlung.',
  'Příspěvek na penzijní připojištění 1 500 Kč měsíčně',
  'Life insurance of $50,000',
  'Over 45,000 employees in 30 countries',
  'Founded in 1998 - 2024',
  'Work 35 - 40 hours per week',
  'Call 555-0100-2200',
  'Our revenue grew to €85,000,000 last year.',
  'A fund of €50,000 - €80,000 for research',
  'Ticket sales of $30,000 per month',
  'Gym allowance of £40 per month',
  'Премия до 50 000 рублей',
] as const)('%s: is no pay', (text) => {
  expect(read([text])).toBeNull();
});

test('of a table by states the first row is taken', () => {
  expect(read(['Annual salary range by location:', 'California $63,200 to $188,600', 'Colorado $54,700 to $151,800'])).toEqual([
    63200,
    188600,
    'USD',
    'year',
  ]);
});

test('a caption above an amount says that it is pay', () => {
  expect(read(['Compensation', '€62K – €78K • Offers Equity'])).toEqual([62000, 78000, 'EUR', 'year']);
});
