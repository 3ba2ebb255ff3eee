/**
 * Pay, and nothing that only looks like it: bonuses, funding, benefits, other postings.
 *
 * An amount counts when words around it say pay, or its shape does (a range with a currency, a period). Each is weighed; the
 * first of the best is taken, so that of a table by states it is the first row.
 */
import { type Amount, amountsIn } from './amounts.ts';
import { factsNamed } from './facts.ts';
import { L, pattern, globalPattern, Sc } from './letters.ts';
import { isAnywhere, isOwn, type Page } from './page.ts';
import type { ReadPay } from './read-posting.ts';
import { fold, tidy, wordCount } from './text.ts';

type Period = NonNullable<ReadPay['period']>;

/** How many of a currency make about one US dollar, for telling a plausible amount; 1 where it is near enough. */
const scales: Readonly<Record<string, number>> = {
  CZK: 20,
  PLN: 4,
  RUB: 75,
  UAH: 40,
  KZT: 450,
  INR: 70,
  JPY: 130,
  SEK: 10,
  NOK: 10,
  DKK: 7,
  HUF: 350,
  RON: 4.5,
  TRY: 25,
  ZAR: 18,
  PHP: 55,
  BRL: 5,
  HKD: 8,
  MXN: 18,
  CLP: 900,
  ARS: 1_000,
};

const order: readonly Period[] = ['hour', 'day', 'week', 'month', 'year'];
const units = [
  'hours?|hr|h|std|stunde|heure|hora|ora|uur|hod|hodinu|godz|godzine|timme|time|tunti',
  'day|tag|jour|dia|dag|den|dzien|giorno|md|manday',
  'week|wk|woche|semaine|semana|tyden|tydzien|settimana',
  'month|mo|mth|monat|mois|mes|mesic|mesiac|mies|miesiac|mese|maand|manad|maned|kk|ho',
  'year|yr|y|jahr|an|annee|ano|rok|anno|jaar|ar',
];
/** "per hour", "/ month", "im Jahr": one pattern for all, a group for each. */
const perUnit = pattern`(?:\b(?:per|an?|pro|par|por|je|na|za|im|all?'?|l'|p\.?)|/) ?(?:1 )?(?:${units.map((words) => `(${words})`).join('|')})\b`;

const periods: readonly (readonly [Period, RegExp])[] = [
  ['hour', /\bhourly\b|в час|за час|\/ ?час|stundenlohn|hodinov|godzinow|taux horaire|\bph\b|uurloon/],
  ['day', /\bdaily\b|в день|tagessatz|\btjm\b|day rate/],
  ['week', /\bweekly\b|в неделю/],
  [
    'month',
    /\bmonthly\b|в месяц|\/ ?мес|за месяц|mesicne|mesacne|miesieczn|monatlich|monatsgehalt|monatsbrutto|mensu[ae]l|mensile|bruttomonat|maandelijks|\bp\.? ?m\.?(?=$|[ ,)])/,
  ],
  [
    'year',
    /\bannual(?:ly|ized|ised)?\b|\byearly\b|\bper annum\b|\b(?:by|each) (?:year|yr)\b|\bp\.? ?a\.?(?=$|[ ,.)])|jahrlich|jahresgehalt|jahresbrutto|bruttojahres|rocne|rocznie|annuel|anual|annuo|annua\b|jaarlijks|\blpa\b|в год|\bote\b/,
  ],
];

/** The first that is named. */
function periodIn(text: string): Period | null {
  const found = perUnit.exec(text);
  let [first, at] = found ? [order[found.slice(1).findIndex((word) => word !== undefined)]!, found.index] : [null, Infinity];
  for (const [period, named] of periods) {
    const index = text.search(named);
    if (index >= 0 && index < at) [first, at] = [period, index];
  }
  return first;
}

const bounds: Readonly<Record<Period, readonly [number, number]>> = {
  hour: [2.5, 600],
  day: [25, 4_000],
  week: [120, 20_000],
  month: [250, 60_000],
  year: [5_000, 2_500_000],
};

