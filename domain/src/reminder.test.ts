import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dateOf,
  defaultReminders,
  digestDays,
  dueLetters,
  instantOfWall,
  interviewMoments,
  nextLetterAt,
  ReminderRules,
  tellWithinMs,
  wallAt,
} from './index.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const quarterMs = 900_000;
const dayMs = 86_400_000;
const zone = fc.constantFrom(...zones);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const moment = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') });
const daily = (dailyAt: string) => ({ ...defaultReminders, dailyAt });
const at = (text: string) => Date.parse(text);

/** Every moment from `from` until `until`, found as the engine finds them: one after the other. */
function momentsOf(rules: ReminderRules, inZone: string, [from, until]: readonly [number, number]): number[] {
  const found: number[] = [];
  for (let next = nextLetterAt(rules, inZone, from); next !== null && next < until; next = nextLetterAt(rules, inZone, next))
    found.push(next);
  return found;
}

describe('the daily mail', () => {
  test('comes once on every day there is, whatever the clocks do', () => {
    fc.assert(
      fc.property(zone, time, moment, (inZone, dailyAt, from) => {
        const first = addDays(dateOf(from, inZone), 1);
        const span = [instantOfWall(`${first}T00:00`, inZone) - 1, instantOfWall(`${addDays(first, 40)}T00:00`, inZone)] as const;
        const days = momentsOf(daily(dailyAt), inZone, span).map((each) => dateOf(each, inZone));
        expect(days).toEqual([...new Set(days)]);
        expect(days).toHaveLength(40);
      }),
      { numRuns: 60 },
    );
  });

  test('comes at the time that was said, but where the clocks leave it out', () => {
    fc.assert(
      fc.property(zone, time, moment, (inZone, dailyAt, now) => {
        const next = nextLetterAt(daily(dailyAt), inZone, now) ?? Number.NaN;
        const shown = wallAt(next, inZone).slice(11);
        expect(next).toBeGreaterThan(now);
        expect(next % quarterMs).toBe(0);
        expect(shown === dailyAt || instantOfWall(`${dateOf(next, inZone)}T${dailyAt}`, inZone) === next).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['left out', '02:30', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['shown twice', '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['after it was shown twice', '02:30', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
  ])('at a time that is %s in Berlin', (_, dailyAt, now, expected) => {
    expect(new Date(nextLetterAt(daily(dailyAt), 'Europe/Berlin', at(now)) ?? 0).toISOString()).toBe(expected);
  });

  test('is due from its moment on, for six hours', () => {
    fc.assert(
      fc.property(zone, time, moment, (inZone, dailyAt, now) => {
        const before = nextLetterAt(daily(dailyAt), inZone, now - 3 * dayMs) ?? 0;
        const due = (ms: number) => dueLetters(daily(dailyAt), inZone, ms).map((letter) => letter.moment);
        expect(due(before)).toEqual([before]);
        expect(due(before + tellWithinMs.daily)).toEqual([before]);
        expect(due(before + tellWithinMs.daily + 1)).toEqual([]);
        expect(due(before - 1)).not.toContain(before);
      }),
      { numRuns: 100 },
    );
  });
});

test('the digest comes once a week, on its day', () => {
  fc.assert(
    fc.property(zone, time, moment, fc.constantFrom(...digestDays), (inZone, digestAt, from, digestOn) => {
      const rules = { ...defaultReminders, dailyAt: null, digestOn, digestAt };
      const found = momentsOf(rules, inZone, [from, from + 30 * dayMs]);
      const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: inZone });
      expect(found.length).toBeGreaterThanOrEqual(4);
      for (const each of found) expect(day.format(each).toLowerCase()).toBe(digestOn);
    }),
    { numRuns: 60 },
  );
});

test('an interview is spoken of early by less than a quarter of an hour, each distance once, in order', () => {
  const minutes = fc.array(
    fc.integer({ min: 1, max: 1344 }).map((quarters) => quarters * 15),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(moment, minutes, (startsAt, interviewMinutes) => {
      const moments = interviewMoments(startsAt, { interviewMinutes });
      expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b));
      for (const each of interviewMinutes) {
        const early = moments.map((one) => startsAt - each * 60_000 - one).filter((ms) => ms >= 0 && ms < quarterMs);
        expect(early).toHaveLength(1);
      }
    }),
  );
});

test('nobody is reminded of anything who wants neither a daily mail nor a digest', () => {
  const rules = { ...defaultReminders, dailyAt: null };
  expect([nextLetterAt(rules, 'UTC', 0), dueLetters(rules, 'UTC', 0)]).toEqual([null, []]);
});

test.each([{ dailyAt: '08:10' }, { interviewMinutes: [7] }, { interviewMinutes: [15, 30, 45, 60, 75] }, { digestOn: 'someday' }])(
  'rules do not take %j',
  (wrong) => {
    expect(ReminderRules.safeParse({ ...defaultReminders, ...wrong }).success).toBe(false);
    expect(ReminderRules.safeParse(defaultReminders).success, 'the control').toBe(true);
  },
);
