/** Days as pages write them, in many languages and orders, and "3 days ago". */
import { fold } from './text.ts';
import { L, pattern } from './letters.ts';

export interface DayContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** As the page says it: `en-US`. */
  readonly language: string;
  readonly address: URL;
  /** How dates with slashes are written here, when one of them tells: 30/11 or 11/30. */
  readonly isDayFirst?: boolean | null;
}

const dayMs = 86_400_000;

/** How the months begin, folded; longer beginnings of a later month come first where two languages meet. */
const months: readonly RegExp[] = [
  /^(jan|ene|янв|sty|led|gen|tam|oca|ian|січ)/,
  /^(feb|fev|фев|lut|uno|helmi|sub|лют)/,
  /^(mar|mrz|mae|maa|мар|bre|бер)/,
  /^(apr|avr|abr|апр|kwi|dub|huhti|nis|кві)/,
  /^(may|mai|maj|mag|мая|маи|kve|mei|touko|тра)/,
  /^(jun|juin|giu|июн|cze|cer(?!venc)|kesa|haz|чер)/,
  /^(jul|juil|lug|июл|lip|cervenc|heina|tem|лип)/,
  /^(aug|aou|ago|авг|sie|srp|elo|agu|сер)/,
  /^(sep|set|сен|wrz|zar|syys|eyl|вер)/,
  /^(oct|okt|ott|out|окт|paz|rij|loka|eki|жов)/,
  /^(nov|ноя|lis|marras|kas)/,
  /^(dec|dez|dic|дек|gru|pro|joulu|ara|гру)/,
];

/** A day of a text, as `2026-11-22`; `null`: it names none that exists. `later`: a day without a year is the next one, not the last. */
export function readDay(text: string, context: DayContext, later = false): string | null {
  const folded = fold(text.slice(0, 200));
  return (
    absolute(folded, context, later) ?? withoutYear(folded, context, later) ?? (later ? null : relative(folded, context.now))
  );
}

const dayFirst = pattern`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-]*(?:de |of )?([${L}]{3,})[.,]?[\s-]*(?:de |del )?(\d{4}|\d{2}(?![\d:]))`;
const monthFirst = pattern`([${L}]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`;

function absolute(text: string, context: DayContext, later: boolean): string | null {
  let found = /(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)/.exec(text);
  if (found) return day(found[1], found[2], found[3]);
  found = dayFirst.exec(text);
  if (found && monthOf(found[2])) return day(found[3], monthOf(found[2]), found[1]);
  found = monthFirst.exec(text);
  if (found && monthOf(found[1])) return day(found[3], monthOf(found[1]), found[2]);
  found = /(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/.exec(text);
  if (!found) return null;
  const [, first, sign, second, year] = found;
  const isMonthFirst = Number(second) > 12 || (Number(first) <= 12 && sign !== '.' && writesMonthFirst(context));
  const [likely, other] = isMonthFirst ? [day(year, first, second), day(year, second, first)] : [day(year, second, first), null];
  // Where nothing tells the order, a day long gone, or to come, is less likely than one of these weeks.
  const isOpen = context.isDayFirst == null && /^(en)?$/i.test(context.language) && !later;
  return isOpen && !isRecent(likely, context.now) && isRecent(other, context.now) ? other : likely;
}

function isRecent(text: string | null, now: number): boolean {
  const ms = text === null ? NaN : Date.parse(text);
  return ms <= now + dayMs && ms > now - 60 * dayMs;
}

/** Of the English-writing world, only the United States do; a page without a region is taken to be of there. */
function writesMonthFirst({ language, address, isDayFirst }: DayContext): boolean {
  if (isDayFirst != null) return !isDayFirst;
  if (/\.(uk|au|nz|ie|in|za|sg|eu|de|cz|sk|pl|fr|es|it|nl|ru|ua|at|ch|be|dk|se|no|fi|pt|br|mx)$/.test(address.hostname))
    return false;
  return /^(en(-us|-ph)?)?$/i.test(language);
}

const dayAndMonth = pattern`^\D{0,20}?(\d{1,2})\.? (?:de )?([${L}]{3,})\.?(?: by .+)?$|^(?:[${L}]+,? )?([${L}]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?$`;

function withoutYear(text: string, { now }: DayContext, later: boolean): string | null {
  const found = dayAndMonth.exec(text);
  const dotted = found ? null : /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)/.exec(text);
  const month = found ? monthOf(found[2] ?? found[3]) : Number(dotted?.[2] ?? 0);
  if (!month) return null;
  const year = new Date(now).getFullYear();
  const today = isoOf(new Date(now));
  const candidates = [year - 1, year, year + 1]
    .map((one) => day(String(one), month, found ? (found[1] ?? found[4]) : dotted?.[1]))
    .filter((one) => one !== null);
  return (later ? candidates.find((one) => one >= today) : candidates.findLast((one) => one <= today)) ?? null;
}

function monthOf(word: string | undefined): number {
  return months.findIndex((month) => month.test(word ?? '')) + 1;
}

function day(year: string | undefined, month: string | number | undefined, date: string | undefined): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  const full = y < 100 ? 2000 + y : y;
  const made = new Date(Date.UTC(full, m - 1, d));
  if (full < 1990 || full > 2100 || made.getUTCMonth() !== m - 1 || made.getUTCDate() !== d) return null;
  return made.toISOString().slice(0, 10);
}

/** The day where the reader is. */
function isoOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

const today = pattern`(^|[^${L}])(today|just now|just posted|heute|dnes|aujourd ?.?hui|hoy|oggi|vandaag|сегодня|dzis(iaj)?|hoje|idag|i dag|tanaan|bugun)($|[^${L}])`;
const yesterday = pattern`(^|[^${L}])(yesterday|gestern|vcera|hier|ayer|ieri|gisteren|вчера|wczoraj|ontem|igar|i gar|eilen|dun)($|[^${L}])`;
const count = `(\\d+|an?|one|einem|einer|une?|una|uno|eine)`;
const units: readonly (readonly [RegExp, number])[] = [
  [
    pattern`${count} ?(s|sec|second|sekund|min|мин|h|hr|hour|std|stund|heure|hora|ore|ora|uur|uren|час|hodin|godzin|timm|timer|tunti)`,
    0,
  ],
  [pattern`${count} ?(d|day|tag|jour|dia|giorn|dag|dni|dnem|dny|den|dzien|день|дня|днеи|paiv|gun)`, 1],
  [pattern`${count} ?(w|wk|week|woche|semaine|seman|settiman|weken|недел|tyden|tydn|tygod|veck|uke|uge|viikko|hafta)`, 7],
  [pattern`${count} ?(mo|month|monat|mois|mes|maand|месяц|mesic|miesi|manad|maned|kuukau)`, 30],
];
const ago = pattern`(^|[^${L}])(ago|vor|il y a|hace|fa|geleden|назад|pred|temu|ha|sedan|siden|sitten|once|old|seit)($|[^${L}])`;

const short = pattern`^(posted |published )\d+ ?[${L}]{1,6}$|^\d+ ?[dwhm]$`;

function relative(text: string, now: number): string | null {
  if (/\d\s?\+/.test(text) || text.length > 80) return null;
  if (today.test(text)) return isoOf(new Date(now));
  if (yesterday.test(text)) return isoOf(new Date(now - dayMs));
  if (!short.test(text) && !ago.test(text)) return null;
  for (const [unit, days] of units.toReversed()) {
    const found = unit.exec(text);
    if (found) return isoOf(new Date(now - (Number(found[1]) || 1) * days * dayMs));
  }
  return null;
}