const payWord =
  /salar|\bpay(?!ment|ing|roll|pal|s\b)|compensation(?! plan)|\bwages?\b|remuneration|\brates?\b|\bearn(ings?)?\b|\bote\b|gehalt|vergutung|entgelt|verdienst|(?:\b|jahres|monats|stunden|brutto)lohn|\bplat(y|u|ove)?\b|mzd[ay]|odmen|sueldo|stipendi|retribu|wynagrodz|pensj|stawka|\bloon|зарплат|з\/п|оклад|заработн|доход|\blonn?\b|palkka|\bberezes|\bral\b|base range|\brange is\b|\brange for (?:this|the) (?:role|position|job)/g;
const otherWord =
  /bonus|\bsign[ -]?(on|ing)\b|referr|stipend|allowance|reimburs|401|\bmatch|budget|revenue|\bfund(ing|ed)|raised|\bseries [a-f]\b|valuation|\bassets?\b|\baum\b|illion|\bmrd|\bmld|miliard|\bmio\b|customer|\bgrants?\b|prize|discount|voucher|insurance|coverage|tuition|per diem|contribut|prispev|stravenk|relocat|wellness|equipment|learning|turnover|portfolio|\bfees?\b|saving|worth of|umsatz|zuschuss|pramie|gutschein|\bprime|donat|invest|transact|\bsales\b(?! (?:salary|pay))|\bdeals?\b|quota|benefit|employees|users|people|members|dofinans|премия|бонус|выручк|оборот|equity|stock|shares|options?\b|\barr\b|gym|lunch|meal|travel|parking|phone|internet|\bday off|pension|retire|deposit|doporuc|adoption/g;

/** What a board reckons, folded. */
const guess =
  /schatzung|durchschnitt|\bmedian|average (salary|pay|base)|salary estimate|estimated (salary|pay)|(salaire|salario|stipendio) (moyen|medio)|prumern|srednie zarob|what can i earn/;

interface Candidate {
  readonly pay: ReadPay;
  readonly score: number;
}

/** What says that the lines below are about pay. */
const payLabel = pattern`^(?:[${L}]+ ){0,4}(?:salary|pay|compensation|wage|gehalt|mzda|plat|salaire|remuneration|salario|sueldo|stipendio|retribuzione|retribucion|wynagrodzenie|salaris|vergutung|entgelt|vencimento|palkka|lonn?|зарплата|оклад|lohn|rate)(?: [${L}]+){0,4}\s?(?:\(.{0,40}\))?:?$`;

/** A heading or caption about pay, and not about what comes on top of it. */
function isAboutPay(folded: string): boolean {
  return (
    payLabel.test(folded) ||
    (!/\d/.test(folded) && lastIndex(payWord, folded) >= 0 && lastIndex(otherWord, folded) < 0 && /:$|range|scale/.test(folded))
  );
}

export function readPay(page: Page, title: string | null): ReadPay | null {
  let best: Candidate | null = null;
  const consider = (text: string, context: string) => {
    const candidate = payIn(text, context, page);
    if (candidate && candidate.score >= 5 && (best === null || candidate.score > best.score)) best = candidate;
  };
  const ends = fromEnds(page);
  if (ends !== null) return ends;
  if (title !== null) consider(title, '');
  for (const fact of page.facts) if (fact.isPlain && payLabel.test(fact.label)) consider(fact.value.slice(0, 300), 'salary');
  page.lines.forEach((line, index) => {
    if (!isOwn(line) || line.text.length > 4_000 || !/\d/.test(line.text)) return;
    const above = [page.lines[index - 1], page.lines[index - 2]].map((one) =>
      one && isOwn(one) && one.text.length < 120 ? one.text : '',
    );
    const label = above.find((text) => isAboutPay(fold(text))) ?? '';
    consider(line.text, label);
    if (line.text.length < 200 && !guess.test(line.folded))
      for (const part of [...line.parts, ...line.text.split(/\s+[|•·–—]\s+/)]) if (part !== line.text) consider(part, '');
  });
  for (const mark of page.marks) {
    if (
      isOwn(mark) &&
      /\d/.test(mark.text) &&
      mark.text.length < 160 &&
      / (salary|salaries|compensation|pay|wage|remuneration|gehalt|mzda|salaire) /.test(mark.names)
    )
      consider(mark.text, 'salary');
  }
  return (best as Candidate | null)?.pay ?? null;
}

