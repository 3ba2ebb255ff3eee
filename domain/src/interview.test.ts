import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDay, anyZone } from './testing-days.ts';
import { byHand } from './import-ref.ts';
import { blankInterview, hasTakenPlace, Interview, timesOf, type Interview as Held } from './interview.ts';

const applicationId = '01930000-0000-7000-8000-000000000001';
const interviewOf = (more: Partial<Held> = {}): Held => ({
  ...blankInterview,
  applicationId,
  startsAt: '2026-11-24T14:00',
  zone: 'America/New_York',
  ...byHand,
  ...more,
});

describe('an interview', () => {
  test('ends after it begins, or is refused', () => {
    expect(Interview.safeParse(interviewOf({ endsAt: '2026-11-24T15:00' })).success).toBe(true);
    expect(Interview.safeParse(interviewOf({ endsAt: '2026-11-24T14:00' })).success).toBe(false);
  });

  test('never lasts less than nothing, whatever the clocks do in between', () => {
    fc.assert(
      fc.property(anyDay, anyZone, fc.nat(23), (day, zone, hour) => {
        const startsAt = `${day}T${String(hour).padStart(2, '0')}:30`;
        const { start, end } = timesOf({ startsAt, endsAt: `${day}T23:59`, zone });
        expect(end).toBeGreaterThanOrEqual(start);
        expect(timesOf({ startsAt, endsAt: null, zone }).end - timesOf({ startsAt, endsAt: null, zone }).start).toBe(3_600_000);
      }),
    );
  });

  test('has taken place when it is over, unless it was cancelled or nobody came', () => {
    const over = timesOf(interviewOf()).end;
    expect(hasTakenPlace(interviewOf(), over)).toBe(true);
    expect(hasTakenPlace(interviewOf(), over - 1)).toBe(false);
    expect(hasTakenPlace(interviewOf({ status: 'done' }), over - 1)).toBe(true);
    expect(hasTakenPlace(interviewOf({ status: 'cancelled' }), over)).toBe(false);
    expect(hasTakenPlace(interviewOf({ status: 'no_show' }), over)).toBe(false);
  });
});
