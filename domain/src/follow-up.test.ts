import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyMoment, anyZone } from './testing-days.ts';
import { addDays, dateOf, daysBetween } from './calendar-date.ts';
import { followUpOf, isHeardAgain, respondFrom, silenceOf, staleOf, thankYouOn, type Course } from './follow-up.ts';
import { defaultRules, type Rules } from './settings.ts';
import { stageKinds } from './stage.ts';

const dayMs = 86_400_000;
const zone = 'Europe/Berlin';
const applied = Date.parse('2026-11-03T10:00:00Z');
const courseOf = (more: Partial<Course> = {}): Course => ({
  stageKind: 'submitted',
  stageSince: applied,
  lastEvent: null,
  nudges: [],
  ...more,
});
const rulesWith = (more: Partial<Rules>): Rules => ({ ...defaultRules, ...more });
const silentOn = (today: string, course: Course, rules = defaultRules) => silenceOf(course, rules, { today, zone });

const anyCourse: fc.Arbitrary<Course> = fc.record({
  stageKind: fc.constantFrom(...stageKinds),
  stageSince: anyMoment,
  lastEvent: fc.option(anyMoment),
  nudges: fc.array(anyMoment, { maxLength: 4 }),
});

describe('a follow-up', () => {
  test('is due a week after applying and three days after a screen', () => {
    expect(followUpOf(courseOf(), defaultRules, zone)).toEqual({ dueOn: '2026-11-10', nudges: 0 });
    expect(followUpOf(courseOf({ stageKind: 'screen' }), defaultRules, zone)).toEqual({ dueOn: '2026-11-06', nudges: 0 });
  });

  test('counts anew from each nudge, and there are at most two', () => {
    const once = courseOf({ nudges: [applied + 7 * dayMs] });
    expect(followUpOf(once, defaultRules, zone)).toEqual({ dueOn: '2026-11-17', nudges: 1 });
    expect(followUpOf({ ...once, nudges: [...once.nudges, applied + 14 * dayMs] }, defaultRules, zone)).toBeNull();
    expect(followUpOf(courseOf(), rulesWith({ mostNudges: 0 }), zone)).toBeNull();
  });

  test('begins anew with whatever happens: nudges before it count no more', () => {
    const nudges = [applied + 7 * dayMs, applied + 14 * dayMs];
    const answered = courseOf({ nudges, lastEvent: applied + 15 * dayMs });
    expect(followUpOf(answered, defaultRules, zone)).toEqual({ dueOn: '2026-11-25', nudges: 0 });
  });

  test('is not suggested when it is switched off, before applying, or when it has ended', () => {
    expect(followUpOf(courseOf(), rulesWith({ followUpAfterSubmittedDays: null }), zone)).toBeNull();
    for (const stageKind of ['lead', 'interview', 'offer', 'won', 'lost', 'lost_by_me', 'silent'] as const)
      expect(followUpOf(courseOf({ stageKind }), defaultRules, zone)).toBeNull();
  });

  test('falls as many calendar days after the last that happened as the rule says, in every zone and over every change of clocks', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, fc.integer({ min: 1, max: 365 }), (stageSince, anywhere, days) => {
        const due = followUpOf(courseOf({ stageSince }), rulesWith({ followUpAfterSubmittedDays: days }), anywhere)!;
        expect(daysBetween(dateOf(stageSince, anywhere), due.dueOn)).toBe(days);
      }),
    );
  });
});

