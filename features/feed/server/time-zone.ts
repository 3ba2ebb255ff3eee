/**
 * The description of a zone that stands beside wall times: when its clocks change, as a rule where there is one.
 *
 * Programs that know the name of a zone use their own knowledge of it; the others need this. Source: RFC 5545, section 3.6.5.
 */
import { offsetAt, zoneChanges, type Zone, type ZoneChange } from '@sotto/domain';
import { component, property } from './lines.ts';

/** Years a description looks ahead. A rule that held so long is written as one. */
const yearsAhead = 15;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const dayMs = 86_400_000;

/** VTIMEZONE of `zone`, right from the beginning of `year` on. Kept: to look for the changes takes some 20 ms. */
export function timeZone(zone: Zone, year: number): string {
  const key = `${zone} ${year}`;
  const known = written.get(key);
  if (known !== undefined) return known;
  const made = component('VTIMEZONE', [property('TZID', zone), ...observances(zone, year)]);
  if (written.size >= mostWritten) written.clear();
  written.set(key, made);
  return made;
}

/** There are some 600 names of zones: a feed that has them all is not written anew each time. */
const mostWritten = 2_000;
const written = new Map<string, string>();

function observances(zone: Zone, year: number): string[] {
  // A year more: the first change of the rules comes before anything that is described.
  const from = Date.UTC(year - 1, 0, 1);
  const changes = zoneChanges(zone, from, Date.UTC(year + yearsAhead, 0, 1));
  const yearly = yearlyChanges(changes);
  if (yearly !== null) return yearly.map(({ change, rule }) => observance(change, rule));
  const offset = offsetAt(from, zone);
  const begin = observance({ at: from - offset * 1000, before: offset, after: offset }, null);
  return [begin, ...changes.map((change) => observance(change, null))];
}

/** The moment as the clocks show it just before they change: how RFC 5545 writes it. */
function shown({ at, before }: ZoneChange): Date {
  return new Date(at + before * 1000);
}

function observance(change: ZoneChange, rule: string | null): string {
  const start = shown(change).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return component(change.after > change.before ? 'DAYLIGHT' : 'STANDARD', [
    property('DTSTART', start),
    ...(rule === null ? [] : [property('RRULE', rule)]),
    property('TZOFFSETFROM', offsetText(change.before)),
    property('TZOFFSETTO', offsetText(change.after)),
  ]);
}

/** `+0530`; with seconds where there are any, as before there were time zones. */
function offsetText(seconds: number): string {
  const absolute = Math.abs(seconds);
  const parts = [absolute / 3600, (absolute / 60) % 60, absolute % 60].map((part) => String(Math.trunc(part)).padStart(2, '0'));
  return (seconds < 0 ? '-' : '+') + (parts[2] === '00' ? parts.slice(0, 2) : parts).join('');
}

interface Yearly {
  /** The first one. */
  readonly change: ZoneChange;
  readonly rule: string;
}

/** The two rules by which the clocks change year by year; `null`: they do not follow two such. */
function yearlyChanges(changes: readonly ZoneChange[]): readonly Yearly[] | null {
  const forward = changes.filter(({ before, after }) => after > before);
  const back = changes.filter(({ before, after }) => after < before);
  if (forward.length !== yearsAhead + 1 || back.length !== yearsAhead + 1) return null;
  const rules = [forward, back].map(ruleOf);
  return rules.every((rule) => rule !== null) ? rules : null;
}

/** Each year on the same weekday of the same month at the same time: the second Sunday of March, the last one of October. */
function ruleOf(changes: readonly ZoneChange[]): Yearly | null {
  const [first] = changes;
  if (first === undefined) return null;
  const placesOf = (place: (day: Date) => string) => new Set(changes.map((change) => place(shown(change))));
  const same = new Set(changes.map((change) => `${change.before} ${change.after} ${shown(change).toISOString().slice(11)}`));
  const years = placesOf((day) => String(day.getUTCFullYear()));
  if (same.size !== 1 || years.size !== changes.length) return null;
  const places = [placesOf(fromBeginning), placesOf(fromEnd)].find(({ size }) => size === 1);
  return places === undefined ? null : { change: first, rule: `FREQ=YEARLY;${[...places].join('')}` };
}

const byMonth = (day: Date) => `BYMONTH=${day.getUTCMonth() + 1}`;
const weekdayOf = (day: Date) => weekdays[day.getUTCDay()] ?? '';

function fromBeginning(day: Date): string {
  return `${byMonth(day)};BYDAY=${Math.ceil(day.getUTCDate() / 7)}${weekdayOf(day)}`;
}

function fromEnd(day: Date): string {
  const isLast = new Date(day.getTime() + 7 * dayMs).getUTCMonth() !== day.getUTCMonth();
  return isLast ? `${byMonth(day)};BYDAY=-1${weekdayOf(day)}` : `${day.toISOString()}: not the last of its month`;
}
