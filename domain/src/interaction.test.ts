import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, endOfDay, startOfDay } from './calendar-date.ts';
import { dayOf, isUnreachable, newestFirst, pastMoment } from './interaction.ts';

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Kiritimati', 'America/St_Johns'];
const now = Date.parse('2026-11-22T12:00:00Z');
const zone = fc.constantFrom(...zones);
const past = fc.integer({ min: Date.parse('2020-01-01'), max: now });

describe('the moment of an interaction', () => {
  test('is the one that was said, and falls on the day it has in its zone, whatever the clocks do', () => {
    fc.assert(
      fc.property(past, zone, (at, where) => {
        const moment = pastMoment({ at }, { now, zone: where });
        expect(moment).toEqual({ at, on: null, zone: where });
        expect(dayOf(moment!)).toBe(dateOf(at, where));
      }),
    );
  });

  test('of a day without a time is within that day and stays that day', () => {
    fc.assert(
      fc.property(past, zone, (at, where) => {
        const on = dateOf(at, where);
        const moment = pastMoment({ on }, { now, zone: where })!;
        expect(moment.at >= startOfDay(on, where) && moment.at < endOfDay(on, where)).toBe(true);
        expect(dayOf(moment)).toBe(on);
      }),
    );
  });

  test('lies not in the future, but for a clock that runs a little ahead', () => {
    expect(pastMoment({ at: now + 60_000 }, { now, zone: 'UTC' })?.at).toBe(now);
    expect(pastMoment({ at: now + 3_600_000 }, { now, zone: 'UTC' })).toBeNull();
    expect(pastMoment({ on: '2026-11-24' }, { now, zone: 'UTC' })).toBeNull();
  });

  test('orders newest first', () => {
    expect([{ at: 1 }, { at: 3 }, { at: 2 }].toSorted(newestFirst).map(({ at }) => at)).toEqual([3, 2, 1]);
  });
});

test('an interaction is unreachable exactly when nothing it names is there', () => {
  const id = fc.uuid();
  const named = { contactIds: fc.array(id, { maxLength: 3 }), companyId: fc.option(id), applicationId: fc.option(id) };
  fc.assert(
    fc.property(fc.record(named), fc.integer({ min: 0, max: 4 }), (interaction, pick) => {
      const all = [...interaction.contactIds, interaction.companyId, interaction.applicationId].filter((one) => one !== null);
      expect(isUnreachable(interaction, () => false)).toBe(true);
      expect(isUnreachable(interaction, () => true)).toBe(all.length === 0);
      const survivor = all[pick];
      if (survivor !== undefined) expect(isUnreachable(interaction, (one) => one === survivor)).toBe(false);
    }),
  );
});