/** "Minimum salary per hour", folded, whatever the words for the end are. */
const endLabel = (words: string) =>
  new RegExp(
    `^(((projected|estimated|base) )?(salary|pay|compensation|rate|gehalt) )?(projected )?(${words})( salary| pay| rate)?( per \\w+)?$`,
  );
const lowLabel = endLabel('min|minimum|from|von');
const highLabel = endLabel('max|maximum|to|bis');

/** "Min: $20/hr" and "Max: $25/hr" apart. */
function fromEnds(page: Page): ReadPay | null {
  const end = (label: RegExp) =>
    factsNamed(page, label)
      .map(({ value, label }) => payIn(value, label, page)?.pay)
      .find((pay) => pay !== undefined);
  const low = end(lowLabel);
  const high = end(highLabel);
  return low && high && low.min !== null && high.min !== null && low.min <= high.min ? { ...low, max: high.min } : null;
}

/** Pay in a text that is known to be about pay, as a label's value or a site's own field. */
export function payOf(text: string, page: Page): ReadPay | null {
  return payIn(text, 'salary', page)?.pay ?? null;
}

const between = pattern`^\s*(?:[${L}]{0,12}\.?\s?)?(?:-|–|—|−|~|\bto\b|\bbis\b|\baz\b|\bdo\b|\ba\b|\bhasta\b|до|\btot\b|\btill\b|\be\b|\by\b|\ben\b|\band\b|\bund\b|\bet\b|\bi\b|\bup to\b|и|\bt/m\b)\s*(?:[${L}]{2,3} )?$`;
const isWord = pattern`^\s*([${L}]|$)`;
const farBetween = pattern`^\s*(?:/ ?[${L}]+|per [${L}]+|an? [${L}]+|annually|hourly|gross|brutto)?[^.;:$€£\d]{0,50}?\s*(?:-|–|—|\bto\b|\bup to\b|\bbis( zu)?\b|до|\baz\b|\bdo\b|\band\b)\s*$`;

function payIn(text: string, label: string, page: Page): Candidate | null {
  const folded = fold(tidy(text)).replace(/[−–—]/g, '-');
  const amounts = amountsIn(folded, page);
  let best: Candidate | null = null;
  for (let index = 0; index < amounts.length; index++) {
    const first = amounts[index]!;
    const second = amounts[index + 1];
    const isRange = second !== undefined && joins(folded.slice(first.end, second.start), { first, second, isPay: label !== '' });
    const candidate = weigh(folded, { first, second: isRange ? second : null, label: fold(label), page });
    if (candidate && (best === null || candidate.score > best.score)) best = candidate;
    if (isRange) index++;
  }
  return best;
}

function joins(gap: string, { first, second, isPay }: { first: Amount; second: Amount; isPay: boolean }): boolean {
  if (!between.test(gap) && !(farBetween.test(gap) && first.currency && second.currency)) return false;
  if (/rising|increas|growing|after/.test(gap)) return false;
  if (!first.currency && !second.currency && isWord.test(gap) && !(isPay && gap.endsWith(' to '))) return false;
  const [low, high] = [
    first.value * (first.times === 1 && first.value < 1000 ? second.times : first.times),
    second.value * second.times,
  ];
  return high >= low && high <= low * 12;
}

interface Found {
  readonly first: Amount;
  readonly second: Amount | null;
  readonly label: string;
  readonly page: Page;
}

