/** Calendar files, read back by a parser that is not ours (ical.js), which then has to come to the same moments and words. */
import { addDays, instantOfWall, nextOccurrence, offsetAt, type Recurrence, wallAt, zoneChanges } from '@sotto/domain';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { calendarFile, type CalendarEvent, type EventTime } from './calendar-file.ts';
import { recurrenceRule } from './recurrence-rule.ts';
import { timeZone } from './time-zone.ts';
import { shownAt } from './zone-clock.ts';

const plain: CalendarEvent = {
  uid: 'u1',
  sequence: 3,
  changedAt: Date.parse('2026-11-22T10:00:00Z'),
  time: { on: '2026-12-01' },
  rule: null,
  title: 'Video interview',
  place: null,
  description: null,
  link: null,
  cancelled: false,
  busy: true,
};
const whole = { numRuns: 60 };

/** The events of a file, with the zones that the file itself describes: the parser knows no others. */
function eventsIn(text: string): ICAL.Event[] {
  ICAL.TimezoneService.reset();
  const file = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of file.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return file.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

function readBack(event: Partial<CalendarEvent>): ICAL.Event {
  const [found] = eventsIn(calendarFile('Work', [{ ...plain, ...event }]));
  if (!found) throw new Error('There is no event.');
  return found;
}

/** As a program draws it: what the zone of the file makes of the wall time. */
const momentOf = (time: ICAL.Time) => time.toJSDate().getTime();

// Both hemispheres, half hours and quarters, half an hour of summer time, rules by the first, second and last Sunday, by other
// weekdays, by the moon, and none; on both sides of the date line.
const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'America/Nuuk',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Gaza',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
  'Etc/GMT+5',
  'UTC',
] as const;

const aZone = fc.constantFrom(...zones);
const aMinute = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 })
  .map((minutes) => minutes * 60_000);

