/**
 * Dates as people write them → calendar dates. Never guessed: what can be read in two ways is asked about,
 * what cannot be read is left to the person with its reason.
 */
import { CalendarDate } from '@sotto/domain';

export type ReadDate =
  | { readonly type: 'date'; readonly date: CalendarDate }
  /** Both readings exist; the first has the day first. */
  | { readonly type: 'either'; readonly dayFirst: CalendarDate; readonly monthFirst: CalendarDate }
  | { readonly type: 'unreadable'; readonly reason: string };

/**
 * The date in a cell. A time of day behind it is left out, and so is a weekday before it; no zone is applied.
 * `dayFirst`: how `1/2/2026` is meant, `undefined` when nobody has said. Dots always mean the day comes first, as they do wherever they are used.
 */
export function readDate(cell: string, dayFirst?: boolean): ReadDate {
  const text = cell.trim().slice(0, 80);
  for (const { shape, read } of shapes) {
    const parts = shape.exec(text);
    if (parts?.groups) return read(parts.groups, dayFirst);
  }
  return { type: 'unreadable', reason: whyUnreadable(text) };
}

type Parts = Readonly<Record<string, string | undefined>>;

/** What may follow a date: nothing, or a time of day. */
const after = String.raw`(?:[T,\s].*)?$`;

const shapes: readonly { shape: RegExp; read: (parts: Parts, dayFirst: boolean | undefined) => ReadDate }[] = [
  { shape: new RegExp(String.raw`^(?<y>\d{4})(?<s>[-/.])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})${after}`), read: known },
  { shape: /^(?<y>\d{4})\s?[年년]\s?(?<m>\d{1,2})\s?[月월]\s?(?<d>\d{1,2})\s?[日号일]?/u, read: known },
  { shape: /^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})$/, read: known },
  { shape: new RegExp(String.raw`^(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>\d{4}|\d{2})\.?${after}`), read: known },
  { shape: new RegExp(String.raw`^(?<a>\d{1,2})(?<s>[-/])(?<b>\d{1,2})\k<s>(?<y>\d{4}|\d{2})${after}`), read: eitherWay },
  {
    shape: new RegExp(
      String.raw`^(?:\p{L}+\.?,?\s+)?(?<d>\d{1,2})(?:st|nd|rd|th|\.|er|º)?[\s-](?:(?:de|of)\s)?(?<name>\p{L}{3,12})\.?,?[\s-](?:(?:de|del)\s)?(?<y>\d{4})${after}`,
      'iu',
    ),
    read: named,
  },
  {
    shape: new RegExp(
      String.raw`^(?:\p{L}+\.?,?\s+)?(?<name>\p{L}{3,12})\.?\s(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s(?<y>\d{4})${after}`,
      'iu',
    ),
    read: named,
  },
];

function known({ y, m, d }: Parts): ReadDate {
  return existing(dateFrom(y, m, d));
}

function named({ y, name, d }: Parts): ReadDate {
  const month = monthByName.get((name ?? '').toLowerCase());
  if (month === undefined) return { type: 'unreadable', reason: `“${name ?? ''}” is not a month we know.` };
  return existing(dateFrom(y, String(month), d));
}

function eitherWay({ a, b, y }: Parts, dayFirst: boolean | undefined): ReadDate {
  const first = dateFrom(y, b, a);
  const second = dateFrom(y, a, b);
  if (dayFirst !== undefined) return existing(dayFirst ? first : second);
  if (first !== null && second !== null && first !== second) return { type: 'either', dayFirst: first, monthFirst: second };
  return existing(first ?? second);
}

function existing(date: CalendarDate | null): ReadDate {
  return date === null ? { type: 'unreadable', reason: 'There is no such day.' } : { type: 'date', date };
}

/** Two digits of a year are of this century: nobody imports applications of the last one. */
function dateFrom(year = '', month = '', day = ''): CalendarDate | null {
  const full = year.length === 2 ? `20${year}` : year;
  const parsed = CalendarDate.safeParse(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return parsed.success ? parsed.data : null;
}

function whyUnreadable(text: string): string {
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return 'A bare number: format the column as a date before saving the sheet.';
  if (
    /^\d+\s*(?:d|day|days|w|week|weeks|month|months|tage?n?|h|hours?)\b/iu.test(text) ||
    /\b(?:ago|yesterday|today|gestern|heute)\b/iu.test(text)
  )
    return 'A date that depends on the day it was written.';
  if (!/\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}/.test(text)) return 'No year is given.';
  return 'This is not a date we can read.';
}

/** Months by name and by their usual short forms: English, German, Spanish, French, Italian, Portuguese, Dutch, Turkish. */
const monthNames: readonly string[] = [
  'january jan januar jänner enero ene janvier janv gennaio gen janeiro januari ocak',
  'february feb februar febrero février févr fevrier febbraio fevereiro fev februari şubat',
  'march mar märz maerz mär marzo mars março maart mrt mart',
  'april apr abril abr avril avr aprile nisan',
  'may mai mayo maggio mag maio mei mayıs',
  'june jun juni junio juin giugno giu junho haziran',
  'july jul juli julio juillet juil luglio lug julho temmuz',
  'august aug agosto ago août aout augustus ağustos',
  'september sep sept septiembre septembre settembre set setembro eylül',
  'october oct oktober okt octubre octobre ottobre ott outubro out ekim',
  'november nov noviembre novembre novembro kasım',
  'december dec dezember dez diciembre dic décembre déc decembre dicembre dezembro aralık',
];

const monthByName = new Map(monthNames.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)));