describe('silence', () => {
  test('is suggested after 30 days, 21 after a screen, 14 after an interview', () => {
    const after = (stageKind: Course['stageKind'], days: number) =>
      silentOn(addDays('2026-11-03', days), courseOf({ stageKind }));
    expect([after('submitted', 29), after('screen', 20), after('interview', 13)]).toEqual([null, null, null]);
    expect(after('submitted', 30)).toEqual({ since: '2026-11-03', days: 30, nudges: 0 });
    expect(after('screen', 21)).not.toBeNull();
    expect(after('interview', 14)).not.toBeNull();
  });

  test('is not broken by one’s own nudges, which are counted', () => {
    const nudged = courseOf({ nudges: [applied + 8 * dayMs] });
    expect(silentOn('2026-12-04', nudged)).toEqual({ since: '2026-11-03', days: 31, nudges: 1 });
  });

  test('begins anew with any event', () => {
    expect(silentOn('2026-12-04', courseOf({ lastEvent: Date.parse('2026-11-20T08:00:00Z') }))).toBeNull();
  });

  test('comes once its days are over and stays, day by day, in every zone', () => {
    fc.assert(
      fc.property(anyCourse, anyZone, fc.integer({ min: -5, max: 80 }), (course, anywhere, days) => {
        const since = dateOf(Math.max(course.stageSince, course.lastEvent ?? 0), anywhere);
        const told = silenceOf(course, defaultRules, { today: addDays(since, days), zone: anywhere });
        const later = silenceOf(course, defaultRules, { today: addDays(since, days + 1), zone: anywhere });
        if (told !== null) expect([told.days, later?.days]).toEqual([days, days + 1]);
        else expect(days < 30 || later === null).toBe(true);
      }),
    );
  });

  test('is never told of what is only saved, or has ended, or when it is switched off', () => {
    for (const stageKind of ['lead', 'offer', 'won', 'lost', 'lost_by_me', 'silent'] as const)
      expect(silentOn('2027-11-03', courseOf({ stageKind }))).toBeNull();
    expect(silentOn('2027-11-03', courseOf(), rulesWith({ silentAfterSubmittedDays: null }))).toBeNull();
  });

  test('that was confirmed is over with any later event, and only with a later one', () => {
    const silent = courseOf({ stageKind: 'silent' });
    expect(isHeardAgain(silent)).toBe(false);
    expect(isHeardAgain({ ...silent, lastEvent: applied - 1 })).toBe(false);
    expect(isHeardAgain({ ...silent, lastEvent: applied + 1 })).toBe(true);
    expect(isHeardAgain(courseOf({ lastEvent: applied + 1 }))).toBe(false);
  });
});

test('thanks are due the day after, in the person’s zone', () => {
  const lateInNewYork = Date.parse('2026-11-12T02:00:00Z');
  expect(thankYouOn(lateInNewYork, defaultRules, 'America/New_York')).toBe('2026-11-12');
  expect(thankYouOn(lateInNewYork, defaultRules, zone)).toBe('2026-11-13');
  expect(thankYouOn(lateInNewYork, rulesWith({ thankAfterInterviewDays: null }), zone)).toBeNull();
});

test('an answer is spoken of two days before it is due', () => {
  expect(respondFrom('2026-11-17', defaultRules)).toBe('2026-11-15');
  expect(respondFrom('2026-11-17', rulesWith({ beforeRespondByDays: null }))).toBeNull();
});

describe('a saved posting', () => {
  const stale = (closesOn: string | null, today: string, rules = defaultRules) =>
    staleOf({ savedSince: applied, closesOn }, rules, { today, zone });

  test('is spoken of three days before it closes, and once it has closed', () => {
    expect(stale('2026-11-10', '2026-11-06')).toBeNull();
    expect(stale('2026-11-10', '2026-11-07')).toEqual({ why: 'closing', days: 3 });
    expect(stale('2026-11-10', '2026-11-12')).toEqual({ why: 'closing', days: -2 });
  });

  test('lies about after two weeks', () => {
    expect(stale(null, '2026-11-16')).toBeNull();
    expect(stale(null, '2026-11-17')).toEqual({ why: 'lying', days: 14 });
    expect(stale('2027-01-01', '2026-11-17')).toEqual({ why: 'lying', days: 14 });
  });

  test('is left alone when both are switched off', () => {
    const off = rulesWith({ leadStaleAfterDays: null, leadStaleBeforeClosingDays: null });
    expect(stale('2026-11-04', '2027-11-04', off)).toBeNull();
  });
});
