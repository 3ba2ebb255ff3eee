/** A calendar file: events with wall times as they were agreed, and a description of every zone they name. Source: RFC 5545. */
import { addDays, type CalendarDate, type Zone } from '@sotto/domain';
import { component, property, text, uri } from './lines.ts';
import { timeZone } from './time-zone.ts';
import { shownAt } from './zone-clock.ts';

/** A whole day, or a time as it was agreed in a zone; instants are epoch ms, and an event may end as it begins. */
export type EventTime = { readonly on: CalendarDate } | { readonly start: number; readonly end: number; readonly zone: Zone };

export interface CalendarEvent {
  /** The same for ever, and telling nothing. */
  readonly uid: string;
  /** From 0, higher after each change. */
  readonly sequence: number;
  /** Epoch ms. */
  readonly changedAt: number;
  readonly time: EventTime;
  /** RRULE; `null`: once. */
  readonly rule: string | null;
  readonly title: string;
  readonly place: string | null;
  readonly description: string | null;
  /** A web address. */
  readonly link: string | null;
  readonly cancelled: boolean;
  /** Takes time, and does not only remind. */
  readonly busy: boolean;
}

/** The whole file. `name`: what a calendar program calls it; `null`: it stands for one event. */
export function calendarFile(name: string | null, events: readonly CalendarEvent[]): string {
  const described = name === null ? [] : [property('NAME', text(name)), property('X-WR-CALNAME', text(name)), ...hourly];
  return component('VCALENDAR', [
    property('VERSION', '2.0'),
    property('PRODID', '-//Sotto//Sotto//EN'),
    property('CALSCALE', 'GREGORIAN'),
    property('METHOD', 'PUBLISH'),
    ...described,
    ...zonesOf(events),
    ...events.map(eventText),
  ]);
}

/** How often programs are asked to come by. The second is what Outlook reads. */
const hourly = [property('REFRESH-INTERVAL', 'PT1H', { VALUE: 'DURATION' }), property('X-PUBLISHED-TTL', 'PT1H')];

/** Each zone once, described from the year of the earliest event in it. */
function zonesOf(events: readonly CalendarEvent[]): string[] {
  const years = new Map<Zone, number>();
  for (const { time } of events) {
    if ('on' in time || time.zone === utc) continue;
    const year = new Date(time.start).getUTCFullYear();
    years.set(time.zone, Math.min(year, years.get(time.zone) ?? year));
  }
  return [...years].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([zone, year]) => timeZone(zone, year));
}

const utc = 'UTC';

function eventText(event: CalendarEvent): string {
  const { place, description, link, rule } = event;
  return component('VEVENT', [
    property('UID', event.uid),
    property('DTSTAMP', instantText(event.changedAt)),
    property('LAST-MODIFIED', instantText(event.changedAt)),
    property('SEQUENCE', String(event.sequence)),
    ...timeLines(event.time),
    ...(rule === null ? [] : [property('RRULE', rule)]),
    property('SUMMARY', text(event.title)),
    ...(place === null ? [] : [property('LOCATION', text(place))]),
    ...(description === null ? [] : [property('DESCRIPTION', text(description))]),
    ...(link === null ? [] : [property('URL', uri(link))]),
    property('STATUS', event.cancelled ? 'CANCELLED' : 'CONFIRMED'),
    property('TRANSP', event.busy && !event.cancelled ? 'OPAQUE' : 'TRANSPARENT'),
  ]);
}

/** A day ends where the next one begins: DTEND is not part of the event. */
function timeLines(time: EventTime): string[] {
  if ('on' in time) {
    const asDate = { VALUE: 'DATE' };
    const begin = property('DTSTART', dateText(time.on), asDate);
    // Years have four digits there; a day without an end lasts one day.
    return time.on === lastDate ? [begin] : [begin, property('DTEND', dateText(addDays(time.on, 1)), asDate)];
  }
  const { start, end, zone } = time;
  const begin = timeLine('DTSTART', start, zone);
  return end > start ? [begin, timeLine('DTEND', end, zone)] : [begin];
}

/** As a wall time; one that the clocks show twice in UTC, since programs do not agree on which of the two is meant. */
function timeLine(name: string, at: number, zone: Zone): string {
  const { wall, twice } = shownAt(at, zone);
  if (zone === utc || twice) return property(name, instantText(at));
  return property(name, instantText(wall).slice(0, -1), { TZID: zone });
}

/** The last day that a calendar file can name: what people write for "never". */
export const lastDate: CalendarDate = '9999-12-31';

/** `20261122T140000Z` */
export function instantText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** `20261122` */
export function dateText(on: CalendarDate): string {
  return on.replaceAll('-', '');
}
