import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimPeriodOf, claimPeriods, keptUntil, WorkSearchRules } from './activity.ts';
import { addDays, daysBetween } from './calendar-date.ts';
import { rulesOfPreset, workSearchPresets } from './work-search-presets.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
const division = fc.record({
  period: fc.constantFrom('week' as const, 'month' as const),
  weekStart: fc.constantFrom('monday' as const, 'sunday' as const, 'saturday' as const),
});

describe('claim periods', () => {
  test('hold the day they are asked for, and begin and end as offices count them', () => {
    expect(claimPeriodOf('2026-11-22', { period: 'week', weekStart: 'sunday' })).toEqual({
      from: '2026-11-22',
      to: '2026-11-28',
    });
    expect(claimPeriodOf('2026-11-22', { period: 'week', weekStart: 'monday' })).toEqual({
      from: '2026-11-16',
      to: '2026-11-22',
    });
    expect(claimPeriodOf('2028-02-29', { period: 'month', weekStart: 'monday' })).toEqual({
      from: '2028-02-01',
      to: '2028-02-29',
    });
  });

  test('follow each other without gap or overlap and hold every day asked for', () => {
    fc.assert(
      fc.property(day, fc.nat(800), division, (from, days, rules) => {
        const to = addDays(from, days);
        const periods = claimPeriods({ from, to }, rules);
        expect(periods.at(-1)!.from <= from && periods[0]!.to >= to).toBe(true);
        for (const [at, period] of periods.entries()) {
          expect(daysBetween(period.from, period.to)).toBeGreaterThanOrEqual(6);
          if (at > 0) expect(addDays(period.to, 1)).toBe(periods[at - 1]!.from);
          expect(claimPeriodOf(period.from, rules)).toEqual(claimPeriodOf(period.to, rules));
        }
      }),
    );
  });

  test('there are none when the end lies before the beginning', () => {
    expect(claimPeriods({ from: '2026-02-02', to: '2026-02-01' }, { period: 'week', weekStart: 'monday' })).toEqual([]);
  });
});

describe('presets', () => {
  const [washington, wisconsin] = ['us-wa', 'us-wi'].map((id) => rulesOfPreset(workSearchPresets.find((one) => one.id === id)!));

  test('are rules as they are kept, each with a source and a day, under a name of its own', () => {
    for (const preset of workSearchPresets) {
      expect(WorkSearchRules.safeParse(rulesOfPreset(preset)).success).toBe(true);
      expect(preset.source).toMatch(/^https:\/\//);
      expect(preset.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    expect(new Set(workSearchPresets.map(({ id }) => id)).size).toBe(workSearchPresets.length);
  });

  test('say until when a log is kept, once what it depends on is known', () => {
    const week = { from: '2026-11-15', to: '2026-11-21' };
    expect(keptUntil(week, wisconsin!)).toBe('2027-11-20');
    expect(keptUntil(week, washington!)).toBeNull();
    expect(keptUntil(week, { ...washington!, benefitYearEndsOn: '2027-06-30' })).toBe('2027-07-30');
    expect(keptUntil(week, { ...washington!, keep: null })).toBeNull();
  });
});