describe('a time', () => {
  test('is the same moment to a program that knows nothing but the file, in every zone and on both sides of a change of clocks', () => {
    fc.assert(
      fc.property(aZone, aMinute, fc.integer({ min: 1, max: 600 }), (zone, at, minutes) => {
        // An hour that comes twice is agreed as its first one.
        const start = instantOfWall(wallAt(at, zone), zone);
        const end = start + minutes * 60_000;
        const { startDate, endDate } = readBack({ time: { start, end, zone } });
        expect([momentOf(startDate), momentOf(endDate)]).toEqual([start, end]);
      }),
      { numRuns: 200 },
    );
  });

  test.each(zones)('is right in the hours around each change of the clocks in %s', (zone) => {
    const changes = zoneChanges(zone, Date.UTC(2025, 5, 1), Date.UTC(2028, 5, 1));
    const starts = changes.flatMap(({ at }) => Array.from({ length: 32 }, (_, index) => at + (index - 16) * 900_000));
    const events = starts.map((start) => ({ ...plain, time: { start, end: start + 3_600_000, zone } }));
    const told = eventsIn(calendarFile('Work', events)).map(({ startDate, endDate }) => [momentOf(startDate), momentOf(endDate)]);
    expect(told).toEqual(starts.map((start) => [start, start + 3_600_000]));
  });

  test('is written as it was agreed: by the wall, with its zone', () => {
    const start = instantOfWall('2026-12-01T14:30', 'America/New_York');
    const file = calendarFile(null, [{ ...plain, time: { start, end: start + 3_600_000, zone: 'America/New_York' } }]);
    expect(file).toContain('DTSTART;TZID=America/New_York:20261201T143000\r\nDTEND;TZID=America/New_York:20261201T153000\r\n');
    expect(file).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU');
    expect(file).toContain('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU');
  });

  test('long before or after the rules of today is right too', () => {
    for (const [wall, zone] of [
      ['2006-04-03T09:00', 'America/New_York'],
      ['2006-10-30T09:00', 'America/New_York'],
      ['2045-07-01T09:00', 'Europe/Berlin'],
      ['2014-12-01T09:00', 'Europe/Moscow'],
    ] as const) {
      const start = instantOfWall(wall, zone);
      expect([wall, momentOf(readBack({ time: { start, end: start, zone } }).startDate)]).toEqual([wall, start]);
    }
  });

  test('is told of each zone once', () => {
    const at = (wall: string, zone: string): CalendarEvent => {
      const start = instantOfWall(wall, zone);
      return { ...plain, time: { start, end: start, zone } };
    };
    const events = [
      at('2026-12-01T09:00', 'Europe/Berlin'),
      at('2027-12-01T09:00', 'Europe/Berlin'),
      at('2026-12-01T09:00', 'Asia/Tokyo'),
      at('2026-12-01T09:00', 'UTC'),
    ];
    expect(calendarFile('x', events).match(/^TZID:.*$/gm)).toEqual(['TZID:Asia/Tokyo', 'TZID:Europe/Berlin']);
  });

  test('a description of a zone has the offset of each moment of its years', () => {
    fc.assert(
      fc.property(aZone, aMinute, (zone, at) => {
        fc.pre(zone !== 'UTC');
        const described = new ICAL.Timezone(new ICAL.Component(ICAL.parse(timeZone(zone, 2024)) as unknown[]));
        const wall = ICAL.Time.fromDateTimeString(`${wallAt(at, zone)}:00`);
        // A time that comes twice stands in the file in UTC, since programs do not agree on which of the two is meant.
        fc.pre(!shownAt(at, zone).twice);
        expect(described.utcOffset(wall)).toBe(offsetAt(at, zone));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a day', () => {
  test('ends where the next begins, in every month and year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (days) => {
        const on = addDays('2024-01-01', days);
        const { startDate, endDate } = readBack({ time: { on } });
        expect([startDate.isDate, startDate.toString(), endDate.toString()]).toEqual([true, on, addDays(on, 1)]);
      }),
      whole,
    );
  });
});

describe('a series', () => {
  const aRepeat = fc.record({
    every: fc.integer({ min: 1, max: 12 }),
    unit: fc.constantFrom('day', 'week', 'month'),
  }) as fc.Arbitrary<Recurrence>;

  test('falls on the days on which its tasks would come', () => {
    fc.assert(
      fc.property(aRepeat, fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 400 }), (repeat, day, later) => {
        const seriesFrom = addDays('2024-01-01', day);
        const on = later === 0 ? seriesFrom : nextOccurrence(repeat, { from: seriesFrom, after: addDays(seriesFrom, later) });
        const rule = recurrenceRule({ repeat, seriesFrom, due: { on } });
        // Of these February has another day.
        fc.pre(repeat.unit !== 'month' || !/-(29|30)$/.test(seriesFrom));
        expect(rule).not.toBeNull();
        const told = readBack({ time: { on }, rule }).iterator();
        let expected = on;
        for (let count = 0; count < 12 && expected <= addDays(on, 366); count++) {
          expect(told.next()?.toString()).toBe(expected);
          expected = nextOccurrence(repeat, { from: seriesFrom, after: expected });
        }
      }),
      { numRuns: 120 },
    );
  });

  test('ends before years get a fifth digit', () => {
    const due = { on: '9999-12-01', time: null, zone: null };
    const rule = recurrenceRule({ repeat: { every: 1, unit: 'week' }, seriesFrom: due.on, due });
    expect(rule).toMatch(/UNTIL=99991201$/);
    const last = readBack({ time: { on: '9999-12-31' }, rule: null });
    expect([last.startDate.toString(), last.duration.toSeconds()]).toEqual(['9999-12-31', 86_400]);
  });

  test('at a time keeps it by the wall when the clocks change, and ends', () => {
    const zone = 'America/New_York';
    const due = { on: '2026-10-26', time: '09:00', zone };
    const start = instantOfWall('2026-10-26T09:00', zone);
    const rule = recurrenceRule({ repeat: { every: 1, unit: 'week' }, seriesFrom: due.on, due });
    const told = readBack({ time: { start, end: start, zone }, rule }).iterator();
    const all: ICAL.Time[] = [];
    for (let next = told.next(); next; next = told.next()) all.push(next);
    expect(all.slice(0, 2).map(momentOf)).toEqual([start, instantOfWall('2026-11-02T09:00', zone)]);
    expect(all).toHaveLength(53);
  });

  test('of a task that was put on another day, or that no program would read rightly, is none', () => {
    const repeat = { every: 2, unit: 'week' } as const;
    expect(recurrenceRule({ repeat, seriesFrom: '2026-11-02', due: { on: '2026-11-10' } })).toBeNull();
    expect(recurrenceRule({ repeat, seriesFrom: '2026-11-02', due: { on: '2026-11-16' } })).not.toBeNull();
    expect(
      recurrenceRule({ repeat: { every: 1, unit: 'month' }, seriesFrom: '2026-11-30', due: { on: '2026-11-30' } }),
    ).toBeNull();
    expect(recurrenceRule({ repeat: null, seriesFrom: null, due: { on: '2026-11-16' } })).toBeNull();
  });
});

