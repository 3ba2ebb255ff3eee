import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, startOfDay } from './calendar-date.ts';
import { byTime, currentChange, nextSequence, placeInTime, stepsOf, type StageChange, type When } from './stage-change.ts';

const zone = 'Europe/Berlin';
const [saved, applied, screening, rejected] = ['saved', 'applied', 'screening', 'rejected'] as [string, string, string, string];

const change = (to: string, at: number, sequence: number, more: Partial<StageChange> = {}): StageChange => ({
  to,
  at,
  on: null,
  sequence,
  by: 'user',
  note: null,
  appliedOn: null,
  voidedAt: null,
  ...more,
});

const anyHistory = fc
  .array(
    fc.record({
      to: fc.constantFrom(saved, applied, screening, rejected),
      at: fc.integer({ min: 1, max: 20 }),
      voided: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((steps) => steps.map(({ to, at, voided }, sequence) => change(to, at, sequence, { voidedAt: voided ? 99 : null })));

describe('the current stage', () => {
  test('is where the latest change leads, and the one entered last of several at one moment', () => {
    expect(currentChange([change(screening, 5, 1), change(saved, 1, 0), change(applied, 5, 2)])?.to).toBe(applied);
  });

  test('does not move for a change entered later for an earlier day', () => {
    expect(currentChange([change(saved, 1, 0), change(rejected, 9, 1), change(applied, 4, 2)])?.to).toBe(rejected);
  });

  test('forgets void changes, and is nothing when all are', () => {
    expect(currentChange([change(saved, 1, 0), change(applied, 2, 1, { voidedAt: 3 })])?.to).toBe(saved);
    expect(currentChange([change(saved, 1, 0, { voidedAt: 3 })])).toBeNull();
  });

  test('is the last of the history in order, whatever the order of entering', () => {
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.nat()), (history, chance) => {
        const shuffled = history.toSorted(() => (chance.next().value % 3) - 1);
        const counted = history.filter((one) => one.voidedAt === null).toSorted(byTime);
        expect(currentChange(shuffled)).toEqual(counted.at(-1) ?? null);
      }),
    );
  });
});

describe('the steps of a history', () => {
  test('form one chain through those that count, in order of time', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const counted = stepsOf(history).filter((step) => step.voidedAt === null);
        expect(counted.map(({ from }) => from)).toEqual([null, ...counted.map(({ to }) => to)].slice(0, counted.length));
        expect(stepsOf(history)).toHaveLength(history.length);
      }),
    );
  });

  test('say nothing of what a void step led from', () => {
    const steps = stepsOf([change(saved, 1, 0), change(applied, 2, 1, { voidedAt: 5 }), change(screening, 3, 2)]);
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [null, saved],
      [null, applied],
      [saved, screening],
    ]);
  });
});

describe('a place in time', () => {
  const now = Date.parse('2026-11-21T15:00:00Z');
  const morning = change(saved, Date.parse('2026-11-21T09:00:00Z'), 0);

  test('of a day comes after what was entered for that day, so that "applied today" follows "saved this morning"', () => {
    const place = placeInTime({ on: '2026-11-21' }, [morning], { now, zone })!;
    expect(currentChange([morning, change(applied, place.at, 1, place)])?.to).toBe(applied);
    expect(place.on).toBe('2026-11-21');
  });

  test('of a past day begins that day in the person’s zone', () => {
    expect(placeInTime({ on: '2026-03-03' }, [morning], { now, zone })).toEqual({
      at: startOfDay('2026-03-03', zone),
      on: '2026-03-03',
    });
  });

  test('lies not in the future', () => {
    expect(placeInTime({ on: '2026-11-23' }, [], { now, zone })).toBeNull();
    expect(placeInTime({ at: now + 6 * 60_000 }, [], { now, zone })).toBeNull();
  });

  test('is now for a clock that runs a little ahead, and where it is tomorrow already', () => {
    expect(placeInTime({ at: now + 60_000 }, [], { now, zone })).toEqual({ at: now, on: null });
    // On Kiritimati it is the 22nd, whatever zone the settings name.
    expect(placeInTime({ on: '2026-11-22' }, [morning], { now, zone: 'UTC' })).toEqual({ at: now, on: '2026-11-22' });
  });

  test('of now is never before what is there, also when another device’s clock runs ahead', () => {
    expect(placeInTime(null, [change(saved, now + 5_000, 0)], { now, zone })).toEqual({ at: now + 5_000, on: null });
  });

  test('always falls on the day that was said, and never after now', () => {
    const anyWhen: fc.Arbitrary<When> = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 20 }).map((days) => ({ on: dateOf(now - days * 86_400_000, zone) })),
    );
    fc.assert(
      fc.property(fc.array(anyWhen, { maxLength: 10 }), (whens) => {
        const history: StageChange[] = [];
        for (const when of whens) {
          const place = placeInTime(when, history, { now, zone })!;
          history.push(change(saved, place.at, nextSequence(history), place));
          expect(place.at).toBeLessThanOrEqual(now);
          if (when !== null && 'on' in when) expect(dateOf(place.at, zone)).toBe(when.on);
          else expect(currentChange(history)).toBe(history.at(-1));
        }
      }),
    );
  });
});
