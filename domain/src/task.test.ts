import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDay, anyZone } from './testing-days.ts';
import { addDays, dateOf, daysBetween } from './calendar-date.ts';
import { byHand } from './import-ref.ts';
import { blankTask, Due, dueAt, dueDay, nextTask, parentOfTask, showsOn, type Task } from './task.ts';

const taskOf = (more: Partial<Task> = {}): Task => ({ ...blankTask, title: 'Call Leah', ...byHand, ...more });
const id = '01930000-0000-7000-8000-000000000001';

describe('a due day', () => {
  test('is a day, or a time with its zone; one without the other is refused', () => {
    expect(Due.safeParse({ on: '2026-11-22' }).success).toBe(true);
    expect(Due.safeParse({ on: '2026-11-22', time: '14:00', zone: 'Europe/Berlin' }).success).toBe(true);
    expect(Due.safeParse({ on: '2026-11-22', time: '14:00' }).success).toBe(false);
    expect(Due.safeParse({ on: '2026-11-22', zone: 'UTC' }).success).toBe(false);
    expect(Due.safeParse({ on: '9999-12-31' }).success).toBe(true);
    expect(Due.safeParse({ on: '9999-12-31', time: '23:30', zone: 'America/New_York' }).success).toBe(false);
  });

  test('stays that day everywhere when it has no time', () => {
    fc.assert(fc.property(anyDay, anyZone, (on, zone) => void expect(dueDay({ on }, zone)).toBe(on)));
  });

  test('with a time is the day on which it falls where the person is, at most one away', () => {
    fc.assert(
      fc.property(anyDay, anyZone, anyZone, (on, there, here) => {
        const due = { on, time: '23:30', zone: there };
        expect(dueDay(due, here)).toBe(dateOf(dueAt(due)!, here));
        expect(Math.abs(daysBetween(on, dueDay(due, here)))).toBeLessThanOrEqual(1);
        expect(dueDay(due, there)).toBe(on);
      }),
    );
  });
});

describe('a task', () => {
  test('shows when it is due, or later when it is put off', () => {
    expect(showsOn(taskOf(), 'UTC')).toBeNull();
    expect(showsOn(taskOf({ due: { on: '2026-11-22' } }), 'UTC')).toBe('2026-11-22');
    expect(showsOn(taskOf({ due: { on: '2026-11-22' }, snoozedUntil: '2026-11-25' }), 'UTC')).toBe('2026-11-25');
    expect(showsOn(taskOf({ due: { on: '2026-11-22' }, snoozedUntil: '2026-11-20' }), 'UTC')).toBe('2026-11-22');
  });

  test('goes with its application or interview, and is of its own beside a contact or company', () => {
    expect(parentOfTask({ kind: 'application', id })).toBe(id);
    expect(parentOfTask({ kind: 'interview', id })).toBe(id);
    expect([parentOfTask({ kind: 'contact', id }), parentOfTask({ kind: 'company', id }), parentOfTask(null)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('the task that follows', () => {
  test('is none unless it comes again', () => {
    expect(nextTask(taskOf({ due: { on: '2026-11-22' } }), '2026-11-22')).toBeNull();
    expect(nextTask(taskOf({ repeat: { every: 1, unit: 'day' } }), '2026-11-22')).toBeNull();
  });

  test('is due after both the one before and the day it was done, open, and in the same words and zone', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 60 }), fc.integer({ min: 1, max: 6 }), (on, late, every) => {
        const today = addDays(on, late);
        const due = { on, time: '09:00', zone: 'Europe/Berlin' };
        const next = nextTask(
          taskOf({ due, repeat: { every, unit: 'week' }, status: 'done', doneAt: 5, snoozedUntil: today }),
          today,
        )!;
        expect(next.due!.on > on && next.due!.on > today).toBe(true);
        expect(next).toMatchObject({ title: 'Call Leah', status: 'open', doneAt: null, snoozedUntil: null, seriesFrom: on });
        expect(next.due).toMatchObject({ time: '09:00', zone: 'Europe/Berlin' });
      }),
    );
  });

  test('of the last day of a month stays at the end of months', () => {
    const first = taskOf({ due: { on: '2026-01-31' }, repeat: { every: 1, unit: 'month' } });
    const second = nextTask(first, '2026-01-31')!;
    const third = nextTask(second, '2026-02-28')!;
    expect([second.due!.on, third.due!.on]).toEqual(['2026-02-28', '2026-03-31']);
  });
});