const lastWord = pattern`[${L}]+$`;
const counted = pattern`^ ?(%|\+|[${L}])`;
const tooMuch = pattern`^ ?(%|\+? ?(m|mm|mn|b|bn|mio|million|billion|mrd|mld|milliard|milion)(?![${L}])|[xх]\b)`;
const aside = globalPattern`^ ?[+&] .*|[${L}/().*]+`;
const upTo = pattern`(\bup to|\bbis( zu)?|\bdo|до|jusqu'?a|hasta|\bmax\.?|\baz do|tot|up to a maximum of) ?([${Sc}] ?)?$`;
const from = pattern`(\bfrom|\bab|\bod|от|a partir de|desde|\bmin\.?|minimum|mindest(?:[${L}]*)(?: von| betragt)?|starting( at| pay| salary| wage| rate)?( is| of)?|starts? (at|from)|vanaf|\bfra|\bfran|da|at least) ?([${Sc}] ?)?$`;

function weigh(text: string, { first, second, label, page }: Found): Candidate | null {
  const currency = first.currency ?? second?.currency ?? null;
  const end = (second ?? first).end;
  const sentence = text.slice(0, first.start).replace(/^.*[.;!?](?=\s)/s, '');
  const before = sentence.slice(-90);
  const after = text.slice(end, end + 60).replace(/[.;!?](?=\s).*$/s, '');
  const times = second && first.times === 1 && first.value < 1000 ? second.times : first.times;
  const low = first.value * times;
  const high = second ? second.value * second.times : null;
  const said =
    periodIn(after.slice(0, 36).replace(lastWord, '')) ??
    (second ? periodIn(text.slice(first.end, second.start)) : null) ??
    periodIn(before) ??
    periodIn(label) ??
    periodIn(after);
  const scale = scales[currency ?? ''] ?? 1;
  const period = said ?? likelyPeriod(low / scale);
  if (period === null || !isPlausible(low / scale, period) || (high !== null && !isPlausible(high / scale, period))) return null;
  // A bare number, a year, a percentage, a headcount.
  if (
    currency === null &&
    ((label === '' && !(times > 1 && second && said)) ||
      (said === null && counted.test(after)) ||
      (low > 1900 && low < 2100 && times === 1))
  )
    return null;
  if (tooMuch.test(after)) return null;
  const pay = lastIndex(payWord, before);
  const other = lastIndex(otherWord, before);
  let score = second ? 2 : 0;
  if (currency !== null) score += 1;
  if (label !== '') score += 4;
  if (pay >= 0) score += 4;
  else if (payWord.test(after.slice(0, 40))) score += 2;
  payWord.lastIndex = 0;
  if (said !== null) score += 2;
  if (times === 1000 && second && currency !== null) score += 1;
  if (wordCount(before.trim()) <= 2 && after.replace(aside, '').trim() === '' && after.length < 30)
    score += second || (said && currency) ? 2 : 1;
  if (other > pay) score -= 5;
  // "$80k - $140k*", and elsewhere what the star stands for.
  if (guess.test(sentence) || guess.test(label) || (/^ ?\*/.test(after) && isAnywhere(page.lines, guess))) score -= 12;
  // "$5,000 signing bonus" is no pay; "$80,000 + bonus" is.
  const directly = after.slice(0, 28).replace(/[•+&,;(|].*|\b(plus|and|und|et|y)\b.*/s, '');
  if (lastIndex(otherWord, directly) >= 0 && lastIndex(payWord, directly) < 0) score -= 4;
  const [min, max] = second
    ? [low, high]
    : upTo.test(before.trimEnd())
      ? [null, low]
      : from.test(before.trimEnd()) || /^ ?(\+|and up|or more|upwards)/.test(after)
        ? [low, null]
        : [low, low];
  return { pay: { min, max, currency, period }, score };
}

function lastIndex(pattern: RegExp, text: string): number {
  let last = -1;
  for (const match of text.matchAll(pattern)) last = match.index;
  return last;
}

/** Some amounts can only be meant one way: no hour is paid with 60,000, no year with 25. */
function likelyPeriod(amount: number): Period | null {
  if (amount >= 14_000) return 'year';
  if (amount >= 500) return 'month';
  return amount >= 5 && amount < 250 ? 'hour' : null;
}

function isPlausible(amount: number, period: Period): boolean {
  const [least, most] = bounds[period];
  return amount >= least && amount <= most;
}