describe('words', () => {
  const aText = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('\r', '\n', ';', ',', '\\', ':', '"', 'BEGIN:VEVENT', '\r\nUID:', '👩🏽‍💻', 'شركة', '‏', ' ', 'é'),
      minLength: 1,
    }),
  );
  /** What of a text is kept: line breaks of one sort, and no control characters. */
  const kept = (text: string) =>
    text
      .toWellFormed()
      .replaceAll(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, '\n')
      .replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, ''); // eslint-disable-line no-control-regex

  test('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(aText, aText, (title, description) => {
        const event = readBack({ title: title.toWellFormed(), description: description.toWellFormed() });
        expect([event.summary, event.description]).toEqual([kept(title), kept(description)]);
      }),
      { numRuns: 200 },
    );
  });

  test('cannot begin a line, an event or a property of their own', () => {
    fc.assert(
      fc.property(aText, (typed) => {
        const value = typed.toWellFormed();
        const file = calendarFile(value, [{ ...plain, title: value, place: value, description: value }]);
        const names = file
          .replaceAll('\r\n ', '')
          .split('\r\n')
          .map((line) => line.split(/[:;]/)[0]);
        expect(names).toEqual(
          calendarFile('a', [{ ...plain, title: 'a', place: 'a', description: 'a' }])
            .replaceAll('\r\n ', '')
            .split('\r\n')
            .map((line) => line.split(/[:;]/)[0]),
        );
      }),
      whole,
    );
  });

  test('are folded at 75 octets, between characters, with CRLF and nothing else', () => {
    fc.assert(
      fc.property(aText, (typed) => {
        const file = calendarFile('Work', [{ ...plain, title: typed.toWellFormed() }]);
        const lines = file.split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed() && !/[\r\n]/.test(line)).toBe(true);
        }
      }),
      whole,
    );
  });

  test('a link is one, and nothing after it', () => {
    const file = calendarFile(null, [{ ...plain, link: 'https://meet.example/a;b,c?x=1\r\n&y=ü' }]);
    expect(file).toContain('URL:https://meet.example/a;b,c?x=1&y=%C3%BC\r\n');
  });
});

describe('a state', () => {
  const stateOf = (event: Partial<CalendarEvent>) => {
    const { component, sequence } = readBack(event);
    return [component.getFirstPropertyValue('status'), component.getFirstPropertyValue('transp'), sequence];
  };
  test('says what is off, what takes time, and how often it changed', () => {
    expect(stateOf({})).toEqual(['CONFIRMED', 'OPAQUE', 3]);
    expect(stateOf({ cancelled: true })).toEqual(['CANCELLED', 'TRANSPARENT', 3]);
    expect(stateOf({ busy: false })).toEqual(['CONFIRMED', 'TRANSPARENT', 3]);
  });

  test('without an end an event has none', () => {
    const start = Date.parse('2026-12-01T09:00:00Z');
    const time: EventTime = { start, end: start, zone: 'UTC' };
    expect(calendarFile(null, [{ ...plain, time }])).not.toContain('DTEND');
  });
});
